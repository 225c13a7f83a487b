"""Versions of the content in a folder beside it, for offices without git (edge: files).

A version is a small file that says when, in which words, and which files changed; the bytes of
the files lie beside it by their digest, so that only what is new takes room. What is written comes
bytes first, the version last: a crash leaves the versions before it, whole.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from shaiquan.files.faults import explain_fault
from shaiquan.files.overwriting import overwrite_file
from shaiquan.files.regular import list_paths, read_regular
from shaiquan.versions.interface import (
    FileChange,
    Version,
    VersionsFault,
    is_inside,
    list_changes,
)
from shaiquan.versions.mending import mend_changes
from shaiquan.versions.thinning import thin_versions
from shaiquan.versions.writing_back import write_files

#: beside the content: one folder for each content folder there
_FOLDER = ".versions"
_FILES, _SEEN, _LOCK = "files", "seen.json", "lock"
#: a file may be written again within the same time, as a disk tells it (FAT: two seconds)
_SETTLED = 3_000_000_000
#: seconds to wait for another command that keeps a version
_PATIENCE = 20
#: not the copies that a synchronized disk makes: 000012 (冲突副本)
_NUMBER = re.compile("[0-9]{6}")
#: the words of a version that was made again
MENDED = "这一版损坏过，照前后各版补上"
#: path -> size and time of a file when it was last looked at, and the name of its bytes
_Seen = dict[str, tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class KeptVersions:
    """The versions of a content folder."""

    content: Path

    @property
    def folder(self) -> Path:
        """Where they are kept."""
        content = self.content.resolve()  # one place, by whatever way somebody comes to it
        return content.parent / _FOLDER / content.name

    # -- what is kept ---------------------------------------------------------------------------

    def find_newest(self) -> str:
        """See VersionSource."""
        return next(reversed(self._list_ids()), "")

    def list_versions(self) -> tuple[Version, ...]:
        """See VersionSource; those that are damaged are left out."""
        return tuple(filter(None, map(self._read_version, self._list_ids())))

    def list_damaged(self) -> tuple[str, ...]:
        """The numbers of the versions that cannot be made out; the next ``keep`` mends them."""
        return tuple(id for id in self._list_ids() if self._read_version(id) is None)

    def read_bytes(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """See VersionSource; bytes that are not as they were kept are lost."""
        found = {}
        for name in dict.fromkeys(names):
            with contextlib.suppress(OSError):
                data = read_regular(self._path_of(name))
                if _name_bytes(data) == name:
                    found[name] = data
        return found

    def list_files(self, until: str = "") -> dict[str, str]:
        """Path -> name of its bytes, of each file in a version; of the newest unless one is
        given."""
        versions = self.list_versions()
        return _list_files(version for version in versions if not until or version.id <= until)

    def _list_ids(self) -> list[str]:
        """The numbers of the versions, in order."""
        if not self.folder.is_dir():
            return []
        stems = (path.stem for path in self.folder.glob("*.json"))
        return sorted(stem for stem in stems if _NUMBER.fullmatch(stem))

    def _read_version(self, id: str) -> Version | None:
        """A version; None where its file is damaged. Raises VersionsFault where the disk fails."""
        path = self.folder / f"{id}.json"
        try:
            said = json.loads(read_regular(path))
            changes = tuple(FileChange(*map(str, change)) for change in said["changes"])
            if not all(is_inside(change.inside) for change in changes):
                return None
            at, what = datetime.datetime.fromisoformat(said["at"]), str(said["what"])
            return Version(id, at.astimezone(), "", what, changes, bool(said.get("automatic")))
        except OSError as fault:
            why = explain_fault(fault)
            zh, en = f"{path} 读不出来：{why}", f"{path} cannot be read: {why.en}"
            raise VersionsFault(zh, en) from fault
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    # -- keeping --------------------------------------------------------------------------------

    def keep(self, what: str, named: bool = False, by_month: bool = True) -> Version | None:
        """Keep the content as it is now; None where nothing changed since the newest version.

        ``named``: somebody gave it these words himself, so it remains. Others go with time
        (``thinning.py``; ``by_month`` see there). A damaged version is mended first. A folder that
        is gone is one without files, where something was kept. Raises OSError and VersionsFault.
        """
        if not self.content.is_dir() and not self._list_ids():
            return None
        with self.locked():
            now = self._look()
            self._mend(now)
            changes = list_changes(self.list_files(), now)
            if not changes:
                return None
            version = self._add(what, changes, named)
            self._thin(by_month)
            return version

    def begin(self, what: str) -> None:
        """Keep a first version without files, unless there is one: so that what a command wrote
        into a folder that was empty can be undone. Raises OSError and VersionsFault."""
        with self.locked():
            if not self._list_ids():
                self._add(what, (), named=False)

    def _add(self, what: str, changes: tuple[FileChange, ...], named: bool) -> Version:
        id = f"{int(self.find_newest() or 0) + 1:06}"
        at = datetime.datetime.now().astimezone()
        version = Version(id, at, "", what, changes, automatic=not named)
        self._write_version(version)
        return version

    def _write_version(self, version: Version) -> None:
        self._write(f"{version.id}.json", _pack_version(version))

    def _mend(self, now: Mapping[str, str]) -> None:
        """Make damaged versions again; what is damaged stays beside them, for who can read it."""
        for id in self.list_damaged():
            versions = self.list_versions()
            before = [version for version in versions if version.id < id]
            later = versions[len(before) :]
            path = self.folder / f"{id}.json"
            day = datetime.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            days = (*(v.at for v in before[-1:]), day, *(v.at for v in later[:1]))
            at = max(min(day, days[-1]), days[0])
            self._write(f"{id}.damaged", read_regular(path))
            changes = mend_changes(_list_files(before), later, now)
            self._write_version(Version(id, at, "", MENDED, changes))

    def _thin(self, by_month: bool) -> None:
        """Let versions go that nobody needs; first what remains is written, so that a crash leaves
        more than is needed, never less."""
        versions = self.list_versions()
        remaining = thin_versions(versions, datetime.datetime.now().astimezone(), by_month)
        if remaining == versions:
            return
        for version in {*remaining} - {*versions}:
            self._write_version(version)
        for id in {version.id for version in versions} - {version.id for version in remaining}:
            (self.folder / f"{id}.json").unlink()
        changes = [change for version in remaining for change in version.changes]
        needed = {name for change in changes for name in (change.before, change.after)}
        for path in (self.folder / _FILES).glob("*/*"):
            if path.name not in needed:
                path.unlink()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Let no other command keep or put back anything meanwhile. Raises VersionsFault."""
        self.folder.mkdir(parents=True, exist_ok=True)
        ignored = self.folder.parent / ".gitignore"
        if not ignored.exists():  # what was deleted must not get into git by `git add .`
            overwrite_file(ignored, b"*\n")
        try:
            # one for the whole process: who has it may take it again
            with FileLock(self.folder / _LOCK, is_singleton=True).acquire(timeout=_PATIENCE):
                yield
        except Timeout:
            zh = "另一个命令正在保存，等它做完再试"
            raise VersionsFault(zh, "another command is keeping a version: try later") from None

    def _look(self) -> dict[str, str]:
        """Path -> name of its bytes, of each file as it is now; new bytes are written."""
        seen, now, settled = self._read_seen(), _Seen(), time.time_ns() - _SETTLED
        for found in list_paths(self.content) if self.content.is_dir() else ():
            is_folder = not found.inside or found.inside.endswith("/")
            if is_folder and found.fault:  # else all that is in it would be deleted
                raise OSError(int(found.fault), "", str(self.content / found.inside))
            if is_folder or found.fault:
                continue
            status = (self.content / found.inside).stat()
            stamp = (status.st_size, status.st_mtime_ns)
            known = seen.get(found.inside)
            same = known is not None and known[:2] == stamp and self._path_of(known[2]).exists()
            name = known[2] if known and same else self._keep_bytes(found.inside)
            now[found.inside] = (*stamp, name)
        sure = {inside: stamped for inside, stamped in now.items() if stamped[1] < settled}
        if sure != seen:
            self._write(_SEEN, _pack(sure))
        return {inside: name for inside, (_, _, name) in now.items()}

    def _keep_bytes(self, inside: str) -> str:
        data = read_regular(self.content / inside)
        name = _name_bytes(data)
        if not self._path_of(name).exists():
            self._path_of(name).parent.mkdir(parents=True, exist_ok=True)
            overwrite_file(self._path_of(name), data)
        return name

    def _read_seen(self) -> _Seen:
        """What was looked at last: a hint, which may be lost or wrong without harm."""
        with contextlib.suppress(OSError, ValueError, TypeError):
            said: dict[str, Any] = json.loads(read_regular(self.folder / _SEEN))
            return {inside: (int(a), int(b), str(c)) for inside, (a, b, c) in said.items()}
        return {}

    def _path_of(self, name: str) -> Path:
        return self.folder / _FILES / name[:2] / name

    def _write(self, name: str, data: bytes) -> None:
        overwrite_file(self.folder / name, data)

    # -- bringing back --------------------------------------------------------------------------

    def put_back(self, files: Mapping[str, str]) -> None:
        """Give files the bytes of these names; one without a name is deleted. All, or none.

        Raises OSError, and VersionsFault where bytes are lost, or a link leads elsewhere.
        """
        with self.locked():
            kept = self.read_bytes(filter(None, files.values()))
            if lost := [inside for inside, name in files.items() if name and name not in kept]:
                zh = f"找不回来（存的文件丢了或者损坏）：{'、'.join(lost)}；别的可以一个一个恢复"
                raise VersionsFault(zh, f"what was kept of these is lost: {', '.join(lost)}")
            write_files(self.content, {inside: kept.get(name) for inside, name in files.items()})


def _list_files(versions: Iterable[Version]) -> dict[str, str]:
    """Path -> name of its bytes, of each file after these versions."""
    changes = (change for version in versions for change in version.changes)
    files = {change.inside: change.after for change in changes}
    return {inside: name for inside, name in files.items() if name}


def _name_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _pack_version(version: Version) -> bytes:
    changes = [[c.inside, c.before, c.after] for c in version.changes]
    said = {"at": version.at.isoformat(), "what": version.what, "changes": changes}
    return _pack(said | ({"automatic": True} if version.automatic else {}))


def _pack(said: object) -> bytes:
    """As JSON; the name of a file may be no UTF-8."""
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
