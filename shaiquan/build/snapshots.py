"""What a catalog holds, as a digest for each key: two snapshots tell what has changed.

The keys are those that :mod:`shaiquan.build.watching` notes. Equal values give equal bytes in
every process (``model.packing`` pickles without order or identity), so a digest that differs is
a change, and one that is the same is none.
"""

from __future__ import annotations

import io
import marshal
import pickle
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from shaiquan.build.watching import ALL, WatchedCatalog, WatchedPublic
from shaiquan.checks import runner
from shaiquan.content.catalog import Catalog, Entry, Mention, Records
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.scanning import digest
from shaiquan.kinds.registry import KIND
from shaiquan.queries import relations

#: key -> digest of its value
Snapshot = dict[str, bytes]
MakeTable = Callable[[Records], Mapping[Any, Any]]
#: before the keys of the content as written
FULL_PREFIX = "full/"
#: tables that are made of heads and the site, by the name under which reads of rows are noted
TABLES: Mapping[str, MakeTable] = relations.TABLES
#: with those that only checks read
CHECKED: Mapping[str, MakeTable] = {
    **TABLES,
    **{name: table.make_rows for name, table in runner.TABLES.items()},
}
#: how keys begin that may come and go with the heads
WORKED_OUT = (
    "count/",
    *(f"{name}/" for name in TABLES),
    *(f"{FULL_PREFIX}{name}/" for name in CHECKED),
)


def pickle_record(record: object) -> bytes:
    """A record pickled. The bytes depend on its value alone: ``model.packing`` makes equal
    words one object."""
    return pickle.dumps(record, protocol=5)


def _to_bytes(value: object) -> bytes:
    """Any value as bytes that depend on the value alone.

    A usual pickle notes which parts are the same object, and these differ between a value that
    was read and one that was unpickled.
    """
    into = io.BytesIO()
    pickler = pickle.Pickler(into, protocol=5)
    pickler.fast = True
    pickler.dump(value)
    return into.getvalue()


def _plain_to_bytes(value: Any) -> bytes:
    """The same for words, numbers and lists of them, more quickly: version 2 of ``marshal`` does
    not note which are the same object."""
    return marshal.dumps(value, 2)


def snapshot_full(catalog: Catalog, files: Mapping[str, str]) -> Snapshot:
    """The whole content, as the checks read it. ``files``: path -> digest of the file."""
    snapshot = snapshot_records(catalog.entries.values(), files)
    snapshot |= snapshot_mentions(FULL_PREFIX, catalog, catalog.mentions_of)
    for field, key in WatchedCatalog.keys.items():
        snapshot[f"{FULL_PREFIX}{key}"] = digest(_to_bytes(getattr(catalog, field)))
    return snapshot | snapshot_heads(FULL_PREFIX, catalog)


def snapshot_public(public: PublicCatalog, catalog: Records, full: Snapshot) -> Snapshot:
    """What may be shown, as pages read it. What is the same as in the ``full`` snapshot is
    copied."""
    snapshot = snapshot_public_records(public, public.entries.values())
    back = {id: mentions for id, mentions in public.mentions_of.items() if mentions}
    same = {id for id, mentions in back.items() if mentions == catalog.mentions_of.get(id)}
    snapshot |= {f"back/{id}": full[f"{FULL_PREFIX}back/{id}"] for id in same}
    others = {id: mentions for id, mentions in back.items() if id not in same}
    snapshot |= snapshot_mentions("", public, others)
    for field, key in WatchedPublic.keys.items():
        snapshot[key] = digest(_to_bytes(getattr(public, field)))
    snapshot |= _snapshot_mapping("unreleased-counts", public.unreleased_counts)
    return snapshot | snapshot_counts(public) | snapshot_heads("", public)


def snapshot_records(entries: Iterable[Entry], files: Mapping[str, str]) -> Snapshot:
    """Records with their files: problems are placed by path and line."""
    return {
        f"{FULL_PREFIX}record/{entry.id}": digest(
            pickle_record(entry.record),
            _plain_to_bytes((entry.path, entry.entry, files[entry.path])),
        )
        for entry in entries
    }


def snapshot_public_records(public: PublicCatalog, entries: Iterable[Entry]) -> Snapshot:
    """Records as they are shown, with what is withheld of them and why they are previewed."""
    snapshot = {}
    for entry in entries:
        notes = (public.withheld.get(entry.id), public.previewed.get(entry.id))
        noted = _to_bytes(notes) if any(notes) else b""  # few records have any
        snapshot[f"record/{entry.id}"] = digest(pickle_record(entry.record), noted)
    return snapshot


def snapshot_mentions(
    prefix: str, records: Records, back: Mapping[str, tuple[Mention, ...]]
) -> Snapshot:
    """The mentions of records that have any, with the kinds of the records that mention them."""
    heads = records.heads

    def row(mention: Mention) -> tuple[object, ...]:
        source, field, target = mention.source, mention.field, mention.target
        return heads[source].kind, source, field, target, mention.article, mention.tail

    return {
        f"{prefix}back/{id}": digest(_plain_to_bytes([row(mention) for mention in mentions]))
        for id, mentions in back.items()
        if mentions
    }


def snapshot_counts(public: PublicCatalog) -> Snapshot:
    """The counts that texts may say."""
    return _snapshot_mapping("count", public.counts)


def snapshot_heads(prefix: str, records: Records) -> Snapshot:
    """Heads, ids and heads by kind, and the tables that are made of them."""
    snapshot = _snapshot_mapping(f"{prefix}head", records.heads)
    for kind in KIND:
        ids = records.ids_of(kind)
        snapshot[f"{prefix}ids/{kind}"] = digest(_to_bytes(ids))
        heads = (snapshot[f"{prefix}head/{id}"] for id in ids)
        snapshot[f"{prefix}heads/{kind}"] = digest(*heads)
    for name, make_table in (CHECKED if prefix else TABLES).items():
        snapshot |= _snapshot_mapping(prefix + name, records.derive(make_table))
    return snapshot


def _snapshot_mapping(space: str, values: Mapping[Any, object]) -> Snapshot:
    return {f"{space}/{key}": digest(_to_bytes(value)) for key, value in values.items()}


def find_changed_keys(old: Snapshot, new: Snapshot) -> frozenset[str]:
    """The keys that are not the same in both."""
    return add_space_keys(key for key, _ in old.items() ^ new.items())


def add_space_keys(keys: Iterable[str]) -> frozenset[str]:
    """The keys, and for each the key that stands for all of its space."""
    changed = frozenset(keys)
    return changed | {_space_key(key) for key in changed}


def _space_key(key: str) -> str:
    prefix = FULL_PREFIX if key.startswith(FULL_PREFIX) else ""
    return f"{prefix}{key.removeprefix(FULL_PREFIX).partition('/')[0]}/{ALL}"


def select_catalog(snapshot: Snapshot, full: bool) -> Snapshot:
    """The keys of one catalog: the full or the public one."""
    return {key: value for key, value in snapshot.items() if key.startswith(FULL_PREFIX) is full}
