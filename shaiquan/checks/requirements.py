"""What a type asks beside its gates: 必备, and the attributes of 条件关口 (S1-09, S4-10, S4-12)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.checks.deciding_claims import actor_field
from shaiquan.checks.procedure_graphs import SoundGraph, UsedGraph
from shaiquan.checks.procedure_types import find_type
from shaiquan.checks.way_words import hint_step, quote_names
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.graph import Node

#: 纪委参与 names who must be there
_TAKES_PART = "参与"


@check(
    "requirement-missing",
    ERROR,
    "S1-09, S2-22, S4-10, S4-12",
    subject=SoundGraph,
    zh="“{type}”类流程必须有{requirements}，“{name}”里没有一步写着{hint}",
    en="a procedure of type '{type}' must have {requirements}; no step of '{name}' says so{hint}",
    mend="补上做这件事的一步（写成 旁路 也可以），给它写 必备: [{requirement}]",
    mend_en="add the step that does it (a 旁路 counts) and give it 必备: [{requirement}]",
    example="类型表: {重大决策: {必备: [纪要]}}（图上没有一步写 必备: [纪要]）",
)
def find_missing_requirements(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    row, nodes = find_type(catalog, chart.procedure.type), chart.graph.nodes
    words = {"type": chart.procedure.type, "name": chart.procedure.name}
    unlikely: list[str] = []
    for requirement in row.required:
        if any(node.step and requirement in node.step.required for node in nodes):
            continue
        if likely := next((node for node in nodes if _names(node, requirement)), None):
            told = {"requirements": quote_names([requirement]), "requirement": requirement}
            hint = hint_step(likely.act, "必备")
            yield entry.location(*likely.path), {**words, **told, "hint": hint}
        else:
            unlikely.append(requirement)
    if unlikely:
        told = {"requirements": quote_names(unlikely), "requirement": unlikely[0]}
        yield entry.location("type"), {**words, **told, "hint": ""}


def _names(node: Node, requirement: str) -> bool:
    """Whether a step seems to do it, by its act and its documents."""
    texts = (node.act, *node.step.documents) if node.step else ()
    return any(requirement in text for text in texts)


@check(
    "requirement-by-another",
    ERROR,
    "S4-10",
    subject=UsedGraph,
    zh="“{step}”写着“{requirement}”，做这一步的却是“{actors}”",
    en="'{step}' says '{requirement}', but is done by '{actors}'",
    mend="主体 或者 配合 写“{body}”；不是它做的，删去这一步的 必备，另写它的一步",
    mend_en="name '{body}' as 主体 or 配合, or move the 必备 to a step of theirs",
    example="旁路: {步骤: 参与监督, 主体: 办公室, 必备: [纪委参与]}",
)
def find_requirements_by_others(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        step = node.step
        for requirement in step.required if step and step.actors else ():
            body, _, rest = requirement.partition(_TAKES_PART)
            if not body or rest or not _is_body(catalog, body):
                continue
            assert step is not None
            names = [catalog.heads[ref.id].short_name for ref in (*step.actors, *step.partners)]
            if not any(body in name for name in names):
                words = {"step": node.act, "requirement": requirement, "body": body}
                actors = "、".join(ref.text for ref in step.actors)
                location = entry.location(*node.path, actor_field(step))
                yield location, {**words, "actors": actors}


def _is_body(catalog: Catalog, name: str) -> bool:
    """Whether some body is called so; 群众 and 公众 are none."""
    return any(name in head.short_name for head in catalog.heads_of("body"))


@check(
    "unknown-requirement",
    ERROR,
    "S1-09",
    subject=UsedGraph,
    zh="必备“{requirement}”不在“{type}”的类型表里{suggestion}",
    en="the 必备 '{requirement}' is not in the type table of '{type}'{suggestion}",
    mend="改成类型表 必备 里的写法，或者在 site.yml 里加上",
    mend_en="use a 必备 of the type table or add it",
    example="必备: [会议记要]（类型表写的是 会议纪要）",
)
def find_unknown_requirements(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    row = find_type(catalog, chart.procedure.type)
    for node in chart.graph.nodes if chart.procedure.type in catalog.site.types else ():
        for index, requirement in enumerate(node.step.required if node.step else ()):
            if requirement not in row.required:
                words = {"requirement": requirement, "type": chart.procedure.type}
                hint = suggest_spelling(requirement, row.required)
                location = entry.location(*node.path, "required", index)
                yield location, {**words, "suggestion": hint}


@check(
    "unknown-attribute",
    ERROR,
    "S1-28, S1-42",
    subject=Procedure,
    zh="属性“{attribute}”不在“{type}”的 条件关口 里{suggestion}",
    en="the attribute '{attribute}' is not in 条件关口 of '{type}'{suggestion}",
    mend="改成类型表 条件关口 里的属性，或者在 site.yml 里加上它要过的关口",
    mend_en="use an attribute of 条件关口 in the type table, or add it with its gates",
    example="属性: [专业性]（类型表写的是 条件关口: {专业性强: [专家论证]}）",
)
def find_unknown_attributes(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    known = find_type(catalog, procedure.type).conditional_gates
    if procedure.type and procedure.type not in catalog.site.types:
        return  # that is told by itself
    for index, attribute in enumerate(procedure.attributes):
        if attribute not in known:
            words = {"attribute": attribute, "type": procedure.type or procedure.name}
            hint = suggest_spelling(attribute, known)
            yield entry.location("attributes", index), {**words, "suggestion": hint}
