"""The catalogs of the last build, patched with a change in a few files; the rest is not read.

Only a change that leaves the same files, with the same records in the same places, and the same
that may be shown is patched. Anything else, and any mistake, gives None, and everything is
read, which is slower and never wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shaiquan.build import snapshots
from shaiquan.build.catalog_store import (
    FULL,
    PUBLIC,
    CatalogChanges,
    CatalogStore,
)
from shaiquan.build.patch_limits import CannotPatch, require_same_release
from shaiquan.build.snapshots import FULL_PREFIX, Snapshot
from shaiquan.content import resolving
from shaiquan.content.catalog import Catalog, Entry, Mention
from shaiquan.content.heads import Head, head_of
from shaiquan.content.names import Names, to_simplified
from shaiquan.content.raw_records import FileRecords, RawRecord, read_records
from shaiquan.content.sources import SITE_FILE, Source, is_litter, read_source
from shaiquan.disclosure.projection import is_public_as_is
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.scanning import Digests, is_same
from shaiquan.kinds.registry import FOLDERS, KIND
from shaiquan.model.base import Ref
from shaiquan.model.references import find_references
from shaiquan.queries.counting import count_records

#: changed files that are patched at most; with more, reading everything is as quick
MOST_FILES = 2000


@dataclass(frozen=True)
class CatalogPatch:
    """The catalogs as they are now, and what has changed in them.

    ``needs_plan``: heads or mentions changed, so that another plan of actions is needed.
    """

    catalog: Catalog
    public: PublicCatalog
    sources: dict[str, Source]
    snapshot: Snapshot
    changed: frozenset[str]
    full_changes: CatalogChanges
    public_changes: CatalogChanges
    heads: dict[str, Head]
    needs_plan: bool


def patch_catalogs(
    content: Path, now: Digests, stored: CatalogStore, snapshot: Snapshot
) -> CatalogPatch | None:
    """The last build's catalogs with what changed in ``content``; None where all must be read."""
    try:
        return _Patching(content, now, stored, snapshot).patch()
    except CannotPatch:
        return None


def find_changed_files(before: Digests, now: Digests) -> frozenset[str] | None:
    """The files that are not the same; None where others have come or gone.

    What an editor's program leaves about while a file is open is not content.
    """
    paths = frozenset(path for path, _ in before.items() ^ now.items() if not is_litter(path))
    return paths if paths <= before.keys() and paths <= now.keys() else None


