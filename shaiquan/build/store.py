"""What is stored between builds: one SQLite file for each site in ``.cache/`` (edge: files).

Safe to delete at any time. What belongs together is written in one transaction, so a kill leaves
the old values or the new ones; what does not fit the site is found by digests and made anew. Each
value is signed with the user's key: what is damaged, or was made by somebody else, is deleted
unread.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from shaiquan.files.user_key import is_signed, sign

#: the format of the file, by which we recognize our own
_FORMAT = 2
_TABLE = "CREATE TABLE kept (name TEXT PRIMARY KEY, signature BLOB, value BLOB)"
_JOURNALS = ("-journal", "-wal", "-shm")
#: stores that are kept, of sites and previews; the one unused for longest goes first
MOST = 6


class Damaged(Exception):
    """The file is not a store of ours, or not as this user wrote it."""


def is_stored(folder: Path, slot: str) -> bool:
    """Whether there is a store of a site."""
    return _path_in(folder, slot).is_file()


def _path_in(folder: Path, slot: str) -> Path:
    return folder / f"build-{slot}.sqlite"


class Store:
    """Named values of one site, signed with ``key``. Use as a context; no other build has it open
    meanwhile."""

    def __init__(self, folder: Path, slot: str, key: bytes, reads_only: bool = False) -> None:
        self._key, self._reads_only = key, reads_only
        self.path = _path_in(folder, slot)
        self._lock = FileLock(folder / f"build-{slot}.lock")
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> Store:
        if not self._reads_only:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None
            if not self._reads_only:
                with contextlib.suppress(OSError):
                    os.utime(self.path)  # when it was last used
        if not self._reads_only:
            self._lock.release()

    def get(self, name: str) -> bytes | None:
        """A value; None where there is none. Raises Damaged."""
        if self._database is None and not _is_anything_there(self.path):
            return None
        with _report_damage():
            rows = self._open().execute("SELECT signature, value FROM kept WHERE name=?", (name,))
            row = rows.fetchone()
        return None if row is None else self._check_value(name, *row)

    def _check_value(self, name: str, signature: bytes, value: bytes) -> bytes:
        are_bytes = isinstance(signature, bytes) and isinstance(value, bytes)
        if not (are_bytes and is_signed(self._key, name, value, signature)):
            raise Damaged(name)
        return value

    def list_names(self, prefix: str) -> list[str]:
        """The names of values that begin with a text. Raises Damaged."""
        if self._database is None and not self.path.exists():
            return []
        with _report_damage():
            rows = self._open().execute("SELECT name FROM kept").fetchall()
        if not all(isinstance(name, str) for (name,) in rows):
            raise Damaged(self.path.name)
        return [name for (name,) in rows if name.startswith(prefix)]

    def save(self, values: Iterable[tuple[str, bytes]], removed: Iterable[str] = ()) -> None:
        """Store values beside those that are there, delete ``removed``: all or nothing."""
        rows = ((name, sign(self._key, name, value), value) for name, value in values)
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
        if self._database is None:
            _require_no_journal(self.path)
            if not self.path.exists():
                _make_room(self.path.parent)
            # read only: nothing is written, not even by the side; what a build changes meanwhile
            # is not as it was signed
            how = "?mode=ro&immutable=1" if self._reads_only else ""
            address = f"{self.path.absolute().as_uri()}{how}"
            database = sqlite3.connect(address, isolation_level=None, uri=True)
            self._database = database
            # a power cut must not leave values of two builds, each sound by itself
            database.execute("PRAGMA synchronous=NORMAL")
            # what was taken out of the content must not lie in the file any longer; not every
            # SQLite overwrites what it deletes
            database.execute("PRAGMA secure_delete=ON")
            # a file from elsewhere may be anything, such as a view that never ends
            tables = database.execute("SELECT sql FROM sqlite_master WHERE sql NOTNULL").fetchall()
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if not tables and version == 0 and not self._reads_only:
                database.execute(_TABLE)
                database.execute(f"PRAGMA user_version={_FORMAT}")
            elif tables != [(_TABLE,)] or version != _FORMAT:
                raise Damaged(self.path.name)
        return self._database


@contextlib.contextmanager
def _report_damage() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as fault:
        raise Damaged(str(fault)) from fault


def _make_room(folder: Path) -> None:
    """Make room for one more store: delete those unused for longest, but none that is open."""
    stores = sorted(folder.glob("build-*.sqlite"), key=lambda path: path.lstat().st_mtime)
    for path in stores[: max(0, len(stores) + 1 - MOST)]:
        lock = FileLock(path.with_suffix(".lock"))
        with contextlib.suppress(Timeout), lock.acquire(timeout=0):
            _delete(path)


def _is_anything_there(path: Path) -> bool:
    return any(os.path.lexists(f"{path}{suffix}") for suffix in ("", *_JOURNALS))


def _require_no_journal(path: Path) -> None:
    """Raises Damaged where a journal lies beside the file: left by a kill, or from elsewhere.

    SQLite would follow it before any signature is looked at, and may delete files that it names.
    """
    if path.is_symlink() or any(os.path.lexists(f"{path}{suffix}") for suffix in _JOURNALS):
        raise Damaged(path.name)


def _delete(path: Path) -> None:
    """Delete a store, whatever lies in its place."""
    for suffix in (*_JOURNALS, ""):
        found = path.with_name(path.name + suffix)
        if found.is_dir() and not found.is_symlink():
            shutil.rmtree(found, ignore_errors=True)
        else:
            found.unlink(missing_ok=True)
