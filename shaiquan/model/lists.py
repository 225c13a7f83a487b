"""清单: a list with a declared count (八不准, 集体议决事项目录, 四张清单 …)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from shaiquan.limits import LIST_COLUMNS
from shaiquan.model.adoption import AdoptableRecord, define_adopts
from shaiquan.model.base import (
    Basis,
    BodyRef,
    Date,
    Flag,
    HolderRef,
    Part,
    PostRef,
    Ref,
    RefKinds,
    at_most,
    define_field,
)
from shaiquan.model.common import Declared, WholeNumber
from shaiquan.model.decimals import parse_decimal
from shaiquan.model.money import Band, parse_band
from shaiquan.model.parsed_texts import ParsedText
from shaiquan.model.powers import PowerRef
from shaiquan.model.quantities import parse_total
from shaiquan.model.site_paths import SitePathField
from shaiquan.model.sums import parse_sum
from shaiquan.model.terms import ColumnType

ListingRef = Annotated[Ref, RefKinds("list")]
#: to whom and to what a list applies
BoundRef = Annotated[Ref, RefKinds("post", "body", "procedure", "power")]


# -- columns of a list's own ------------------------------------------------------------------


def _parse_money(text: str) -> Band:
    """A band, or just so much: 50万元 is from 500,000 to 500,000."""
    try:
        sum = parse_sum(text.strip().removesuffix("元"))
    except ValueError:
        return parse_band(text)
    value = int(sum) if sum == int(sum) else float(sum)
    return Band((value, 0), (value, 1), text.strip())


def _parse_total(text: str) -> str:
    return parse_total(text).text


ExactMoney = Annotated[Band, ParsedText("bad-amount", _parse_money)]
CellNumber = Annotated[Decimal, ParsedText("bad-number", parse_decimal)]
TotalText = Annotated[str, ParsedText("bad-number", _parse_total)]


class ListColumn(Part):
    """栏目: a column that a list has of its own (S0-31)."""

    shorthand: ClassVar[str] = "name"

    name: str = define_field("名称", "这一栏叫什么，例如 责任人")
    type: ColumnType = define_field(
        "类型",
        "这一栏里写什么：文字、数字、金额、日期、网址、权力事项、岗位、机构、制度、网页",
        ColumnType.TEXT,
    )
    required: Flag = define_field("必填", "每一项是不是都要写这一栏", False)
    total: TotalText = define_field("合计", "数字栏各项加起来应当是多少：17，或者 400余", "")


class ListCell(Part):
    """What an entry says in a column of the list's own: a value in the field of its type."""

    column: str = define_field("栏目", "栏目的名称")
    text: str = define_field("文字", "文字栏写的", "")
    number: CellNumber | None = define_field("数字", "数字栏写的", None)
    money: ExactMoney | None = define_field("金额", "金额栏写的", None)
    date: Date | None = define_field("日期", "日期栏写的", None)
    url: str = define_field("网址", "网址栏写的", "")
    powers: tuple[PowerRef, ...] = define_field("权力事项", "权力事项栏写的", ())
    posts: tuple[PostRef, ...] = define_field("岗位", "岗位栏写的", ())
    bodies: tuple[BodyRef, ...] = define_field("机构", "机构栏写的", ())
    rules: tuple[Basis, ...] = define_field("制度", "制度栏写的，可以写到条", ())
    pages: tuple[SitePathField, ...] = define_field(
        "网页", "网页栏写的：本站的网页，例如 /matrix/、/posts/gw-01/", ()
    )

    @property
    def value(self) -> Any:
        """What stands in the cell; None where that is withheld."""
        for type in ColumnType:
            value = getattr(self, type.value)
            if value or value == 0:
                return value
        return None


class ListEntry(Part):
    """一项: what it says and, where the list has such columns, the rest (S4-06)."""

    shorthand: ClassVar[str] = "text"
    own_columns: ClassVar[str] = "cells"

    text: str = define_field("内容", "这一项写什么")
    type: str = define_field("类型", "site.yml 类型表 里的一种", "")
    threshold: str = define_field("标准", "够到什么标准才算，例如 50万元以上", "")
    decider: HolderRef | None = define_field("决定主体", "由谁决定", None)
    powers: tuple[PowerRef, ...] = define_field("事项", "对应的权力事项", ())
    basis: tuple[Basis, ...] = define_field("依据", "写到条", ())
    note: str = define_field("备注", "补充说明", "")
    group: str = define_field("小类", "这一项归在清单的哪一组里，例如 两重点", "")
    cells: tuple[ListCell, ...] = define_field(
        "各栏", "清单自己的栏目：用栏目的名称直接写，例如 责任人: 书记", ()
    )

    def find_cell(self, column: str) -> ListCell | None:
        """What it says in a column of the list's own."""
        return next((cell for cell in self.cells if cell.column == column), None)


class Listing(AdoptableRecord):
    """清单: entries in order, as many as declared (S0-39, S3-04)."""

    adopts: ListingRef | None = define_adopts()
    declared: Declared | None = define_field("声明项数", "原文说有几项", None)
    applies: tuple[BoundRef, ...] = define_field(
        "适用", "管谁、管什么：岗位、机构、流程或权力事项，它们的网页会列出这张清单", ()
    )
    basis: tuple[Basis, ...] = define_field("依据", "清单的依据", ())
    compiled: Flag = define_field("汇编", "否：不编进制度汇编", True, essential=True)
    groups: dict[str, WholeNumber] = define_field(
        "分组", "分成几组的，每组有几项，例如 {两重点: 2, 三报告: 3}", {}, essential=True
    )
    columns: Annotated[tuple[ListColumn, ...], at_most(LIST_COLUMNS)] = define_field(
        "栏目", "自己要加的栏目：名称、类型、是不是必填", (), essential=True
    )
    entries: tuple[ListEntry, ...] = define_field(
        "条目", "一项一行；有别的栏目的，写成 内容、标准、依据 等"
    )

    def sum_column(self, column: str) -> Decimal:
        """What the numbers of a column come to."""
        cells = (entry.find_cell(column) for entry in self.entries)
        return sum((cell.number for cell in cells if cell and cell.number), Decimal())
