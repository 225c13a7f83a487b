"""Folders laid over each other, file by file: an owner keeps only what he changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath


def lay_over(folders: Sequence[Iterable[str]]) -> dict[str, int]:
    """Path -> the index of the first folder that has it, sorted by path.

    Each of ``folders`` is the paths below it, with a slash at the end of a folder. A file hides a
    folder of its name in the folders below, with all that is in it; a folder hides a file.

    >>> lay_over((["a.css"], ["a.css", "b.css"]))
    {'a.css': 0, 'b.css': 1}
    >>> lay_over((["a"], ["a/", "a/b.css"], ["a/c.css"]))
    {'a': 0}
    """
    found: dict[str, int] = {}
    files: set[str] = set()
    held: set[str] = set()
    for index, paths in enumerate(folders):
        new = [path for path in paths if path not in found and not _is_hidden(path, files, held)]
        found.update(dict.fromkeys(new, index))
        for path in new:
            (held if path.endswith("/") else files).add(path.rstrip("/"))
            held.update(_list_above(path))
    return dict(sorted(found.items()))


def find_hiding_folders(folders: Sequence[Iterable[str]]) -> Iterator[tuple[int, str]]:
    """Index and path of each folder that stands where one of the folders below has a file.

    >>> list(find_hiding_folders((["a.css/", "b/c.css"], ["a.css", "b"], ["a.css"])))
    [(0, 'a.css'), (0, 'b')]
    """
    files: set[str] = set()
    for index, paths in reversed(list(enumerate(folders))):
        names = list(paths)
        held = {above for path in names for above in _list_above(path)}
        held.update(path.rstrip("/") for path in names if path.endswith("/"))
        yield from ((index, path) for path in sorted(held & files))
        files.update(path for path in names if not path.endswith("/"))


def _is_hidden(path: str, files: set[str], held: set[str]) -> bool:
    """Whether a file stands where the path has a folder, or a folder where it has its file."""
    if not path.endswith("/") and path in held:
        return True
    return path.rstrip("/") in files or not files.isdisjoint(_list_above(path))


def _list_above(path: str) -> list[str]:
    """The folders that a path is in."""
    return [str(above) for above in PurePosixPath(path).parents if str(above) != "."]
