"""Content that is read, stored as a build stores it, and patched, without a site."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shaiquan.build.build_content import (
    BuildContent,
    PatchedContent,
    ReadContent,
    list_removed_values,
)
from shaiquan.build.catalog_store import CatalogStore, StoredContent
from shaiquan.build.inputs import Inputs
from shaiquan.build.options import Options
from shaiquan.build.patching import CatalogPatch, patch_catalogs
from shaiquan.build.snapshots import Snapshot
from shaiquan.content.catalog import Records
from shaiquan.content.loading import LoadedContent, load_content
from shaiquan.kinds.registry import KIND
from shaiquan.problems import as_text
from tests.warm.state import DAY


@dataclass
class ContentFolder:
    """A content folder and what is stored of it, in memory."""

    folder: Path
    as_of: datetime.date = DAY
    stored: dict[str, bytes] = field(default_factory=dict, repr=False)
    snapshot: Snapshot = field(default_factory=dict, repr=False)

    def edit(self, inside: str, old: str, new: str) -> None:
        """Replace a text in a file, everywhere."""
        path = self.folder / inside
        text = path.read_text("utf-8")
        assert old in text, f"{inside} does not say {old}"
        path.write_text(text.replace(old, new), "utf-8")

    def write(self, inside: str, text: str) -> None:
        path = self.folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    @property
    def options(self) -> Options:
        nowhere = self.folder.parent / "nowhere"
        return Options(self.folder, nowhere, nowhere, nowhere, self.as_of)

    def inputs(self) -> Inputs:
        return Inputs(self.options, b"tool")

    def read(self, loaded: LoadedContent | None = None) -> ReadContent:
        """The content read whole, compared with what is stored, and released."""
        loaded = loaded or load_content(self.folder)
        assert loaded.sound, "\n".join(map(as_text, loaded.problems))
        content = ReadContent(loaded, self.snapshot, self.options)
        content.release()
        return content

    def find_patch(self) -> CatalogPatch | None:
        """What is stored, with the changes on the disk; None where all must be read."""
        scanned = self.inputs().content
        return patch_catalogs(self.folder, scanned, self.open_store(), self.snapshot)

    def patch(self) -> PatchedContent | None:
        found = self.find_patch()
        return PatchedContent(found, self.read_base()) if found else None

    def store(self, content: BuildContent) -> None:
        """Store content as a build does."""
        for name in list_removed_values(self.snapshot, content.snapshot):
            self.stored.pop(name, None)
        self.stored.update(content.list_new_values())
        self.stored["base"] = content.make_stored_content(self.inputs()).pack()
        self.snapshot = dict(content.snapshot)

    def read_and_store(self) -> ContentFolder:
        """Store the content as it is now; the folder itself, to go on."""
        self.store(self.read())
        return self

    def read_base(self) -> StoredContent:
        return StoredContent.unpack(self.stored["base"])

    def open_store(self) -> CatalogStore:
        return CatalogStore(self.read_base(), self.stored.get)


def list_differences(patched: PatchedContent, read: ReadContent, inputs: Inputs) -> list[str]:
    """What of patched content is not as in content that was read whole, in words."""
    pairs = patched.snapshot.items() ^ read.snapshot.items()
    differences = [f"snapshot {key}" for key, _ in sorted(pairs)]
    differences += [f"changed {key}" for key in sorted(patched.changed ^ read.changed)]
    public, expected = patched.release(), read._release.public
    sides: tuple[tuple[str, Records, Records], ...] = (
        ("full", patched.catalog, read.catalog),
        ("public", public, expected),
    )
    for side, one, other in sides:
        differences += [f"{side} {found}" for found in _compare_records(one, other)]
    for name in (
        "counts",
        "withheld",
        "unreleased_counts",
        "previewed",
        "unreleased_marks",
        "as_of",
        "site",
    ):
        if getattr(public, name) != getattr(expected, name):
            differences.append(f"public {name}")
    base, expected_base = patched.make_stored_content(inputs), read.make_stored_content(inputs)
    return differences + [
        f"base {name}"
        for name in StoredContent.__slots__
        if getattr(base, name) != getattr(expected_base, name)
    ]


def _compare_records(one: Records, other: Records) -> list[str]:
    differences = [] if list(one.heads) == list(other.heads) else ["order of the heads"]
    differences += [f"ids {kind}" for kind in KIND if one.ids_of(kind) != other.ids_of(kind)]
    tables: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        ("entry", one.entries, other.entries),
        ("mentions", one.mentions, other.mentions),
        ("head", one.heads, other.heads),
    )
    for name, mine, theirs in tables:
        differences += [f"{name} {id}" for id in other.entries if mine[id] != theirs[id]]
    ids = one.mentions_of.keys() | other.mentions_of.keys()
    return differences + [
        f"back {id}"
        for id in sorted(ids)
        if one.mentions_of.get(id, ()) != other.mentions_of.get(id, ())
    ]
