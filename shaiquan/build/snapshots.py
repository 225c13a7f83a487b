"""What a catalog holds, as a digest for each key: two snapshots tell what has changed.

The keys are those that :mod:`shaiquan.build.watching` notes. Equal values give equal bytes in
every process (``model.packing`` pickles without order or identity), so a digest that differs is
a change, and one that is the same is none.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from shaiquan.build.watching import ALL, WatchedCatalog, WatchedPublic
from shaiquan.checks import runner
from shaiquan.content.catalog import Catalog, Entry, Mention, Records
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.scanning import digest
from shaiquan.kinds.registry import KIND
from shaiquan.model.packing import pickle_by_value
from shaiquan.queries import relations

#: key -> digest of its value
Snapshot = dict[str, bytes]
MakeTable = Callable[[Records], Mapping[Any, Any]]
#: before the keys of the content as written, and of what is released where a preview shows more
FULL_PREFIX, RELEASED_PREFIX = "full/", "released/"
#: tables that are made of heads and the site, by the name under which reads of rows are noted
TABLES: Mapping[str, MakeTable] = relations.TABLES
#: with those that only checks read
CHECKED: Mapping[str, MakeTable] = {
    **TABLES,
    **{name: table.make_rows for name, table in runner.TABLES.items()},
}


def snapshot_full(catalog: Catalog, files: Mapping[str, str]) -> Snapshot:
    """The whole content, as the checks read it. ``files``: path -> digest of the file.

    A record goes with its file, since problems are placed by path and line.
    """
    snapshot = {
        f"{FULL_PREFIX}record/{id}": digest(
            entry.digest, marshal.dumps((entry.path, entry.entry, files[entry.path]), 2)
        )
        for id, entry in catalog.entries.items()
    }
    for field, key in WatchedCatalog.keys.items():
        snapshot[f"{FULL_PREFIX}{key}"] = _digest_value(getattr(catalog, field))
    snapshot |= _snapshot_mapping(f"{FULL_PREFIX}file", catalog.files)
    return snapshot | _snapshot_records(FULL_PREFIX, catalog, CHECKED)


def snapshot_public(
    public: PublicCatalog, prefix: str, catalog: Records, full: Snapshot
) -> Snapshot:
    """What may be shown, as pages read it; ``full`` is the snapshot of the whole ``catalog``.

    A record goes with what is withheld of it, and why it is previewed.
    """
    snapshot = {f"{prefix}record/{id}": entry.digest for id, entry in public.entries.items()}
    for id in {*public.withheld, *public.previewed} & public.entries.keys():
        notes = _digest_value((public.withheld.get(id), public.previewed.get(id)))
        snapshot[f"{prefix}record/{id}"] = digest(public.entries[id].digest, notes)
    for field, key in WatchedPublic.keys.items():
        snapshot[prefix + key] = _digest_value(getattr(public, field))
    snapshot |= _snapshot_mapping(f"{prefix}unreleased-counts", public.unreleased_counts)
    snapshot |= _snapshot_mapping(f"{prefix}unreleased-at", public.unreleased_at)
    snapshot |= _snapshot_mapping(f"{prefix}count", public.counts)
    snapshot |= _snapshot_mapping(f"{prefix}file", public.files)
    return snapshot | _snapshot_records(prefix, public, TABLES, catalog, full)


def _snapshot_records(
    prefix: str,
    records: Records,
    tables: Mapping[str, MakeTable],
    catalog: Records | None = None,
    full: Snapshot | None = None,
) -> Snapshot:
    """Who mentions whom; heads, also by kind; ids by kind; the ``tables`` made of heads.

    Where mentions or a row are as in the whole ``catalog``, its digest in ``full`` is taken.
    """
    entries, known = records.entries, full or {}
    snapshot: Snapshot = {}
    same = catalog.mentions_of if catalog else {}
    for id, links in records.mentions_of.items():
        is_same = links == same.get(id)
        found = known[f"{FULL_PREFIX}back/{id}"] if is_same else _digest_mentions(entries, links)
        snapshot[f"{prefix}back/{id}"] = found
    snapshot |= {f"{prefix}head/{id}": entry.head_digest for id, entry in entries.items()}
    for kind in KIND:
        ids = records.ids_of(kind)
        snapshot[f"{prefix}ids/{kind}"] = digest(marshal.dumps(ids, 2))
        snapshot[f"{prefix}heads/{kind}"] = _digest_all(entries[id].head_digest for id in ids)
    for name, make_table in tables.items():
        rows = catalog.derive(make_table) if catalog else {}
        for key, row in records.derive(make_table).items():
            is_same = key in rows and rows[key] == row
            found = known[f"{FULL_PREFIX}{name}/{key}"] if is_same else _digest_value(row)
            snapshot[f"{prefix}{name}/{key}"] = found
    return snapshot


def _digest_mentions(entries: Mapping[str, Entry], links: tuple[Mention, ...]) -> bytes:
    """A digest of all that those records mention that mention this one."""
    sources = dict.fromkeys(link.source for link in links)
    return _digest_all(entries[source].mentions_digest for source in sources)


def _snapshot_mapping(space: str, values: Mapping[Any, object]) -> Snapshot:
    return {f"{space}/{key}": _digest_value(value) for key, value in values.items()}


def _digest_all(digests: Iterable[bytes]) -> bytes:
    """One digest of several, which are all of one length."""
    return digest(b"".join(digests))


def _digest_value(value: object) -> bytes:
    return digest(pickle_by_value(value))


def find_changed_keys(old: Snapshot, new: Snapshot) -> frozenset[str]:
    """The keys that are not the same in both, and for each the key that stands for its space."""
    changed = {key for key, _ in old.items() ^ new.items()}
    return frozenset(changed | {_space_key(key) for key in changed})


def _space_key(key: str) -> str:
    prefix = next((p for p in (FULL_PREFIX, RELEASED_PREFIX) if key.startswith(p)), "")
    return f"{prefix}{key.removeprefix(prefix).partition('/')[0]}/{ALL}"


def select_catalog(snapshot: Snapshot, full: bool) -> Snapshot:
    """The keys of the full catalog, or of all that is shown."""
    return {key: value for key, value in snapshot.items() if key.startswith(FULL_PREFIX) is full}
