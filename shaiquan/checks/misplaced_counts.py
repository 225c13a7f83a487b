"""Counts that a text asks for where nobody fills them in."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.record_texts import RecordText, find_texts
from shaiquan.views.markdown import COUNT


@check(
    "count-outside-text",
    ERROR,
    "X-05",
    subject=RecordText,
    zh="“{written}”只有写在 正文 里才会换成数目，写在这里会原样公布",
    en="'{written}' becomes a number in 正文 alone; here it is published as it stands",
    mend="把数目直接写出来，或者把这句话移到 正文 里",
    mend_en="write the number, or move the sentence to 正文",
    example="权限: [审批 {{ 数量.权力事项 }} 项权力]",
)
def find_misplaced_counts(
    catalog: Catalog, entry: Entry, joined: RecordText
) -> Iterator[Violation]:
    if "{{" not in joined.text:
        return
    for path, text in find_texts(joined.record):
        if path != ("text",) and (match := COUNT.search(text)):
            yield entry.location(*path), {"written": match[0]}
