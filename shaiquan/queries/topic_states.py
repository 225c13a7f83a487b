"""Where a topic stands on a day, worked out from its dates (S0-16)."""

from __future__ import annotations

import datetime

from shaiquan.content.catalog import Records
from shaiquan.model.decision_terms import Outcome, TopicState
from shaiquan.model.deliberations import Deliberation
from shaiquan.model.scalars import PartialDate
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import find_meeting_day

#: outcomes after which a topic is settled, and what it is then
_SETTLED = {
    Outcome.PASSED: TopicState.DECIDED,
    Outcome.HEARD: TopicState.DECIDED,
    Outcome.REJECTED: TopicState.REJECTED,
}
_OPEN = {Outcome.POSTPONED: TopicState.POSTPONED, Outcome.RETURNED: TopicState.RETURNED}


def find_state(records: Records, topic: Topic) -> TopicState:
    """Where a topic stands on the as-of date."""
    day = records.as_of
    last = find_last_deliberation(records, topic, day)
    if last and last.outcome in _SETTLED:
        state = _SETTLED[last.outcome]
        return _find_state_after(topic, day) if state is TopicState.DECIDED else state
    if last:
        return (
            _OPEN.get(last.outcome, TopicState.DISCUSSED)
            if last.outcome
            else (TopicState.DISCUSSED)
        )
    return _find_state_before(topic, day)


def find_last_deliberation(
    records: Records, topic: Topic, day: datetime.date
) -> Deliberation | None:
    """The last meeting before which the topic has come by a day.

    One whose day is not known, or may not be shown, was held if it has an outcome; so was one of
    the day itself. One without a day stands where it is written.
    """
    held, latest = [], datetime.date.min
    for index, item in enumerate(topic.deliberations):
        at = find_meeting_day(records, item.meeting)
        if (at and at < day) or (item.outcome and (not at or at == day)):
            latest = at or latest
            held.append((latest, index))
    return topic.deliberations[max(held)[1]] if held else None


def _find_state_after(topic: Topic, day: datetime.date) -> TopicState:
    if _is_past(topic.finished, day):
        return TopicState.CLOSED
    if any(_is_past(item.at, day) for item in topic.evaluation):
        return TopicState.EVALUATED
    done = [task.done for task in topic.tasks]
    begun = any(_is_past(step.at, day) for task in topic.tasks for step in task.progress)
    return (
        TopicState.EXECUTED
        if begun or any(_is_past(d, day) for d in done)
        else (TopicState.DECIDED)
    )


def _find_state_before(topic: Topic, day: datetime.date) -> TopicState:
    """Before any meeting: on an agenda, signed by all who must, through its gates, or new."""
    if topic.deliberations:
        return TopicState.SCHEDULED
    signed = [item.at for item in topic.signatures]
    if signed and all(_is_past(at, day) for at in signed):
        return TopicState.APPROVED
    passed = [gate.at for gate in topic.gates if not gate.not_applicable]
    return TopicState.EXAMINED if any(_is_past(at, day) for at in passed) else TopicState.PROPOSED


def _is_past(date: PartialDate | None, day: datetime.date) -> bool:
    return date is not None and date.first <= day
