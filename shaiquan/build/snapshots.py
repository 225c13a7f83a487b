"""What a catalog says, thing by thing, as digests: two snapshots tell what has changed.

The keys are those that :mod:`shaiquan.build.watching` notes. Equal values give equal
bytes in every process (``model.packing`` pickles without order or identity), so a digest
that differs is a change, and one that is the same is none.
"""

from __future__ import annotations

import io
import marshal
import pickle
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from shaiquan.build.watching import ALL
from shaiquan.checks import runner
from shaiquan.content.catalog import Catalog, Entry, Mention, Records
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.scanning import digest
from shaiquan.kinds.registry import KIND
from shaiquan.queries import relations

#: key -> digest of what stands there
Snapshot = dict[str, bytes]
Work = Callable[[Records], Mapping[Any, Any]]
#: before the keys of the content as written
FULL = "full/"
#: tables that are worked out of heads and the site, by the name with which rows are announced
TABLES: Mapping[str, Work] = relations.TABLES
#: with those that only checks read
CHECKED: Mapping[str, Work] = {
    **TABLES,
    **{name: table.work for name, table in runner.TABLES.items()},
}
#: how keys begin that may come and go with the heads
WORKED_OUT = ("count/", *(f"{name}/" for name in TABLES), *(f"{FULL}{name}/" for name in CHECKED))


def frozen(record: object) -> bytes:
    """A record as bytes from which it can be had again; they depend on its value alone, since
    ``model.packing`` makes equal words one object."""
    return pickle.dumps(record, protocol=5)


def _bytes(value: object) -> bytes:
    """Any value as bytes that depend on nothing but the value: without notes of what is one
    object, which a value that was unpacked is not as one that was read."""
    into = io.BytesIO()
    pickler = pickle.Pickler(into, protocol=5)
    pickler.fast = True
    pickler.dump(value)
    return into.getvalue()


def _plain(value: Any) -> bytes:
    """The same for words, numbers and lists of them, more quickly: what ``marshal`` wrote in its
    second version, which knew no one object either."""
    return marshal.dumps(value, 2)


def of_full(catalog: Catalog, files: Mapping[str, str]) -> Snapshot:
    """The whole content, as the checks read it. ``files``: path -> digest of the file."""
    found = written(catalog.entries.values(), files)
    found |= backs(FULL, catalog, catalog.back)
    found[f"{FULL}site"] = digest(_bytes(catalog.site))
    found[f"{FULL}site-path"] = digest(_bytes(catalog.site_path))
    return found | of_heads(FULL, catalog)


def of_public(public: PublicCatalog, catalog: Records, full: Snapshot) -> Snapshot:
    """What may be shown, as pages read it. What is the same as in the ``full`` catalog is not
    worked out again."""
    found = shown(public, public.entries.values())
    held = {id: links for id, links in public.back.items() if links}
    same = [id for id, links in held.items() if links == catalog.back.get(id)]
    found |= {f"back/{id}": full[f"{FULL}back/{id}"] for id in same}
    others = {id: links for id, links in held.items() if f"back/{id}" not in found}
    found |= backs("", public, others)
    found["site"] = digest(_bytes(public.site))
    found["as-of"] = digest(public.as_of.isoformat().encode())
    found["silent"] = digest(_bytes(public.silent))
    found |= _each("kept-back", public.kept_back)
    return found | of_counts(public) | of_heads("", public)


def written(entries: Iterable[Entry], files: Mapping[str, str]) -> Snapshot:
    """Records with their files: problems are placed by path and line."""
    return {
        f"{FULL}record/{each.id}": digest(
            frozen(each.record), _plain((each.path, each.entry, files[each.path]))
        )
        for each in entries
    }


def shown(public: PublicCatalog, entries: Iterable[Entry]) -> Snapshot:
    """Records as they are shown, with what is withheld of them and why they are previewed."""
    found = {}
    for each in entries:
        more = (public.withheld.get(each.id), public.previewed.get(each.id))
        told = _bytes(more) if any(more) else b""  # of hardly any
        found[f"record/{each.id}"] = digest(frozen(each.record), told)
    return found


def backs(prefix: str, records: Records, back: Mapping[str, tuple[Mention, ...]]) -> Snapshot:
    """The mentions of records, of those that have any, with the kinds of who mentions them."""
    heads = records.heads
    rows = {
        id: [(heads[e.source].kind, e.source, e.field, e.target, e.article, e.tail) for e in links]
        for id, links in back.items()
        if links
    }
    return {f"{prefix}back/{id}": digest(_plain(held)) for id, held in rows.items()}


def of_counts(public: PublicCatalog) -> Snapshot:
    return _each("count", public.counts)


def of_heads(prefix: str, records: Records) -> Snapshot:
    """Heads, ids and heads by kind, and the tables that are made of them."""
    found = _each(f"{prefix}head", records.heads)
    for kind in KIND:
        ids = records.ids(kind)
        found[f"{prefix}ids/{kind}"] = digest(_bytes(ids))
        found[f"{prefix}heads/{kind}"] = digest(*(found[f"{prefix}head/{id}"] for id in ids))
    for name, work in (CHECKED if prefix else TABLES).items():
        found |= _each(prefix + name, records.kept(work))
    return found


def _each(space: str, held: Mapping[Any, object]) -> Snapshot:
    return {f"{space}/{key}": digest(_bytes(value)) for key, value in held.items()}


def changed(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> frozenset[str]:
    """The keys that are not the same in both."""
    return with_spaces(key for key, _ in old.items() ^ new.items())


def with_spaces(keys: Iterable[str]) -> frozenset[str]:
    """Keys, and for each the key that stands for all of its space."""
    found = frozenset(keys)
    return found | {_space(key) for key in found}


def _space(key: str) -> str:
    prefix = FULL if key.startswith(FULL) else ""
    return f"{prefix}{key.removeprefix(FULL).partition('/')[0]}/{ALL}"


def side(snapshot: Mapping[str, bytes], full: bool) -> Snapshot:
    """The keys of one catalog."""
    return {key: mark for key, mark in snapshot.items() if key.startswith(FULL) is full}
