"""Whether a decision was evaluated once it was carried out (S0-29, S2-07)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.procedure_types import find_type
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.scalars import PartialDate
from shaiquan.model.topics import Topic
from shaiquan.queries.decisions import find_decision
from shaiquan.queries.workdays import keeps_bound

#: the key of 期限 that says how long after a decision it is evaluated
_EVALUATION = Topic.label_of("evaluation")


@check(
    "decision-not-evaluated",
    WARNING,
    "S0-29, S1-43, S2-07",
    subject=Topic,
    states=IN_USE,
    zh="“{type}”要求决定后{bound}评估，“{name}”{day}通过，还没有评估",
    en="'{type}' asks for an evaluation {bound} after the decision; '{name}' of {day} has none",
    mend="评估后写 评估: [{{日期: ……, 结论: ……}}]",
    mend_en="write 评估 with 日期 and 结论",
    example="类型表: {重大决策: {期限: {评估: 至多12个月}}}（通过一年多了，没有 评估）",
)
def find_decisions_not_evaluated(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    decision = find_decision(catalog, topic)
    if not decision or not decision.day or decision.day > catalog.as_of or topic.evaluation:
        return
    for bound in find_type(catalog, topic.type).deadlines.get(_EVALUATION, ()):
        kept = bound.is_least or keeps_bound(catalog, bound, decision.day, catalog.as_of)
        if kept is False:
            words = {"type": topic.type, "bound": bound, "name": topic.name}
            location = entry.location("deliberations", decision.index, "outcome")
            yield location, {**words, "day": PartialDate.of_day(decision.day)}


@check(
    "evaluated-before-decision",
    ERROR,
    "S0-29",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”{date}评估，而{day}才通过",
    en="'{name}' was evaluated on {date}, before it was passed on {day}",
    mend="改正日期；决定以前的评估是关口，写在 关口 里",
    mend_en="correct the date; what was assessed before the decision is a gate",
    example="评估: [{日期: 2026-05-01}]（2026-07-13 才通过）",
)
def find_evaluations_before_decisions(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    decision = find_decision(catalog, topic)
    for index, item in enumerate(topic.evaluation):
        if decision and decision.day and item.at.last < decision.day:
            words = {"name": topic.name, "date": item.at}
            location = entry.location("evaluation", index, "at")
            yield location, {**words, "day": PartialDate.of_day(decision.day)}
