"""What a version of the content is, wherever versions are kept."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from shaiquan.problems import Bilingual


class VersionsFault(Exception):
    """Versions cannot be read; says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.why = Bilingual(zh, en)


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a version changed: its path below the content, and the names of its bytes
    before and after; empty where it was not there, or is not there any more."""

    inside: str
    before: str
    after: str


def list_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FileChange, ...]:
    """What changed between two states of the content: path -> name of its bytes, of each file."""
    return tuple(
        FileChange(inside, before.get(inside, ""), after.get(inside, ""))
        for inside in sorted({*before, *after})
        if before.get(inside, "") != after.get(inside, "")
    )


@dataclass(frozen=True, slots=True)
class Version:
    """The content as it was kept at a time, as what changed since the version before.

    id: what names it where it is kept. at: when, with its time zone. by: who kept it, which is
    never published. what: the words that were written with it. automatic: nobody gave it words of
    his own, so that it may go with time.
    """

    id: str
    at: datetime.datetime
    by: str
    what: str
    changes: tuple[FileChange, ...]
    automatic: bool = False


class VersionSource(Protocol):
    """Where versions are kept."""

    def find_newest(self) -> str:
        """The name of the state that is kept last, which another one changes. Raises
        VersionsFault."""
        ...

    def list_versions(self) -> tuple[Version, ...]:
        """All versions, the oldest first. Raises VersionsFault."""
        ...

    def read_bytes(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """The bytes of files by the names that versions give them; those that are lost are not
        there. Raises VersionsFault."""
        ...


def is_inside(path: str) -> bool:
    """Whether a path that was kept leads nowhere but below the content."""
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts and "\\" not in path
