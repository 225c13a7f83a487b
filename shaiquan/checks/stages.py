"""The order that a type requires: of the stages of a procedure, of the charts of a set."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, Violation, check
from shaiquan.checks.procedure_graphs import SoundGraph
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.procedures import Procedure, ProcedureSet
from shaiquan.procedures.graph import Graph, graph_of


def _required_stages(catalog: Catalog, type: str) -> tuple[str, ...]:
    row = catalog.site.types.get(type)
    return row.stages if row else ()


@check(
    "stages-out-of-order",
    ERROR,
    "S1-10, S2-10",
    subject=SoundGraph,
    zh="“{type}”要依次有阶段：{wanted}；这里是：{found}",
    en="'{type}' asks for the stages {wanted}, in this order; found {found}",
    mend="给每一步写 阶段:，缺的补上，先后写对",
    mend_en="give each step its 阶段, add what is missing, mend the order",
    example="类型: 部门决策（集体讨论决定 写在 合法性审查 前面）",
)
def find_stages_out_of_order(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    required, stages = _required_stages(catalog, chart.procedure.type), _stages_of(chart.graph)
    if required and stages != required:
        words = {"type": chart.procedure.type, "wanted": "、".join(required)}
        yield entry.location("type"), {**words, "found": "、".join(stages) or "没有写阶段"}


def _stages_of(graph: Graph) -> tuple[str, ...]:
    """The stages of the steps in reading order; one that comes back later is there twice."""
    stages: list[str] = []
    for node in graph.nodes:
        stage = node.step.stage if node.step and not node.side else ""
        if stage and (not stages or stages[-1] != stage):
            stages.append(stage)
    return tuple(stages)


@check(
    "set-out-of-order",
    ERROR,
    "S0-12, 公务员法第四十六条",
    subject=ProcedureSet,
    zh="流程集“{name}”要依次有：{wanted}；这里是：{found}",
    en="the set '{name}' asks for {wanted}, in this order; found {found}",
    mend="把流程按 类型表 里的阶段排好，缺的补上；图的名称或简称里要有阶段的名称",
    mend_en="order the charts by the stages of the type; each name contains its stage",
    example="流程: [考察工作流程图, 民主推荐工作流程图]",
)
def find_sets_out_of_order(
    catalog: Catalog, entry: Entry, group: ProcedureSet
) -> Iterator[Violation]:
    required = _required_stages(catalog, group.type)
    names = [catalog.heads[ref.id].name for ref in group.members]
    matching = len(names) == len(required) and all(
        stage in name for stage, name in zip(required, names, strict=False)
    )
    if required and not matching:
        words = {"name": group.name, "wanted": "、".join(required), "found": "、".join(names)}
        yield entry.location("members"), words


@check(
    "set-not-linked",
    ERROR,
    "S0-12",
    subject=ProcedureSet,
    states=IN_USE,
    zh="“{one}”没有一个终点接着“{other}”",
    en="no end of '{one}' leads to '{other}'",
    mend="给它的一个 结束 写 接续: {id}",
    mend_en="write 接续: {id} at one of its ends",
    example="衔接: 是（前一张图的结束没有写 接续）",
)
def find_unlinked_sets(catalog: Catalog, entry: Entry, group: ProcedureSet) -> Iterator[Violation]:
    members = group.members if group.chained else ()
    for index, (ref, next_ref) in enumerate(itertools.pairwise(members)):
        member = catalog.record(ref, Procedure)
        if member and next_ref.id not in _following_procedures(member):
            one, other = (catalog.heads[id].name for id in (ref.id, next_ref.id))
            words = {"one": one, "other": other, "id": next_ref.id}
            yield entry.location("members", index), words


def _following_procedures(procedure: Procedure) -> set[str]:
    """The procedures that the ends of a procedure lead to."""
    steps = (node.step for node in graph_of(procedure).nodes if node.type == "end")
    return {step.leads_to.id for step in steps if step and step.leads_to}
