"""The files that content hands out (edge: reads files)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from shaiquan import codes
from shaiquan.content.file_faults import describe_fault, find_bad_names
from shaiquan.content.sources import is_litter
from shaiquan.files.faults import explain_fault
from shaiquan.files.regular import list_paths, read_regular
from shaiquan.files.scanning import digest_bytes
from shaiquan.limits import ATTACHMENT_SIZE
from shaiquan.model.files import FILES_FOLDER, AttachedFile, file_format, is_of_format
from shaiquan.problems import Problem, problem


def read_attachments(content: Path) -> tuple[dict[str, AttachedFile], list[Problem]]:
    """The files by their path below ``files``, and what is wrong with the others."""
    folder = content / FILES_FOLDER
    files: dict[str, AttachedFile] = {}
    problems: list[Problem] = []
    for found in list_paths(folder) if folder.is_dir() else ():
        shown = f"{content.as_posix()}/{FILES_FOLDER}/{found.inside}"
        if is_litter(found.inside) or found.inside.endswith("/"):
            continue
        if found.fault:
            problems.append(describe_fault(shown, found.fault, content.as_posix()))
        elif file_format(found.inside) is None:
            problems.append(problem(codes.FILE_FORMAT, shown))
        else:
            read = _read(folder / found.inside, shown)
            if isinstance(read, Problem):
                problems.append(read)
            else:
                files[found.inside] = read
    return files, [*problems, *find_bad_names(files, lambda _: folder)]


def _read(path: Path, shown: str) -> AttachedFile | Problem:
    try:
        content = read_regular(path)
    except OSError as fault:
        return problem(codes.UNREADABLE, shown, why=explain_fault(fault))
    if not content:
        return problem(codes.EMPTY_FILE, shown)
    if not is_of_format(path.name, content):
        return problem(codes.FILE_FORMAT, shown)
    if len(content) > ATTACHMENT_SIZE.most:
        return problem(codes.OVER_LIMIT, shown, **ATTACHMENT_SIZE.words())
    return AttachedFile(len(content), digest_bytes(content).hex())


def find_unused(
    content: Path, files: Mapping[str, AttachedFile], used: Set[str]
) -> Iterator[Problem]:
    """The files that no record names: a site does not have them."""
    for path in files.keys() - used:
        yield problem(codes.UNUSED_FILE, f"{content.as_posix()}/{FILES_FOLDER}/{path}")
