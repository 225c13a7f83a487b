"""Words that say nothing where something must be said (S2-02, S4-16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from shaiquan.checks.check_types import PUBLISHED, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.bodies import Post
from shaiquan.model.common import Record
from shaiquan.model.powers import Duty, Power, Risk
from shaiquan.model.record_texts import RecordText, find_texts
from shaiquan.model.shapes import Path, find_field
from shaiquan.problems import CauseTexts

#: says that it is still to be written, wherever it stands
_BLANK = re.compile(
    r"略|从略|待定|待补充?|待完善|待更新|待填|暂缺|同上|如题|见附件|详见附件|"
    r"[.…。·、—\-_/\\?？*×xX]++|n/?a|tbd|todo",
    re.IGNORECASE,
)
#: says that there is none, which is no reason and no content
_NONE = re.compile(
    r"无|没有|暂无|不详|不适用|不涉及|无需|不需要?|不用|没必要|不必|无此项|按规定|依法办理|按要求办理?"
    r"|(?:还|尚)?(?:没有?|未)(?:进行|开展|做)?(?:风险)?(?:评估|画图?)|待评估|待画图?"
)
#: where 无 is no answer
_NEVER_NONE: Mapping[type[Record], tuple[str, ...]] = {
    Record: ("reason", "exemptions", "withheld"),
    Power: ("limits", "no_procedure", "no_risk", "discretion", "supervision", "evaluation"),
    Duty: ("content", "accountability"),
    Risk: ("signs", "controls"),
    Post: ("tasks", "functions", "by_kind", "limits", "commitments"),
}
#: marks around a text and at its end
_AROUND = " 　()（）[]【】“”\"'。；;，,"
#: a line of all texts of a record that may say nothing; what it took it keeps, so that a line of
#: ten thousand blanks is read once
_POSSIBLE = re.compile(
    rf"^[{re.escape(_AROUND)}]*+(?:{_BLANK.pattern}|{_NONE.pattern})?[{re.escape(_AROUND)}]*+$",
    re.IGNORECASE | re.MULTILINE,
)
#: ids, what is told by another check, sheets as they were; the words of branches: √ and ×
_LEFT_OUT = frozenset(("id", "code", "value", "phone", "lines", "branches", "next"))


def is_blank(text: str) -> bool:
    """Whether a text only says that something is still to come.

    >>> [is_blank(text) for text in ("略", "（待定）", "……", "略作修改", "无")]
    [True, True, True, False, False]
    """
    bare = text.strip(_AROUND)
    return not bare or bool(_BLANK.fullmatch(bare))


def _says_nothing(record: Record, path: Path, text: str) -> bool:
    if is_blank(text):
        return True
    tables = (names for part, names in _NEVER_NONE.items() if isinstance(record, part))
    answered = any(path[0] in names for names in tables)
    return answered and bool(_NONE.fullmatch(text.strip(_AROUND)))


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
