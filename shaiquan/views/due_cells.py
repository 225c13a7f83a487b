"""What is due by an obligation, and whether it was done: cells of tables."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.model.obligation_terms import DueState
from shaiquan.model.scalars import PartialDate
from shaiquan.queries.obligations import Due, list_dues, list_holders
from shaiquan.views.cells import field_cell, join_runs
from shaiquan.views.record_links import link_short_names
from shaiquan.views.values import Cell, Inline, Line, plain

require_index("obligation", "leaders_of")
require_index("entry", "at")
require_index("meeting", "at")

#: how a state looks: its colour, and a shape of its own
TONES = {
    DueState.DONE: "in-force due-done",
    DueState.LATE: "medium due-late",
    DueState.MISSING: "gap due-missing",
    DueState.OPEN: "ended",
}


def link_shown(public: PublicCatalog, ids: Iterable[str]) -> Cell:
    """Links to those of some records that are shown, by their short names, in one line."""
    return link_short_names(public.entries[id] for id in ids if id in public.entries)


def show_holders(public: PublicCatalog, entry: Entry) -> Cell:
    """Who must act: those named, or the leaders of a unit."""
    if not entry.record.in_use or entry.head.index["leaders_of"] is None:
        return field_cell(public, entry, "by")
    return link_shown(public, list_holders(public, entry.head))


def count_states(dues: Iterable[Due]) -> Counter[DueState]:
    return Counter(due.state for due in dues)


def show_state(public: PublicCatalog, entry: Entry) -> Cell:
    """How many of what was due so far are done, late, or without a record."""
    return show_states(list_dues(public, entry.id) if entry.record.in_use else ())


def show_states(dues: Iterable[Due]) -> Cell:
    """How many of some dues are done, late, or without a record; of those that only run, so."""
    numbers = count_states(dues)
    runs = tuple(
        Inline(f"{state.label} {numbers[state]}", tone=TONES[state])
        for state in (DueState.MISSING, DueState.LATE, DueState.DONE)
        if numbers[state]
    )
    return (runs,) if runs else (plain(DueState.OPEN.label, tone="muted") if numbers else ())


def show_done(public: PublicCatalog, due: Due) -> Cell:
    """The state of something due, and links to what was done."""
    heads = [public.heads[id] for id in due.done]
    line = link_done(public, [(head.id, str(head.index["at"])) for head in heads])
    return ((make_badge(due.state, due.state.label),), *((line,) if line else ()))


def make_badge(state: DueState, words: str) -> Inline:
    return Inline(words, tone=TONES[state])


def link_done(public: PublicCatalog, done: Iterable[tuple[str, str]]) -> Line:
    """Links to entries and meetings, given as (id, day in words)."""
    return join_runs([Inline(words, KIND[public.heads[id].kind].address(id)) for id, words in done])


def say_deadline(deadline: datetime.date) -> str:
    """The last day; nothing where none is set."""
    return str(PartialDate.of_day(deadline)) if deadline < datetime.date.max else ""
