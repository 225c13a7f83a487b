"""What a catalog says, thing by thing, as digests: two snapshots tell what has changed.

The keys are those that :mod:`shaiquan.building.watching` notes. Equal values give equal
bytes in every process (``model.base`` pickles without order or identity), so a digest that
differs is a change, and one that is the same is none.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from typing import Any

from shaiquan import checks, relations
from shaiquan.building.watching import ALL
from shaiquan.catalog import Records
from shaiquan.model.kinds import KIND
from shaiquan.release import PublicCatalog
from shaiquan.scanning import digest

#: key -> digest of what stands there
Snapshot = dict[str, bytes]
Work = Callable[[Records], Mapping[Any, Any]]
#: tables that are worked out of heads and links, by the name with which rows are announced
TABLES: Mapping[str, Work] = relations.TABLES
#: those that only checks read
CHECKED: Mapping[str, Work] = {name: table.work for name, table in checks.TABLES.items()}


def frozen(value: object) -> bytes:
    """A value as bytes that depend on nothing but the value."""
    return pickle.dumps(value, protocol=5)


def of_public(public: PublicCatalog, records: Mapping[str, bytes]) -> Snapshot:
    """``records``: id -> digest of a record as it is shown."""
    found: Snapshot = {"as-of": digest(public.as_of.isoformat().encode())}
    found["silent"] = digest(frozen(public.silent))
    found |= _each("count", public.counts)
    found |= _each("kept-back", public.kept_back)
    return found | _of_records(public, records, "", TABLES)


def of_full(catalog: Records, records: Mapping[str, bytes]) -> Snapshot:
    """The whole content, as the checks read it."""
    return _of_records(catalog, records, "full/", {**TABLES, **CHECKED})


def _of_records(
    records: Records, digests: Mapping[str, bytes], prefix: str, tables: Mapping[str, Work]
) -> Snapshot:
    found = {f"{prefix}record/{id}": each for id, each in digests.items()}
    found[f"{prefix}record/{ALL}"] = digest(*digests.values())
    found |= _each(f"{prefix}back", records.back)
    found[f"{prefix}site"] = digest(frozen(records.site))
    found |= _each(f"{prefix}head", records.heads)
    for kind in KIND:
        ids = records.ids(kind)
        found[f"{prefix}ids/{kind}"] = digest(frozen(ids))
        found[f"{prefix}heads/{kind}"] = digest(*(found[f"{prefix}head/{id}"] for id in ids))
    for name, work in tables.items():
        found |= _each(prefix + name, records.kept(work))
    return found


def _each(space: str, held: Mapping[Any, object]) -> Snapshot:
    rows = {f"{space}/{key}": digest(frozen(value)) for key, value in held.items()}
    return {**rows, f"{space}/{ALL}": digest(*rows.values(), *(key.encode() for key in rows))}


def shown_records(public: PublicCatalog) -> dict[str, bytes]:
    """Digest of each record as it is shown, with what is withheld and why it is previewed."""
    found = {}
    for id, entry in public.entries.items():
        gone, why = public.withheld.get(id), public.previewed.get(id)
        found[id] = digest(frozen(entry.record), frozen((gone, why)))
    return found


def written_records(catalog: Records, sources: Mapping[str, str]) -> dict[str, bytes]:
    """Digest of each record with its file: problems are placed by lines. ``sources``: path ->
    digest of the file."""
    return {
        id: digest(frozen(entry.record), frozen(entry.entry), sources[entry.path].encode())
        for id, entry in catalog.entries.items()
    }


def changed(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> frozenset[str]:
    """The keys that are not the same in both."""
    return frozenset(key for key, _ in old.items() ^ new.items())
