"""Procedures that people can use: simple charts, what an applicant needs, a chart for each type."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import INFO, WARNING, Violation, check
from shaiquan.checks.procedure_graphs import UsedGraph
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.kinds.registry import require_index
from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import Running
from shaiquan.procedures.pasted_acts import ACT_NUMBER
from shaiquan.queries.chart_units import list_powers_of_chart
from shaiquan.queries.relations import parameters_of

require_index("procedure", "type")
require_index("topic", "type")

#: without a parameter: what one A3 sheet shows in type that can be read (S4-08)
MOST_STEPS = 40
LONGEST_ACT = 40


@check(
    "chart-too-large",
    WARNING,
    "S4-08",
    subject=UsedGraph,
    zh="流程图“{name}”有 {steps} 步，超过 {most} 步，一张纸上看不清",
    en="the chart '{name}' has {steps} steps, more than {most}",
    mend="把其中一段另写成一个流程，用 子流程 引用；或者改 参数 的 单图步骤上限",
    mend_en="move a part into a procedure of its own and name it as 子流程",
    example="（一张流程图 60 步）",
)
def find_large_charts(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    procedure = chart.procedure
    most = parameters_of(catalog, procedure.unit_id).most_steps or MOST_STEPS
    steps = sum(1 for node in chart.graph.nodes if node.act)
    if steps > most:
        yield entry.location("steps"), {"name": procedure.name, "steps": steps, "most": most}


@check(
    "act-too-long",
    WARNING,
    "S4-08",
    subject=UsedGraph,
    zh="这一步有 {length} 个字，超过 {most} 个字：{act}……",
    en="this act has {length} characters, more than {most}: {act}…",
    mend="只写做什么；说明、文书、依据写在这一步的其他字段里",
    mend_en="say only what is done; notes, documents and basis have fields of their own",
    example="- 步骤: （六十个字的一句话）",
)
def find_long_acts(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    most = parameters_of(catalog, chart.procedure.unit_id).longest_act or LONGEST_ACT
    for node in chart.graph.nodes:
        if len(node.act) > most:
            words = {"length": len(node.act), "most": most, "act": node.act[:12]}
            yield entry.location(*node.path, node.type), words


@check(
    "act-numbered-twice",
    INFO,
    "S4-08",
    subject=UsedGraph,
    zh="步骤自己会编号，“{number}”会印两次：{act}",
    en="steps are numbered by themselves; '{number}' is printed twice: {act}",
    mend="删去 {number}",
    mend_en="drop '{number}'",
    example="- 步骤: 1. 受理申请",
)
def find_numbered_acts(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    """A number pasted with the text stands on the sheet after the number that the chart gives."""
    for node in chart.graph.nodes:
        if node.number and (number := ACT_NUMBER.match(node.act)):
            words = {"number": number[0].strip(), "act": node.act}
            yield entry.location(*node.path, node.type), words


#: what an applicant has to know (S4-02) -> the field of a power that says the same
_FOR_APPLICANTS = {"materials": "materials", "promised": "promised_limit", "window": ""}


@check(
    "external-without-service",
    WARNING,
    "S4-02",
    subject=Procedure,
    zh="外部运行的流程“{name}”没有写：{missing}",
    en="the external procedure '{name}' does not say: {missing}",
    mend="补写 材料、承诺时限、窗口；不是对外办事的，写 运行: 内部",
    mend_en="add 材料, 承诺时限 and 窗口; for an internal one write 运行: 内部",
    example="{名称: 临时救助流程图, 运行: 外部}（没有 材料、窗口）",
)
def find_external_procedures_without_service(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    if procedure.running is not Running.EXTERNAL:
        return
    powers = [power for _, power in list_powers_of_chart(catalog, procedure.powers)]
    missing = [
        Procedure.label_of(field)
        for field, of_power in _FOR_APPLICANTS.items()
        if not getattr(procedure, field)
        and not (of_power and any(getattr(power, of_power) for power in powers))
    ]
    if missing:
        yield entry.location("running"), {"name": procedure.name, "missing": "、".join(missing)}


@check(
    "type-without-procedure",
    WARNING,
    "S2-06, S4-07, S2-05",
    zh="类型表里的“{type}”没有一个流程，也没有一个议题",
    en="no procedure and no topic is of the type '{type}'",
    mend="补一个流程（写 类型: {type}）；只用于议题的，写进会议类型的 可以决定；或者从类型表删去",
    mend_en="write a procedure of the type, name it in 可以决定, or drop it from 类型表",
    example="类型表: {重大事件处置: {…}}（没有这一类的流程，也没有这一类的议题）",
)
def find_types_without_procedure(catalog: Catalog) -> Iterator[Violation]:
    """A type that topics have, or that meetings may decide, need not be drawn."""
    kinds = ("procedure", "procedure_set", "topic")
    used = {head.index["type"] for kind in kinds for head in catalog.heads_of(kind) if head.in_use}
    used |= {type for row in catalog.site.meeting_types.values() for type in row.decides or ()}
    if any(type and type not in catalog.site.types for type in used):
        return  # it is told; one without a procedure may be meant
    for type in catalog.site.types:
        if type not in used:
            yield catalog.site_location("types", type), {"type": type}
