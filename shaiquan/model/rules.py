"""制度: our rules in Markdown with articles, and outside laws as citations."""

from __future__ import annotations

from typing import Annotated

from shaiquan.model.base import Date, Flag, Part, Ref, RefKinds, define_field
from shaiquan.model.common import Record
from shaiquan.model.terms import Force, State

RuleRef = Annotated[Ref, RefKinds("rule")]


class Revision(Part):
    """一次修订: when, and what was changed (S0-15)."""

    at: Date = define_field("日期", "修订的日期")
    what: str = define_field("内容", "改了什么")


class Rule(Record):
    """制度: one of ours with its text, or an outside law with its title alone."""

    number: str = define_field("文号", "发文字号", "")
    issuer: str = define_field("制定机关", "由谁制定", "")
    adopted: Date | None = define_field("通过日期", "通过或印发的日期", None, "成文日期")
    effective: Date | None = define_field("施行日期", "从哪天起施行", None)
    repealed: Date | None = define_field("废止日期", "从哪天起废止", None)
    force: Force | None = define_field(
        "效力", "不用写，按施行日期、废止日期和代替算；不知道日期的，写 废止 或 尚未施行", None
    )
    revisions: tuple[Revision, ...] = define_field("修订", "历次修订：日期和内容，从早到晚", ())
    supersedes: tuple[RuleRef, ...] = define_field("代替", "代替了哪些制度", ())
    url: str = define_field("网址", "外部法规全文在哪里", "")
    core: Flag = define_field("核心", "是不是核心制度", False)

    @property
    def outside(self) -> bool:
        """Whether only the title is ours: a law whose text stands elsewhere.

        Not where the text is only not shown: it is withheld, or withdrawn with the rule.
        """
        hidden = self.state is State.WITHDRAWN or "text" in self.withheld_fields
        return not (self.text or hidden)

    @property
    def standing(self) -> str:
        """What it counts as: ``own`` or ``outside`` where it is in force, else nothing."""
        if self.force is not Force.IN_FORCE:
            return ""
        return "outside" if self.outside else "own"
