"""The templates of a site: a folder here, and its files wherever they go by pickle (edge: reads
files).

A worker of a cluster has another working folder and maybe no such folder at all. What fails
there is still told at the path that it has here.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Templates:
    """The files of ``folder``; ``carried``: what was in each, by path below it, when they were
    pickled. None: they are read in the folder."""

    folder: Path
    carried: Mapping[str, bytes] | None = None

    def read(self, name: str) -> bytes | None:
        """What is in a file; None where there is none."""
        if self.carried is not None:
            return self.carried.get(name)
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None

    @contextlib.contextmanager
    def below(self, inside: str) -> Iterator[Path]:
        """A folder in it, absolute, for whoever reads nothing but folders; while it is needed."""
        if self.carried is None:
            yield (self.folder / inside).resolve()
            return
        with tempfile.TemporaryDirectory(prefix="shaiquan-") as made:
            root = Path(made).resolve()
            for name, content in self.carried.items():
                if name.startswith(f"{inside}/"):
                    path = root / name.removeprefix(f"{inside}/")
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
            yield root

    def __reduce__(self) -> tuple[object, ...]:
        # as text: a path of Windows cannot be loaded elsewhere
        files = _files(self.folder) if self.carried is None else self.carried
        return _carried, (self.folder.as_posix(), files)


def _files(folder: Path) -> dict[str, bytes]:
    found = (each for each in sorted(folder.rglob("*")) if each.is_file())
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in found}


def _carried(folder: str, files: Mapping[str, bytes]) -> Templates:
    return Templates(Path(folder), files)
