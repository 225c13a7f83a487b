"""What a served site should be, by its manifest, and what may be left over (edge: files)."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shaiquan.files.exchanging import list_beside
from shaiquan.files.manifests import MANIFEST, read_digests
from shaiquan.publishing.site_address import is_site_path

_DIGEST = re.compile(r"[0-9a-f]{64}")
#: endings of compressed copies that lie beside their files
_COPIES = (".gz", ".br")
#: files for the host itself; those that begin with a dot are too
_HOST_FILES = frozenset(("_headers", "_redirects"))


@dataclass(frozen=True)
class ExpectedSite:
    """Path -> SHA-256 in hexadecimal of every file that is to be served, the manifest too.

    ``sizes``: path -> bytes, where they are known.
    """

    files: Mapping[str, str]
    sizes: Mapping[str, int]


def read_local_site(folder: Path) -> ExpectedSite | None:
    """The site that was made here; None where there is none."""
    try:
        manifest = (folder / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    digests = read_file_digests(manifest)
    if digests is None:
        return None
    sizes = {path: _size_of(folder / path) for path in digests}
    known = {path: size for path, size in sizes.items() if size is not None}
    return ExpectedSite(digests, known)


def read_file_digests(manifest: bytes) -> Mapping[str, str] | None:
    """Path -> SHA-256 of every file that a server is to show; None where no manifest is ours.

    The manifest may come from anywhere: a path that leads out of the site makes it none of ours.
    """
    digests = read_digests(manifest)
    if digests is None or not all(map(is_site_path, digests)):
        return None
    if not all(map(_DIGEST.fullmatch, digests.values())):
        return None
    return {path: digests[path] for path in digests if not _is_for_host(path, digests)}


def _is_for_host(path: str, files: Container[str]) -> bool:
    """Whether a file is for the host alone: its own settings, and the compressed copies that it
    sends instead of the files beside them."""
    if path in _HOST_FILES or any(part.startswith(".") for part in path.split("/")):
        return True
    return path.endswith(_COPIES) and path.rpartition(".")[0] in files


def _size_of(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def list_earlier_files(folder: Path) -> Iterable[str]:
    """The files of the site before this one, if it still lies beside it: what was withdrawn since
    may still be served."""
    try:
        manifests = [(twin / MANIFEST).read_bytes() for twin in list_beside(folder, "twin")]
    except OSError:  # there is no such folder, or a build is at work
        return ()
    return {path for manifest in manifests for path in read_file_digests(manifest) or ()}


def list_mapped_files(sitemaps: Iterable[bytes]) -> Iterable[str]:
    """The files of the pages that sitemaps name. The shortest address is that of the home page,
    wherever the site is served."""
    places = [place for sitemap in sitemaps for place in list_places(sitemap)]
    home = min((place for place in places if place.endswith("/")), key=len, default="")
    pages = {place.removeprefix(home) for place in places if home and place.startswith(home)}
    files = {f"{page}index.html" for page in pages if not page or page.endswith("/")}
    return {path for path in files if is_site_path(path)}


def list_places(sitemap: bytes) -> list[str]:
    """The addresses in a sitemap, or in an index of sitemaps."""
    text = sitemap.decode("utf-8", "replace")
    return [html.unescape(place) for place in re.findall(r"<loc>([^<]*)</loc>", text)]
