"""What is published: a site whose files are exactly those that its manifest lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from shaiquan.files.faults import explain_fault


@dataclass(frozen=True)
class ReleaseFile:
    """A file of a release; ``digest`` is its SHA-256 in hexadecimal, ``size`` in bytes."""

    digest: str
    size: int


@dataclass(frozen=True)
class Release:
    """A verified site: its folder, and its files by their paths from there (with ``/``).

    The manifest itself is among the files. ``digest`` is the SHA-256 of the manifest, by which
    two releases are told apart.
    """

    folder: Path
    files: Mapping[str, ReleaseFile]
    digest: str

    @property
    def id(self) -> str:
        """What people call the release by."""
        return self.digest[:8]


@dataclass(frozen=True)
class Changes:
    """What sending a release does to a target, as sorted paths; what stays is only counted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0

    @property
    def sent(self) -> frozenset[str]:
        """The files that are sent."""
        return frozenset((*self.added, *self.changed))

    @property
    def is_empty(self) -> bool:
        return not (self.sent or self.removed)


class PublishFault(Exception):
    """Why a release did not go, with the mend, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def explain_os_error(fault: OSError) -> PublishFault:
    """What failed on a disk, and where."""
    path = fault.filename2 or fault.filename  # the second is where a copy was to go
    why, where = explain_fault(fault), f"“{path}”" if path else ""
    return PublishFault(f"无法读写{where}：{why}", f"cannot read or write {where}: {why.en}")


#: called with how many files were sent, and how many there are to send
Sent = Callable[[int, int], None]


class SentCounter:
    """Counts the files that are sent, one by one, and tells how many there are by now."""

    def __init__(self, total: int, tell: Sent) -> None:
        self._done, self._total, self._tell = 0, total, tell

    def add(self) -> None:
        self._done += 1
        self._tell(self._done, self._total)


class Target(Protocol):
    """A place to which releases go. Both methods raise PublishFault."""

    def compare(self, release: Release) -> Changes:
        """What would change there; nothing is written."""
        ...

    def send(self, release: Release, changes: Changes, tell: Sent) -> None:
        """Bring the target to the release: what is new first, what is gone last."""
        ...
