"""A change in a few files, worked into the catalogs of the last build without reading the rest.

Only what leaves the shape of the content as it was is done here: the same files, the same
records in the same places, the same that may be shown. Anything else, and any mistake, gives
None, and everything is read: that way is slower and never wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from shaiquan.build import snapshots
from shaiquan.build.shelf import FULL, SHOWN, Base, Fresh, Shelf, ShelfSide, now_mentioned
from shaiquan.build.snapshots import Snapshot
from shaiquan.build.unfit import Unfit, same_release
from shaiquan.content import resolving
from shaiquan.content.catalog import Catalog, Entry, Mention
from shaiquan.content.heads import Head, head_of
from shaiquan.content.names import Names, to_simplified
from shaiquan.content.raw_records import FileRecords, RawRecord, read_records
from shaiquan.content.sources import SITE_FILE, Source, is_litter, read_source
from shaiquan.disclosure.release import PublicCatalog, as_it_is
from shaiquan.files.scanning import Digests
from shaiquan.kinds.registry import FOLDERS, KIND
from shaiquan.model.base import Ref
from shaiquan.model.references import find_references
from shaiquan.queries.counting import counts

#: files that are worked in at most; with more, reading all is as quick
MOST_FILES = 2000


@dataclass(frozen=True)
class Patch:
    """The catalogs as they are now, and what has changed in them.

    ``reshaped``: heads or mentions changed, so that it must be planned anew what is to be done.
    """

    catalog: Catalog
    public: PublicCatalog
    sources: dict[str, Source]
    snapshot: Snapshot
    changed: frozenset[str]
    full: Fresh
    shown: Fresh
    heads: dict[str, Head]
    reshaped: bool


def patched(content: Path, now: Digests, shelf: Shelf, snapshot: Snapshot) -> Patch | None:
    """The last build's catalogs with what changed in ``content``; None where all must be read."""
    try:
        return _Patching(content, now, shelf, snapshot).done()
    except Unfit:
        return None


def changed_files(before: Digests, now: Digests) -> frozenset[str] | None:
    """The files that are not the same; None where others have come or gone.

    What an editor's program leaves about while a file is open is no content.
    """
    paths = (path for path, _ in before.items() ^ now.items() if not is_litter(path))
    found = frozenset(paths)
    return found if found <= before.keys() and found <= now.keys() else None


