"""What may be shown: scope and review of every record, withheld fields, withdrawals (X-03)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shaiquan.checks.check_types import (
    ERROR,
    PUBLISHED,
    WARNING,
    WITHDRAWN,
    HeadTable,
    Violation,
    check,
)
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.kinds.registry import KIND
from shaiquan.model.base import Part, Withholding
from shaiquan.model.common import Record
from shaiquan.model.procedures import Procedure
from shaiquan.model.shapes import FieldShape, ListShape, PartShape, Path, fields_containing
from shaiquan.model.spellings import spellings_of
from shaiquan.model.terms import Scope, State
from shaiquan.problems import CauseTexts

_LEDGER = KIND["edition"].folder


def _is_publishing(records: Records) -> Mapping[str, bool]:
    heads = (head for head in records.heads.values() if KIND[head.kind].folder != _LEDGER)
    return {"": any(head.state is State.PUBLISHED for head in heads)}


#: one row: whether any record at all is published, but for sheets, which the program writes
IS_PUBLISHING = HeadTable("is publishing", _is_publishing)


def _display_name(entry: Entry) -> str:
    return entry.record.name or entry.id


@check(
    "no-scope",
    WARNING,
    "S0-11, X-03, 党务公开条例(试行)",
    subject=Record,
    states=PUBLISHED,
    zh="“{name}”没有写公开范围，不会公布",
    en="'{name}' has no scope of disclosure and is not published",
    mend="写 公开: {{范围: 社会}}，或者 党内、本单位、特定对象、不公开",
    mend_en="write 公开: {{范围: 社会}} or another scope",
    example="{编号: dw-01, 名称: 干部任免, 状态: 发布}（没有 公开）",
    many=CauseTexts(
        "{number} 条记录没有写公开范围，都不会公布：{names}",
        "{number} records have no scope of disclosure, so none of them is published: {names}",
        "在 site.yml 的 默认 里给所有记录写一次 公开: {{范围: 社会}}；不公开的，在它自己那里写",
        "write 公开: {{范围: 社会}} once into 默认 of site.yml, and another scope where it differs",
    ),
)
def find_records_without_scope(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    if record.disclosure.scope is None:
        words = {"name": _display_name(entry)}
        yield entry.location("name"), words, catalog.site_location("默认", "所有")


@check(
    "not-reviewed",
    WARNING,
    "X-03, 政府信息公开条例第十七条",
    subject=Record,
    states=PUBLISHED,
    zh="“{name}”没有保密审查记录，不会公布",
    en="'{name}' has not been reviewed and is not published",
    mend="审查后写 审查: {{人: 岗位, 日期: 年月日}}；可写在 默认 里。"
    "也可以运行 python build.py review --by 审查人",
    mend_en="write 审查 with who and when after the review, or run build.py review --by NAME",
    example="{编号: dw-01, 状态: 发布, 公开: 社会}（没有 审查）",
    many=CauseTexts(
        "{number} 条记录没有保密审查记录，都不会公布：{names}",
        "{number} records have not been reviewed, so none of them is published: {names}",
        "审查后运行 python build.py review --by 审查人，一次登记；"
        "也可以在 site.yml 的 默认 里写 审查: {{人: 岗位, 日期: 年月日}}",
        "run build.py review --by NAME after the review, or write 审查 into 默认 of site.yml",
    ),
)
def find_unreviewed_records(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    if record.disclosure.scope is Scope.PUBLIC and record.review is None:
        words = {"name": _display_name(entry)}
        yield entry.location("name"), words, catalog.site_location("默认", "所有")


@check(
    "nothing-published",
    WARNING,
    "X-03",
    zh="{number} 条记录全是草稿，一条也不公布",
    en="all {number} records are drafts, so nothing is published",
    mend="写好的改成 状态: 发布；全都写好了的，在 site.yml 的 默认 里写一次",
    mend_en="write 状态: 发布 where it is done, or once into 默认 of site.yml",
    example="（默认 里没有 状态，记录里也没有）",
)
def find_unpublished_content(catalog: Catalog) -> Iterator[Violation]:
    number = sum(head.state is State.DRAFT for head in catalog.heads.values())
    if number and not IS_PUBLISHING.row(catalog, ""):
        yield catalog.site_location("默认", "所有"), {"number": number}


@check(
    "withdrawn-without-reason",
    ERROR,
    "行政处罚法第四十八条",
    subject=Record,
    states=WITHDRAWN,
    zh="“{name}”已撤回，没有写{missing}",
    en="'{name}' is withdrawn without {missing}",
    mend="补写 原因: 和 撤回日期:",
    mend_en="add 原因 and 撤回日期",
    example="{编号: dw-01, 状态: 撤回}",
)
def find_unexplained_withdrawals(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    missing = [
        type(record).label_of(field)
        for field in ("reason", "withdrawn")
        if not getattr(record, field)
    ]
    if missing:
        yield entry.location("state"), {"name": _display_name(entry), "missing": "、".join(missing)}


@check(
    "unknown-withheld-field",
    ERROR,
    "政府信息公开条例第三十七条",
    subject=Record,
    guards=True,
    zh="不公开字段 里的“{field}”不是这里的字段{suggestion}",
    en="the withheld field '{field}' is not a field here{suggestion}",
    mend="写这条记录里的字段名，例如 承办",
    mend_en="write the name of a field of this record",
    example="不公开字段: [{字段: 承办人, 依据: 内部事务}]",
)
def find_unknown_withheld_fields(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    for path, part, field in list_unknown_withheld(record):
        words = {"field": field, "suggestion": suggest_spelling(field, spellings_of(type(part)))}
        yield entry.location(*path, "field"), words


@check(
    "cannot-be-withheld",
    ERROR,
    "政府信息公开条例第三十七条",
    subject=Record,
    guards=True,
    zh="“{field}”不能单独不公开：没有它，这条记录就没法显示",
    en="'{field}' cannot be withheld alone: nothing can be shown without it",
    mend="从 不公开字段 里去掉它；整条都不公开的，改 公开 的范围，或者写 状态: 撤回",
    mend_en="drop it from 不公开字段; to hide the whole record, change 公开 or withdraw it",
    example="不公开字段: [{字段: 编号, 依据: 内部事务}]",
)
def find_essential_fields_withheld(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    for path, part in _parts_that_withhold(record):
        spellings = spellings_of(type(part))
        for index, withheld in enumerate(part.withheld):
            if spellings.get(withheld.field) in type(part).essential_fields():
                yield entry.location(*path, "withheld", index, "field"), {"field": withheld.field}


@check(
    "withheld-without-basis",
    ERROR,
    "政府信息公开条例第三十七条",
    subject=Record,
    zh="“{field}”不公开，没有写依据",
    en="'{field}' is withheld without a basis",
    mend="写 依据:，例如 政府信息公开条例第十六条",
    mend_en="add 依据",
    example="不公开字段: [承办]",
)
def find_withheld_fields_without_basis(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    for path, part in _parts_that_withhold(record):
        for index, withheld in enumerate(part.withheld):
            if not withheld.basis:
                yield entry.location(*path, "withheld", index), {"field": withheld.field}


@check(
    "no-mark-key",
    WARNING,
    "X-03, S4-19",
    subject=Procedure,
    states=PUBLISHED,
    zh="“{name}”要上墙，又有不公开的内容，网站却没有标记密钥：登记过的字可能被人用标记猜出来",
    en="the sheet of '{name}' may give away what is withheld: the site has no key for marks",
    mend="在 site.yml 里写一行 标记密钥:，随意打 16 个以上的字母和数字，定了就不要改",
    mend_en="write 标记密钥 with 16 letters and digits or more into site.yml, and never change it",
    example="（流程写了 上墙: 是 和 不公开字段，site.yml 里没有 标记密钥）",
)
def find_sheets_that_can_be_guessed(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    if procedure.wall and not catalog.site.mark_key and any(_parts_that_withhold(procedure)):
        yield entry.location("wall"), {"name": procedure.name}


def list_unknown_withheld(record: Record) -> Iterator[tuple[Path, Part, str]]:
    """What 不公开字段 names that is no field there: where, in which part, and the name."""
    for path, part in _parts_that_withhold(record):
        spellings = spellings_of(type(part))
        extras = part.extras if isinstance(part, Record) else {}
        for index, withheld in enumerate(part.withheld):
            if withheld.field not in spellings and withheld.field not in extras:
                yield (*path, "withheld", index), part, withheld.field


def _parts_that_withhold(part: Part, path: Path = ()) -> Iterator[tuple[Path, Withholding]]:
    """The record itself and the parts in it, where they withhold fields of their own."""
    if isinstance(part, Withholding) and part.withheld:
        yield path, part
    for name, shape in fields_containing(type(part), (Withholding,)):
        if value := getattr(part, name):
            yield from _parts_inside(value, shape, (*path, name))


def _parts_inside(value: Any, shape: FieldShape, path: Path) -> Iterator[tuple[Path, Withholding]]:
    if isinstance(shape, PartShape):
        yield from _parts_that_withhold(value, path)
    elif isinstance(shape, ListShape):
        for index, item in enumerate(value):
            yield from _parts_inside(item, shape.item, (*path, index))
