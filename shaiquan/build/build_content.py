"""The content of a build, read whole or patched.

Both say what the catalogs are, what has changed since the last build and what is to be stored
of them for the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from shaiquan.build.catalog_store import (
    FULL,
    PUBLIC,
    CatalogOutline,
    RecordPlaces,
    StoredContent,
    pack_mentions,
    pack_record,
    update_mentioned,
)
from shaiquan.build.inputs import Inputs
from shaiquan.build.options import Options
from shaiquan.build.patching import CatalogPatch
from shaiquan.build.snapshots import (
    FULL_PREFIX,
    Snapshot,
    find_changed_keys,
    pickle_record,
    select_catalog,
    snapshot_full,
    snapshot_public,
)
from shaiquan.content.catalog import Catalog, Records
from shaiquan.content.loading import LoadedContent
from shaiquan.content.places import Places
from shaiquan.content.sources import is_litter
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.disclosure.withheld_texts import find_unreleased_texts
from shaiquan.files.scanning import is_file

#: (name, value) of what is to be stored
StoredValues = Iterator[tuple[str, bytes]]


class ReadContent:
    """Content that was read whole. ``loaded`` is sound."""

    mode, needs_plan = "read", True

    def __init__(self, loaded: LoadedContent, old: Snapshot, options: Options) -> None:
        assert loaded.catalog is not None
        self.loaded, self.catalog, self._options = loaded, loaded.catalog, options
        self._old = old
        self.locate = Places(loaded.sources).locate
        files = {source.path: source.digest for source in loaded.sources}
        self.snapshot = snapshot_full(self.catalog, files)
        self.changed = find_changed_keys(select_catalog(old, full=True), self.snapshot)

    def note_used(self, inputs: Inputs) -> None:
        """Tell the inputs which files were really read, or reported without being read."""
        root = f"{self._options.content.as_posix()}/"
        reported = (p.path for p in self.loaded.problems if p.path.startswith(root))
        used = {path.removeprefix(root): b"" for path in reported}
        for source in self.loaded.sources:
            used[source.path.removeprefix(root)] = bytes.fromhex(source.digest)
        scanned = inputs.content
        expected = [
            path for path, digest in scanned.items() if is_file(digest) and not is_litter(path)
        ]
        inputs.note_used(scanned, used, expected)

    def release(self) -> PublicCatalog:
        """What may be shown; afterwards ``changed`` and ``snapshot`` include it."""
        self._release = release(self.catalog, self._options.as_of, self._options.preview)
        snapshot = snapshot_public(self._release.public, self.catalog, self.snapshot)
        self.changed |= find_changed_keys(select_catalog(self._old, full=False), snapshot)
        self.snapshot |= snapshot
        return self._release.public

    @property
    def unreleased(self) -> Mapping[str, str]:
        """Id -> why a record is not shown."""
        return self._release.unreleased

    @property
    def withheld_texts(self) -> tuple[str, ...]:
        return self._release.withheld_texts

    def make_stored_content(self, inputs: Inputs) -> StoredContent:
        """What is stored of the content as a whole."""
        public, catalog = self._release.public, self.catalog
        entries = catalog.entries
        return StoredContent(
            digests=inputs.content,
            sources={source.path: source for source in self.loaded.sources},
            site_path=catalog.site_path,
            problems=self.loaded.problems,
            places=_list_places(catalog),
            full=CatalogOutline.of(catalog),
            public=CatalogOutline.of(public),
            same=frozenset(id for id, entry in public.entries.items() if entry is entries[id]),
            as_of=public.as_of,
            counts=dict(public.counts),
            withheld=dict(public.withheld),
            unreleased_counts=dict(public.unreleased_counts),
            previewed=dict(public.previewed),
            unreleased_marks=public.unreleased_marks,
            unreleased=dict(self.unreleased),
            withheld_texts=self.withheld_texts,
            texts_public_elsewhere=self._find_texts_public_elsewhere(public),
        )

    def _find_texts_public_elsewhere(self, public: PublicCatalog) -> tuple[str, ...]:
        """Texts of what is not shown that public records say too."""
        withheld_texts = frozenset(self.withheld_texts)
        texts = find_unreleased_texts(self.catalog, public.entries)
        return tuple(text for text in texts if text not in withheld_texts)

    def list_new_values(self) -> StoredValues:
        """Records and mentions that are not stored as they are now."""
        new = {key for key, digest in self.snapshot.items() if self._old.get(key) != digest}
        catalogs: tuple[tuple[str, str, Records], ...] = (
            (FULL, FULL_PREFIX, self.catalog),
            (PUBLIC, "", self._release.public),
        )
        for side, prefix, records in catalogs:
            for id, entry in records.entries.items():
                if f"{prefix}record/{id}" not in new:
                    continue
                if side == PUBLIC and entry is self.catalog.entries[id]:
                    continue  # stored once, as written
                record = pickle_record(entry.record)
                yield f"{side}/{id}", pack_record(entry, records.mentions[id], record)
            for id, mentions in records.mentions_of.items():
                if f"{prefix}back/{id}" in new:
                    yield f"{side}-back/{id}", pack_mentions(mentions)


def _list_places(catalog: Catalog) -> RecordPlaces:
    places: defaultdict[str, list[tuple[str, str, Any]]] = defaultdict(list)
    for id, entry in catalog.entries.items():
        if entry.path != catalog.site_path:
            places[entry.path].append((entry.kind.name, id, entry.entry))
    return {path: tuple(rows) for path, rows in places.items()}


class PatchedContent:
    """Content of which a few files have changed since the last build."""

    mode = "patched"

    def __init__(self, patch: CatalogPatch, base: StoredContent) -> None:
        self._patch, self._base = patch, base
        self.catalog: Catalog = patch.catalog
        self.needs_plan = patch.needs_plan
        self.snapshot, self.changed = patch.snapshot, patch.changed
        self.locate = Places(patch.sources.values()).locate
        self.loaded = LoadedContent(tuple(patch.sources.values()), patch.catalog, base.problems)
        self.unreleased, self.withheld_texts = base.unreleased, base.withheld_texts

    def note_used(self, inputs: Inputs) -> None:
        """Nothing to tell: a file that has changed meanwhile is not patched."""

    def release(self) -> PublicCatalog:
        return self._patch.public

    def make_stored_content(self, inputs: Inputs) -> StoredContent:
        """What is stored of the content as a whole."""
        base, patch = self._base, self._patch
        full, public = patch.full_changes, patch.public_changes
        heads = {**base.public.heads, **{id: patch.heads[id] for id in public.entries}}
        return replace(
            base,
            digests=inputs.content,
            sources=patch.sources,
            full=CatalogOutline(
                base.full.site, patch.heads, update_mentioned(base.full.mentioned, full)
            ),
            public=CatalogOutline(
                base.public.site, heads, update_mentioned(base.public.mentioned, public)
            ),
            counts=dict(patch.public.counts),
        )

    def list_new_values(self) -> StoredValues:
        """Records and mentions that the patch has changed."""
        full, public = self._patch.full_changes, self._patch.public_changes
        for id, entry in full.entries.items():
            yield f"{FULL}/{id}", pack_record(entry, full.mentions[id], pickle_record(entry.record))
        for side, changes in ((FULL, full), (PUBLIC, public)):
            for id, mentions in changes.mentions_of.items():
                if mentions:
                    yield f"{side}-back/{id}", pack_mentions(mentions)


BuildContent = ReadContent | PatchedContent


def list_removed_values(before: Snapshot, now: Snapshot) -> Iterator[str]:
    """The names of what is stored of records and mentions that are not there any more."""
    for key in before.keys() - now.keys():
        side = FULL if key.startswith(FULL_PREFIX) else PUBLIC
        space, _, id = key.removeprefix(FULL_PREFIX).partition("/")
        if space == "record":
            yield f"{side}/{id}"
        elif space == "back":
            yield f"{side}-back/{id}"