class _Patching:
    def __init__(self, content: Path, now: Digests, shelf: Shelf, snapshot: Snapshot) -> None:
        self.content, self.now, self.shelf, self.base = content, now, shelf, shelf.base
        self.snapshot = snapshot
        files = changed_files(self.base.content, now)
        if files is None or SITE_FILE in files or len(files) > MOST_FILES:
            raise Unfit
        self.sources: dict[str, Source] = {}
        self.site = self._read(SITE_FILE)
        if self.sources[SITE_FILE].path != self.base.site_path:  # problems would be misplaced
            raise Unfit
        self.raws = {_id_of(each): each for each in self._raws(files)}

    # -- reading --

    def _read(self, inside: str) -> FileRecords:
        found = read_source(self.content, inside, tuple(FOLDERS))
        if not isinstance(found, Source):
            raise Unfit
        reading = read_records(found)
        if reading.problems or reading.unread_kinds:
            raise Unfit
        if any(each.path == found.path for each in self.base.problems):  # it may be mended
            raise Unfit
        if not self.now[inside].endswith(bytes.fromhex(found.digest)):  # written meanwhile
            raise Unfit
        self.sources[inside] = found.without_text()
        return reading

    def _raws(self, files: Iterable[str]) -> Iterator[RawRecord]:
        """The records of some files; the same as before in the same places, or Unfit."""
        readings = [self._read(each) for each in sorted(files)]
        raws = resolving.apply_site_defaults((self.site, *readings))
        held: dict[str, list[tuple[str, str, object]]] = {}
        for raw in raws:
            if raw.kind.name == "channel" and raw.path == self.base.site_path:
                continue
            row = (raw.kind.name, _id_of(raw), raw.entry)
            held.setdefault(raw.path, []).append(row)
            yield raw
        for inside in files:
            path = self.sources[inside].path
            if tuple(held.get(path, ())) != self.base.places.get(path, ()):
                raise Unfit

    # -- the content as written --

    def done(self) -> Patch:
        entries = self._entries(self.raws.values(), self._names())
        entries = self._with_renamed(entries)
        before = {id: self.shelf.record(FULL, id) for id in entries}
        new = {id: each for id, each in entries.items() if each.record != before[id][0].record}
        links = resolving.find_mentions(new)
        same_release(self.base, new, links, before)
        full = self._fresh(FULL, new, links, {id: before[id][1] for id in new})
        heads = {**self.base.full.heads, **{id: head_of(e.kind, e.record) for id, e in new.items()}}
        catalog = self.shelf.catalog(heads, full)
        self._no_faults(catalog, new)
        shown = self._shown(new, links)
        shown_heads = {**self.base.shown.heads, **{id: heads[id] for id in shown.entries}}
        public = self.shelf.public(shown_heads, shown, counts(catalog))
        reshaped = any(heads[id] != self.base.full.heads[id] for id in new)
        sources = {**self.base.sources, **{each.path: each for each in self.sources.values()}}
        snapshot, changed = self._snapshots(catalog, public, full, shown, reshaped)
        return Patch(
            catalog, public, sources, snapshot, changed, full, shown, heads,
            reshaped or bool(full.back),
        )  # fmt: skip

    def _names(self) -> Names:
        """The index of all records, of those not read again from their heads."""
        heads = self.base.full.heads.values()
        return Names(self.raws.get(head.id) or _named(head) for head in heads)

    def _entries(self, raws: Iterable[RawRecord], names: Names) -> dict[str, Entry]:
        self.names = names
        found = {}
        for raw in raws:
            entry, faults = resolving.validate_record(raw, names)
            if entry is None or faults:
                raise Unfit
            found[entry.id] = entry
        return found

    def _with_renamed(self, entries: dict[str, Entry]) -> dict[str, Entry]:
        """Beside ``entries`` the records that mention one of them by a name that it lost."""
        heads = self.base.full.heads
        renamed = [
            each for id, each in entries.items()
            if (each.record.name, each.record.short) != (heads[id].name, heads[id].short)
        ]  # fmt: skip
        said = {
            each.id for _, each in find_references(self.base.full.site) if isinstance(each, Ref)
        }
        for each in renamed:
            self._only(each)
        moved = any(_unit(e.record.unit) != _unit(heads[id].unit) for id, e in entries.items())
        moved |= any(each.id in said for each in renamed)
        if moved or (renamed and any(True for _ in resolving.find_duplicates(self.names))):
            raise Unfit
        sources = {link.source for each in renamed for link in self.shelf.back(FULL, each.id)}
        more = {self._file_of(id) for id in sources - entries.keys()}
        if not more:
            return entries
        if len(more) > MOST_FILES or SITE_FILE in more:
            raise Unfit
        raws = {_id_of(each): each for each in self._raws(more)}
        wanted = [raws[id] for id in raws if id in sources]
        return {**entries, **self._entries(wanted, self.names)}

    def _file_of(self, id: str) -> str:
        entry, _ = self.shelf.record(FULL, id)
        return entry.path.removeprefix(f"{self.content.as_posix()}/")

    def _only(self, entry: Entry) -> None:
        """Nobody else may bear the name, in whatever characters: it could be meant elsewhere."""
        own = {to_simplified(each) for each in (entry.record.name, entry.record.short) if each}
        sizes = {len(each) for each in own}
        for head in self.base.full.heads.values():
            if head.id != entry.id:
                near = (each for each in (head.name, head.short) if len(each) in sizes)
                if any(to_simplified(each) in own for each in near):
                    raise Unfit

    def _fresh(
        self,
        side: str,
        new: dict[str, Entry],
        links: dict[str, tuple[Mention, ...]],
        old: dict[str, tuple[Mention, ...]],
    ) -> Fresh:
        """Mentions as they are now, in the order of the content."""
        heads = self.base.full.heads if side == FULL else self.base.shown.heads
        touched = {id: None for id in new if links[id] != old[id]}
        targets = {each.target for id in touched for each in (*links[id], *old[id])}
        back = {}
        if targets:
            order = {id: number for number, id in enumerate(heads)}
            for target in targets:
                kept = [
                    each for each in self.shelf.back(side, target) if each.source not in touched
                ]
                kept += [each for id in touched for each in links[id] if each.target == target]
                back[target] = tuple(sorted(kept, key=lambda each: order[each.source]))
        return Fresh(dict(new), dict(links), back)

    def _no_faults(self, catalog: Catalog, new: dict[str, Entry]) -> None:
        """Articles that are cited must be there, and once."""
        rules = {id for id, each in new.items() if each.kind.name == "rule"}
        cited = {each.target for id in new for each in catalog.links[id] if each.article}
        if next(resolving.find_article_faults(catalog, rules | cited), None):
            raise Unfit

    # -- what may be shown --

    def _shown(self, new: dict[str, Entry], links: dict[str, tuple[Mention, ...]]) -> Fresh:
        passing = self.base.shown.heads.keys()
        for id, each in new.items():
            if not as_it_is(each.record, links[id], passing):
                raise Unfit
            if id not in self.base.same:
                raise Unfit
        old = {id: self.shelf.record(SHOWN, id)[1] for id in new}
        return self._fresh(SHOWN, new, links, old)

    # -- what has changed --

    def _snapshots(
        self, catalog: Catalog, public: PublicCatalog, full: Fresh, shown: Fresh, reshaped: bool
    ) -> tuple[Snapshot, frozenset[str]]:
        marks = {each.path: each.digest for each in self.sources.values()}
        files = [each.path for inside, each in self.sources.items() if inside != SITE_FILE]
        ids = (id for path in files for _, id, _ in self.base.places.get(path, ()))
        new = snapshots.written((catalog.entries[id] for id in ids), marks)
        new |= snapshots.shown(public, shown.entries.values())
        new |= snapshots.backs(snapshots.FULL, catalog, full.back)
        new |= snapshots.backs("", public, shown.back)
        if reshaped:
            new |= snapshots.of_heads(snapshots.FULL, catalog) | snapshots.of_heads("", public)
            new |= snapshots.of_counts(public)
        gone = {*_emptied(snapshots.FULL, full), *_emptied("", shown)}
        if reshaped:
            gone.update(key for key in self.snapshot if key.startswith(snapshots.WORKED_OUT))
            gone -= new.keys()
        gone &= self.snapshot.keys()
        now = self.snapshot | new
        for key in gone:
            del now[key]
        keys = {key for key, mark in new.items() if self.snapshot.get(key) != mark}
        return now, snapshots.with_spaces(keys | gone)


def _emptied(prefix: str, fresh: Fresh) -> Iterator[str]:
    """The keys of records that nothing mentions any more."""
    return (f"{prefix}back/{id}" for id, links in fresh.back.items() if not links)


def _id_of(raw: RawRecord) -> str:
    """The id of a record as written, if it is one at all."""
    return str(raw.values.get("id", "")).strip().lower()


def _unit(unit: Ref | None) -> str:
    return unit.id if unit else ""


def _named(head: Head) -> RawRecord:
    """As much of a record as the index of names asks for."""
    unit = _unit(head.unit)
    values = {"id": head.id, "name": head.name, "short": head.short, "unit": unit}
    return RawRecord(KIND[head.kind], values, "", ())


def kept(base: Base, patch: Patch, content: Digests) -> Base:
    """The base for the next build."""
    heads = {**base.shown.heads, **{id: patch.heads[id] for id in patch.shown.entries}}
    return replace(
        base,
        content=content,
        sources=patch.sources,
        full=ShelfSide(base.full.site, patch.heads, now_mentioned(base.full.back, patch.full)),
        shown=ShelfSide(base.shown.site, heads, now_mentioned(base.shown.back, patch.shown)),
        counts=dict(patch.public.counts),
    )
