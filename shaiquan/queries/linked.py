"""Which records a section of a page lists because they name its record.

Whoever counts them counts these rows: a number is the same wherever it stands, and leads here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

from shaiquan.content.catalog import Records
from shaiquan.content.heads import Head
from shaiquan.kinds.descriptor import BackLink, Kind
from shaiquan.kinds.registry import KINDS, check_functions
from shaiquan.model.handling import EntrustmentEnd
from shaiquan.queries.registers import sort_newest_first

#: how a back-link may ask for another order than that of the content
ORDERS: Mapping[str, Callable[[Records, tuple[str, ...]], tuple[str, ...]]] = {
    "newest topic": sort_newest_first
}
check_functions(
    "order",
    ((kind, link.order) for kind in KINDS for link in kind.back_links if link.order),
    ORDERS,
)


def list_linked(records: Records, id: str, kind: Kind, link: BackLink) -> tuple[str, ...]:
    """Ids of the records of a kind that are in use and name a record as a back-link asks."""
    ids = list_naming(records, id, kind.name, *link.fields)
    if not ids:
        return ()
    others = set(records.ids_naming(id, kind.name, *link.unless)) if link.unless else ()
    ids = tuple(one for one in ids if one not in others and _is_asked_for(records, id, one, link))
    return ORDERS[link.order](records, ids) if link.order else ids


def _is_asked_for(records: Records, id: str, source: str, link: BackLink) -> bool:
    """Whether a record names this one among those of whom a back-link asks."""
    head = records.heads[source]
    if link.among:
        ends = _list_ends(records, head, link.among)
        if id not in (end.id for end in ends if end.is_in_force(records.as_of)):
            return False
    # nor is it its own power again because nobody renewed the entrustment
    return not (
        link.not_among and id in (end.id for end in _list_ends(records, head, link.not_among))
    )


def _list_ends(records: Records, head: Head, name: str) -> tuple[EntrustmentEnd, ...]:
    """Those in a field of the index; where a sub item has none, those of its main item: what is
    entrusted is so in each of its parts."""
    ends: tuple[EntrustmentEnd, ...] = head.index[name]
    main = head.index.get("main_item")
    above = records.heads.get(main.id) if main and not ends else None
    return above.index[name] if above else ends


def list_naming(records: Records, id: str, kind: str, *fields: str) -> tuple[str, ...]:
    """Ids of the records of a kind that are in use and name a record in one of the fields."""
    ids = records.ids_naming(id, kind, *fields)
    return tuple(one for one in ids if records.heads[one].in_use)


def list_linked_at(records: Records, id: str, anchor: str) -> tuple[str, ...]:
    """The same by the anchor of the section: ``decides`` on the page of a body."""
    kind, link = _find_link(records.heads[id].kind, anchor)
    return list_linked(records, id, kind, link)


@functools.cache
def list_counted_links(on: str) -> tuple[tuple[Kind, BackLink], ...]:
    """The back-links on pages of a kind whose numbers stand in its lists."""
    return tuple(
        (kind, link) for kind in KINDS for link in kind.back_links if link.on == on and link.count
    )


@functools.cache
def _find_link(on: str, anchor: str) -> tuple[Kind, BackLink]:
    for kind in KINDS:
        for link in kind.back_links:
            if (link.on, link.anchor) == (on, anchor):
                return kind, link
    raise KeyError(f"{on}#{anchor}")
