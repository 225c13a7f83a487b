"""A folder read as a release: each file is there as the manifest says, and nothing else is
(edge: files)."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from filelock import FileLock

from shaiquan.files.exchanging import path_beside
from shaiquan.files.keeping import list_all_files
from shaiquan.files.manifests import MANIFEST, PREVIEW, read_about, read_digests
from shaiquan.files.regular import open_regular, read_regular
from shaiquan.problems import Bilingual
from shaiquan.publishing.release import PublishFault, Release, ReleaseFile

#: so many files of each sort are named
_MOST_NAMES = 5


@contextlib.contextmanager
def hold_release(site: Path, kept: Collection[str]) -> Iterator[Release]:
    """A site as a release; no build exchanges its folder before the block ends.

    Raises PublishFault as :func:`read_release` does.
    """
    folder = Path(os.path.realpath(site))
    with FileLock(path_beside(folder, "lock")):
        yield read_release(folder, kept)


def read_release(folder: Path, kept: Collection[str] = ()) -> Release:
    """The release in a folder, every file read and held against the manifest.

    Raises PublishFault where a file is missing, changed, or in no manifest and not ``kept``;
    where the folder is none of ours; and where it is a preview, which shows drafts.
    """
    manifest = _read_manifest(folder)
    digests = read_digests(manifest)
    if digests is None:
        raise PublishFault(
            f"“{folder}”不是本程序生成的网站", f"{folder} is no site that this program made"
        )
    if read_about(manifest, PREVIEW):
        raise PublishFault(
            f"“{folder}”是预览，里面有草稿，不能发布；关掉预览，再运行一次",
            f"{folder} is a preview, which shows drafts: stop it and run this again",
        )
    files = describe_files(folder, kept)
    _require_same(folder, files, digests)
    return Release(folder, files, files[MANIFEST].digest)


def read_file(release: Release, path: str) -> bytes:
    """A file of the release. Raises PublishFault where it is not what was verified."""
    try:
        content = (release.folder / path).read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != release.files[path].digest:
        raise PublishFault(
            f"“{path}”在发布的时候被改动了；等别的程序做完，再发布一次",
            f"{path} was changed while it was sent: wait for other programs to end, and publish "
            "again",
        )
    return content


def _read_manifest(folder: Path) -> bytes:
    try:
        return read_regular(folder / MANIFEST)
    except OSError:
        return b""


def describe_files(folder: Path, kept: Collection[str]) -> dict[str, ReleaseFile]:
    """Path -> digest and size of all that is below a folder, but what is ``kept``."""
    return {path: _describe_file(folder / path) for path in sorted(list_all_files(folder, kept))}


def _describe_file(path: Path) -> ReleaseFile:
    """The digest and size of a file; of what is no file, a digest that no file has.

    A link is none, even to the same bytes: they may be others once they are sent.
    """
    if path.is_symlink():
        return ReleaseFile("", 0)
    try:
        with os.fdopen(open_regular(path), "rb") as file:
            return ReleaseFile(hashlib.file_digest(file, "sha256").hexdigest(), file.tell())
    except OSError:
        return ReleaseFile("", 0)


def _require_same(
    folder: Path, found: Mapping[str, ReleaseFile], listed: Mapping[str, str]
) -> None:
    """Raises PublishFault, with the names, unless just the listed files are there, unchanged."""
    changed = (p for p, file in found.items() if p in listed and file.digest != listed[p])
    sorts = (
        (Bilingual("缺", "missing"), listed.keys() - found.keys()),
        (Bilingual("被改过", "changed"), changed),
        (Bilingual("多出", "not ours"), found.keys() - listed.keys()),
    )
    told = [(sort, sorted(paths)) for sort, paths in sorts]
    faults = [(sort, paths) for sort, paths in told if paths]
    if faults:
        zh = "；".join(f"{sort} {name_files(paths)}" for sort, paths in faults)
        en = "; ".join(f"{sort.en}: {name_files(paths).en}" for sort, paths in faults)
        raise PublishFault(
            f"“{folder}”和它的清单（{MANIFEST}）对不上：{zh}。多出的写进 site.yml 的 保留文件，"
            "或者移走；别的重新生成：python build.py build",
            f"{folder} is not as its {MANIFEST} says: {en}. Name what is not ours in 保留文件 of "
            "site.yml or move it away; for the rest run python build.py build",
        )


def name_files(paths: Collection[str]) -> Bilingual:
    """The first of some files, and how many there are.

    >>> name_files(["a.css", "b.css"])
    'a.css、b.css'
    """
    first, number = [*paths][:_MOST_NAMES], len(paths)
    more_zh = f" 等 {number} 个" if number > _MOST_NAMES else ""
    more_en = f" and {number - _MOST_NAMES} more" if number > _MOST_NAMES else ""
    return Bilingual("、".join(first) + more_zh, ", ".join(first) + more_en)
