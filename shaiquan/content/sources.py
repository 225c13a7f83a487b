"""The content files with their text, in a stable order (edge: reads files)."""

from __future__ import annotations

import contextlib
import functools
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from shaiquan import codes
from shaiquan.files.scanning import digest_bytes
from shaiquan.model.packing import CompactPickle
from shaiquan.problems import Code, Problem, problem

SITE_FILE = "site.yml"
SUFFIXES = (".yml", ".yaml", ".md")
#: what editors' programs leave behind; nobody means it as content
_LITTER = re.compile(r"[.~].*|~\$.*|Thumbs\.db|desktop\.ini|.*\.(?:bak|swp|tmp|orig)|.*~", re.I)
#: the line breaks that YAML knows; ``str.splitlines`` knows more
_BREAKS = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


@dataclass(frozen=True)
class Source(CompactPickle):
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


@dataclass(frozen=True, slots=True)
class ListedFile(CompactPickle):
    """A record file or ``site.yml`` that is not read yet: its path below the content, and its
    folder of kinds."""

    inside: str
    folder: str


def gather_sources(
    content: Path, folders: Iterable[str]
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Every record file below ``content`` and ``site.yml``, with its text."""
    listed, problems = list_files(content, folders)
    results = [result for file in listed for result in read_file(content, file)]
    sources = tuple(result for result in results if isinstance(result, Source))
    read = [result for result in results if isinstance(result, Problem)]
    return sources, (*problems, *read)


def list_files(
    content: Path, folders: Iterable[str]
) -> tuple[tuple[ListedFile, ...], tuple[Problem, ...]]:
    """The files of ``content`` in the same order on every disk, and what is no such file."""
    shown, folders = PurePosixPath(content.as_posix()), tuple(folders)
    if not content.is_dir():
        return (), (problem(codes.NO_CONTENT, str(shown), folder=shown),)
    files: list[ListedFile] = []
    problems: list[Problem] = []
    for inside, is_odd in _list_paths(content):
        code, words = _refuse(content, inside, is_odd, folders)
        if code:
            problems.append(problem(code, str(shown / inside), **words))
        else:
            files.append(ListedFile(inside, inside.partition("/")[0] if "/" in inside else ""))
    site_path = str(shown / SITE_FILE)
    if all(file.inside != SITE_FILE for file in files) and all(
        fault.path != site_path for fault in problems
    ):
        problems.append(problem(codes.NO_SITE, site_path, file=site_path))
    return tuple(files), tuple(problems)


def is_litter(inside: str) -> bool:
    """Whether a path below the content is what editors' programs leave behind."""
    return any(_LITTER.fullmatch(name) for name in inside.rstrip("/").split("/"))


def _list_paths(content: Path, inside: str = "") -> Iterator[tuple[str, bool]]:
    """Files, links and folders that look like files, by path below the content; whether each is
    anything else than a plain file. First those in the folder itself."""
    entries: list[os.DirEntry[str]] = []
    with contextlib.suppress(FileNotFoundError), os.scandir(content / inside) as found:
        named = (entry for entry in found if not _LITTER.fullmatch(entry.name))
        entries += sorted(named, key=lambda entry: entry.name)
    folders = [entry for entry in entries if entry.is_dir()]
    odd = [folder for folder in folders if folder.is_symlink() or folder.name.endswith(SUFFIXES)]
    for entry in (*odd, *(entry for entry in entries if entry not in folders)):
        yield inside + entry.name, entry in odd or entry.is_symlink() or not entry.is_file()
    for folder in folders:
        if folder not in odd:
            yield from _list_paths(content, f"{inside}{folder.name}/")


def _refuse(
    content: Path, inside: str, is_odd: bool, folders: tuple[str, ...]
) -> tuple[Code | None, Mapping[str, object]]:
    """Why a path below the content is not read; no code where it is a file of records."""
    folder, slash, _ = inside.partition("/")
    if is_odd:
        path = content / inside
        if path.is_symlink() and not path.resolve().is_relative_to(content.resolve()):
            return codes.LEAVES_CONTENT, {}
        if path.suffix in SUFFIXES and path.is_dir():
            return codes.NOT_A_FILE, {"suffix": path.suffix}
        if path.exists() and not path.is_file() and not path.is_dir():  # reading might never end
            return codes.UNREADABLE, {"why": "不是普通的文件"}
    is_content = folder in folders if slash else inside == SITE_FILE
    if is_content and inside.endswith(SUFFIXES):
        return None, {}
    return codes.STRAY_FILE, {"folders": "、".join(folders)}


def read_file(content: Path, file: ListedFile) -> tuple[Source | Problem, ...]:
    """The file with its text, and what is wrong with it as a whole."""
    shown = PurePosixPath(content.as_posix()) / file.inside
    return _decode(content / file.inside, str(shown), file.folder)


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
