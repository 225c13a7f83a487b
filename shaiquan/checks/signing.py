"""Who signs before a topic may be discussed (S0-18).

The list of a type is open: others may sign too, and only the first, who proposes, has a place.
"""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, WARNING, Violation, check
from shaiquan.checks.deciding_claims import list_main_decisions, read_chart
from shaiquan.checks.procedure_graphs import SoundGraph, UsedGraph
from shaiquan.checks.procedure_types import find_type
from shaiquan.checks.way_words import list_avoided, quote_names
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.problems import Bilingual
from shaiquan.procedures.approvals import count_approvals
from shaiquan.procedures.detours import WayFinder
from shaiquan.procedures.graph import Graph, Node
from shaiquan.queries.relations import parameters_of


def _signatures_of(graph: Graph) -> list[tuple[Node, int, str]]:
    """(step, place in its list, role) of every signature, in reading order."""
    return [
        (node, index, role)
        for node in graph.nodes
        if node.step and not node.side
        for index, role in enumerate(node.step.signatures)
    ]


@check(
    "signature-missing",
    ERROR,
    "S0-18",
    subject=UsedGraph,
    zh="“{type}”要先由{wanted}签批，这里缺：{missing}{hint}",
    en="'{type}' is signed by {wanted} first; missing: {missing}{hint}",
    mend="在签批那一步写 签批: [{all}]；分几步签的，每一步写自己的",
    mend_en="write 签批: [{all}] at the step of the signatures, or each at its own step",
    example="类型: 重大决策（类型表 签批: [提出单位, 分管领导, 主要领导]，图里没有一步写 签批）",
)
def find_missing_signatures(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    row = find_type(catalog, chart.procedure.type)
    if not row.signatures:
        return
    signed = _signatures_of(chart.graph)
    roles = [role for _, _, role in signed]
    missing = [role for role in row.signatures if role not in roles]
    if missing:
        others = [role for role in roles if role not in row.signatures]
        words = {"type": chart.procedure.type, "missing": "、".join(missing)}
        words |= {"wanted": "、".join(row.signatures), "all": ", ".join(row.signatures)}
        names = "、".join(others)
        hint = Bilingual(f"；写着的“{names}”不在其中", f"; '{names}' is none of them")
        location = entry.location(*signed[0][0].path, "signatures") if signed else None
        yield location or entry.location("type"), {**words, "hint": hint if others else ""}


@check(
    "sponsor-signs-late",
    ERROR,
    "S0-18",
    subject=UsedGraph,
    zh="“{first}”应当最先签批，这里“{found}”在先",
    en="'{first}' signs first, here '{found}' does",
    mend="把“{first}”写在 签批 的最前面，分几步的移到最前一步；先后以类型表的第一个为准",
    mend_en="put '{first}' first",
    example="签批: [主要领导, 分管领导, 提出单位]（类型表写的是 [提出单位, 分管领导, 主要领导]）",
)
def find_late_sponsors(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    row, signed = find_type(catalog, chart.procedure.type), _signatures_of(chart.graph)
    if not row.signatures or not signed:
        return
    first, (node, index, role) = row.signatures[0], signed[0]
    if role != first and any(other == first for _, _, other in signed):
        location = entry.location(*node.path, "signatures", index)
        yield location, {"first": first, "found": role}


@check(
    "signature-avoidable",
    ERROR,
    "S0-18",
    subject=SoundGraph,
    zh="有一条路没有经过{roles}签批就到了集体决定“{step}”：{way}",
    en="a way leads to the collective decision '{step}' without the signature of {roles}: {way}",
    mend="让这条路也先经过签批那一步，再到集体决定；签批写在后面的，移到集体决定之前",
    mend_en="let this way pass the signatures too, before the decision",
    example="- 步骤: 集体讨论\n  集体决定: 是\n- 步骤: 补签\n  签批: [提出单位]",
)
def find_avoidable_signatures(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    signed: dict[str, list[Node]] = {}
    for node, _, role in _signatures_of(chart.graph):
        signed.setdefault(role, []).append(node)
    wanted = find_type(catalog, chart.procedure.type).signatures
    steps = {role: signed[role] for role in wanted if role in signed}
    goals = list_main_decisions(catalog, read_chart(entry)) if steps else []
    for avoided in list_avoided(WayFinder(chart.graph), steps, goals):
        words = {"roles": quote_names(avoided.names), "step": avoided.goal.act}
        yield entry.location(*avoided.place), {**words, "way": avoided.way}


@check(
    "too-many-approvals",
    WARNING,
    "S4-35",
    subject=SoundGraph,
    zh="流程图“{name}”走到底要过 {number} 级签批和集体决定，超过 {most} 级",
    en="a way through '{name}' passes {number} signatures and decisions, more than {most}",
    mend="减去不必要的签批，能由一个会决定的不上两个会；或者改 参数 的 审批层次上限",
    mend_en="drop signatures or decisions, or change 审批层次上限",
    example="参数: {审批层次上限: 2}（图里有四个角色签批，再集体决定）",
)
def find_many_approvals(catalog: Catalog, entry: Entry, chart: SoundGraph) -> Iterator[Violation]:
    most = parameters_of(catalog, chart.procedure.unit_id).most_approvals
    number = count_approvals(chart.graph) if most is not None else 0
    if most is not None and number > most:
        words = {"name": chart.procedure.name, "number": number, "most": most}
        yield entry.location("steps"), words
