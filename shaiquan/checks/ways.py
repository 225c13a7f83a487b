"""Ways that the chart could not draw as they are written: of parallels, side steps, ends (X-10)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.chart_answers import ChartAnswers, leads_on_after_no
from shaiquan.checks.check_types import ERROR, WARNING, Violation, check
from shaiquan.checks.procedure_graphs import SoundGraph, UsedGraph
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.procedures import Step, walk_steps
from shaiquan.procedures import graph_questions
from shaiquan.procedures.graph import Node

#: what a 并行 may say of itself: all else belongs to the steps of its branches
_OF_PARALLEL = ("parallel", "anchor", "withheld")
#: what a side step may be, and the ways that it may not have
_SIDE_TYPES = ("step", "subprocess")
_WAYS = ("branches", "next", "side", "parallel")


@check(
    "branch-unjoined",
    ERROR,
    "X-10",
    subject=SoundGraph,
    zh="并行的第 {number} 条支路没有一条路走到末尾，汇合处永远等不齐",
    en="branch {number} of the 并行 never comes to its end, so the join waits for ever",
    mend="至少让一个分支走到支路末尾；这条支路办完就全部结束的，把 结束 写到并行后面",
    mend_en="let one way reach the end of the branch, or write the 结束 behind the 并行",
    example="- 并行:\n    - - 步骤: 审核\n      - 结束: 办结\n    - - 步骤: 核查",
)
def find_unjoined_branches(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    for path in graph_questions.find_unjoined_branches(chart.graph):
        yield entry.location(*path), {"number": int(path[-1]) + 1}


@check(
    "parallel-with-field",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="“{field}”写在并行上，图上不会有",
    en="'{field}' of a 并行 is not on the chart",
    mend="并行只写支路和标识；“{field}”写到支路里的步骤上，或者写到并行前后的步骤上",
    mend_en="write '{field}' at the steps of the branches, or before or after the 并行",
    example="- 并行:\n    - - 步骤: 审核\n    - - 步骤: 核查\n  时限: 5个工作日",
)
def find_fields_of_parallels(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    for path, step in walk_steps(chart.procedure.steps):
        for name in _written_fields(step) if step.parallel and path[-1] != "side" else ():
            if name not in _OF_PARALLEL:
                yield entry.location(*path, name), {"field": step.label_of(name)}


def _written_fields(step: Step) -> Iterator[str]:
    return (
        name for name, field in Step.model_fields.items() if getattr(step, name) != field.default
    )


@check(
    "side-step-with-way",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="旁路只能是一个步骤，这里写了“{field}”，图上不会有",
    en="a side step is a single step; its '{field}' is not on the chart",
    mend="旁路写成  旁路: {{步骤: ……, 主体: ……}}；有几步的、要去别处的，写在并行的一条支路里",
    mend_en="write a single 步骤; what has ways or several steps is a branch of a 并行",
    example="旁路: {判断: 是否合规, 分支: {是: 公示, 否: 终止}}",
)
def find_ways_of_side_steps(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    for path, step in walk_steps(chart.procedure.steps):
        if path[-1] == "side":
            wrong = [] if step.type in _SIDE_TYPES else [step.type]
            wrong += [name for name in _WAYS if getattr(step, name) and name not in wrong]
            for name in wrong[:1]:
                yield entry.location(*path, name), {"field": step.label_of(name)}


@check(
    "next-unused",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="“{step}”是{type}，不能再写 下一步",
    en="'{step}' is a {type}, so it has no 下一步",
    mend="删去 下一步；判断去哪一步，都写在 分支 里，结束以后还要办的，写成 步骤",
    mend_en="drop it: the ways of a 判断 stand in 分支, and a 结束 has none",
    example="- 结束: 终止\n  下一步: 归档",
)
def find_unused_next(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        step = node.step
        if step and step.next and not node.side and _leads_nowhere_by_next(node, step):
            words = {"step": node.act, "type": Step.label_of(node.type)}
            yield entry.location(*node.path, "next"), words


def _leads_nowhere_by_next(node: Node, step: Step) -> bool:
    return node.type == "end" or (node.type == "decision" and bool(step.branches))


@check(
    "branches-alike",
    WARNING,
    "X-10",
    subject=SoundGraph,
    zh="判断“{step}”的分支都去“{target}”，等于没有判断",
    en="all branches of '{step}' lead to '{target}': nothing is decided",
    mend="改正要去的那一步；不分路的，把“判断”改成“步骤”",
    mend_en="mend the targets, or make it a 步骤",
    example="- 判断: 是否通过\n  分支: {通过: 公示, 不通过: 公示}",
)
def find_branches_alike(catalog: Catalog, entry: Entry, chart: SoundGraph) -> Iterator[Violation]:
    acts = {node.id: node.act or node.id for node in chart.graph.nodes}
    answers = ChartAnswers(catalog, chart)
    for node in chart.graph.nodes:
        targets = [jump.target for jump in chart.graph.jumps if jump.source == node.id]
        alike = node.type == "decision" and len(targets) > 1 and len({*targets}) == 1
        if alike and not leads_on_after_no(answers, node):  # else that is told
            words = {"step": node.act, "target": acts[targets[0]]}
            yield entry.location(*node.path, "branches"), words
