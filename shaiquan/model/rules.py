"""制度: our rules in Markdown with articles, and outside laws as citations."""

from __future__ import annotations

from typing import Annotated

from shaiquan.model.base import Date, Flag, Part, Ref, To, item
from shaiquan.model.common import Record
from shaiquan.model.terms import Force

RuleRef = Annotated[Ref, To("rule")]


class Revision(Part):
    """一次修订: when, and what was changed (S0-15)."""

    at: Date = item("日期", "修订的日期")
    what: str = item("内容", "改了什么")


class Rule(Record):
    """制度: with its text, or an outside law of which only the title is kept."""

    number: str = item("文号", "发文字号", "")
    issuer: str = item("制定机关", "由谁制定", "")
    adopted: Date | None = item("通过日期", "通过或印发的日期", None, "成文日期")
    effective: Date | None = item("施行日期", "从哪天起施行", None)
    repealed: Date | None = item("废止日期", "从哪天起废止", None)
    force: Force = item("效力", "现行、废止、尚未施行", Force.IN_FORCE)
    revisions: tuple[Revision, ...] = item("修订", "历次修订：日期和内容，从早到晚", ())
    supersedes: tuple[RuleRef, ...] = item("代替", "代替了哪些制度", ())
    url: str = item("网址", "外部法规全文在哪里", "")
    core: Flag = item("核心", "是不是核心制度", False)

    @property
    def outside(self) -> bool:
        """Whether only the title is ours: a law whose text stands elsewhere."""
        return not self.text
