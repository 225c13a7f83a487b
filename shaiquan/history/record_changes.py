"""What changed in each public record, and when: only of what was public then and is today.

A record that is public no more has no history; of one that was withdrawn it is told that it was
there, and that it was withdrawn. A field that is or was withheld, that named something not public
today, or in which there is something withheld or personal, is told to have changed, without words.
"""

from __future__ import annotations

import datetime
import enum
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from shaiquan.checks.sensitive_patterns import find_sensitive, list_possible
from shaiquan.content.catalog import Entry, unpack_record
from shaiquan.content.names import NameRow, Names
from shaiquan.disclosure.leaks import LeakSearch
from shaiquan.disclosure.projection import HIDDEN, Released, project_entry
from shaiquan.disclosure.release import PublicCatalog, find_reason
from shaiquan.history.change_words import describe_values
from shaiquan.history.record_steps import ADOPTING, RecordStep, WrittenState
from shaiquan.kinds.registry import KIND
from shaiquan.model.base import Citation, Ref, UnresolvedReference
from shaiquan.model.common import RELEASE_FIELDS, Record, Review
from shaiquan.model.references import resolve_references
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import Path
from shaiquan.model.spellings import spellings_of
from shaiquan.model.terms import State
from shaiquan.queries.changes import find_release_day
from shaiquan.reviews.public_fields import digest_public_fields

#: fields that are told by other words, or change by themselves
_UNTOLD = RELEASE_FIELDS | {"id", "state", "reason", "withdrawn", "review", "force"}
_LONG_AGO = datetime.date.min


class ChangeType(enum.Enum):
    """What happened to a record (新增、取消、变更)."""

    ADDED = "新增"
    CHANGED = "变更"
    WITHDRAWN = "取消"


class ChangedField(NamedTuple):
    """A field that changed: its label, and sentences; none where it may not be said what."""

    label: str
    sentences: tuple[str, ...]


class RecordChange(NamedTuple):
    """A change of a record. ``day``: ISO."""

    day: str
    type: ChangeType
    kind: str
    id: str
    fields: tuple[ChangedField, ...] = ()


class _PublicState(NamedTuple):
    """A record as it was public from a day on; None where it adopted another, so that what it said
    is not its own. ``by_default``: for other defaults of the site."""

    day: datetime.date
    record: Record | None
    by_default: bool = False


@dataclass(frozen=True)
class HistoryBasis:
    """What is told today: the public records, what must not get out, the first day of which
    changes are told."""

    public: PublicCatalog
    withheld_texts: LeakSearch
    since: datetime.date


def find_changes(steps: Iterable[RecordStep], basis: HistoryBasis) -> tuple[RecordChange, ...]:
    """The changes of all public records, the newest first."""
    steps = tuple(steps)
    states = _follow_public_states(steps, basis.public, _list_recent(steps, basis))
    writer = _ChangeWriter(basis, states)
    found = [change for id in states for change in writer.list_changes(id)]
    return tuple(sorted(found, key=lambda change: (change.day, change.id), reverse=True))


def _list_recent(steps: Iterable[RecordStep], basis: HistoryBasis) -> frozenset[str]:
    """Ids of the records to which something happened since the first day that is told."""
    written = {
        id
        for step in steps
        if step.day >= basis.since.isoformat()
        for id in (*(state.id for state in step.states), *step.reviewed)
    }
    return frozenset(
        id
        for id, entry in basis.public.entries.items()
        if entry.kind.has_history
        and (id in written or (find_release_day(entry.record) or _LONG_AGO) >= basis.since)
    )


