"""Words of meetings that ``site.yml`` must know, and that its 会议类型 must know in turn."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.meetings import Meeting


@check(
    "meeting-type-unknown",
    ERROR,
    "S1-07, X-02",
    subject=Meeting,
    states=IN_USE,
    zh="会议类型“{type}”不在 site.yml 的 会议类型 里{suggestion}",
    en="the meeting type '{type}' is not among 会议类型 of site.yml{suggestion}",
    mend="改成 会议类型 里有的，或者在 site.yml 的 会议类型 里加上",
    mend_en="use a type of 会议类型 in site.yml or add it",
    example="类型: 常委会（会议类型 里写的是 常委会会议）",
)
def find_unknown_meeting_types(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    types = catalog.site.meeting_types
    if meeting.type not in types:
        words = {"type": meeting.type, "suggestion": suggest_spelling(meeting.type, types)}
        yield entry.location("type"), words


@check(
    "meeting-type-decides-unknown",
    ERROR,
    "S1-07",
    zh="“{meeting}”可以决定的“{type}”不在 site.yml 的 类型表 里{suggestion}",
    en="'{meeting}' may decide '{type}', which is not in the type table{suggestion}",
    mend="改成类型表里有的，或者在 site.yml 的 类型表 里加上",
    mend_en="use a type of 类型表 in site.yml or add it",
    example="常委会会议: {机构: 常委会, 可以决定: [重大决定]}（类型表 里写的是 重大决策）",
)
def find_unknown_decidable_types(catalog: Catalog) -> Iterator[Violation]:
    known = catalog.site.types
    for name, row in catalog.site.meeting_types.items():
        for index, type in enumerate(row.decides or ()):
            if type not in known:
                location = catalog.site_location("meeting_types", name, "decides", index)
                words = {"type": type, "suggestion": suggest_spelling(type, known)}
                yield location, {"meeting": name, **words}
