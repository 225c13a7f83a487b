"""Deliberations as they are shown: their order on the agenda, and no ballot of a secret vote.

顺序 counts the public topics of a meeting, one after another: a gap between 2 and 4 would tell of
one that is not public. A check refuses names in a secret vote; here they become numbers, whatever
the checks say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from shaiquan.content.catalog import Entry
from shaiquan.model.base import Ref
from shaiquan.model.deliberations import Deliberation
from shaiquan.model.terms import Voting
from shaiquan.model.topics import Topic

#: who voted how -> how many did
_BALLOTS = {
    "in_favour": "votes_in_favour",
    "against": "votes_against",
    "abstained": "votes_abstained",
}
#: meeting -> order that was written -> order that is shown
_Orders = Mapping[str, Mapping[int, int]]


def arrange_deliberations(public: Mapping[str, Entry]) -> dict[str, Entry]:
    """The public records, with the topics of each meeting numbered anew, and no secret ballots.

    Of a meeting that is not public itself there is no order, and no day on which it announced.
    """
    topics = [(entry, topic) for entry, topic in _list_topics(public) if topic.deliberations]
    written: defaultdict[str, set[int]] = defaultdict(set)
    for _, topic in topics:
        for item in topic.deliberations:
            if item.order is not None and item.meeting.id:
                written[item.meeting.id].add(item.order)
    orders = {id: {o: n for n, o in enumerate(sorted(o), 1)} for id, o in written.items()}
    undated = {m.id for m in _list_meetings(topics) if not _shows_day(public, m)}
    changed = {entry.id: _arrange(entry, topic, orders, undated) for entry, topic in topics}
    return {**public, **changed}


def _list_topics(public: Mapping[str, Entry]) -> Iterator[tuple[Entry, Topic]]:
    for entry in public.values():
        if isinstance(entry.record, Topic):
            yield entry, entry.record


def _list_meetings(topics: Iterable[tuple[Entry, Topic]]) -> Iterator[Ref]:
    return (item.meeting for _, topic in topics for item in topic.deliberations)


def _shows_day(public: Mapping[str, Entry], meeting: Ref) -> bool:
    """Whether a meeting is public, and its day too."""
    entry = public.get(meeting.id)
    return entry is not None and getattr(entry.record, "at", None) is not None


def _arrange(entry: Entry, topic: Topic, orders: _Orders, undated: Container[str]) -> Entry:
    items = tuple(
        _count_ballots(_number(item, orders.get(item.meeting.id, {})))
        for item in topic.deliberations
    )
    items = tuple(_hide_day(item) if item.meeting.id in undated else item for item in items)
    if items == topic.deliberations:
        return entry
    record = topic.model_copy(update={"deliberations": items})
    return Entry(entry.kind, record, entry.path, entry.entry)


def _number(item: Deliberation, orders: Mapping[int, int]) -> Deliberation:
    order = orders.get(item.order) if item.order is not None else None
    return item if order == item.order else item.model_copy(update={"order": order})


def _hide_day(item: Deliberation) -> Deliberation:
    """A deliberation that does not tell the day of its meeting, on which results are announced."""
    if item.vote is None or item.vote.announced is None:
        return item
    vote = item.vote.model_copy(update={"announced": None})
    return item.model_copy(update={"vote": vote})


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
