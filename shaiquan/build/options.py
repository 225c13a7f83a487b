"""What a build is asked to do (edge: asks where paths lead)."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shaiquan.files.scanning import digest, encoded

#: the file that says which site a folder is, and that it is ours to replace
MANIFEST = "manifest.json"
#: called with a stage, how many of its actions are done, and how many there are
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Options:
    """Where a build reads and writes, and the one "today" that it knows."""

    content: Path
    site: Path
    layouts: Path
    assets: Path
    as_of: datetime.date
    strict: bool = False
    #: drafts are shown, marked; only ``serve`` asks for it
    preview: bool = False
    #: every size of the sheets, tiles, cards and booklets, not the A3 sheets alone
    printing: bool = False
    #: PDF/A for the file room instead of tagged PDF for the website
    archive: bool = False
    #: where what the last build made is remembered; None: nowhere
    cache: Path | None = None
    #: processes that work at once; 0: one for each core
    jobs: int = 1
    #: another executor: ``dask://host:port``
    executor: str = ""

    def told(self) -> str:
        """Everything here on which the bytes of the site depend, but the folders' contents."""
        asked = (self.as_of.isoformat(), self.strict, self.preview, self.printing, self.archive)
        return repr((self.content.as_posix(), *asked))

    def slot(self) -> str:
        """Which memory is that of this site: as seen from the cache, so that both may move."""
        assert self.cache is not None
        seen = (_seen(each, self.cache) for each in (self.site, self.content))
        return digest(*map(encoded, seen), bytes((self.preview,))).hex()[:12]


def _seen(path: Path, cache: Path) -> str:
    try:
        return os.path.relpath(path, cache)
    except ValueError:  # on another drive
        return str(path.absolute())
