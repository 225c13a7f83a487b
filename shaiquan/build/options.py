"""The options of a build (edge: asks where paths lead)."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shaiquan.files.scanning import digest, encode_path
from shaiquan.program_files import PACKAGED

#: called with a stage, how many of its actions are done, and how many there are
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Options:
    """Where a build reads and writes, and ``as_of``, the only "today" that it knows.

    ``layouts`` and ``assets`` are laid over those of a theme and over those in ``packaged``.
    """

    content: Path
    site: Path
    layouts: Path
    assets: Path
    as_of: datetime.date
    strict: bool = False
    #: show drafts, marked; only ``serve`` asks for it
    preview: bool = False
    #: every size of the sheets, tiles, cards and booklets, not only the A3 sheets
    printing: bool = False
    #: PDF/A for the file room instead of tagged PDF for the website
    archive: bool = False
    #: each list for Excel too, as XLSX
    xlsx: bool = False
    #: beside each file of text a copy that is compressed, in these ways: ``gzip``, ``brotli``
    compressions: tuple[str, ...] = ()
    #: the folder of what builds keep for the next one; None: keep nothing
    cache: Path | None = None
    #: processes that work at the same time; 0: one for each core
    jobs: int = 1
    #: another executor: ``dask://host:port``
    executor: str = ""
    #: the folder with the layouts, assets and themes that come with the program
    packaged: Path = PACKAGED

    def watched_folders(self) -> tuple[Path, ...]:
        """The folders that a build reads."""
        packaged = (self.packaged / name for name in ("layouts", "assets", "themes"))
        return (self.content, self.layouts, self.assets, *packaged)

    def output_settings(self) -> str:
        """Everything here that decides bytes of the site, but the contents of the folders."""
        flags = (self.strict, self.preview, self.printing, self.archive, self.xlsx)
        return repr((self.content.as_posix(), self.as_of.isoformat(), *flags, self.compressions))

    def store_slot(self) -> str:
        """The name of this site's store: by paths from the cache, so that all may move."""
        assert self.cache is not None
        paths = (_relative_path(path, self.cache) for path in (self.site, self.content))
        return digest(*map(encode_path, paths), bytes((self.preview,))).hex()[:12]


def _relative_path(path: Path, cache: Path) -> str:
    try:
        return os.path.relpath(path, cache)
    except ValueError:  # on another drive
        return str(path.absolute())
