"""Time limits of a procedure, what is promised, and procedures that contain themselves."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, INFO, PUBLISHED, WARNING, Violation, check
from shaiquan.checks.deadlines import list_deadlines
from shaiquan.checks.procedure_graphs import SoundGraph, UsedGraph
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Location
from shaiquan.model.common import Record
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import Running
from shaiquan.model.time_limits import TimeLimit
from shaiquan.problems import Bilingual
from shaiquan.procedures.durations import (
    compute_duration,
    compute_straight_duration,
    find_steps_without_limit,
    list_subprocedures,
)
from shaiquan.procedures.graph import Node, graph_of
from shaiquan.procedures.timing import MOST_RETURNS, TotalTime, has_too_many_returns
from shaiquan.queries.whole_limits import list_power_limits, own_limits

_NO_END = Bilingual("有的步骤没有上限", "a step has no upper end")
_OTHER_UNITS = Bilingual("单位不同", "the units differ")
#: so many steps are named in a message, each with so many characters
_MOST_NAMES, _LONGEST_NAME = 6, 20


@check(
    "time-over-promise",
    ERROR,
    "X-10",
    subject=SoundGraph,
    zh="各步时限最长要 {total}{returns}，超过{label} {limit}",
    en="the steps may take {total}{returns}, more than {label} {limit}",
    mend="缩短某一步的时限，或者改正{label}；退回的路各算一次；不算时间的步骤写 不计入: 是",
    mend_en="shorten a step or correct {label}; each return counts once; 不计入: 是 leaves one out",
    example="承诺时限: 5个工作日（各步相加 8个工作日）",
)
def find_exceeded_time_limits(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    limits = [*_list_whole_limits(catalog, entry, chart.procedure)]
    longest = compute_duration(catalog, entry.id) if limits else None
    for location, label, limit in limits:
        if longest and limit.admits(longest.all_amounts) is False:
            words = {"total": longest.sum, "label": label, "limit": limit}
            returns = _tell_returns(longest.sum, compute_straight_duration(catalog, entry.id).sum)
            yield location, {**words, "returns": returns}


def _tell_returns(longest: str, straight: str) -> Bilingual:
    """How long it takes when nothing is sent back: the rest cannot be found in any step."""
    if straight == longest:
        return Bilingual("", "")
    if not straight:
        return Bilingual("（都是退回重办）", " (all of it returns)")
    return Bilingual(f"（不退回 {straight}，其余是退回重办）", f" ({straight} without returns)")


@check(
    "time-undecided",
    INFO,
    "行政处罚法第八十五条",
    subject=SoundGraph,
    zh="{mine} {time}，{label} {limit}：{why}，不能断定有没有超过",
    en="{mine} {time} may or may not exceed {label} {limit}: {why}",
    mend="改用同一种单位；没有上限的一步写出最多多久，或者写 不计入: 是",
    mend_en="use one unit; give a step without upper end one, or write 不计入: 是",
    example="承诺时限: 7日（各步相加 5个工作日加1日）",
)
def find_undecided_times(catalog: Catalog, entry: Entry, chart: SoundGraph) -> Iterator[Violation]:
    """A sum with working days and days may or may not be within a limit (行政处罚法第八十五条)."""
    limits = [*_list_whole_limits(catalog, entry, chart.procedure)]
    longest = compute_duration(catalog, entry.id) if limits else None
    for location, label, limit in limits:
        if longest and longest.says_something and _is_open(longest, limit):
            why = _NO_END if longest.least else _OTHER_UNITS
            mine = {"mine": longest.label, "time": longest.sum}
            yield location, {"label": label, "limit": limit, **mine, "why": why}


@find_undecided_times.for_subject((Procedure, Power))
def find_undecided_promises(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    """A promise in other units than the law's may or may not be within it."""
    limits = own_limits(record)
    if all(limit.has_upper_end for _, limit in limits.values()) and len(limits) == 2:
        (field, promised), (name, legal) = limits["promised"], limits["legal"]
        if promised.is_at_most(legal) is None:
            words = {"mine": record.label_of(field), "time": str(promised), "why": _OTHER_UNITS}
            yield entry.location(field), {**words, "label": record.label_of(name), "limit": legal}


