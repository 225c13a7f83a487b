"""The templates of a site: read once, so that what is used is what was digested (edge: reads
files).

A worker has these same bytes: inherited by a fork, else by pickle. One of a cluster has another
working folder and no such folder of templates; a mistake is still reported at the path here.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from shaiquan.files.regular import list_paths, read_regular
from shaiquan.files.scanning import Digests, digest_bytes, mark_unreadable


class Templates:
    """The files of ``folder`` as they were when this was made.

    ``files``: bytes by path below the folder, sorted.
    """

    def __init__(self, folder: Path, files: Mapping[str, bytes] | None = None) -> None:
        self.folder = folder
        self._copies: dict[str, Path] = {}
        #: path below the folder -> why it could not be read
        self._faults: dict[str, str] = {}
        self.files: Mapping[str, bytes] = self._read_files() if files is None else files

    def _read_files(self) -> dict[str, bytes]:
        files: dict[str, bytes] = {}
        for inside, _, fault in list_paths(self.folder):
            try:
                if fault:
                    self._faults[inside] = fault
                elif not inside.endswith("/"):
                    files[inside] = read_regular(self.folder / inside)
            except OSError as late:
                self._faults[inside] = str(late.errno)
        return dict(sorted(files.items()))

    def read(self, name: str) -> bytes | None:
        """What is in a file; None where there is none."""
        return self.files.get(name)

    def digests(self) -> Digests:
        """Path below the folder -> digest of the file, or why it could not be read."""
        files = {name: digest_bytes(content) for name, content in self.files.items()}
        return files | {name: mark_unreadable(fault) for name, fault in self._faults.items()}

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
