"""The order that a type requires: of the stages of a procedure, of the charts of a set."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from shaiquan.checks.check_types import ERROR, IN_USE, Violation, check
from shaiquan.checks.procedure_graphs import SoundGraph
from shaiquan.checks.procedure_types import find_type
from shaiquan.checks.way_words import quote_names
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.procedures import Procedure, ProcedureSet
from shaiquan.problems import Bilingual
from shaiquan.procedures.graph import Graph, Node, graph_of


@check(
    "stages-out-of-order",
    ERROR,
    "S1-10, S2-10",
    subject=SoundGraph,
    zh="“{type}”要依次有阶段：{wanted}；{what}",
    en="'{type}' asks for the stages {wanted}, in this order; {what}",
    mend="从这一步起把阶段写对：缺的补上，先后照 类型表 排",
    mend_en="from this step on mend the stages: add what is missing, order them as 类型表 does",
    example="类型: 部门决策（集体讨论决定 写在 合法性审查 前面）",
)
def find_stages_out_of_order(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    required = find_type(catalog, chart.procedure.type).stages
    mistake = _find_first_mistake(required, _stages_of(chart.graph)) if required else None
    if mistake:
        node, what = mistake
        place = (*node.path, "stage") if node else ("type",)
        words = {"type": chart.procedure.type, "wanted": "、".join(required)}
        yield entry.location(*place), {**words, "what": what}


def _stages_of(graph: Graph) -> list[tuple[str, Node]]:
    """The stages in reading order, each with its first step; one that comes back is there twice."""
    stages: list[tuple[str, Node]] = []
    for node in graph.nodes:
        stage = node.step.stage if node.step and not node.side else ""
        if stage and (not stages or stages[-1][0] != stage):
            stages.append((stage, node))
    return stages


def _find_first_mistake(
    required: Sequence[str], stages: Sequence[tuple[str, Node]]
) -> tuple[Node | None, str] | None:
    """The first step whose stage is not the next one, and what is wrong; None if all is right."""
    if not stages:
        return None, Bilingual("没有一步写了阶段", "no step has a stage")
    written = [stage for stage, _ in stages]
    for index, (stage, node) in enumerate(stages):
        wanted = required[index] if index < len(required) else ""
        if stage != wanted:
            return node, _describe_mistake(required, written, index)
    if rest := required[len(stages) :]:
        missing = quote_names(rest)
        what = Bilingual(f"这个阶段之后缺少{missing}", f"after this stage {missing} is missing")
        return stages[-1][1], what
    return None


def _describe_mistake(required: Sequence[str], written: Sequence[str], index: int) -> Bilingual:
    """What is wrong with the first stage that is not the next one."""
    stage = written[index]
    if stage not in required:
        hint = suggest_spelling(stage, required)
        return Bilingual(f"没有“{stage}”这个阶段{hint}", f"there is no stage '{stage}'")
    if stage in written[:index]:
        return Bilingual(
            f"“{stage}”前面已经有过，又回来了", f"'{stage}' was there before and comes back"
        )
    skipped = required[index : required.index(stage)]
    missing = [name for name in skipped if name not in written]
    if missing:
        names = quote_names(missing)
        return Bilingual(f"“{stage}”之前缺少{names}", f"before '{stage}' {names} is missing")
    names = quote_names(skipped)
    return Bilingual(f"{names}应当在“{stage}”之前", f"{names} belongs before '{stage}'")


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
    required = find_type(catalog, group.type).stages
    names = [catalog.heads[ref.id].name for ref in group.members]
    matching = len(names) == len(required) and all(
        stage in name for stage, name in zip(required, names, strict=False)
    )
    if required and not matching:
        words = {"name": group.name, "wanted": "、".join(required), "found": "、".join(names)}
        yield entry.location("members", *_first_stray(required, names)), words


def _first_stray(required: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    """The index of the first chart that is not of its stage; none if only the last are missing."""
    for index, name in enumerate(names):
        if index >= len(required) or required[index] not in name:
            return (index,)
    return ()


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