def _list_whole_limits(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[tuple[Location, str, TimeLimit]]:
    """What is promised and what the law allows, where it has an end: where it stands, what it is
    called. What the procedure does not say, its powers may."""
    own = own_limits(procedure)
    for name, limit in own.values():
        if limit.has_upper_end:
            yield entry.location(name), Procedure.label_of(name), limit
    for said in list_power_limits(catalog, procedure):
        if said.field not in own and said.limit.has_upper_end:
            label = f"权力事项“{said.entry.record.name}”的{Procedure.label_of(said.field)}"
            yield entry.location("name"), label, said.limit


def _is_open(time: TotalTime, limit: TimeLimit) -> bool:
    """Whether the calendar, or a step without an upper end, decides if the limit is kept."""
    kept = limit.admits(time.all_amounts)
    return kept is None or (kept and bool(time.least))


@check(
    "steps-without-limit",
    INFO,
    "行政许可法第四十二条",
    subject=SoundGraph,
    zh="流程“{name}”有 {count} 步没有写时限，全程要多久说不准：{steps}",
    en="{count} steps of '{name}' have no limit, so nobody can say how long it takes: {steps}",
    mend="补写这些步骤的 时限；算在别的一步里的写 含在，依法不算时间的写 不计入: 是",
    mend_en="write 时限; or 含在 where another step has the time, 不计入: 是 where none counts",
    example="{上墙: 是, 步骤: [{步骤: 审查, 时限: 5个工作日}, {步骤: 公开}]}",
)
def find_steps_that_say_no_time(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    """Of those that tell people how long they take: on a wall, external, with a promise."""
    procedure = chart.procedure
    is_told = procedure.wall or procedure.running is Running.EXTERNAL
    if not (is_told or procedure.promised or procedure.legal):
        return
    nodes = find_steps_without_limit(catalog, entry.id)
    if not all(_is_told(catalog, chart, node) for node in nodes):
        names = "、".join(f"“{_shorten(node.act)}”" for node in nodes[:_MOST_NAMES])
        more = " ……" if len(nodes) > _MOST_NAMES else ""
        words = {"name": procedure.name, "count": len(nodes), "steps": names + more}
        yield entry.location(*nodes[0].path, nodes[0].type), words


def _is_told(catalog: Catalog, chart: SoundGraph, node: Node) -> bool:
    """Whether another check tells that a step has no limit: it is extended, has a deadline by its
    type, or has the time of another step in it."""
    is_extended = node.step is not None and node.step.extension is not None
    dated = {one.id for _, _, one, limit in list_deadlines(catalog, chart) if limit is None}
    holders = {holder for _, holder in chart.graph.contained}
    return is_extended or node.id in dated | holders


def _shorten(act: str) -> str:
    return act if len(act) <= _LONGEST_NAME else f"{act[:_LONGEST_NAME]}……"


@check(
    "limit-without-end",
    ERROR,
    "行政许可法第四十二条",
    subject=(Procedure, Power),
    zh="“{limit}”没有说最多多久，不能作 {label}",
    en="'{limit}' does not say how long at most, and is no {label}",
    mend="写一段时间，例如 20个工作日；当场办完的写 当场；定期做的写在 步骤 的 时限 里",
    mend_en="write a length such as 20个工作日, or 当场; what is regular is a 时限 of a step",
    example="承诺时限: 会前2日",
)
def find_promises_without_end(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    """会前2日, 每年 and 不少于7日 promise nothing to those who wait."""
    for field, limit in own_limits(record).values():
        if not limit.has_upper_end:
            yield entry.location(field), {"limit": limit, "label": record.label_of(field)}


@check(
    "returns-not-summed",
    INFO,
    "X-10",
    subject=SoundGraph,
    zh="“{name}”退回的路有 {number} 条，超过 {most} 条，不算各步最长合计",
    en="'{name}' has {number} returns, more than {most}: no longest time is reckoned",
    mend="图上和网页上就没有合计，也不同承诺时限比；要有的，把退回的路并成几条，或者分成几个流程",
    mend_en="no total is shown or held against a promise; merge returns or divide the procedure",
    example="（九处判断都写 不合格: 退回上一步）",
)
def find_returns_not_summed(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    timed = any(node.step and node.step.limit for node in chart.graph.nodes)
    if timed and has_too_many_returns(chart.graph):
        number = sum(edge.back for edge in chart.graph.edges)
        words = {"name": chart.procedure.name, "number": number, "most": MOST_RETURNS}
        yield entry.location("steps"), words


@check(
    "promise-over-law",
    ERROR,
    "行政许可法第四十二条",
    subject=(Procedure, Power),
    zh="承诺时限 {promised} 比法定时限 {legal} 长",
    en="the promised time {promised} exceeds the legal {legal}",
    mend="承诺时限不能长于法定时限",
    mend_en="promise no more than the law allows",
    example="{法定时限: 10个工作日, 承诺时限: 20个工作日}",
)
def find_promises_over_law(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    limits = own_limits(record)
    legal = [limits["legal"][1]] if "legal" in limits else _list_laws_of_powers(catalog, record)
    for field, promised in [limits["promised"]] if "promised" in limits else ():
        for limit in legal if promised.has_upper_end else ():
            if limit.has_upper_end and promised.is_at_most(limit) is False:
                yield entry.location(field), {"promised": promised, "legal": limit}


def _list_laws_of_powers(catalog: Catalog, record: Record) -> list[TimeLimit]:
    """What the law allows the powers of a procedure."""
    said = list_power_limits(catalog, record) if isinstance(record, Procedure) else ()
    return [each.limit for each in said if each.field == "legal"]


@check(
    "promise-differs",
    WARNING,
    "行政许可法第三十条",
    subject=Procedure,
    states=PUBLISHED,
    zh="流程“{name}”的{label}是 {mine}，它的权力事项“{power}”写的是 {other}",
    en="{label} of the procedure '{name}' is {mine}, of its power '{power}' {other}",
    mend="改成一样；只在权力事项里写一次也可以，流程图上照印",
    mend_en="make them equal, or write it at the power alone: the chart shows it",
    example="承诺时限: 20个工作日（它的权力事项写 承诺时限: 5个工作日）",
)
def find_promises_that_differ(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    own = own_limits(procedure)
    for said in list_power_limits(catalog, procedure):
        mine = own[said.field][1] if said.field in own else said.limit
        charts = catalog.ids_naming(said.entry.id, "procedure", "powers")
        is_part = len(charts) > 1 and mine.is_at_most(said.limit)  # one of several on its way
        if mine != said.limit and not is_part:
            words = {"name": procedure.name, "label": procedure.label_of(said.field)}
            words |= {"mine": str(mine), "other": str(said.limit)}
            yield entry.location(said.field), {**words, "power": said.entry.record.name}


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
