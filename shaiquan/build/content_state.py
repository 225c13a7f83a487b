"""The content of a build in two ways that look the same: read whole, or patched.

Both say what the catalogs are, what has changed since the last build and what is to be
remembered of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from shaiquan.build import patching, snapshots
from shaiquan.build.options import Options
from shaiquan.build.patching import Patch
from shaiquan.build.shelf import FULL, SHOWN, Base, ShelfSide, pack_back, pack_record
from shaiquan.build.snapshots import Snapshot
from shaiquan.build.unchanged import Inputs
from shaiquan.content.catalog import Catalog, Records
from shaiquan.content.loading import LoadedContent
from shaiquan.content.places import Places
from shaiquan.content.sources import is_litter
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.disclosure.withheld_texts import hidden_texts
from shaiquan.files.scanning import is_file

#: (name, value) of what is to be put on the shelf
ShelfValues = Iterator[tuple[str, bytes]]


class WholeContent:
    """Content that was read whole. ``loaded`` is sound."""

    way, reshaped = "whole", True

    def __init__(self, loaded: LoadedContent, old: Snapshot, options: Options) -> None:
        assert loaded.catalog is not None
        self.loaded, self.catalog, self._options = loaded, loaded.catalog, options
        self._old = old
        self.locate = Places(loaded.sources).locate
        files = {each.path: each.digest for each in loaded.sources}
        self.snapshot = snapshots.of_full(self.catalog, files)
        self.changed = snapshots.changed(snapshots.side(old, True), self.snapshot)

    def note_used(self, inputs: Inputs) -> None:
        """Tell the inputs which files were really read, or reported without being read."""
        root = f"{self._options.content.as_posix()}/"
        reported = (each.path for each in self.loaded.problems if each.path.startswith(root))
        used = {path.removeprefix(root): b"" for path in reported}
        for source in self.loaded.sources:
            used[source.path.removeprefix(root)] = bytes.fromhex(source.digest)
        scanned = inputs.content
        expected = [p for p, mark in scanned.items() if is_file(mark) and not is_litter(p)]
        inputs.note_used(scanned, used, expected)

    def released(self) -> PublicCatalog:
        """What may be shown; afterwards ``changed`` and ``snapshot`` know of it too."""
        self._release = release(self.catalog, self._options.as_of, self._options.preview)
        found = snapshots.of_public(self._release.public, self.catalog, self.snapshot)
        self.changed |= snapshots.changed(snapshots.side(self._old, False), found)
        self.snapshot |= found
        return self._release.public

    @property
    def held(self) -> Mapping[str, str]:
        return self._release.held

    @property
    def secrets(self) -> tuple[str, ...]:
        return self._release.secrets

    def base(self, inputs: Inputs) -> Base:
        public, catalog = self._release.public, self.catalog
        places: defaultdict[str, list[tuple[str, str, Any]]] = defaultdict(list)
        for id, each in catalog.entries.items():
            if each.path != catalog.site_path:
                places[each.path].append((each.kind.name, id, each.entry))
        same = (id for id, each in public.entries.items() if each is catalog.entries[id])
        return Base(
            inputs.content, {each.path: each for each in self.loaded.sources}, catalog.site_path,
            self.loaded.problems, {path: tuple(rows) for path, rows in places.items()},
            ShelfSide(catalog.site, dict(catalog.heads), frozenset(catalog.back)),
            ShelfSide(public.site, dict(public.heads), frozenset(public.back)),
            frozenset(same), public.as_of, dict(public.counts), dict(public.withheld),
            dict(public.kept_back), dict(public.previewed), public.silent, dict(self.held),
            self.secrets, self._said_too(public),
        )  # fmt: skip

    def _said_too(self, public: PublicCatalog) -> tuple[str, ...]:
        """Texts that were kept back but stand in public elsewhere."""
        found = hidden_texts(self.catalog, public.entries)
        return tuple(each for each in found if each not in frozenset(self.secrets))

    def values(self) -> ShelfValues:
        """Records and mentions that are not on the shelf as they are now."""
        fresh = {key for key, mark in self.snapshot.items() if self._old.get(key) != mark}
        sides: tuple[tuple[str, str, Records], ...] = (
            (FULL, snapshots.FULL, self.catalog), (SHOWN, "", self._release.public),
        )  # fmt: skip
        for side, prefix, records in sides:
            for id, each in records.entries.items():
                whole = side == SHOWN and each is self.catalog.entries[id]
                moved = self._moved(id) if side == FULL else f"record/{id}" in fresh
                if moved and not whole:
                    links = records.links[id]
                    yield f"{side}/{id}", pack_record(each, links, snapshots.frozen(each.record))
            for id, found in records.back.items():
                if f"{prefix}back/{id}" in fresh:
                    yield f"{side}-back/{id}", pack_back(found)

    def _moved(self, id: str) -> bool:
        """Whether a record is not as it was, or stands in another file."""
        key = f"{snapshots.FULL}record/{id}"
        return self._old.get(key) != self.snapshot[key]


class PatchedContent:
    """Content of which a few files have changed since the last build."""

    way = "patched"

    def __init__(self, patch: Patch, base: Base) -> None:
        self._patch, self._base = patch, base
        self.catalog: Catalog = patch.catalog
        self.reshaped = patch.reshaped
        self.snapshot, self.changed = patch.snapshot, patch.changed
        self.locate = Places(patch.sources.values()).locate
        self.loaded = LoadedContent(tuple(patch.sources.values()), patch.catalog, base.problems)
        self.held, self.secrets = base.held, base.secrets

    def note_used(self, inputs: Inputs) -> None:
        """Nothing to tell: a file that has changed meanwhile is not patched."""

    def released(self) -> PublicCatalog:
        return self._patch.public

    def base(self, inputs: Inputs) -> Base:
        return patching.kept(self._base, self._patch, inputs.content)

    def values(self) -> ShelfValues:
        patch = self._patch
        for id, each in patch.full.entries.items():
            frozen = snapshots.frozen(each.record)
            yield f"{FULL}/{id}", pack_record(each, patch.full.links[id], frozen)
        for side, fresh in ((FULL, patch.full), (SHOWN, patch.shown)):
            yield from (
                (f"{side}-back/{id}", pack_back(found)) for id, found in fresh.back.items() if found
            )


Content = WholeContent | PatchedContent


def gone(before: Snapshot, now: Snapshot) -> Iterator[str]:
    """The names of what is on the shelf of records and mentions that are not there any more."""
    for key in before.keys() - now.keys():
        side = FULL if key.startswith(snapshots.FULL) else SHOWN
        space, _, id = key.removeprefix(snapshots.FULL).partition("/")
        if space == "record":
            yield f"{side}/{id}"
        elif space == "back":
            yield f"{side}-back/{id}"
