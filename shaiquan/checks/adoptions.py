"""沿用: references that can't be adopted, and what is left over where nothing is adopted."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, PUBLISHED, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.disclosure.release import find_reason
from shaiquan.model.adoption import AdoptableRecord, find_adopted
from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import State
from shaiquan.problems import CauseTexts


def _find_reference(catalog: Catalog, record: AdoptableRecord) -> Entry | None:
    """The record that is adopted."""
    adopted = find_adopted(record)
    return catalog.entries[adopted] if adopted else None


@check(
    "adopts-withdrawn",
    ERROR,
    "S0-47, S3-32, X-03",
    subject=AdoptableRecord,
    states=IN_USE,
    guards=True,
    zh="“{name}”沿用的“{reference}”已经撤回",
    en="'{name}' adopts '{reference}', which was withdrawn",
    mend="改沿用现行的那一条；这一条也不再用的，同样写 状态: 撤回",
    mend_en="adopt the one in force, or withdraw this record too",
    example="{编号: jd1-lc, 沿用: ck-lc}（ck-lc 状态: 撤回）",
    many=CauseTexts(
        "有 {number} 条记录沿用的“{reference}”已经撤回：{names}",
        "{number} records adopt '{reference}', which was withdrawn: {names}",
    ),
)
def find_adopters_of_withdrawn(
    catalog: Catalog, entry: Entry, record: AdoptableRecord
) -> Iterator[Violation]:
    reference = _find_reference(catalog, record)
    if reference and reference.record.state is State.WITHDRAWN:
        words = {"name": record.name, "reference": reference.record.name}
        yield entry.location("adopts"), words, reference.location("state")


@check(
    "adopts-unreleased",
    WARNING,
    "S0-47, S3-32, X-03",
    subject=AdoptableRecord,
    states=PUBLISHED,
    zh="“{name}”沿用的“{reference}”没有公布（{why}），所以它也不会公布",
    en="'{name}' adopts '{reference}', which is not shown ({why}), so it is not shown either",
    mend="先把“{reference}”公布；不能公布的，不要沿用它",
    mend_en="publish '{reference}' first; if it cannot be published, do not adopt it",
    example="{编号: jd1-lc, 状态: 发布, 沿用: ck-lc}（ck-lc 状态: 草稿）",
    many=CauseTexts(
        "“{reference}”没有公布（{why}），沿用它的 {number} 条也不会公布：{names}",
        "'{reference}' is not shown ({why}), nor are {number} that adopt it: {names}",
    ),
)
def find_adopters_of_unreleased(
    catalog: Catalog, entry: Entry, record: AdoptableRecord
) -> Iterator[Violation]:
    reference = _find_reference(catalog, record)
    if reference is None or find_reason(record, catalog.as_of):
        return
    if why := find_reason(reference.record, catalog.as_of):
        words = {"name": record.name, "reference": reference.record.name, "why": why}
        yield entry.location("adopts"), words, reference.location("state")


@check(
    "nothing-adopted",
    WARNING,
    "S3-32",
    subject=AdoptableRecord,
    states=IN_USE,
    zh="“{name}”没有写 沿用，{field} 不起作用",
    en="'{name}' adopts nothing, so {field} says nothing",
    mend="补写 沿用: 参考记录的名称或编号，或者删去 {field}",
    mend_en="add 沿用, or delete {field}",
    example="{编号: jd1-lc, 替换: {党委: 党工委}}（没有 沿用）",
)
def find_what_adopts_nothing(
    catalog: Catalog, entry: Entry, record: AdoptableRecord
) -> Iterator[Violation]:
    limits = record.step_limits if isinstance(record, Procedure) else {}
    for name, value in (("replaced", record.replaced), ("step_limits", limits)):
        if value and not record.adopts:
            words = {"name": record.name, "field": record.label_of(name)}
            yield entry.location(name), words
