"""Content that is read, kept on a shelf as a build keeps it, and patched, without a site."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shaiquan.build.content_state import Content, PatchedContent, WholeContent, gone
from shaiquan.build.options import Options
from shaiquan.build.patching import Patch, patched
from shaiquan.build.shelf import Base, Shelf
from shaiquan.build.snapshots import Snapshot
from shaiquan.build.unchanged import Inputs
from shaiquan.content.catalog import Records
from shaiquan.content.loading import LoadedContent, load_content
from shaiquan.kinds.registry import KIND
from shaiquan.problems import as_text
from tests.warm.state import DAY


@dataclass
class Keeper:
    """A content folder and what is remembered of it, in memory."""

    folder: Path
    as_of: datetime.date = DAY
    stored: dict[str, bytes] = field(default_factory=dict, repr=False)
    snapshot: Snapshot = field(default_factory=dict, repr=False)

    def edit(self, inside: str, old: str, new: str) -> None:
        """Another text in a file, everywhere."""
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
        options = self.options
        return Inputs(options.content, options.layouts, options.assets, b"tool", options.told())

    def whole(self, loaded: LoadedContent | None = None) -> WholeContent:
        """The content read whole, held against what is remembered, and released."""
        loaded = loaded or load_content(self.folder)
        assert loaded.sound, "\n".join(map(as_text, loaded.problems))
        whole = WholeContent(loaded, self.snapshot, self.options)
        whole.released()
        return whole

    def patch(self) -> Patch | None:
        """What is remembered, with what has changed on the disk worked in."""
        return patched(self.folder, self.inputs().content, self.shelf(), self.snapshot)

    def patched(self) -> PatchedContent | None:
        found = self.patch()
        return PatchedContent(found, self.base()) if found else None

    def keep(self, content: Content) -> None:
        """Remember content as the store does."""
        for name in gone(self.snapshot, content.snapshot):
            self.stored.pop(name, None)
        self.stored.update(content.values())
        self.stored["base"] = content.base(self.inputs()).packed()
        self.snapshot = dict(content.snapshot)

    def kept(self) -> Keeper:
        """The same, with the content as it is now remembered."""
        self.keep(self.whole())
        return self

    def base(self) -> Base:
        return Base.unpacked(self.stored["base"])

    def shelf(self) -> Shelf:
        return Shelf(self.base(), self.stored.get)


def differences(mine: PatchedContent, theirs: WholeContent, inputs: Inputs) -> list[str]:
    """What of a patch is not as in content that was read whole, in words."""
    told = [f"snapshot {key}" for key, _ in sorted(mine.snapshot.items() ^ theirs.snapshot.items())]
    told += [f"changed {key}" for key in sorted(mine.changed ^ theirs.changed)]
    sides: tuple[tuple[str, Records, Records], ...] = (
        ("full", mine.catalog, theirs.catalog),
        ("shown", mine.released(), theirs._release.public),
    )
    for side, one, other in sides:
        told += [f"{side} {each}" for each in _records(one, other)]
    public, usual = mine.released(), theirs._release.public
    for name in ("counts", "withheld", "kept_back", "previewed", "silent", "as_of", "site"):
        if getattr(public, name) != getattr(usual, name):
            told.append(f"public {name}")
    one_base, other_base = mine.base(inputs), theirs.base(inputs)
    return told + [
        f"base {name}"
        for name in Base.__slots__
        if getattr(one_base, name) != getattr(other_base, name)
    ]


def _records(one: Records, other: Records) -> list[str]:
    told = [] if list(one.heads) == list(other.heads) else ["order of the heads"]
    told += [f"ids {kind}" for kind in KIND if one.ids(kind) != other.ids(kind)]
    tables: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        ("entry", one.entries, other.entries), ("links", one.links, other.links),
        ("head", one.heads, other.heads),
    )  # fmt: skip
    for name, mine, theirs in tables:
        told += [f"{name} {id}" for id in other.entries if mine[id] != theirs[id]]
    ids = one.back.keys() | other.back.keys()
    return told + [
        f"back {id}" for id in sorted(ids) if one.back.get(id, ()) != other.back.get(id, ())
    ]
