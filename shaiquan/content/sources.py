"""The content files with their text, in a stable order (edge: reads files)."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from shaiquan import codes
from shaiquan.files.scanning import digest_bytes
from shaiquan.problems import Code, Problem, problem

SITE_FILE = "site.yml"
SUFFIXES = (".yml", ".yaml", ".md")
#: what editors' programs leave behind; nobody means it as content
_LITTER = re.compile(r"[.~].*|~\$.*|Thumbs\.db|desktop\.ini|.*\.(?:bak|swp|tmp|orig)|.*~", re.I)
#: the line breaks that YAML knows; ``str.splitlines`` knows more
_BREAKS = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


@dataclass(frozen=True)
class Source:
    """A content file: the path shown in messages, its folder of kinds, its text and digest."""

    path: str
    folder: str
    text: str
    digest: str

    @functools.cached_property
    def lines(self) -> list[str]:
        return _BREAKS.split(self.text)

    def line(self, number: int) -> str:
        """Line ``number``, counted from 1; empty past the end."""
        lines = self.lines
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def without_text(self) -> Source:
        """The file without its text, which :func:`load_text` can read again."""
        return replace(self, text="")

    def problem_at(self, code: Code, line: int = 1, column: int = 1, /, **words: object) -> Problem:
        return problem(code, self.path, line, column, self.line(line), **words)


def load_text(source: Source) -> Source:
    """The source with its text; without it, if the file has changed or is gone."""
    if source.text:
        return source
    try:
        data = Path(source.path).read_bytes()
    except OSError:
        return source
    if digest_bytes(data).hex() != source.digest:
        return source
    return replace(source, text=data.decode("utf-8").removeprefix("\ufeff"))


def gather_sources(
    content: Path, folders: Iterable[str]
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Every record file below ``content`` and ``site.yml``, sorted by path."""
    results = tuple(read_sources(content, folders))
    sources = tuple(result for result in results if isinstance(result, Source))
    return sources, tuple(result for result in results if isinstance(result, Problem))


def read_sources(content: Path, folders: Iterable[str]) -> Iterator[Source | Problem]:
    """As :func:`gather_sources`, one by one, so that no more than one text is in memory."""
    shown = PurePosixPath(content.as_posix())
    if not content.is_dir():
        yield problem(codes.NO_CONTENT, str(shown), folder=shown)
        return
    folders, site_path, has_site = tuple(folders), str(shown / SITE_FILE), False
    for path in _list_paths(content):
        for result in _read(content, path, shown, folders):
            has_site = has_site or result.path == site_path
            yield result
    if not has_site:
        yield problem(codes.NO_SITE, site_path, file=site_path)


def read_source(content: Path, inside: str, folders: Iterable[str]) -> Source | None:
    """The file at a path below ``content``; None where it has a problem of any kind."""
    shown = PurePosixPath(content.as_posix())
    results = _read(content, content / inside, shown, tuple(folders))
    return results[0] if len(results) == 1 and isinstance(results[0], Source) else None


def is_litter(inside: str) -> bool:
    """Whether a path below the content is what editors' programs leave behind."""
    return any(_LITTER.fullmatch(name) for name in inside.rstrip("/").split("/"))


def _list_paths(content: Path) -> Iterator[Path]:
    """Files, links and folders that look like files, in the same order on every disk."""
    for root, folders, files in os.walk(content):
        folders[:] = sorted(name for name in folders if not _LITTER.fullmatch(name))
        for name in folders[:]:
            path = Path(root, name)
            if path.is_symlink() or path.suffix in SUFFIXES:
                folders.remove(name)
                yield path
        for name in sorted(files):
            if not _LITTER.fullmatch(name):
                yield Path(root, name)


def _read(
    content: Path, path: Path, shown: PurePosixPath, folders: tuple[str, ...]
) -> tuple[Source | Problem, ...]:
    inside = PurePosixPath(path.relative_to(content).as_posix())
    name = str(shown / inside)
    if path.is_symlink() and not path.resolve().is_relative_to(content.resolve()):
        return (problem(codes.LEAVES_CONTENT, name),)
    if path.is_dir():
        if path.suffix in SUFFIXES:
            return (problem(codes.NOT_A_FILE, name, suffix=path.suffix),)
        return (problem(codes.STRAY_FILE, name, folders="、".join(folders)),)
    folder = inside.parts[0] if len(inside.parts) > 1 else ""
    is_content = folder in folders if folder else inside.name == SITE_FILE
    if not is_content or path.suffix not in SUFFIXES:
        return (problem(codes.STRAY_FILE, name, folders="、".join(folders)),)
    return _decode(path, name, folder)


def _decode(path: Path, name: str, folder: str) -> tuple[Source | Problem, ...]:
    try:
        data = path.read_bytes()
    except OSError as fault:
        return (problem(codes.UNREADABLE, name, why=fault.strerror or str(fault)),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        lines = _BREAKS.split(data[: fault.start].decode("utf-8", "replace"))
        return (problem(codes.BAD_ENCODING, name, len(lines), len(lines[-1]) + 1),)
    bom: tuple[Problem, ...] = ()
    if text.startswith("\ufeff"):
        text = text.removeprefix("\ufeff")
        bom = (problem(codes.BOM, name),)
    if not text.strip():
        return (*bom, problem(codes.EMPTY_FILE, name))
    return (*bom, Source(name, folder, text, digest_bytes(data).hex()))
