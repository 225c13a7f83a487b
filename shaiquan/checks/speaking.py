"""When the head speaks: last, or at least not first (S0-25, S2-12, S3-09, X-01)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.checks.deciding_claims import list_main_decisions, read_chart
from shaiquan.checks.procedure_graphs import UsedGraph
from shaiquan.checks.procedure_types import find_type
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.procedures import Step
from shaiquan.model.terms import Speaking
from shaiquan.procedures.graph import Node

_NOT = r"(?:不(?!但|仅|光|只)|严禁|禁止|防止|避免|未|没有)[^，。；、]{0,6}"
#: a head by title; who presides may be another than who speaks first: 县长先发言，书记末位发言
_TITLE = r"(?<!副)(?<!纪委)(?<!政法委)(?P<title>书记|[县市区镇乡]长"
_HEAD = _TITLE + r"|主要负责人|主要负责同志|主要领导|一把手|正职|主持人)"
_FIRST = re.compile(
    rf"{_HEAD}[^，。；]{{0,3}}(?:首先|最先|率先|带头|第一个|先行?)(?:发言|表态|讲话|发表意见|表明态度)"
)
_DICTATES = re.compile(r"定调|拍板|一锤定音|一言堂|个人说了算")
_LAST = re.compile(r"(?:末位|最后)(?:发言|表态|发表意见)")
_HEAD_LAST = re.compile(rf"{_TITLE})[^，。；]{{0,3}}{_LAST.pattern}")
#: without one of these, nobody speaks first or dictates
_SPOKEN = re.compile(r"发言|表态|讲话|发表意见|表明态度|定调|拍板|锤定音|一言堂|说了算")
_FORBIDDEN = re.compile(rf"{_NOT}(?:{_DICTATES.pattern}|首先|最先|率先|带头|先)")
_NOT_FIRST = re.compile(r"不(?:得)?(?:首先|最先|率先|带头|先)(?:发言|表态|讲话|定调|发表意见)")


@check(
    "speaking-unsaid",
    ERROR,
    "S0-25, S3-09, X-01",
    subject=UsedGraph,
    zh="“{type}”要求主要负责人{wanted}发言，“{step}”这一步没有写",
    en="in '{type}' the head speaks {wanted}; the step '{step}' does not say so",
    mend="给集体讨论那一步写 末位发言: 是，或者写在步骤的文字里",
    mend_en="write 末位发言: 是 at the step of the discussion, or say it in its words",
    example="类型: 重大决策（类型表 发言: 末位，集体讨论那一步没有 末位发言: 是）",
)
def find_discussions_without_order(
    catalog: Catalog, entry: Entry, used: UsedGraph
) -> Iterator[Violation]:
    wanted = find_type(catalog, used.procedure.type).speaking
    for node in _list_discussions(catalog, entry) if wanted else ():
        if not wanted or not node.step or _find_dictation(node.step.act):
            continue  # that the head speaks first is told by its own check
        if not _keeps(node.step, wanted):
            words = {"type": used.procedure.type, "wanted": wanted.label}
            yield entry.location(*node.path), {**words, "step": node.act}


def _list_discussions(catalog: Catalog, entry: Entry) -> list[Node]:
    """The discussions of those who decide; the votes where none is drawn by itself."""
    chart = read_chart(entry)
    ours = list_main_decisions(catalog, chart)
    talks = [node for node in ours if node.step and node.step.collective]
    steps = (node.step for node in chart.graph.nodes)
    return talks if any(step and step.collective for step in steps) else ours


def _keeps(step: Step, speaking: Speaking) -> bool:
    """Who speaks last does not speak first either (X-01)."""
    said = f"{step.act}\n{step.note}"
    if step.speaks_last or _LAST.search(said):
        return True
    return speaking is Speaking.NOT_FIRST and bool(_NOT_FIRST.search(said))


@check(
    "head-speaks-first",
    ERROR,
    "S0-25, S2-12",
    subject=UsedGraph,
    zh="“{step}”这一步写着“{words}”，主要负责人不得首先表态、个人定调",
    en="the step '{step}' says '{words}'; the head may not speak first or settle the matter",
    mend="改成 集体讨论，主要负责人末位发言",
    mend_en="let the head speak last",
    example="- 步骤: 书记首先发言定调，班子成员讨论\n  集体决定: 是",
)
def find_heads_that_speak_first(
    catalog: Catalog, entry: Entry, used: UsedGraph
) -> Iterator[Violation]:
    if not read_chart(entry).decisions:
        return
    for node in used.graph.nodes:
        step = node.step
        for field in ("act", "note") if step else ():
            words = _find_dictation(getattr(step, field), node.type)
            if words and step:
                place = node.path if field == "act" else (*node.path, "note")
                yield entry.location(*place), {"step": node.act, "words": words}


def _find_dictation(text: str, type: str = "step") -> str:
    """Words by which the head speaks first or decides alone; those that forbid it do not.

    A question such as 书记拍板 stands in place of the vote, which another check tells.
    """
    if not _SPOKEN.search(text):
        return ""
    rest = _FORBIDDEN.sub("", text)
    last = _HEAD_LAST.search(text)
    first = (one for one in _FIRST.finditer(rest) if not last or _may_be_same(one, last))
    match = next(first, None) or (_DICTATES.search(rest) if type == "step" else None)
    return match[0] if match else ""


def _may_be_same(first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether who speaks first may be the head who speaks last: a text has one word for each."""
    return first["title"] == last["title"] or not re.match(f"{_TITLE})", first["title"])