class _Patching:
    def __init__(
        self, content: Path, now: Digests, stored: CatalogStore, snapshot: Snapshot
    ) -> None:
        self.content, self.now, self.stored, self.base = content, now, stored, stored.base
        self.snapshot = snapshot
        files = find_changed_files(self.base.digests, now)
        if files is None or SITE_FILE in files or len(files) > MOST_FILES:
            raise CannotPatch
        self.sources: dict[str, Source] = {}
        self.site = self._read(SITE_FILE)
        if self.sources[SITE_FILE].path != self.base.site_path:  # problems would be misplaced
            raise CannotPatch
        self.raws = {_id_of(raw): raw for raw in self._read_records(files)}

    # -- reading --

    def _read(self, inside: str) -> FileRecords:
        file = read_source(self.content, inside, tuple(FOLDERS))
        if not isinstance(file, Source):
            raise CannotPatch
        reading = read_records(file)
        if reading.problems or reading.unread_kinds:
            raise CannotPatch
        if any(problem.path == file.path for problem in self.base.problems):  # maybe mended
            raise CannotPatch
        if not is_same(self.now[inside], bytes.fromhex(file.digest)):  # written meanwhile
            raise CannotPatch
        self.sources[inside] = file.without_text()
        return reading

    def _read_records(self, files: Iterable[str]) -> Iterator[RawRecord]:
        """The records of files: the same ones in the same places as before, else CannotPatch."""
        readings = [self._read(inside) for inside in sorted(files)]
        places: dict[str, list[tuple[str, str, object]]] = {}
        for raw in resolving.apply_site_defaults((self.site, *readings)):
            if not raw.kind.folder and raw.path == self.base.site_path:
                continue
            row = (raw.kind.name, _id_of(raw), raw.entry)
            places.setdefault(raw.path, []).append(row)
            yield raw
        for inside in files:
            path = self.sources[inside].path
            if tuple(places.get(path, ())) != self.base.places.get(path, ()):
                raise CannotPatch

    # -- the content as written --

    def patch(self) -> CatalogPatch:
        entries = self._resolve(self.raws.values(), self._index_names())
        entries = self._add_renamed(entries)
        before = {id: self.stored.record(FULL, id) for id in entries}
        new = {id: entry for id, entry in entries.items() if entry.record != before[id][0].record}
        links = resolving.find_mentions(new)
        require_same_release(self.base, new, links, before)
        full = self._find_changes(FULL, new, links, {id: before[id][1] for id in new})
        new_heads = {id: head_of(entry.kind, entry.record) for id, entry in new.items()}
        heads = {**self.base.full.heads, **new_heads}
        catalog = self.stored.catalog(heads, full)
        self._require_no_faults(catalog, new)
        shown = self._find_public_changes(new, links)
        public_heads = {**self.base.public.heads, **{id: heads[id] for id in shown.entries}}
        public = self.stored.public(public_heads, shown, count_records(catalog))
        other_heads = any(heads[id] != self.base.full.heads[id] for id in new)
        snapshot, changed = self._update_snapshot(catalog, public, full, shown, other_heads)
        return CatalogPatch(
            catalog=catalog,
            public=public,
            sources={**self.base.sources, **{s.path: s for s in self.sources.values()}},
            snapshot=snapshot,
            changed=changed,
            full_changes=full,
            public_changes=shown,
            heads=heads,
            needs_plan=other_heads or bool(full.mentions_of),
        )

    def _index_names(self) -> Names:
        """The index of all records, of those not read again from their heads."""
        heads = self.base.full.heads.values()
        return Names(self.raws.get(head.id) or _record_of_head(head) for head in heads)

    def _resolve(self, raws: Iterable[RawRecord], names: Names) -> dict[str, Entry]:
        self.names = names
        entries = {}
        for raw in raws:
            entry, faults = resolving.validate_record(raw, names)
            if entry is None or faults:
                raise CannotPatch
            entries[entry.id] = entry
        return entries

    def _add_renamed(self, entries: dict[str, Entry]) -> dict[str, Entry]:
        """Beside ``entries`` the records that mention one of them by a name that it lost."""
        heads = self.base.full.heads
        renamed = [
            entry
            for id, entry in entries.items()
            if (entry.record.name, entry.record.short) != (heads[id].name, heads[id].short)
        ]
        site_refs = find_references(self.base.full.site)
        named_by_site = {ref.id for _, ref in site_refs if isinstance(ref, Ref)}
        for entry in renamed:
            self._require_unique_name(entry)
        moved = any(e.record.unit_id != heads[id].unit_id for id, e in entries.items())
        moved |= any(entry.id in named_by_site for entry in renamed)
        if moved or (renamed and any(True for _ in resolving.find_duplicates(self.names))):
            raise CannotPatch
        mentions = (m for entry in renamed for m in self.stored.mentions_of(FULL, entry.id))
        sources = {mention.source for mention in mentions}
        files = {self._file_of(id) for id in sources - entries.keys()}
        if not files:
            return entries
        if len(files) > MOST_FILES or SITE_FILE in files:
            raise CannotPatch
        raws = {_id_of(raw): raw for raw in self._read_records(files)}
        wanted = [raws[id] for id in raws if id in sources]
        return {**entries, **self._resolve(wanted, self.names)}

    def _file_of(self, id: str) -> str:
        entry, _ = self.stored.record(FULL, id)
        return entry.path.removeprefix(f"{self.content.as_posix()}/")

    def _require_unique_name(self, entry: Entry) -> None:
        """No other record has the name, in whatever characters: it could be meant elsewhere."""
        own = {to_simplified(name) for name in (entry.record.name, entry.record.short) if name}
        sizes = {len(name) for name in own}
        for head in self.base.full.heads.values():
            if head.id != entry.id:
                others = (name for name in (head.name, head.short) if len(name) in sizes)
                if any(to_simplified(name) in own for name in others):
                    raise CannotPatch

    def _find_changes(
        self,
        side: str,
        new: dict[str, Entry],
        links: dict[str, tuple[Mention, ...]],
        old: dict[str, tuple[Mention, ...]],
    ) -> CatalogChanges:
        """Mentions as they are now, in the order of the content."""
        heads = self.base.full.heads if side == FULL else self.base.public.heads
        touched = {id: None for id in new if links[id] != old[id]}
        targets = {link.target for id in touched for link in (*links[id], *old[id])}
        back = {}
        if targets:
            order = {id: number for number, id in enumerate(heads)}
            for target in targets:
                before = self.stored.mentions_of(side, target)
                mentions = [link for link in before if link.source not in touched]
                mentions += [link for id in touched for link in links[id] if link.target == target]
                back[target] = tuple(sorted(mentions, key=lambda link: order[link.source]))
        return CatalogChanges(dict(new), dict(links), back)

    def _require_no_faults(self, catalog: Catalog, new: dict[str, Entry]) -> None:
        """Articles that are cited must be there, and once."""
        rules = {id for id, entry in new.items() if entry.kind.name == "rule"}
        cited = {link.target for id in new for link in catalog.mentions[id] if link.article}
        if next(resolving.find_article_faults(catalog, rules | cited), None):
            raise CannotPatch

    # -- what may be shown --

    def _find_public_changes(
        self, new: dict[str, Entry], links: dict[str, tuple[Mention, ...]]
    ) -> CatalogChanges:
        passing = self.base.public.heads.keys()
        for id, entry in new.items():
            if id not in self.base.same or not is_public_as_is(entry.record, links[id], passing):
                raise CannotPatch
        old = {id: self.stored.record(PUBLIC, id)[1] for id in new}
        return self._find_changes(PUBLIC, new, links, old)

    # -- what has changed --

    def _update_snapshot(
        self,
        catalog: Catalog,
        public: PublicCatalog,
        full: CatalogChanges,
        shown: CatalogChanges,
        other_heads: bool,
    ) -> tuple[Snapshot, frozenset[str]]:
        """The snapshot of the patched catalogs, and the keys that have changed."""
        digests = {source.path: source.digest for source in self.sources.values()}
        files = [source.path for inside, source in self.sources.items() if inside != SITE_FILE]
        ids = (id for path in files for _, id, _ in self.base.places.get(path, ()))
        new = snapshots.snapshot_records((catalog.entries[id] for id in ids), digests)
        new |= snapshots.snapshot_public_records(public, shown.entries.values())
        new |= snapshots.snapshot_mentions(FULL_PREFIX, catalog, full.mentions_of)
        new |= snapshots.snapshot_mentions("", public, shown.mentions_of)
        removed = {*_list_unmentioned(FULL_PREFIX, full), *_list_unmentioned("", shown)}
        if other_heads:
            new |= snapshots.snapshot_heads(FULL_PREFIX, catalog)
            new |= snapshots.snapshot_heads("", public)
            new |= snapshots.snapshot_counts(public)
            removed.update(key for key in self.snapshot if key.startswith(snapshots.WORKED_OUT))
            removed -= new.keys()
        removed &= self.snapshot.keys()
        now = self.snapshot | new
        for key in removed:
            del now[key]
        keys = {key for key, digest in new.items() if self.snapshot.get(key) != digest}
        return now, snapshots.add_space_keys(keys | removed)


def _list_unmentioned(prefix: str, changes: CatalogChanges) -> Iterator[str]:
    """The keys of records that nothing mentions any more."""
    return (f"{prefix}back/{id}" for id, mentions in changes.mentions_of.items() if not mentions)


def _id_of(raw: RawRecord) -> str:
    """The id of a record as written, if it is one at all."""
    return str(raw.values.get("id", "")).strip().lower()


def _record_of_head(head: Head) -> RawRecord:
    """As much of a record as the index of names needs."""
    values = {"id": head.id, "name": head.name, "short": head.short, "unit": head.unit_id}
    return RawRecord(KIND[head.kind], values, "", ())
