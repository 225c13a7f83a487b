"""What every record has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar

from shaiquan.limits import EXTRAS
from shaiquan.model.base import (
    BodyRef,
    ChannelRef,
    Date,
    Part,
    TagRef,
    Withholding,
    at_most,
    define_field,
)
from shaiquan.model.numerals import parse_number
from shaiquan.model.parsed_texts import ParsedText
from shaiquan.model.scalars import parse_clock
from shaiquan.model.terms import Mechanism, Scope, Sensitive, State

#: an id is part of an address
ID_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"


def _parse_id(text: str) -> str:
    if not re.fullmatch(ID_PATTERN, text):
        raise ValueError(text)
    return text.lower()


def _parse_whole_number(text: str) -> int:
    value = parse_number(text)
    if value is None:
        raise ValueError(text)
    return value


Identifier = Annotated[str, ParsedText("bad-id", _parse_id)]
WholeNumber = Annotated[int, ParsedText("bad-number", _parse_whole_number)]


@dataclass(frozen=True, slots=True)
class SaysClause:
    """Tells that a text is a clause or a sentence, in which a comma may stand, not a name."""


#: an item of 权限, 职责 or 审查标准, say
Sentence = Annotated[str, SaysClause()]
#: columns of one's own: name -> what it says
Extras = Annotated[dict[str, str], at_most(EXTRAS)]
ClockTime = Annotated[str, ParsedText("bad-clock", parse_clock)]


class Disclosure(Part):
    """公开: to whom, on what basis, how and how long."""

    shorthand: ClassVar[str] = "scope"
    shared: ClassVar[bool] = True

    scope: Scope | None = define_field("范围", "社会、党内、本单位、特定对象、不公开", None)
    basis: str = define_field("依据", "公开或不公开的依据", "")
    forms: tuple[str, ...] = define_field("方式", "网站、公示栏、会议通报等", ())
    formed: Date | None = define_field("形成日期", "哪一天形成或者变更，从这天起算公开期限", None)
    since: Date | None = define_field("从", "从哪一天起公开", None)
    until: Date | None = define_field("至", "公开到哪一天", None)


class Review(Part):
    """审查: who released the record and when (政府信息公开条例第十七条)."""

    shared: ClassVar[bool] = True

    by: str = define_field("人", "审查的岗位或机构")
    at: Date = define_field("日期", "审查日期")


class Declared(Part):
    """A number that a text states; a check compares it with the records."""

    shorthand: ClassVar[str] = "count"

    count: WholeNumber = define_field("数", "声明的数目")
    incomplete: str = define_field("未列全", "原文没有列全的，写明原因，例如 原文未列", "")


class Exemption(Part):
    """例外: something in the record that looks sensitive, and why it may be published."""

    what: Sensitive = define_field("种类", "像是什么")
    reason: str = define_field("理由", "为什么可以公布，例如 值班公用的手机")


#: fields about how a record comes about and what of it is released, not about its matter
RELEASE_FIELDS = frozenset(("withheld", "exemptions", "replaced", "step_limits"))


class Record(Withholding):
    """A record of any kind."""

    #: what a withdrawn record still shows, beside its name and why it was withdrawn
    stub_fields: ClassVar[frozenset[str]] = frozenset()

    id: Identifier = define_field(
        "编号", "英文字母、数字和 - _，全站唯一，用作网址", essential=True
    )
    name: str = define_field(
        "名称",
        "全称",
        headings="事项名称 权责事项名称 权力事项名称 职权名称 权力名称 权力项目名称 责任事项名称 "
        "风险项目名称 事项 item_name title",
    )
    short: str = define_field("简称", "单位内唯一的简称", "")
    unit: BodyRef | None = define_field("单位", "这条记录属于哪个单位", None)
    state: State = define_field("状态", "草稿、发布、撤回", State.DRAFT, essential=True)
    reason: str = define_field("原因", "撤回的原因", "", "撤回原因")
    withdrawn: Date | None = define_field("撤回日期", "撤回的日期", None, "日期")
    disclosure: Disclosure = define_field(
        "公开",
        "公开的范围、依据、方式和期限",
        Disclosure(),
        essential=True,
        headings="公开范围",
    )
    review: Review | None = define_field("审查", "公开前的保密审查：人和日期", None)
    complaint: tuple[ChannelRef, ...] = define_field(
        "投诉", "投诉举报渠道；不写的随上级", (), "投诉举报"
    )
    code: str = define_field(
        "事项编码",
        "上级目录里的编码，原样照录",
        "",
        headings="编码 项目编码 权力编码 职权编码 实施编码 item_code",
    )
    extras: Extras = define_field("其他要素", "别的栏目，栏目名: 内容，例如 联办机构: 县民政局", {})
    tags: tuple[TagRef, ...] = define_field("标签", "属于哪些标签，例如 党务、经济决策权", ())
    mechanism: Mechanism | None = define_field("机制", "分工、决策、执行、监督", None)
    text: str = define_field("正文", "Markdown 正文", "", "说明", headings="备注")
    exemptions: tuple[Exemption, ...] = define_field(
        "例外", "像是个人信息或者密级标志、其实可以公布的：种类和理由", ()
    )

    @property
    def withheld_extras(self) -> dict[str, str]:
        """The names under 其他要素 that are withheld one by one, with their basis."""
        return {item.field: item.basis for item in self.withheld if item.field in self.extras}

    @property
    def short_name(self) -> str:
        """The short name, or the name where there is none."""
        return self.short or self.name

    @property
    def unit_id(self) -> str:
        """The id of the unit; empty where the record says none."""
        return self.unit.id if self.unit else ""

    @property
    def in_use(self) -> bool:
        """Whether the record is a draft or published."""
        return self.state.in_use