def _follow_public_states(
    steps: Iterable[RecordStep], public: PublicCatalog, told: frozenset[str]
) -> dict[str, list[_PublicState]]:
    """Id of each record that is ``told`` -> its states while it was public, the oldest first."""
    written: defaultdict[str, dict[str, WrittenState]] = defaultdict(dict)
    reviewed: dict[str, datetime.date] = {}
    states: defaultdict[str, list[_PublicState]] = defaultdict(list)
    early: dict[str, _PublicState] = {}  # as written on a day on which it was not public yet
    for number, step in enumerate(steps):
        day = datetime.date.fromisoformat(step.day)
        written_now = _take_over(written, step)
        reviewed |= {id: day for id in step.reviewed if id not in reviewed}
        for id in step.unreviewed:
            reviewed.pop(id, None)
        for id in dict.fromkeys((*written_now, *step.reviewed, *step.unreviewed)):
            if id not in told or (state := _find_only(written[id], public.entries[id])) is None:
                continue
            states[id] += _find_release(early.pop(id, None), day)
            if state.packed == ADOPTING:
                states[id].append(_PublicState(day, None))
                continue
            record = _unpack(state, reviewed.get(id))
            if not find_reason(record, day) or record.state is State.WITHDRAWN:
                # what the first version has was not new then: it is how the history begins
                since = day if number else _LONG_AGO
                states[id].append(_PublicState(since, record, written_now.get(id, False)))
            else:
                early[id] = _PublicState(day, record)
    for id, last in early.items():
        states[id] += _find_release(last, public.as_of)
    return states


def _take_over(written: Mapping[str, dict[str, WrittenState]], step: RecordStep) -> dict[str, bool]:
    """Note what a step wrote: id -> file -> state. Each id, and whether only by the defaults."""
    for state in step.states:
        written[state.id].pop(state.inside, None)
        if state.packed:
            written[state.id][state.inside] = state
    return {state.id: state.by_default for state in step.states}


def _find_only(written: Mapping[str, WrittenState], entry: Entry) -> WrittenState | None:
    """What a record was; None where there was none, two had its id, or it was of another kind."""
    kinds = [state.kind for state in written.values()]
    return next(iter(written.values())) if kinds == [entry.kind.name] else None


def _find_release(early: _PublicState | None, until: datetime.date) -> Iterator[_PublicState]:
    """A record that was public since a day of which nobody wrote anything, by then."""
    if early is None or early.record is None:
        return
    day = find_release_day(early.record)
    if day and early.day < day <= until and not find_reason(early.record, day):
        yield _PublicState(day, early.record)


def _unpack(state: WrittenState, reviewed: datetime.date | None) -> Record:
    record = unpack_record(KIND[state.kind], state.packed)
    if record.review is None and reviewed:
        review = Review.from_checked({"by": "", "at": PartialDate.of_day(reviewed)})
        return record.model_copy(update={"review": review})
    return record


def name_of_state(state: WrittenState) -> str:
    """What a record was called; its id where it has no name, is not there any more, or adopts
    another."""
    if state.packed in (b"", ADOPTING):
        return state.id
    return unpack_record(KIND[state.kind], state.packed).name or state.id


