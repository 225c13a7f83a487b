"""The content files with their text, in a stable order (edge: reads files)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from shaiquan import codes
from shaiquan.content.file_faults import describe_fault
from shaiquan.content.pasted_text import clean_pasted
from shaiquan.files.faults import explain_fault
from shaiquan.files.regular import FoundPath, list_paths, read_regular
from shaiquan.files.scanning import digest_bytes
from shaiquan.limits import FILE_SIZE
from shaiquan.model.files import FILES_FOLDER
from shaiquan.model.packing import CompactPickle
from shaiquan.problems import Code, Problem, problem

SITE_FILE = "site.yml"
#: who reviewed which record, a line each; also the name of its folder of kinds, which holds none
REVIEWS_FILE = "reviews.yml"
SUFFIXES = (".yml", ".yaml", ".md")
#: what editors' programs leave behind; nobody means it as content
_LITTER = re.compile(r"[.~].*|~\$.*|Thumbs\.db|desktop\.ini|.*\.(?:bak|swp|tmp|orig)|.*~", re.I)
#: the line breaks that YAML knows; ``str.splitlines`` knows more
_BREAKS = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


@dataclass(frozen=True)
class Source(CompactPickle):
    """A content file: the path shown in messages, its folder of kinds, its text as
    :func:`clean_pasted` has it, and its digest."""

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


def is_changed(source: Source) -> bool:
    """Whether the file has changed since it was read, or is gone."""
    try:
        return digest_bytes(read_regular(source.path)).hex() != source.digest
    except OSError:
        return True


def load_text(source: Source) -> Source:
    """The source with its text; without it, if the file has changed or is gone."""
    if source.text:
        return source
    try:
        data = read_regular(source.path)
    except OSError:
        return source
    if digest_bytes(data).hex() != source.digest:
        return source
    return replace(source, text=clean_pasted(data.decode("utf-8")))


@dataclass(frozen=True, slots=True)
class ListedFile(CompactPickle):
    """A record file, ``site.yml`` or ``reviews.yml`` that is not read yet: its path below the
    content, and its folder of kinds."""

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
    for found in list_paths(content):
        if is_litter(found.inside) or found.inside.startswith(f"{FILES_FOLDER}/"):
            continue
        if refusal := _refuse(shown, found, folders):
            problems.append(refusal)
        elif not found.inside.endswith("/"):
            files.append(ListedFile(found.inside, _folder_of(found.inside)))
    site_path = str(shown / SITE_FILE)
    if all(file.inside != SITE_FILE for file in files) and all(
        fault.path != site_path for fault in problems
    ):
        problems.append(problem(codes.NO_SITE, site_path, file=site_path))
    return tuple(files), tuple(problems)


def is_litter(inside: str) -> bool:
    """Whether a path below the content is what editors' programs leave behind."""
    return any(_LITTER.fullmatch(name) for name in inside.rstrip("/").split("/"))


def _folder_of(inside: str) -> str:
    """The folder of kinds that a file is in; empty for ``site.yml``, else its own name if it lies
    beside that."""
    return "" if inside == SITE_FILE else inside.partition("/")[0]


def _refuse(shown: PurePosixPath, found: FoundPath, folders: tuple[str, ...]) -> Problem | None:
    """Why a path below the content is not read; None for a file of records, and for a folder."""
    inside, folder = found.inside, _folder_of(found.inside)
    is_folder, is_record = inside.endswith("/"), inside.endswith(SUFFIXES)
    is_content = folder in folders if "/" in inside else inside in (SITE_FILE, REVIEWS_FILE)
    is_odd = is_folder and inside.rstrip("/").endswith(SUFFIXES)
    if not found.fault and not is_odd and (is_folder or (is_content and is_record)):
        return None
    path = shown / inside
    if is_odd:
        return problem(codes.NOT_A_FILE, str(path), suffix=path.suffix)
    if found.fault:
        return describe_fault(str(path), found.fault, str(shown))
    if (meant := folder.lower()) != folder and meant in (*folders, FILES_FOLDER):
        return problem(codes.FOLDER_NAME, str(path), folder=folder, meant=meant)
    return problem(codes.STRAY_FILE, str(path), folders="、".join(folders))


def read_file(content: Path, file: ListedFile) -> tuple[Source | Problem, ...]:
    """The file with its text, and what is wrong with it as a whole."""
    shown = PurePosixPath(content.as_posix()) / file.inside
    return _decode(content / file.inside, str(shown), file.folder)


def _decode(path: Path, name: str, folder: str) -> tuple[Source | Problem, ...]:
    try:
        if path.stat().st_size > FILE_SIZE.most:
            return (problem(codes.OVER_LIMIT, name, **FILE_SIZE.words()),)
        data = read_regular(path)
    except OSError as fault:
        return (problem(codes.UNREADABLE, name, why=explain_fault(fault)),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        lines = _BREAKS.split(data[: fault.start].decode("utf-8", "replace"))
        return (problem(codes.BAD_ENCODING, name, len(lines), len(lines[-1]) + 1),)
    bom = (problem(codes.BOM, name),) if text.startswith("\ufeff") else ()
    text = clean_pasted(text)
    if not text.strip():
        return (*bom, problem(codes.EMPTY_FILE, name))
    return (*bom, Source(name, folder, text, digest_bytes(data).hex()))
