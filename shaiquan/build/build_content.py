"""The content of a build: its catalogs, and what has changed in them since the last build."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from shaiquan.build.engine import Engine
from shaiquan.build.inputs import Inputs
from shaiquan.build.options import Options
from shaiquan.build.snapshots import (
    RELEASED_PREFIX,
    Snapshot,
    find_changed_keys,
    select_catalog,
    snapshot_full,
    snapshot_public,
)
from shaiquan.content.loading import LoadedContent
from shaiquan.content.sources import is_litter
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.disclosure.word_forms import WithheldText
from shaiquan.files.scanning import is_file
from shaiquan.model.files import FILES_FOLDER


class BuildContent:
    """Content that is ``loaded`` and sound; ``before`` is the snapshot of the last build.

    ``changed`` and ``snapshot`` include the public catalog after :meth:`release`.
    """

    def __init__(self, loaded: LoadedContent, before: Snapshot, options: Options) -> None:
        assert loaded.catalog is not None
        self.loaded, self.catalog, self._options = loaded, loaded.catalog, options
        self._before = before
        self.places = loaded.places
        files = {source.path: source.digest for source in loaded.sources}
        self.snapshot = snapshot_full(self.catalog, files)
        self.changed = find_changed_keys(select_catalog(before, full=True), self.snapshot)

    def note_used(self, inputs: Inputs) -> None:
        """Tell the inputs which files were really read, or reported without being read."""
        root = f"{self._options.content.as_posix()}/"
        reported = (p.path for p in self.loaded.problems if p.path.startswith(root))
        used = {path.removeprefix(root): b"" for path in reported}
        for source in self.loaded.sources:
            used[source.path.removeprefix(root)] = bytes.fromhex(source.digest)
        for path, file in self.catalog.files.items():
            used[f"{FILES_FOLDER}/{path}"] = bytes.fromhex(file.digest)
        scanned = inputs.content
        expected = [
            path for path, digest in scanned.items() if is_file(digest) and not is_litter(path)
        ]
        inputs.note_used(scanned, used, expected)

    def note_lost_places(self, inputs: Inputs, engine: Engine) -> None:
        """See that no problem without its place, in a file saved meanwhile, is remembered."""
        lost = self.places.lost
        if lost:
            inputs.look_again()
            engine.forget_actions(
                name
                for name, action in engine.actions.items()
                if any(problem.path in lost for problem in action.problems)
            )

    def release(self) -> tuple[PublicCatalog, PublicCatalog]:
        """What may be shown, and what is released: the same, unless a preview shows drafts."""
        self._release = release(self.catalog, self._options.as_of, self._options.preview)
        public = released = self._release.public
        snapshot = snapshot_public(public, "", self.catalog, self.snapshot)
        if public.previewed:
            released = release(self.catalog, self._options.as_of).public
            snapshot |= snapshot_public(released, RELEASED_PREFIX, self.catalog, self.snapshot)
        self.changed |= find_changed_keys(select_catalog(self._before, full=False), snapshot)
        self.snapshot |= snapshot
        return public, released

    @property
    def unreleased(self) -> Mapping[str, str]:
        """Id -> why a record is not shown."""
        return self._release.unreleased

    @functools.cached_property
    def hidden(self) -> frozenset[str]:
        """Each record that is withdrawn or not shown, and each withheld field."""
        public = self._release.public
        fields = (f"{id} {path}" for id, paths in public.withheld.items() for path in paths)
        withdrawn = (id for id, entry in public.entries.items() if not entry.record.in_use)
        return frozenset((*self.unreleased, *withdrawn, *fields))

    @property
    def withheld_texts(self) -> tuple[WithheldText, ...]:
        return self._release.withheld_texts
