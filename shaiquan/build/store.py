"""What is stored between builds: one SQLite file for each site in ``.cache/`` (edge: files).

Safe to delete at any time. A build writes it in one transaction after its site is in place, so
a kill leaves the old values or the new ones; what does not fit the site is found by digests and
made anew. Each value has its own digest: a damaged file is reported and deleted.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from shaiquan.files.scanning import digest

#: the format of the file, by which we recognize our own
_FORMAT = 1
#: stores that are kept, of sites and previews; the one unused for longest goes first
MOST = 6


class Damaged(Exception):
    """The file is not a store of ours, or not as it was written."""


class Store:
    """Named values of one site. Use as a context; no other build has it open meanwhile."""

    def __init__(self, folder: Path, slot: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"build-{slot}.sqlite"
        self._lock = FileLock(folder / f"build-{slot}.lock")
        self._database: sqlite3.Connection | None = None
        self._process = os.getpid()

    def __enter__(self) -> Store:
        self._lock.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None
            with contextlib.suppress(OSError):
                os.utime(self.path)  # when it was last used
        self._lock.release()

    def get(self, name: str) -> bytes | None:
        """A value; None where there is none. Raises Damaged."""
        if self._database is None and not self.path.exists():
            return None
        with _report_damage():
            rows = self._open().execute("SELECT mark, value FROM kept WHERE name=?", (name,))
            row = rows.fetchone()
        return None if row is None else _check_value(name, *row)

    def save(self, values: Iterable[tuple[str, bytes]], removed: Iterable[str] = ()) -> None:
        """Store values beside those that are there, delete ``removed``: all or nothing."""
        rows = ((name, digest(name.encode(), value), value) for name, value in values)
        with _report_damage(), self._open() as database:
            database.execute("BEGIN IMMEDIATE")
            database.executemany("DELETE FROM kept WHERE name=?", ((name,) for name in removed))
            database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def drop(self) -> None:
        """Delete the file, whatever is in it."""
        if self._database is not None:
            self._database.close()
            self._database = None
        _delete(self.path)

    def _open(self) -> sqlite3.Connection:
        if self._database is None or self._process != os.getpid():  # processes may share none
            self._process = os.getpid()
            if not self.path.exists():
                _make_room(self.path.parent)
            database = sqlite3.connect(self.path, isolation_level=None)
            self._database = database
            # a power cut must not leave values of two builds, each sound by itself
            database.execute("PRAGMA synchronous=NORMAL")
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version != _FORMAT:
                if database.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
                    raise Damaged(self.path.name)
                database.execute(f"PRAGMA user_version={_FORMAT}")
            database.execute(
                "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, mark BLOB, value BLOB)"
            )
        return self._database


def _check_value(name: str, stored_digest: bytes, value: bytes) -> bytes:
    if not isinstance(value, bytes) or digest(name.encode(), value) != stored_digest:
        raise Damaged(name)
    return value


@contextlib.contextmanager
def _report_damage() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as fault:
        raise Damaged(str(fault)) from fault


def _make_room(folder: Path) -> None:
    """Make room for one more store: delete those unused for longest, but none that is open."""
    stores = sorted(folder.glob("build-*.sqlite"), key=lambda path: path.stat().st_mtime)
    for path in stores[: max(0, len(stores) + 1 - MOST)]:
        lock = FileLock(path.with_suffix(".lock"))
        with contextlib.suppress(Timeout), lock.acquire(timeout=0):
            _delete(path)


def _delete(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
