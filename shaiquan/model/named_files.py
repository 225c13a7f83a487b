"""Which files a record names, in its fields and in the links of its text."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from shaiquan.model.base import Part
from shaiquan.model.files import FILES_FOLDER, FilePath, file_format
from shaiquan.model.shapes import Path, fields_containing
from shaiquan.model.text_links import find_links


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


def find_named_files(part: Part, path: Path = ()) -> Iterator[tuple[Path, FilePath]]:
    """The files that fields of a part name, with the path of the field."""
    for name, _ in fields_containing(type(part), (FilePath,)):
        yield from _find_below(getattr(part, name), (*path, name))


def _find_below(value: object, path: Path) -> Iterator[tuple[Path, FilePath]]:
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
