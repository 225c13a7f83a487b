"""Records as links: by their names, with their state, many in a line or a line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from shaiquan.content.catalog import Entry
from shaiquan.model.powers import Power
from shaiquan.model.terms import State
from shaiquan.views.addresses import entry_address
from shaiquan.views.cells import join_runs
from shaiquan.views.values import Cell, Inline, plain

T = TypeVar("T")

#: a card or a cell with more items than this shows the first few
_MAX_ITEMS, _FEW_ITEMS = 40, 12


def first_few(items: Sequence[T]) -> Sequence[T]:
    """All items, or of more than 40 the first 12; the caller links to the rest."""
    return items if len(items) <= _MAX_ITEMS else items[:_FEW_ITEMS]


def link_record(entry: Entry, text: str = "") -> Cell:
    return plain(text or entry.record.name, entry_address(entry))


def link_with_state(entry: Entry) -> Cell:
    """A record's name as a link; one that was withdrawn says so."""
    if entry.record.state is State.WITHDRAWN:
        return ((*link_record(entry)[0], Inline("已撤回", tone="repealed")),)
    return link_record(entry)


def link_item(entry: Entry) -> Cell:
    """The same in a list: a sub item of a power says that it is one, and is indented."""
    name = link_with_state(entry)
    is_sub = isinstance(entry.record, Power) and entry.record.sub_item
    return ((Inline("子项", tone="sub"), *name[0]),) if is_sub else name


def link_lines(entries: Iterable[Entry]) -> Cell:
    """Records as links, each on a line."""
    return tuple((Inline(entry.record.name, entry_address(entry)),) for entry in entries)


def link_short_names(entries: Iterable[Entry]) -> Cell:
    """Records as links in one line, by their short names."""
    runs = [Inline(e.record.short_name, entry_address(e)) for e in entries]
    return (join_runs(runs),) if runs else ()
