"""Files that content hands out: those there are, those that records name (edge: reads files)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from urllib.parse import quote, unquote

from shaiquan import codes
from shaiquan.content.file_faults import describe_fault, find_bad_names
from shaiquan.content.sources import is_litter
from shaiquan.files.faults import explain_fault
from shaiquan.files.regular import list_paths, read_regular
from shaiquan.files.scanning import digest_bytes
from shaiquan.limits import ATTACHMENT_SIZE
from shaiquan.model.base import Part
from shaiquan.model.files import FILES_FOLDER, AttachedFile, FilePath, file_format
from shaiquan.model.shapes import Path as FieldPath
from shaiquan.model.shapes import fields_containing
from shaiquan.model.text_links import find_links
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
    if len(content) > ATTACHMENT_SIZE.most:
        return problem(codes.OVER_LIMIT, shown, **ATTACHMENT_SIZE.words())
    return AttachedFile(len(content), digest_bytes(content).hex())


def find_unused(
    content: Path, files: Mapping[str, AttachedFile], used: Set[str]
) -> Iterator[Problem]:
    """The files that no record names: a site does not have them."""
    for path in files.keys() - used:
        yield problem(codes.UNUSED_FILE, f"{content.as_posix()}/{FILES_FOLDER}/{path}")


def path_of_link(target: str) -> str:
    """The path below ``files`` of the file that a link of a text means; empty where it means none.

    From the file of a record (``../files/a.docx``), from the content, as the site has it
    (``/files/a.docx``), or the bare name.

    >>> path_of_link("../files/申请表.docx"), path_of_link("申请表.docx"), path_of_link("gz-01.md")
    ('申请表.docx', '申请表.docx', '')
    >>> path_of_link("/files/申请表.docx"), path_of_link("/home/申请表.docx")
    ('申请表.docx', '/home/申请表.docx')
    """
    path = unquote(target)
    if path.startswith(f"/{FILES_FOLDER}/"):
        path = path[1:]
    if "://" in path or file_format(path) is None:
        return ""
    while path.startswith(("./", "../")):
        path = path.partition("/")[2]
    return path.removeprefix(f"{FILES_FOLDER}/")


def file_address(path: str) -> str:
    """Where a site has a file."""
    return f"/{FILES_FOLDER}/{quote(path)}"


def find_named_files(part: Part, path: FieldPath = ()) -> Iterator[tuple[FieldPath, FilePath]]:
    """The files that fields of a part name, with the path of the field."""
    for name, _ in fields_containing(type(part), (FilePath,)):
        yield from _find_below(getattr(part, name), (*path, name))


def _find_below(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, FilePath]]:
    if isinstance(value, FilePath):
        yield path, value
    elif isinstance(value, Part):
        yield from find_named_files(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _find_below(item, (*path, index))


def list_files_of(part: Part, text: str) -> frozenset[str]:
    """The paths of all files that a part and its Markdown text name, there or not."""
    named = {str(file) for _, file in find_named_files(part)}
    linked = {path_of_link(link.target) for link in find_links(text)}
    return frozenset((named | linked) - {""})
