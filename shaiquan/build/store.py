"""What is kept between builds: one SQLite file a site in ``.cache/`` (edge: files).

Safe to delete at any time. A build writes it in one transaction after its site is in place,
so a kill leaves the old memory or the new one; what does not fit the site is found out by
digests and made anew. Each value carries its own digest: a damaged file is told and dropped.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from shaiquan.files.scanning import digest

#: bytes at the start of the file, by which we know our own
_FORMAT = 1
#: sites (and previews) whose memory is kept; the one not used for longest goes first
MOST = 6


class Damaged(Exception):
    """The file is no store of ours, or not as it was written."""


class Store:
    """Named values of one site. Use as a context; nobody else has it open meanwhile."""

    def __init__(self, folder: Path, slot: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"build-{slot}.sqlite"
        self._lock = FileLock(folder / f"build-{slot}.lock")
        self._base: sqlite3.Connection | None = None
        self._process = os.getpid()

    def __enter__(self) -> Store:
        self._lock.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        if self._base is not None:
            self._base.close()
            self._base = None
            with contextlib.suppress(OSError):
                os.utime(self.path)  # when it was last used
        self._lock.release()

    def get(self, name: str) -> bytes | None:
        """A value; None where there is none. Raises Damaged."""
        if self._base is None and not self.path.exists():
            return None
        with _telling():
            row = self._open().execute("SELECT mark, value FROM kept WHERE name=?", (name,))
            found = row.fetchone()
        return None if found is None else _checked(name, *found)

    def save(self, values: Iterable[tuple[str, bytes]], gone: Iterable[str] = ()) -> None:
        """Keep values beside those that are kept, drop ``gone``: all or nothing."""
        rows = ((name, digest(name.encode(), each), each) for name, each in values)
        with _telling(), self._open() as base:
            base.execute("BEGIN IMMEDIATE")
            base.executemany("DELETE FROM kept WHERE name=?", ((name,) for name in gone))
            base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def drop(self) -> None:
        """Begin anew, whatever the file holds."""
        if self._base is not None:
            self._base.close()
            self._base = None
        _unlink(self.path)

    def _open(self) -> sqlite3.Connection:
        if self._base is None or self._process != os.getpid():  # none may be shared by processes
            self._process = os.getpid()
            if not self.path.exists():
                _bound(self.path.parent)
            base = sqlite3.connect(self.path, isolation_level=None)
            self._base = base
            # a power cut must not leave values of two builds, each sound by itself
            base.execute("PRAGMA synchronous=NORMAL")
            (version,) = base.execute("PRAGMA user_version").fetchone()
            if version != _FORMAT:
                if base.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
                    raise Damaged(self.path.name)
                base.execute(f"PRAGMA user_version={_FORMAT}")
            base.execute(
                "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, mark BLOB, value BLOB)"
            )
        return self._base


def _checked(name: str, mark: bytes, value: bytes) -> bytes:
    if not isinstance(value, bytes) or digest(name.encode(), value) != mark:
        raise Damaged(name)
    return value


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as fault:
        raise Damaged(str(fault)) from fault


def _bound(folder: Path) -> None:
    """Make room for one more: drop the stores that were not used for longest.

    A lock that is held protects its own.
    """
    found = sorted(folder.glob("build-*.sqlite"), key=lambda each: each.stat().st_mtime)
    for path in found[: max(0, len(found) + 1 - MOST)]:
        lock = FileLock(path.with_suffix(".lock"))
        with contextlib.suppress(Timeout), lock.acquire(timeout=0):
            _unlink(path)


def _unlink(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