class _ChangeWriter:
    """Puts the changes of records into words."""

    def __init__(self, basis: HistoryBasis, states: Mapping[str, Sequence[_PublicState]]) -> None:
        self._basis, self._states = basis, states
        self._public = basis.public
        self._released = Released.of(self._public.entries, frozenset(self._public.entries))
        self._names = Names(_list_rows(self._public, states))

    def list_changes(self, id: str) -> Iterator[RecordChange]:
        """The changes of a record since the first day that is told, the oldest first."""
        entry = self._public.entries[id]
        in_use = entry.record.state is not State.WITHDRAWN
        states = self._states[id]
        for before, after in zip((None, *states), states, strict=False):
            type = _find_type(before, after)
            if after.day < self._basis.since or type is None:
                continue
            fields: tuple[ChangedField, ...] = ()
            if type is ChangeType.CHANGED and before and before.record and after.record:
                if not in_use or after.by_default:  # no more is said of it; told of no record
                    continue
                fields = tuple(self._describe_fields(entry, before.record, after.record))
            if type is not ChangeType.CHANGED or fields:
                yield RecordChange(after.day.isoformat(), type, entry.kind.name, id, fields)

    def _describe_fields(self, entry: Entry, old: Record, new: Record) -> Iterator[ChangedField]:
        before, after = self._resolve(entry, old), self._resolve(entry, new)
        shown = [digest_public_fields(one.entry.record, (), {}) for one in (before, after)]
        names = spellings_of(entry.kind.model)
        for label in dict.fromkeys((*shown[1], *shown[0])):
            name = names[label]
            if name in _UNTOLD or shown[0].get(label) == shown[1].get(label):
                continue
            if name in before.untold | after.untold | self._find_withheld(entry.id):
                yield ChangedField(label, ())
                continue
            values = (getattr(one.entry.record, name) for one in (before, after))
            sentences = describe_values(self._public, *values)
            if sentences:
                safe = self._may_be_told(entry, name, sentences, before, after)
                yield ChangedField(label, sentences if safe else ())

    def _find_withheld(self, id: str) -> frozenset[str]:
        """The fields of which something is withheld today."""
        return frozenset(str(path[0]) for path in self._public.withheld.get(id, ()))

    def _may_be_told(
        self, entry: Entry, name: str, sentences: Iterable[str], *states: _ResolvedState
    ) -> bool:
        records = (entry.record, *(one.entry.record for one in states))
        exempt = frozenset.intersection(
            *(frozenset(item.what for item in record.exemptions) for record in records)
        )
        texts = [*sentences, *(str(getattr(one.entry.record, name)) for one in states)]
        words = "\n".join(texts)
        if any(find_sensitive(words, what) for what in list_possible(words) - exempt):
            return False
        return not self._basis.withheld_texts.find("", words)

    def _resolve(self, entry: Entry, written: Record) -> _ResolvedState:
        """A record as it was, with what it names resolved to what is public today."""
        record = type(written).unpack(written.pack())
        resolver = self._names.resolver_for(_make_row(entry.kind.name, record))
        untold: set[str] = {str(item.field) for item in record.withheld}

        def resolve(ref: Ref) -> Ref:
            try:
                return resolver.resolve_text(ref)
            except UnresolvedReference:
                return HIDDEN

        for path, ref in resolve_references(record, resolve):
            target = ref.rule if isinstance(ref, Citation) else ref
            if not target.id:
                untold.add(str(path[0]))
        withheld: dict[Path, str]
        past, withheld = project_entry(replace(entry, record=record), self._released)
        untold |= {str(path[0]) for path in withheld}
        return _ResolvedState(past, frozenset(untold))


def _find_type(before: _PublicState | None, after: _PublicState) -> ChangeType | None:
    """What happened; None where that cannot be said, or nothing did."""
    if after.record is None:
        return None
    old = before.record if before else None
    was_there = before is not None and (old is None or old.state is not State.WITHDRAWN)
    if after.record.state is State.WITHDRAWN:
        return ChangeType.WITHDRAWN if was_there else None
    if not was_there:
        return ChangeType.ADDED
    return ChangeType.CHANGED if old else None


class _ResolvedState(NamedTuple):
    """A record as it was shown, and the fields of which no words may be told."""

    entry: Entry
    untold: frozenset[str]


def _list_rows(
    public: PublicCatalog, states: Mapping[str, Sequence[_PublicState]]
) -> Iterator[NameRow]:
    """The names of what is public, those of today first, then earlier ones."""
    for id, entry in public.entries.items():
        yield _make_row(entry.kind.name, entry.record)
        for record in (state.record for state in reversed(states.get(id, ()))):
            if record and (record.name, record.short) != (entry.record.name, entry.record.short):
                yield _make_row(entry.kind.name, record)


def _make_row(kind: str, record: Record) -> NameRow:
    unit = (record.unit.id or record.unit.text) if record.unit else ""
    return NameRow(kind, record.id, record.name, record.short, unit, "", ())
