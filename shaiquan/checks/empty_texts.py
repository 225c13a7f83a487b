"""Words that say nothing where something must be said (S2-02, S4-16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from shaiquan.checks.check_types import PUBLISHED, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.bodies import Post
from shaiquan.model.common import Record
from shaiquan.model.empty_words import AROUND, BLANK, NONE, is_blank, is_no_reason
from shaiquan.model.powers import Duty, Power, Risk
from shaiquan.model.record_texts import RecordText, find_texts
from shaiquan.model.shapes import Path, find_field
from shaiquan.problems import CauseTexts

#: where 无 is no answer
_NEVER_NONE: Mapping[type[Record], tuple[str, ...]] = {
    Record: ("reason", "exemptions", "withheld"),
    Power: ("limits", "no_procedure", "no_risk", "discretion", "supervision", "evaluation"),
    Duty: ("content", "accountability"),
    Risk: ("signs", "controls"),
    Post: ("tasks", "functions", "by_kind", "limits", "commitments"),
}
#: a line of all texts of a record that may say nothing; what it took it keeps, so that a line of
#: ten thousand blanks is read once
_POSSIBLE = re.compile(
    rf"^[{re.escape(AROUND)}]*+(?:{BLANK.pattern}|{NONE.pattern})?[{re.escape(AROUND)}]*+$",
    re.IGNORECASE | re.MULTILINE,
)
#: ids, what is told by another check, sheets as they were; the words of branches: √ and ×
_LEFT_OUT = frozenset(("id", "code", "value", "phone", "lines", "branches", "next"))


def _says_nothing(record: Record, path: Path, text: str) -> bool:
    tables = (names for part, names in _NEVER_NONE.items() if isinstance(record, part))
    answered = any(path[0] in names for names in tables)
    return is_no_reason(text) if answered else is_blank(text)


@check(
    "text-empty",
    WARNING,
    "S2-02, S3-06, S4-16",
    subject=RecordText,
    states=PUBLISHED,
    zh="“{name}”的“{field}”只写了“{text}”，等于没有写",
    en="'{field}' of '{name}' only says '{text}', which says nothing",
    mend="写清楚；还没有想好的，先改成 状态: 草稿",
    mend_en="say it; what is not ready stays a draft",
    example="权限: 略\n不设流程: 无",
    many=CauseTexts(
        "{number} 处“{field}”只写了“{text}”，等于没有写：{names}",
        "'{field}' only says '{text}' in {number} places: {names}",
        by=("field", "text"),
    ),
)
def find_empty_texts(catalog: Catalog, entry: Entry, text: RecordText) -> Iterator[Violation]:
    if not _POSSIBLE.search(text.text):
        return
    record = text.record
    for path, words in find_texts(record):
        if _LEFT_OUT.isdisjoint(path) and _says_nothing(record, path, words):
            label, _ = find_field(type(record), path)
            yield entry.location(*path), {"name": record.name, "field": label, "text": words}


@check(
    "accountability-bare",
    WARNING,
    "S4-16",
    subject=Duty,
    states=PUBLISHED,
    zh="责任事项“{name}”的追责情形只写了情形，没有写怎样追责",
    en="the accountability of '{name}' names a situation, but not what follows",
    mend="补写 方式:、依据: 和 决定机关:，许多事项相同的写在 默认 里",
    mend_en="add 方式, 依据 and 决定机关; what many share goes into 默认",
    example="追责情形: [不记录]",
    many=CauseTexts(
        "{number} 条责任事项的追责情形只写了情形，没有写怎样追责：{names}",
        "{number} duties name situations, but not what follows: {names}",
        by=(),
    ),
)
def find_bare_accountability(catalog: Catalog, entry: Entry, duty: Duty) -> Iterator[Violation]:
    for index, item in enumerate(duty.accountability):
        withheld = item.withheld_fields.keys() & {"measure", "basis", "decider"}
        if not (item.measure or item.basis or item.decider or withheld):
            yield entry.location("accountability", index), {"name": duty.name}
            return
