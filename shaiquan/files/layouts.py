"""The templates of a site: read once, so that what is used is what was digested (edge: reads
files).

A worker has these same bytes: inherited by a fork, else by pickle. One of a cluster has another
working folder and no such folder of templates; a mistake is still reported at the path here.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from shaiquan.files.scanning import Digests, digest_bytes


class Templates:
    """The files of ``folder`` as they were when this was made.

    ``files``: bytes by path below the folder.
    """

    def __init__(self, folder: Path, files: Mapping[str, bytes] | None = None) -> None:
        self.folder = folder
        self.files: Mapping[str, bytes] = _read_files(folder) if files is None else files
        self._copies: dict[str, Path] = {}

    def read(self, name: str) -> bytes | None:
        """What is in a file; None where there is none."""
        return self.files.get(name)

    def digests(self) -> Digests:
        """Path below the folder -> digest of the file."""
        return {name: digest_bytes(content) for name, content in self.files.items()}

    @contextlib.contextmanager
    def copied(self, inside: str) -> Iterator[None]:
        """Keep one copy of a folder in it, for :meth:`below` in this process and its forks."""
        with self.below(inside) as folder:
            self._copies[inside] = folder
            try:
                yield
            finally:
                del self._copies[inside]

    @contextlib.contextmanager
    def below(self, inside: str) -> Iterator[Path]:
        """A copy of a folder in it, absolute, for a library that reads files itself."""
        if inside in self._copies:
            yield self._copies[inside]
            return
        with tempfile.TemporaryDirectory(prefix="shaiquan-") as temporary:
            root = Path(temporary).resolve()
            for name, content in self.files.items():
                if name.startswith(f"{inside}/"):
                    path = root / name.removeprefix(f"{inside}/")
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
            yield root

    def __reduce__(self) -> tuple[object, ...]:
        # as text: a path of Windows cannot be loaded elsewhere
        return _unpickle, (self.folder.as_posix(), self.files)


def _unpickle(folder: str, files: Mapping[str, bytes]) -> Templates:
    return Templates(Path(folder), files)


def _read_files(folder: Path) -> dict[str, bytes]:
    """Every readable file by path, sorted."""
    return dict(sorted(_read_below(folder, "", (os.path.realpath(folder),))))


def _read_below(folder: Path, inside: str, above: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """A folder may be a link, but to none of the real folders ``above`` it: that would not end."""
    entries: list[os.DirEntry[str]] = []
    with contextlib.suppress(OSError):
        entries += os.scandir(folder / inside)
    for entry in entries:
        name = f"{inside}{entry.name}"
        if entry.is_file():
            with contextlib.suppress(OSError):
                yield name, Path(entry.path).read_bytes()
        elif entry.is_dir():
            real = os.path.realpath(entry.path)
            if not any(f"{outer}/".startswith(f"{real}/") for outer in above):
                yield from _read_below(folder, f"{name}/", (*above, real))
