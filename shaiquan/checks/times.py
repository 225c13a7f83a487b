"""Time limits of a procedure, and procedures that contain themselves."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.checks.procedure_graphs import SoundGraph, UsedGraph
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.durations import compute_duration, list_subprocedures
from shaiquan.procedures.graph import graph_of
from shaiquan.procedures.timing import TotalTime, time_of_limit


@check(
    "time-over-promise",
    ERROR,
    "X-10",
    subject=SoundGraph,
    zh="各步时限最长要 {total}，超过{label} {limit}",
    en="the steps may take {total}, more than {label} {limit}",
    mend="缩短某一步的时限，或者改正{label}；退回的路各算一次",
    mend_en="shorten a step or correct {label}; each return counts once",
    example="承诺时限: 5个工作日（各步相加 8个工作日）",
)
def find_exceeded_time_limits(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    limits = {field: getattr(chart.procedure, field) for field in ("promised", "legal")}
    longest = compute_duration(catalog, entry.id) if any(limits.values()) else TotalTime()
    for field, limit in limits.items():
        if limit and not longest.within(limit):
            words = {"total": longest, "label": Procedure.label_of(field), "limit": limit}
            yield entry.location(field), words


@check(
    "promise-over-law",
    ERROR,
    "行政许可法第四十二条",
    subject=Procedure,
    zh="承诺时限 {promised} 比法定时限 {legal} 长",
    en="the promised time {promised} exceeds the legal {legal}",
    mend="承诺时限不能长于法定时限",
    mend_en="promise no more than the law allows",
    example="{法定时限: 10个工作日, 承诺时限: 20个工作日}",
)
def find_promises_over_law(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    promised, legal = procedure.promised, procedure.legal
    if promised and legal and not time_of_limit(promised).within(legal):
        yield entry.location("promised"), {"promised": promised, "legal": legal}


@check(
    "procedure-in-itself",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="流程“{name}”通过子流程又回到自己",
    en="the procedure '{name}' contains itself",
    mend="去掉其中一个子流程",
    mend_en="drop one of the sub-procedures",
    example="- 子流程: 它自己的名称",
)
def find_procedures_inside_themselves(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    visited: set[str] = set()
    queue = [*list_subprocedures(chart.graph)]
    while queue:
        current = queue.pop()
        if current not in visited:
            visited.add(current)
            procedure = catalog.entries[current].record
            assert isinstance(procedure, Procedure)
            if procedure.in_use:
                queue += list_subprocedures(graph_of(procedure))
    if entry.id in visited:
        yield entry.location("steps"), {"name": chart.procedure.name}
