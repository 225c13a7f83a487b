"""What was published of a decision, and when: 决策、执行、反馈 (S1-26, S2-09, S4-17, S4-22)."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import Scope
from shaiquan.model.topic_tasks import PublicationStages
from shaiquan.model.topics import Topic
from shaiquan.queries.decisions import find_decision
from shaiquan.queries.workdays import keeps_bound


def _say(day: datetime.date) -> PartialDate:
    """A day as messages say it."""
    return PartialDate.of_day(day)


def _is_exempt(topic: Topic) -> bool:
    """Whether something says on what basis the decision is not made public."""
    disclosure = topic.disclosure
    closer = disclosure.scope not in (None, Scope.PUBLIC) and bool(disclosure.basis)
    return bool(topic.exempt) or closer or bool(topic.withheld_fields.get("decision"))


def _find_publication_day(topic: Topic) -> datetime.date | None:
    """The first day on which the decision may have been published."""
    date = topic.publication.decision if topic.publication else None
    return date.first if date else None


@check(
    "decision-not-published",
    WARNING,
    "S1-26, S2-09, 政府信息公开条例第二十六条",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”{day}通过，公布期限是{limit}，没有写哪一天公布，也没有写不公布的依据",
    en="'{name}' was passed on {day} and was to be published within {limit}: no date, no basis",
    mend="写 公开环节: {{决策: 年月日}}；依法不公布的，写 不公布依据:",
    mend_en="write 公开环节 with 决策, or 不公布依据 with the basis",
    example="结果: 通过（过了公布期限，没有 公开环节，也没有 不公布依据）",
)
def find_decisions_not_published(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    decision = find_decision(catalog, topic)
    if not decision or not decision.day or decision.day > catalog.as_of:
        return
    limit = decision.publish_limit
    if _find_publication_day(topic) or _is_exempt(topic):
        return
    if keeps_bound(catalog, limit, decision.day, catalog.as_of) is False:
        words = {"name": topic.name, "day": _say(decision.day), "limit": limit}
        yield entry.location("deliberations", decision.index, "outcome"), words


@check(
    "decision-published-late",
    WARNING,
    "S1-26, S2-09, 政府信息公开条例第二十六条",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”{day}通过，{published}才公布，公布期限是{limit}",
    en="'{name}' was passed on {day} and published on {published}, not within {limit}",
    mend="改正日期；确实迟了的，以后按期公布",
    mend_en="correct the date; if it was late, keep the limit from now on",
    example="公开环节: {决策: 2026-09-01}（2026-07-13 通过，公布期限: 至多5个工作日）",
)
def find_decisions_published_late(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    decision, day = find_decision(catalog, topic), _find_publication_day(topic)
    if not decision or not decision.day or not day or day < decision.day:
        return
    limit = decision.publish_limit
    if keeps_bound(catalog, limit, decision.day, day) is False:
        words = {"name": topic.name, "day": _say(decision.day), "limit": limit}
        location = entry.location("publication", "decision")
        yield location, {**words, "published": _say(day)}


_STAGES = ("decision", "execution", "feedback")


@check(
    "publication-reversed",
    ERROR,
    "S4-17",
    subject=Topic,
    states=IN_USE,
    zh="“{late}”{second}公开，比“{early}”{first}还早",
    en="'{late}' was published on {second}, before '{early}' on {first}",
    mend="先公开决策，再公开执行，最后公开反馈：改正日期",
    mend_en="first 决策, then 执行, then 反馈: correct the dates",
    example="公开环节: {决策: 2026-07-17, 执行: 2026-07-01}",
)
def find_publications_in_wrong_order(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    dates = [(name, getattr(topic.publication, name, None)) for name in _STAGES]
    told = [(name, date) for name, date in dates if date]
    for (early, first), (late, second) in itertools.pairwise(told):
        if second.last < first.first:
            labels = {
                "early": PublicationStages.label_of(early),
                "late": PublicationStages.label_of(late),
            }
            location = entry.location("publication", late)
            yield location, {**labels, "first": first, "second": second}


@check(
    "results-not-published",
    WARNING,
    "S4-17, S4-22",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”的任务{deadline}到期，还没有公开{missing}",
    en="the tasks of '{name}' were due on {deadline}, and {missing} is not published",
    mend="在 公开环节 里写 执行 和 反馈 是哪一天公开的",
    mend_en="write in 公开环节 when 执行 and 反馈 were published",
    example="公开环节: {决策: 2026-07-17}（任务的时限已经过了）",
)
def find_results_not_published(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    decision, stages = find_decision(catalog, topic), topic.publication
    deadlines = [task.deadline.last for task in topic.tasks if task.deadline]
    if not decision or not stages or not stages.decision or not deadlines or _is_exempt(topic):
        return
    last = max(deadlines)
    missing = [stages.label_of(name) for name in _STAGES[1:] if not getattr(stages, name)]
    over = keeps_bound(catalog, decision.publish_limit, last, catalog.as_of) is False
    if missing and last < catalog.as_of and over:
        words = {"name": topic.name, "deadline": _say(last), "missing": "、".join(missing)}
        yield entry.location("publication"), words


@check(
    "exempt-but-published",
    ERROR,
    "S1-26",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”写了 不公布依据，又写了{date}公布决定",
    en="'{name}' gives a basis for not being published, and was published on {date}",
    mend="删去其中一项",
    mend_en="drop one of the two",
    example="{不公布依据: 涉及商业秘密, 公开环节: {决策: 2026-07-17}}",
)
def find_exempt_decisions_that_were_published(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    if topic.exempt and topic.publication and topic.publication.decision:
        words = {"name": topic.name, "date": topic.publication.decision}
        yield entry.location("exempt"), words
