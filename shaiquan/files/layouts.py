"""The templates of a site: read once, so that what is used is what was digested (edge: reads
files).

Folders of them may be laid over each other: the site's own over those of a theme over those that
come with the program. A worker has these same bytes: inherited by a fork, else by pickle. One of
a cluster has another working folder and no such folder of templates; a mistake is still reported
at the path here.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shaiquan.files.overlays import lay_over
from shaiquan.files.regular import list_paths, read_regular
from shaiquan.files.scanning import Digests, digest_bytes, mark_unreadable


@dataclass(frozen=True)
class Layer:
    """A folder of templates as it was when it was read: bytes by path below it, sorted.

    ``faults``: path below it -> why it could not be read.
    """

    folder: Path
    files: Mapping[str, bytes]
    faults: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Layer:
        files: dict[str, bytes] = {}
        faults: dict[str, str] = {}
        for inside, _, fault in list_paths(folder):
            try:
                if fault:
                    faults[inside] = fault
                elif not inside.endswith("/"):
                    files[inside] = read_regular(folder / inside)
            except OSError as late:
                faults[inside] = str(late.errno)
        return cls(folder, dict(sorted(files.items())), faults)

    def digests(self) -> Digests:
        """Path below the folder -> digest of the file, or why it could not be read."""
        files = {name: digest_bytes(content) for name, content in self.files.items()}
        return files | {name: mark_unreadable(fault) for name, fault in self.faults.items()}

    def __reduce__(self) -> tuple[object, ...]:
        # as text: a path of Windows cannot be loaded elsewhere
        return _unpickle, (self.folder.as_posix(), self.files)


def _unpickle(folder: str, files: Mapping[str, bytes]) -> Layer:
    return Layer(Path(folder), files)


class Templates:
    """The files of folders laid over each other, the first on top.

    ``files``: the bytes that are used, by path below the folders, sorted.
    """

    def __init__(self, *layers: Path | Layer) -> None:
        read = (layer if isinstance(layer, Layer) else Layer.read(layer) for layer in layers)
        self.layers: tuple[Layer, ...] = tuple(read)
        self._places = lay_over([layer.files for layer in self.layers])
        self.files: Mapping[str, bytes] = {
            name: self.layers[index].files[name] for name, index in self._places.items()
        }
        self._copies: dict[str, Path] = {}

    def read(self, name: str) -> bytes | None:
        """What is in a file; None where there is none."""
        return self.files.get(name)

    def find_layer(self, name: str, below: int = 0) -> int | None:
        """The index of the uppermost layer, of those from ``below`` on, that has a file."""
        if not below:
            return self._places.get(name)
        rest = range(below, len(self.layers))
        return next((index for index in rest if name in self.layers[index].files), None)

    def path_of(self, name: str) -> Path:
        """Where the file that is used is; where a missing one would be."""
        return self.layers[self._places.get(name, 0)].folder / name

    def find_source(self, path: Path) -> bytes | None:
        """What is in a file of any layer, by its path here; None where it is of no layer."""
        for layer in self.layers:
            if path.is_relative_to(layer.folder):
                return layer.files.get(path.relative_to(layer.folder).as_posix(), b"")
        return None

    def digests(self) -> Digests:
        """Path below the folders -> digest of the file that is used, or why it was not read."""
        layers = [layer.digests() for layer in self.layers]
        return {path: layers[index][path] for path, index in lay_over(layers).items()}

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
        return Templates, self.layers
