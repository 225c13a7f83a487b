"""The small site as it was on several days, and what its history tells."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shaiquan.content.loading import load_content
from shaiquan.disclosure.leaks import LeakSearch
from shaiquan.disclosure.release import release
from shaiquan.history.record_changes import HistoryBasis, RecordChange, find_changes
from shaiquan.history.record_steps import RecordStep, StepReader
from shaiquan.versions.interface import FileChange, Version

SMALL = Path(__file__).parent.parent / "sites" / "small"
TODAY = datetime.date(2026, 12, 1)
#: before everything that a story tells, after the review of the small site
SINCE = datetime.date(2026, 2, 1)


@dataclass
class Story:
    """Versions of the small site, kept in memory: a source of versions."""

    files: dict[str, str] = field(default_factory=dict)
    versions: list[Version] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @classmethod
    def begin(cls, changes: Mapping[str, str | None] | None = None) -> Story:
        """The small site, with other files, on 10 January."""
        story = cls()
        whole = {path.relative_to(SMALL).as_posix(): path for path in SMALL.rglob("*.*")}
        story.keep("2026-01-10", {name: path.read_text("utf-8") for name, path in whole.items()})
        if changes:
            story.keep("2026-01-11", changes)
        return story

    def keep(self, day: str, changes: Mapping[str, str | None]) -> Story:
        """Another version, of nine in the morning."""
        found = []
        for inside, text in changes.items():
            before, after = self.files.get(inside), text
            found.append(FileChange(inside, self._name(before), self._name(after)))
            if text is None:
                del self.files[inside]
            else:
                self.files[inside] = text
        at = datetime.datetime.fromisoformat(f"{day}T09:00:00+08:00")
        number = str(len(self.versions))
        self.versions.append(Version(number, at, "某人", "改", tuple(found)))
        return self

    def edit(self, day: str, inside: str, old: str, new: str) -> Story:
        """Another version, in which a file has other words."""
        assert old in self.files[inside], old
        return self.keep(day, {inside: self.files[inside].replace(old, new)})

    def _name(self, text: str | None) -> str:
        if text is None:
            return ""
        name = hashlib.sha256(text.encode()).hexdigest()
        self.texts[name] = text.encode()
        return name

    def find_newest(self) -> str:
        return str(len(self.versions))

    def list_versions(self) -> tuple[Version, ...]:
        return tuple(self.versions)

    def read_bytes(self, names: Iterable[str]) -> Mapping[str, bytes]:
        self.asked += names
        return {name: self.texts[name] for name in self.asked if name in self.texts}

    def list_steps(self) -> tuple[RecordStep, ...]:
        return tuple(StepReader(self).list_steps(b"tool"))

    def tell(self, folder: Path, since: datetime.date = SINCE) -> list[RecordChange]:
        """The changes, the newest first; the last version is written to ``folder``."""
        for inside, text in self.files.items():
            path = folder / inside
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        catalog = load_content(folder, as_of=TODAY).catalog
        assert catalog
        released = release(catalog, TODAY)
        withheld = LeakSearch(released.withheld_texts)
        basis = HistoryBasis(released.public, withheld, since)
        return list(find_changes(self.list_steps(), basis))


def say(changes: Iterable[RecordChange]) -> list[str]:
    """A line for each change: day, id, what happened, and in which words."""
    lines = []
    for change in changes:
        words = [f"{label}：{'；'.join(said) or '——'}" for label, said in change.fields]
        lines.append(" ".join((change.day[5:], change.id, change.type.value, *words)))
    return lines
