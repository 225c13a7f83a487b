"""Versions of the content in a folder beside it, for offices without git (edge: files).

A version is a small file that says when, in which words, and which files changed; the bytes of
the files lie beside it by their digest, so that only what is new takes room. What is written comes
bytes first, the version last: a crash leaves the versions before it, whole.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import itertools
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from shaiquan.files.overwriting import overwrite_file
from shaiquan.files.regular import list_paths, read_regular
from shaiquan.versions.interface import FileChange, Version, VersionsFault, is_inside

#: beside the content: one folder for each content folder there
_FOLDER = ".versions"
_FILES, _SEEN, _LOCK = "files", "seen.json", "lock"
#: a file may be written again within the same time, as a disk tells it (FAT: two seconds)
_SETTLED = 3_000_000_000
#: seconds to wait for another command that keeps a version
_PATIENCE = 20
#: not the copies that a synchronized disk makes: 000012 (冲突副本)
_NUMBER = re.compile("[0-9]{6}")
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
        """See VersionSource."""
        return tuple(self._read_version(id) for id in self._list_ids())

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
        files: dict[str, str] = {}
        for id in self._list_ids():
            for change in self._read_version(id).changes:
                files[change.inside] = change.after
            if id == until:
                break
        return {inside: name for inside, name in files.items() if name}

    def _list_ids(self) -> list[str]:
        """The numbers of the versions, in order."""
        if not self.folder.is_dir():
            return []
        stems = (path.stem for path in self.folder.glob("*.json"))
        return sorted(stem for stem in stems if _NUMBER.fullmatch(stem))

    def _read_version(self, id: str) -> Version:
        path = self.folder / f"{id}.json"
        try:
            said = json.loads(read_regular(path))
            changes = tuple(FileChange(*map(str, change)) for change in said["changes"])
            if not all(is_inside(change.inside) for change in changes):
                raise ValueError(path.name)
            at = datetime.datetime.fromisoformat(said["at"])
            return Version(id, at, "", str(said["what"]), changes)
        except (OSError, ValueError, KeyError, TypeError) as fault:
            zh = f"以前的版本 {id} 已经损坏（{path}）；把文件夹“{self.folder}”改名，就从头存起"
            en = f"the version {id} is damaged ({path}): rename {self.folder} to begin anew"
            raise VersionsFault(zh, en) from fault

    # -- keeping --------------------------------------------------------------------------------

    def keep(self, what: str) -> Version | None:
        """Keep the content as it is now; None where nothing changed since the newest version.

        A folder that is gone is one without files, where something was kept. Raises OSError and
        VersionsFault.
        """
        if not self.content.is_dir() and not self._list_ids():
            return None
        with self._locked():
            before, now = self.list_files(), self._look()
            changes = tuple(
                FileChange(inside, before.get(inside, ""), now.get(inside, ""))
                for inside in sorted({*before, *now})
                if before.get(inside) != now.get(inside)
            )
            if not changes:
                return None
            id = f"{int(self.find_newest() or 0) + 1:06}"
            version = Version(id, datetime.datetime.now().astimezone(), "", what, changes)
            self._write(f"{id}.json", _pack_version(version))
            return version

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        ignored = self.folder.parent / ".gitignore"
        if not ignored.exists():  # what was deleted must not get into git by `git add .`
            overwrite_file(ignored, b"*\n")
        try:
            with FileLock(self.folder / _LOCK, timeout=_PATIENCE):
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
        for inside in files:
            self._refuse_link(inside)
        kept = self.read_bytes(filter(None, files.values()))
        if lost := [inside for inside, name in files.items() if name and name not in kept]:
            zh = f"找不回来（存的文件丢了或者损坏）：{'、'.join(lost)}；别的可以一个一个恢复"
            raise VersionsFault(zh, f"what was kept of these is lost: {', '.join(lost)}")
        before = {
            inside: path.read_bytes() if (path := self.content / inside).is_file() else None
            for inside in files
        }
        after = {inside: kept.get(name) for inside, name in files.items()}
        try:
            for inside in sorted(after, key=lambda inside: after[inside] is not None):
                self._set_bytes(inside, after[inside])
        except BaseException:
            for inside in sorted(before, key=lambda inside: before[inside] is not None):
                with contextlib.suppress(OSError):
                    self._set_bytes(inside, before[inside])
            raise

    def _refuse_link(self, inside: str) -> None:
        """Raises VersionsFault where a file would be written outside the content."""
        parent = (self.content / inside).parent
        if not parent.resolve().is_relative_to(self.content.resolve()):
            zh = f"“{parent}”是通到别处的链接，不往里写：先删去这个链接"
            raise VersionsFault(zh, f"{parent} is a link that leads elsewhere: delete it first")

    def _set_bytes(self, inside: str, data: bytes | None) -> None:
        """Give a file new bytes at once; none: delete it, and the folders that are empty then: a
        file may have been there."""
        path = self.content / inside
        if path.is_symlink() or data is None:  # never written through: it may lead elsewhere
            with contextlib.suppress(NotADirectoryError):
                path.unlink(missing_ok=True)
        if data is None:
            for folder in itertools.takewhile(lambda one: one != self.content, path.parents):
                with contextlib.suppress(OSError):
                    folder.rmdir()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        overwrite_file(path, data)


def _name_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _pack_version(version: Version) -> bytes:
    changes = [[c.inside, c.before, c.after] for c in version.changes]
    said = {"at": version.at.isoformat(), "what": version.what, "changes": changes}
    return _pack(said)


def _pack(said: object) -> bytes:
    """As JSON; the name of a file may be no UTF-8."""
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
