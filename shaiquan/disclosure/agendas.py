"""Agendas as they are shown: 顺序 counts the public topics of a meeting, one after another.

A gap between 2 and 4 would tell of a topic that is not public.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from shaiquan.content.catalog import Entry
from shaiquan.model.deliberations import Deliberation
from shaiquan.model.topics import Topic

#: meeting -> order that was written -> order that is shown
_Orders = Mapping[str, Mapping[int, int]]


def renumber_agendas(public: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """The public records, with the topics of each meeting numbered anew.

    Of a meeting that is not public itself there is no order.
    """
    topics = [(entry, topic) for entry, topic in _list_topics(public) if topic.deliberations]
    written: defaultdict[str, set[int]] = defaultdict(set)
    for _, topic in topics:
        for item in topic.deliberations:
            if item.order is not None and item.meeting.id:
                written[item.meeting.id].add(item.order)
    orders = {id: {o: n for n, o in enumerate(sorted(o), 1)} for id, o in written.items()}
    changed = {entry.id: _renumber(entry, topic, orders) for entry, topic in topics}
    return {**public, **changed}


def _list_topics(public: Mapping[str, Entry]) -> Iterator[tuple[Entry, Topic]]:
    for entry in public.values():
        if isinstance(entry.record, Topic):
            yield entry, entry.record


def _renumber(entry: Entry, topic: Topic, orders: _Orders) -> Entry:
    items = tuple(_number(item, orders.get(item.meeting.id, {})) for item in topic.deliberations)
    if items == topic.deliberations:
        return entry
    record = topic.model_copy(update={"deliberations": items})
    return Entry(entry.kind, record, entry.path, entry.entry)


def _number(item: Deliberation, orders: Mapping[int, int]) -> Deliberation:
    order = orders.get(item.order) if item.order is not None else None
    return item if order == item.order else item.model_copy(update={"order": order})
