"""The graph of a procedure: one start, an end, every step on a path between them (X-10)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, INFO, WARNING, Violation, check
from shaiquan.checks.procedure_graphs import AnyGraph, SoundGraph, UsedGraph
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.procedures import ACTOR_FIELDS, Procedure
from shaiquan.model.terms import ChartLayout
from shaiquan.procedures import graph_questions
from shaiquan.procedures.graph import Graph, Node


def _step_name(node: Node) -> str:
    return node.act or {"fork": "并行", "join": "并行的汇合处"}.get(node.type, node.id)


@check(
    "procedure-without-steps",
    ERROR,
    "X-10",
    subject=AnyGraph,
    zh="流程“{name}”没有步骤",
    en="the procedure '{name}' has no steps",
    mend="在 步骤: 下面逐步写",
    mend_en="write steps under 步骤:",
    example="步骤: []",
)
def find_procedures_without_steps(
    catalog: Catalog, entry: Entry, chart: AnyGraph
) -> Iterator[Violation]:
    if not chart.graph.nodes:
        yield entry.location("steps"), {"name": chart.procedure.name}


@check(
    "second-start",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="流程“{name}”有不止一个开始：“{step}”",
    en="the procedure '{name}' has a second start '{step}'",
    mend="只留一个 开始，其余写成 步骤",
    mend_en="keep one start",
    example="- 开始: 提出申请\n- 开始: 受理",
)
def find_second_starts(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    starts = [node for node in chart.graph.nodes if node.type == "start" and not node.side]
    for node in starts[1:]:
        yield entry.location(*node.path), {"name": chart.procedure.name, "step": node.act}


@check(
    "no-end",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="流程“{name}”没有结束",
    en="the procedure '{name}' has no end",
    mend="最后写一行  - 结束: ……",
    mend_en="add a step 结束",
    example="- 开始: 提出申请\n- 步骤: 受理",
)
def find_procedures_without_end(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    if not _has_end(chart.graph):
        yield entry.location("steps"), {"name": chart.procedure.name}


def _has_end(graph: Graph) -> bool:
    return any(node.type == "end" and not node.side for node in graph.nodes)


@check(
    "unreachable-step",
    ERROR,
    "X-10",
    subject=SoundGraph,
    zh="没有路走到“{step}”这一步",
    en="no way leads to the step '{step}'",
    mend="前面的判断、下一步或结束把路断开了；给它一个来路，或者删去",
    mend_en="lead a branch or 下一步 to it, or drop it",
    example="- 结束: 归档\n- 步骤: 公示",
)
def find_unreachable_steps(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    if graph_questions.find_unjoined_branches(chart.graph):
        return  # that is why nothing behind the join is reached
    for node in graph_questions.find_unreachable(chart.graph):
        if node.type != "join":
            yield entry.location(*node.path), {"step": _step_name(node)}


@check(
    "dead-end",
    ERROR,
    "X-10",
    subject=SoundGraph,
    zh="走到“{step}”就没有下文，又不是结束",
    en="the way stops at '{step}', which is no end",
    mend="在后面写下一步，或者写 下一步: 去哪里，或者把它写成 结束",
    mend_en="write what follows, or make it a 结束",
    example="- 步骤: 公示（后面什么也没有）",
)
def find_dead_ends(catalog: Catalog, entry: Entry, chart: SoundGraph) -> Iterator[Violation]:
    if not _has_end(chart.graph) or graph_questions.find_unjoined_branches(chart.graph):
        return
    for node in graph_questions.find_endless(chart.graph)[0]:
        yield entry.location(*node.path), {"step": _step_name(node)}


@check(
    "loop-without-exit",
    ERROR,
    "X-10",
    subject=SoundGraph,
    zh="走到“{step}”就一直打转，走不到结束",
    en="from '{step}' the way goes round for ever",
    mend="在这一圈里的一个判断加一个去结束的分支",
    mend_en="give the loop a branch that leaves it",
    example="- 步骤: 补正\n  下一步: 审查（审查只去补正）",
)
def find_loops_without_exit(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    for node in graph_questions.find_endless(chart.graph)[1][:1] if _has_end(chart.graph) else ():
        yield entry.location(*node.path), {"step": _step_name(node)}


@check(
    "few-branches",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="判断“{step}”至少要有两个写明条件的分支",
    en="the decision '{step}' needs two or more labelled branches",
    mend="写  分支: {{是: 去哪一步, 否: 去哪一步}}",
    mend_en="write 分支: {{是: …, 否: …}}",
    example="- 判断: 材料是否齐全\n  分支: {是: 受理}",
)
def find_decisions_with_few_branches(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        step = node.step
        labelled = [label for label in step.branches if label.strip()] if step else []
        few = step and (len(labelled) < 2 or len(labelled) < len(step.branches))
        if node.type == "decision" and few:
            yield entry.location(*node.path), {"step": node.act}


@check(
    "branches-without-decision",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="“{step}”有分支，应当写成 判断",
    en="'{step}' branches but is no decision",
    mend="把这一步的“步骤”改成“判断”",
    mend_en="make it a 判断",
    example="- 步骤: 审查\n  分支: {通过: 公示, 不通过: 终止}",
)
def find_branches_without_decision(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        if node.step and node.step.branches and node.type != "decision":
            yield entry.location(*node.path, "branches"), {"step": node.act}


@check(
    "few-parallels",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="并行至少要有两条支路，每条至少一步",
    en="a parallel needs two or more branches of at least one step",
    mend="写成  - 并行:  下面两个以上“- - 步骤: ……”",
    mend_en="write two or more lists of steps below 并行",
    example="- 并行:\n    - - 步骤: 征求意见",
)
def find_parallels_with_few_branches(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    bars = {node.path for node in chart.graph.nodes if node.type == "fork"}
    for path in sorted(bars, key=str):
        step = _parallel_branches(chart.procedure, path)
        if len(step) < 2 or not all(step):
            yield entry.location(*path), {}


def _parallel_branches(procedure: Procedure, path: tuple[str | int, ...]) -> tuple[object, ...]:
    """The branches of the parallel step at a field path."""
    value: object = procedure
    for part in (*path, "parallel"):
        value = getattr(value, part) if isinstance(part, str) else value[part]  # type: ignore[index]
    assert isinstance(value, tuple)
    return value


@check(
    "step-without-actor",
    WARNING,
    "X-10, S1-33, S0-38",
    subject=UsedGraph,
    zh="“{step}”这一步没有写主体",
    en="the step '{step}' has no actor",
    mend="补写 主体:，写机构、岗位或角色；几个一起做的写 共同主体:",
    mend_en="add 主体:",
    example="- 步骤: 民主推荐",
)
def find_steps_without_actor(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        step = node.step
        if step and not step.actors and (step.step or step.voting or step.collective):
            yield entry.location(*node.path), {"step": node.act}


@check(
    "empty-lane",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="泳道“{lane}”里没有一步",
    en="the lane '{lane}' has no step",
    mend="去掉这个泳道，或者给它的步骤写 主体: {lane}；共同做的步骤画在先写的那个主体的泳道里",
    mend_en="drop the lane or give it a step",
    example="泳道: [组织部门, 党委会, 镇纪委]（没有一步的主体是镇纪委）",
)
def find_empty_lanes(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    named = [lane.id for lane in chart.procedure.lanes or ()]
    actors = ([ref.id for ref in n.step.actors] for n in chart.graph.nodes if n.step)
    drawn = {next((id for id in ids if id in named), "") for ids in actors}
    for index, lane in enumerate(chart.procedure.lanes or ()):
        if lane.id not in drawn:
            yield entry.location("lanes", index), {"lane": lane.text}


@check(
    "lanes-without-effect",
    INFO,
    "X-10",
    subject=UsedGraph,
    zh="流程“{name}”写了 绘图: dot，图上没有泳道，泳道 这一项不起作用",
    en="dot lays out '{name}' without lanes: its lanes have no effect",
    mend="要泳道的去掉 绘图: dot，不要的去掉 泳道",
    mend_en="drop 绘图: dot or the lanes",
    example="绘图: dot（又写了 泳道: [党委, 办公室]）",
)
def find_lanes_without_effect(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    procedure = chart.procedure
    if procedure.layout is ChartLayout.DOT and procedure.lanes:
        yield entry.location("layout"), {"name": procedure.name}


@check(
    "actor-without-lane",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="“{step}”的主体“{actor}”不在泳道里",
    en="the actor '{actor}' of '{step}' has no lane",
    mend="把它加进 泳道:",
    mend_en="add it to 泳道:",
    example="泳道: [组织部门]（有一步的主体是党委会）",
)
def find_actors_without_lane(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    lanes = {lane.id for lane in chart.procedure.lanes or ()}
    for node in chart.graph.nodes if lanes else ():
        actors = node.step.actors if node.step else ()
        if actors and lanes.isdisjoint(ref.id for ref in actors):
            words = {"step": node.act, "actor": "、".join(ref.text for ref in actors)}
            yield entry.location(*node.path, _first_actor_field(node)), words


def _first_actor_field(node: Node) -> str:
    return next(name for name in ACTOR_FIELDS if getattr(node.step, name))
