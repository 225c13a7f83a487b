"""Words of a topic that ``site.yml`` must know: its type, attributes, gates, roles, stages."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.gates import find_unknown_gates, find_unknown_types
from shaiquan.checks.procedure_types import find_type, list_known_gates
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.decision_terms import COMMON_ATTRIBUTES
from shaiquan.model.topics import Topic
from shaiquan.queries.sign_offs import list_missing_roles


@find_unknown_types.for_subject(subject=Topic, states=IN_USE)
def find_unknown_types_of_topics(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    if topic.type not in catalog.site.types:
        words = {"suggestion": suggest_spelling(topic.type, catalog.site.types)}
        yield entry.location("type"), {"type": topic.type, **words}


@find_unknown_gates.for_subject(subject=Topic, states=IN_USE)
def find_unknown_gates_of_topics(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    if topic.type not in catalog.site.types:
        return  # that is told by itself
    known = list_known_gates(find_type(catalog, topic.type))
    for index, passed in enumerate(topic.gates):
        if passed.gate not in known:
            words = {"gate": passed.gate, "type": topic.type}
            hint = suggest_spelling(passed.gate, known)
            yield entry.location("gates", index, "gate"), {**words, "suggestion": hint}


@check(
    "topic-attribute-unknown",
    ERROR,
    "S1-28, S3-08",
    subject=Topic,
    states=IN_USE,
    zh="属性“{attribute}”不在“{type}”的 条件关口 里，也不是{common}{suggestion}",
    en="the attribute '{attribute}' is not in 条件关口 of '{type}', nor {common}{suggestion}",
    mend="改成类型表 条件关口 里的属性，或者在 site.yml 里加上它要过的关口",
    mend_en="use an attribute of 条件关口 in the type table, or add it with its gates",
    example="属性: [专业性]（类型表写的是 条件关口: {专业性强: [专家论证]}）",
)
def find_unknown_attributes_of_topics(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    if topic.type not in catalog.site.types:
        return
    known = (*find_type(catalog, topic.type).conditional_gates, *COMMON_ATTRIBUTES)
    for index, attribute in enumerate(topic.attributes):
        if attribute not in known:
            words = {"attribute": attribute, "type": topic.type}
            words |= {"common": "、".join(COMMON_ATTRIBUTES)}
            hint = suggest_spelling(attribute, known)
            yield entry.location("attributes", index), {**words, "suggestion": hint}


@check(
    "topic-role-unknown",
    WARNING,
    "S0-18",
    subject=Topic,
    states=IN_USE,
    zh="签批的角色“{role}”不在“{type}”的类型表里{suggestion}",
    en="the role '{role}' is not among 签批 of '{type}'{suggestion}",
    mend="改成类型表 签批 里的角色名；别的角色也可以签，但不能代替它",
    mend_en="use a role of 签批 in the type table; others may sign too, but not in its place",
    example="签批: [{角色: 提出部门, 日期: 2026-03-02}]（类型表写的是 提出单位）",
)
def find_misspelt_roles(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    """The list of a type is open, so only what looks like a role that is missing is told."""
    missing, known = list_missing_roles(catalog, topic), find_type(catalog, topic.type).signatures
    for index, signature in enumerate(topic.signatures if missing else ()):
        hint = "" if signature.role in known else suggest_spelling(signature.role, missing)
        if hint:
            words = {"role": signature.role, "type": topic.type, "suggestion": hint}
            yield entry.location("signatures", index, "role"), words


@check(
    "topic-stage-unknown",
    ERROR,
    "S2-16",
    subject=Topic,
    states=IN_USE,
    zh="纪实的环节“{stage}”不是“{type}”的阶段{suggestion}",
    en="the stage '{stage}' is not a stage of '{type}'{suggestion}",
    mend="改成类型表 阶段 里的写法，或者在 site.yml 里加上",
    mend_en="use a stage of 阶段 in the type table or add it",
    example="纪实: [{环节: 动意, 日期: 2026-05-06}]（类型表写的是 动议）",
)
def find_unknown_stages(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    known = find_type(catalog, topic.type).stages
    for index, logged in enumerate(topic.stages if known else ()):
        if logged.stage not in known:
            words = {"stage": logged.stage, "type": topic.type}
            hint = suggest_spelling(logged.stage, known)
            yield entry.location("stages", index, "stage"), {**words, "suggestion": hint}
