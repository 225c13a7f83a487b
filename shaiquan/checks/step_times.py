"""The time of a step: extended (延长), not counted (不计入), or in that of another step (含在)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, WARNING, Violation, check
from shaiquan.checks.procedure_graphs import SoundGraph
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.procedures import Extension, Procedure, Step, walk_steps
from shaiquan.model.shapes import Path
from shaiquan.procedures.graph import Node
from shaiquan.procedures.passing import can_go_round
from shaiquan.procedures.timing import find_contained_time


@check(
    "extension-without-limit",
    WARNING,
    "行政许可法第四十二条",
    subject=Procedure,
    zh="写了 延长，却没有写要延长的时限",
    en="there is an extension, but no limit to extend",
    mend="补写 {fields}；没有时限可延长的，删去 延长",
    mend_en="add {fields}, or drop 延长",
    example="{步骤: 审查, 延长: 10日}（没有 时限）",
)
def find_extensions_without_limit(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    whole = "、".join(Procedure.label_of(name) for name in ("legal", "promised"))
    if procedure.extension and not (procedure.legal or procedure.promised):
        yield entry.location("extension"), {"fields": whole}
    for path, step in walk_steps(procedure.steps):
        if step.extension and step.limit is None:
            yield entry.location(*path, "extension"), {"fields": Step.label_of("limit")}


@check(
    "extension-without-end",
    ERROR,
    "行政许可法第四十二条",
    subject=Procedure,
    zh="“{limit}”没有说最多延长多久",
    en="'{limit}' does not say by how much at most",
    mend="写一段时间，例如 延长: 10日",
    mend_en="write a length, such as 延长: 10日",
    example="延长: 不少于10日",
)
def find_extensions_without_end(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    for path, extension in _list_extensions(procedure):
        if not extension.limit.longest:
            yield entry.location(*path, "extension", "limit"), {"limit": extension.limit}


def _list_extensions(procedure: Procedure) -> Iterator[tuple[Path, Extension]]:
    if procedure.extension:
        yield (), procedure.extension
    for path, step in walk_steps(procedure.steps):
        if step.extension:
            yield path, step.extension


@check(
    "contained-in-itself",
    ERROR,
    "X-10",
    subject=SoundGraph,
    zh="“{step}”的时间绕了一圈，含在自己的时限里",
    en="the time of '{step}' is contained in its own",
    mend="含在 写另外一步",
    mend_en="name another step as 含在",
    example="{步骤: 公示, 含在: 公示}",
)
def find_steps_contained_in_themselves(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    holders = dict(chart.graph.contained)
    for node in chart.graph.nodes:
        holder, seen = holders.get(node.id, ""), set[str]()
        while holder and holder not in seen:
            seen.add(holder)
            holder = holders.get(holder, "")
        if node.id in seen:
            yield entry.location(*node.path, "within"), {"step": node.act}


@check(
    "contained-and-uncounted",
    ERROR,
    "行政许可法第四十五条",
    subject=Procedure,
    zh="同一步又写 含在，又写 不计入",
    en="a step has both 含在 and 不计入",
    mend="时间算在别的一步里的写 含在；依法不算的写 不计入；只留一个",
    mend_en="keep one: 含在 if another step has the time, 不计入 if none counts",
    example="{步骤: 公示, 含在: 审查, 不计入: 是}",
)
def find_steps_both_contained_and_uncounted(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    for path, step in walk_steps(procedure.steps):
        if step.within and step.uncounted:
            yield entry.location(*path, "uncounted"), {}


@check(
    "contained-without-limit",
    WARNING,
    "X-10",
    subject=SoundGraph,
    zh="“{step}”含在“{holder}”里，“{holder}”却没有写多久办完",
    en="'{step}' is contained in '{holder}', which does not say how long it takes",
    mend="给“{holder}”补写 时限",
    mend_en="give '{holder}' a 时限",
    example="{步骤: 公示, 含在: 审查}（审查 没有 时限）",
)
def find_holders_without_limit(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    for node, holder in _list_contained(chart):
        if not (holder.step and holder.step.limit and holder.step.limit.longest):
            words = {"step": node.act, "holder": holder.act}
            yield entry.location(*node.path, "within"), words


@check(
    "contained-too-long",
    ERROR,
    "X-10",
    subject=SoundGraph,
    zh="含在“{holder}”里的步骤要 {total}，比它的时限 {limit} 长",
    en="the steps contained in '{holder}' take {total}, more than its {limit}",
    mend="改正其中一步的时限；不含在里面的，删去 含在",
    mend_en="correct one of the limits, or drop 含在",
    example="{步骤: 审查, 时限: 5日} 和 {步骤: 公示, 时限: 7日, 含在: 审查}",
)
def find_contained_steps_that_are_too_long(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    holders = {holder.id: (node, holder) for node, holder in _list_contained(chart)}
    for id, (node, holder) in holders.items():
        limit = holder.step.limit if holder.step else None
        total = find_contained_time(chart.graph, id)
        if limit and limit.longest and limit.admits(total.all_amounts) is False:
            words = {"holder": holder.act, "total": total.sum, "limit": limit}
            yield entry.location(*node.path, "within"), words


@check(
    "contained-elsewhere",
    ERROR,
    "X-10",
    subject=SoundGraph,
    zh="走“{step}”的路不一定走“{holder}”，它的时间不能含在那里",
    en="who passes '{step}' need not pass '{holder}', so its time is not contained there",
    mend="含在 写这条路上必经的一步；没有的，删去 含在",
    mend_en="name a step that every such path passes, or drop 含在",
    example="分支: {要公示: 公示, 不公示: 审查}（公示 含在: 审查，下一步: 终止）",
)
def find_steps_contained_on_another_path(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    for node, holder in _list_contained(chart):
        if node.id != holder.id and can_go_round(chart.graph, node, holder):
            words = {"step": node.act, "holder": holder.act}
            yield entry.location(*node.path, "within"), words


def _list_contained(chart: SoundGraph) -> Iterator[tuple[Node, Node]]:
    """The steps with 含在 that are not beside the way, each with the step that it names."""
    nodes = {node.id: node for node in chart.graph.nodes}
    for source, target in chart.graph.contained:
        if not nodes[source].side:
            yield nodes[source], nodes[target]
