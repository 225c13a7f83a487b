"""Deliberations as they are shown: their order on the agenda, and no ballot of a secret vote.

顺序 counts the public topics of a meeting, one after another: a gap between 2 and 4 would tell of
one that is not public. A check refuses names in a secret vote; here they become numbers, whatever
the checks say. What a meeting hides its topics hide: what was said and how it was voted on at one
that is not public, and the day of one that does not show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from shaiquan.content.catalog import Entry
from shaiquan.model.base import Ref
from shaiquan.model.decision_terms import Outcome
from shaiquan.model.deliberations import Deliberation
from shaiquan.model.meetings import Meeting
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import Voting
from shaiquan.model.topic_steps import StageLogged
from shaiquan.model.topics import Topic

#: who voted how -> how many did
_BALLOTS = {
    "in_favour": "votes_in_favour",
    "against": "votes_against",
    "abstained": "votes_abstained",
}
#: meeting -> order that was written -> order that is shown
_Orders = Mapping[str, Mapping[int, int]]
#: stages of a log that are a meeting, as 讨论决定 and 集体讨论决定
_AT_MEETINGS = ("讨论", "决定", "审议", "表决")


def hide_meetings(entry: Entry, entries: Mapping[str, Entry], ids: Container[str]) -> Entry:
    """A record, a topic without what its meetings hide; ``ids`` are those of all public records.

    Of a meeting that is not public it says that there was one, and, where the decision is public,
    that it was passed. Where a meeting does not show its day, neither 宣布 nor 纪实 does.
    """
    topic = entry.record
    if not isinstance(topic, Topic) or not topic.in_use:
        return entry
    meetings = [_find_meeting(entries, ref) for ref in topic.meetings]
    shown = [m if m and m.id in ids and m.in_use else None for m in meetings]
    dates = [m.at if m and "at" not in m.withheld_fields else None for m in shown]
    if all(dates):
        return entry
    is_decided = bool(topic.decision) and "decision" not in topic.withheld_fields
    items = tuple(
        item if at else _hide_day(item) if meeting else _hide_meeting(item, is_decided)
        for item, meeting, at in zip(topic.deliberations, shown, dates, strict=True)
    )
    hidden = [m.at for m, at in zip(meetings, dates, strict=True) if m and not at]
    told = [at for at in dates if at]
    stages = tuple(_hide_stage(stage, hidden, told) for stage in topic.stages)
    record = topic.model_copy(update={"deliberations": items, "stages": stages})
    return Entry(entry.kind, record, entry.path, entry.entry)


def _find_meeting(entries: Mapping[str, Entry], ref: Ref) -> Meeting | None:
    entry = entries.get(ref.id)
    return entry.record if entry and isinstance(entry.record, Meeting) else None


def _hide_meeting(item: Deliberation, is_decided: bool) -> Deliberation:
    """A deliberation of which no more is told than that it passed what ``is_decided``."""
    fields = Deliberation.model_fields.items()
    blank = {name: field.default for name, field in fields if not field.is_required()}
    passed = is_decided and item.outcome is Outcome.PASSED
    return item.model_copy(update={**blank, "outcome": item.outcome if passed else None})


def _hide_day(item: Deliberation) -> Deliberation:
    """A deliberation that does not tell the day of its meeting, on which results are announced."""
    if item.vote is None or item.vote.announced is None:
        return item
    vote = item.vote.model_copy(update={"announced": None})
    return item.model_copy(update={"vote": vote})


def _hide_stage(
    stage: StageLogged, hidden: Iterable[PartialDate], told: Iterable[PartialDate]
) -> StageLogged:
    """A stage of the log without the day and the note, where it is a meeting that is ``hidden``."""
    at = stage.at
    if at is None:
        return stage
    is_meeting = any(word in stage.stage for word in _AT_MEETINGS)
    is_shown = any(_overlap(at, day) for day in told)
    if any(_overlap(at, day) for day in hidden) or (is_meeting and not is_shown):
        return stage.model_copy(update={"at": None, "note": ""})
    return stage


def _overlap(one: PartialDate, other: PartialDate) -> bool:
    return one.first <= other.last and other.first <= one.last


def arrange_deliberations(public: Mapping[str, Entry]) -> dict[str, Entry]:
    """The public records, with the topics of each meeting numbered anew, and no secret ballots."""
    topics = [(entry, topic) for entry, topic in _list_topics(public) if topic.deliberations]
    written: defaultdict[str, set[int]] = defaultdict(set)
    for _, topic in topics:
        for item in topic.deliberations:
            if item.order is not None and item.meeting.id:
                written[item.meeting.id].add(item.order)
    orders = {id: {o: n for n, o in enumerate(sorted(o), 1)} for id, o in written.items()}
    changed = {entry.id: _arrange(entry, topic, orders) for entry, topic in topics}
    return {**public, **changed}


def _list_topics(public: Mapping[str, Entry]) -> Iterator[tuple[Entry, Topic]]:
    for entry in public.values():
        if isinstance(entry.record, Topic):
            yield entry, entry.record


def _arrange(entry: Entry, topic: Topic, orders: _Orders) -> Entry:
    items = tuple(
        _count_ballots(_number(item, orders.get(item.meeting.id, {})))
        for item in topic.deliberations
    )
    if items == topic.deliberations:
        return entry
    record = topic.model_copy(update={"deliberations": items})
    return Entry(entry.kind, record, entry.path, entry.entry)


def _number(item: Deliberation, orders: Mapping[int, int]) -> Deliberation:
    order = orders.get(item.order) if item.order is not None else None
    return item if order == item.order else item.model_copy(update={"order": order})


def _count_ballots(item: Deliberation) -> Deliberation:
    """A deliberation whose secret vote has numbers and no names."""
    vote = item.vote
    if vote is None or vote.method is not Voting.SECRET:
        return item
    changed: dict[str, Any] = {}
    for names, number in _BALLOTS.items():
        if ballots := getattr(vote, names):
            written = getattr(vote, number)
            changed |= {names: (), number: len(ballots) if written is None else written}
    return item.model_copy(update={"vote": vote.model_copy(update=changed)}) if changed else item
