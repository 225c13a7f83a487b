"""The time limits that a type sets: at least, at most (S0-22, S1-12, S1-18, S1-22, X-02)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, WARNING, Violation, check
from shaiquan.checks.procedure_graphs import UsedGraph
from shaiquan.checks.procedure_types import find_type
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.procedures import Procedure, Step
from shaiquan.model.time_bounds import TimeBound
from shaiquan.model.time_limits import TimeLimit
from shaiquan.problems import Bilingual
from shaiquan.procedures.graph import Graph, Node

#: what a deadline may be set for beside a stage and a gate: a step that is named so
_NAMED = ("step", "subprocess")


@check(
    "deadline-broken",
    ERROR,
    "S0-22, S1-12, S1-18, S1-22",
    subject=UsedGraph,
    zh="“{type}”要求“{what}”{bound}，“{step}”写的是{limit}",
    en="'{type}' asks for '{what}' {bound}; '{step}' takes {limit}",
    mend="把这一步的 时限 改成{bound}；制度改了的，改 site.yml 类型表 的 期限",
    mend_en="keep {bound} at this step, or correct 期限 of the type where the rule has changed",
    example="- 步骤: 合法性审查\n  关口: [合法性审查]\n  时限: 1个工作日（期限: 至少7个工作日）",
)
def find_broken_deadlines(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    for what, bound, node, limit in list_deadlines(catalog, chart):
        if limit and bound.allows(limit) is False:
            own = node.step and node.step.limit
            location = entry.location(*node.path, "limit") if own else entry.location(*node.path)
            words = {"type": chart.procedure.type, "what": what, "bound": bound}
            yield location, {**words, "step": node.act, "limit": limit}


@check(
    "deadline-unstated",
    WARNING,
    "S0-22, S1-12, S1-18, S1-22",
    subject=UsedGraph,
    zh="“{type}”要求“{what}”{bound}，“{step}”{found}",
    en="'{type}' asks for '{what}' {bound}; '{step}' {found}",
    mend="给这一步写 时限，要能看出是不是{bound}",
    mend_en="write a 时限 that shows it keeps {bound}",
    example="- 步骤: 合法性审查\n  关口: [合法性审查]（没有 时限）",
)
def find_unstated_deadlines(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    for what, bound, node, limit in list_deadlines(catalog, chart):
        if limit is None or bound.allows(limit) is None:
            words: dict[str, object] = {"type": chart.procedure.type, "what": what}
            words |= {"bound": bound, "step": node.act, "found": _describe_limit(limit)}
            yield entry.location(*node.path), words


def _describe_limit(limit: TimeLimit | None) -> Bilingual:
    if limit is None:
        return Bilingual("没有写时限", "has no time limit")
    return Bilingual(f"写的是{limit}，看不出来", f"says {limit}, which does not tell")


def list_deadlines(
    catalog: Catalog, chart: UsedGraph
) -> Iterator[tuple[str, TimeBound, Node, TimeLimit | None]]:
    """(what, bound, step, its limit) of every step that a deadline of the type is for."""
    row = find_type(catalog, chart.procedure.type)
    for what, bounds in row.deadlines.items():
        nodes = _find_steps(chart.graph, what)
        for node in nodes:
            limit = _limit_of(catalog, node)
            if limit or len(nodes) == 1:
                yield from ((what, bound, node, limit) for bound in bounds)


def _find_steps(graph: Graph, what: str) -> list[Node]:
    """The steps of a gate or of a stage, else those named so; questions take no time."""
    steps = [(n, n.step) for n in graph.nodes if n.step and n.type in _NAMED and not n.side]
    by_gate = [node for node, step in steps if what in step.gates]
    by_stage = [node for node, step in steps if what == step.stage]
    return by_gate or by_stage or [node for node, step in steps if what in step.act]


def _limit_of(catalog: Catalog, node: Node) -> TimeLimit | None:
    """The limit of a step; that of a sub-procedure is what it promises."""
    step: Step | None = node.step
    if step is None or step.limit:
        return step.limit if step else None
    inner = catalog.record(step.subprocess, Procedure)
    return (inner.promised or inner.legal) if inner else None
