"""A release goes into a zip file, or into several where a portal takes only small ones (edge:
files).

The same release gives the same bytes: files in the order of their paths, with the day of the
manifest and without owners. The comment of each file says that it is ours; beside it,
``name.sha256`` lists all of them in the form that ``sha256sum -c`` reads, and is written last.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from shaiquan.files.archive_faults import DAMAGED_ARCHIVE
from shaiquan.files.exchanging import list_beside, make_token, path_beside
from shaiquan.files.manifests import MANIFEST, read_about, read_digests
from shaiquan.files.regular import read_regular
from shaiquan.publishing.release import Changes, PublishFault, Release, Sent, SentCounter
from shaiquan.publishing.release_changes import compare_files
from shaiquan.publishing.release_reading import read_file

#: how the comment of a zip file begins that we wrote
_OWN = "shaiquan"
_LEVEL = 9
#: endings of files that are compressed already
_STORED = ("br", "docx", "gz", "jpeg", "jpg", "pdf", "png", "woff2", "xlsx", "zip")
#: bytes of an empty zip file with our comment, and of a file in it beside its name and content
_BARE, _ENTRY = 22 + 100, 30 + 46
#: rights of a plain file that all may read, where a zip file has them
_MODE = 0o100644 << 16
_UNIX = 3
#: the first and the last day that a zip file can name
_FIRST_DAY, _LAST_DAY = "1980-01-01", "2107-12-31"


@dataclass(frozen=True)
class ZipTarget:
    """``path`` ends in ``.zip``; several parts are ``name-1.zip``, ``name-2.zip`` and so on.

    ``part_size``: no zip file has more bytes; None: there is one, however large.
    """

    path: Path
    part_size: int | None = None

    def compare(self, release: Release) -> Changes:
        """What differs from the zip files that are there. Raises PublishFault where another file
        has the name, and OSError."""
        self._require_own(self.path)
        manifests = map(_read_manifest, self.list_parts())
        return compare_files(release.files, read_digests(next(filter(None, manifests), b"")) or {})

    def send(self, release: Release, changes: Changes, tell: Sent) -> None:
        """Write all parts, put them in the place of the old ones, then the list of them.

        Raises PublishFault and OSError; what a kill leaves, the next run replaces.
        """
        del changes  # a zip file is made anew
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path_beside(self.path, "lock")):
            for left in list_beside(self.path, "new"):
                shutil.rmtree(left, ignore_errors=True)
            staged = path_beside(self.path, f"new-{make_token()}")
            staged.mkdir()
            try:
                parts = self._write_parts(staged, release, tell)
                self._exchange(parts)
            finally:
                shutil.rmtree(staged, ignore_errors=True)

    def _write_parts(self, staged: Path, release: Release, tell: Sent) -> list[Path]:
        groups = self._split(release)
        writer = _PartWriter(release, tell)
        for number, paths in enumerate(groups, 1):
            name = f"{self.path.stem}-{number}{self.path.suffix}"
            if len(groups) == 1:
                name = self.path.name
            writer.write(staged / name, paths, f"{number}/{len(groups)}")
        return [*sorted(staged.iterdir(), key=self._read_number)]

    def _split(self, release: Release) -> list[list[str]]:
        """The paths of each part, in order, so that none is larger than may be."""
        if not self.part_size:
            return [sorted(release.files)]
        sizes = {path: _measure(release, path) for path in sorted(release.files)}
        largest = max(sizes, key=sizes.__getitem__)
        if sizes[largest] + _BARE > self.part_size:
            self._refuse_large(largest, sizes[largest] + _BARE)
        groups: list[list[str]] = [[]]
        total = _BARE
        for path, size in sizes.items():
            if total + size > self.part_size:
                groups.append([])
                total = _BARE
            total += size
            groups[-1].append(path)
        return groups

    def _refuse_large(self, path: str, size: int) -> None:
        raise PublishFault(
            f"“{path}”一个文件就要 {size} 字节，比 每包（{self.part_size} 字节）大；把 每包 改大",
            f"{path} alone takes {size} bytes, 每包 is {self.part_size}: allow larger parts",
        )

    def _exchange(self, parts: list[Path]) -> None:
        """Put the parts in their places, delete those that there are no more, write the list."""
        existing = self.list_parts()
        lines = [f"{_digest(part.read_bytes())}  {part.name}\n" for part in parts]
        places = [self.path.with_name(part.name) for part in parts]
        for place in places:
            self._require_own(place)
        listing = self.path.with_suffix(".sha256")
        if os.path.lexists(listing) and not self._is_listing(listing):
            _refuse_foreign(listing)
        for part, place in zip(parts, places, strict=True):
            part.replace(place)
        for path in set(existing) - set(places):
            path.unlink()
        listed = parts[0].with_name("list")
        listed.write_text("".join(lines), "utf-8", newline="\n")
        listed.replace(listing)

    def list_parts(self) -> list[Path]:
        """The zip files of ours that stand there, in order."""
        with contextlib.suppress(FileNotFoundError):
            found = filter(self._is_own, self.path.parent.iterdir())
            return sorted(found, key=self._read_number)
        return []

    def _is_own(self, path: Path) -> bool:
        """Whether we wrote a zip file for this place: its name and its comment say so.

        Another place may have a name that looks like that of a part, but not its comment.
        """
        match = self._match_name(path.name)
        if not match:
            return False
        part = rf"{match[1]}/(?!1$)\d+" if match[1] else "1/1"
        return re.fullmatch(rf"{_OWN} [0-9a-f]{{64}} {part}", _read_comment(path)) is not None

    def _match_name(self, name: str) -> re.Match[str] | None:
        stem, suffix = re.escape(self.path.stem), re.escape(self.path.suffix)
        return re.fullmatch(rf"{stem}(?:-(\d+))?{suffix}", name)

    def _read_number(self, path: Path) -> int:
        """The number of a part in its name; 0 where it has none."""
        match = self._match_name(path.name)
        return int(match[1] or 0) if match else 0

    def _require_own(self, path: Path) -> None:
        """Raises PublishFault where a file has the name that we did not write for this place."""
        if os.path.lexists(path) and not self._is_own(path):
            _refuse_foreign(path)

    def _is_listing(self, path: Path) -> bool:
        """Whether a list of zip files is of those of this place alone."""
        with contextlib.suppress(OSError, ValueError):
            lines = read_regular(path).decode().splitlines()
            return all(line[64:66] == "  " and self._match_name(line[66:]) for line in lines)
        return False


class _PartWriter:
    """Writes parts one after the other, and tells how many files there are by now."""

    def __init__(self, release: Release, tell: Sent) -> None:
        self._release, self._counter = release, SentCounter(len(release.files), tell)
        as_of = read_about((release.folder / MANIFEST).read_bytes(), "as_of")
        day_named = min(max(as_of, _FIRST_DAY), _LAST_DAY)
        year, month, day = map(int, day_named.split("-"))
        self._time = (year, month, day, 0, 0, 0)

    def write(self, target: Path, paths: list[str], part: str) -> None:
        """A zip file with some files of the release. Raises PublishFault where one has changed."""
        with zipfile.ZipFile(target, "w") as archive:
            archive.comment = f"{_OWN} {self._release.digest} {part}".encode()
            for path in paths:
                archive.writestr(
                    self._describe(path), read_file(self._release, path), compresslevel=_LEVEL
                )
                self._counter.add()

    def _describe(self, path: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(path, self._time)
        info.compress_type = _choose_method(path)
        info.create_system, info.external_attr = _UNIX, _MODE
        return info


def _choose_method(path: str) -> int:
    is_stored = path.rpartition(".")[2].lower() in _STORED
    return zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED


def _measure(release: Release, path: str) -> int:
    """The bytes that a file takes in a zip file."""
    content = read_file(release, path)
    if _choose_method(path) == zipfile.ZIP_DEFLATED:
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        content = packer.compress(content) + packer.flush()
    return len(content) + _ENTRY + 2 * len(path.encode())


def _read_comment(path: Path) -> str:
    """The comment of a zip file; empty where it is none."""
    with contextlib.suppress(*DAMAGED_ARCHIVE, OSError), zipfile.ZipFile(path) as archive:
        return archive.comment.decode("ascii", "replace")
    return ""


def _refuse_foreign(path: Path) -> None:
    raise PublishFault(
        f"“{path}”不是这里发布的，没有覆盖；移走它，或者换一个地址",
        f"{path} is not of this place and was not overwritten: move it, or take another address",
    )


def _read_manifest(path: Path) -> bytes:
    """The manifest, where it is in this part and can be read."""
    with contextlib.suppress(KeyError, *DAMAGED_ARCHIVE), zipfile.ZipFile(path) as archive:
        return archive.read(MANIFEST)
    return b""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
