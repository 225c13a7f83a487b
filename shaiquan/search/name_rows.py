"""What the search knows of each record: names, codes, and by what hits can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KINDS, check_functions
from shaiquan.model.base import Ref
from shaiquan.model.references import find_references
from shaiquan.model.terms import State, Term
from shaiquan.model.topics import Topic
from shaiquan.queries.topic_states import find_state
from shaiquan.search.scripts import write_rows

#: kinds of those who do something
_ACTORS = ("body", "post", "role")


def write_names(public: PublicCatalog, kind: Kind, ids: Iterable[str]) -> bytes:
    """Records of a kind as a part of the index of names, one a line."""
    rows = (_make_row(public, public.entries[id]) for id in ids)
    return write_rows(kind.name, rows)


def _make_row(public: PublicCatalog, entry: Entry) -> list[str]:
    """Id, name, short name, codes, unit, category, bodies, level, state, tags; what stands empty at
    the end is left out. Units, categories, bodies and tags are ids, whose names are in the index
    too."""
    record, fields = entry.record, entry.kind.search
    category = getattr(record, fields.category) if fields.category else None
    level = getattr(record, fields.level) if fields.level else None
    row = [
        record.id,
        record.name,
        record.short if record.short != record.name else "",
        " ".join(filter(None, (record.code, *(getattr(record, name) for name in fields.codes)))),
        record.unit_id,
        category.id if isinstance(category, Ref) else "",
        " ".join(_list_bodies(entry)),
        level.label if isinstance(level, Term) else "",
        _describe_state(public, entry),
        " ".join(tag.id for tag in record.tags if tag.id),
    ]
    while not row[-1]:
        row.pop()
    return row


def _list_bodies(entry: Entry) -> Iterator[str]:
    """Ids of whoever is named in the fields that say who does it, in the order of these."""
    fields = entry.kind.search.bodies
    if not fields:
        return
    named: dict[str, dict[str, None]] = {field: {} for field in fields}
    for path, ref in find_references(entry.record):
        if isinstance(ref, Ref) and ref.id and ref.kind in _ACTORS and path[0] in named:
            named[str(path[0])][ref.id] = None
    yield from dict.fromkeys(id for ids in named.values() for id in ids)


def _find_topic_state(public: PublicCatalog, entry: Entry) -> Term:
    assert isinstance(entry.record, Topic)
    return find_state(public, entry.record)


#: name that a descriptor gives -> the state of a record that no field of it says
STATES: Mapping[str, Callable[[PublicCatalog, Entry], Term]] = {"topic": _find_topic_state}
check_functions(
    "state",
    (
        (kind, kind.search.state)
        for kind in KINDS
        if kind.search.state and kind.search.state not in kind.model.model_fields
    ),
    STATES,
)


def _describe_state(public: PublicCatalog, entry: Entry) -> str:
    """What has become of a record; of most, that it is published, nothing need be said."""
    record, field = entry.record, entry.kind.search.state
    if record.state is not State.PUBLISHED:
        return record.state.label
    if field in STATES:
        return STATES[field](public, entry).label
    state = getattr(record, field) if field else None
    return state.label if isinstance(state, Term) else ""
