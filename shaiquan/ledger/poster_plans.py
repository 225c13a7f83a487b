"""What is asked for on the walls, what is to be done there, and the files that say so (edge: reads
the files that are to change; S4-19)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shaiquan.content.catalog import Catalog
from shaiquan.editing.yaml_file import UnusualYaml
from shaiquan.files.overwriting import FileChanged
from shaiquan.files.scanning import digest_bytes
from shaiquan.ledger.ledger_files import FileEdit, LedgerChange
from shaiquan.ledger.posting_file import PostingChanges, change_postings
from shaiquan.ledger.sheet_status import CurrentSheet
from shaiquan.ledger.walls import WallTask
from shaiquan.model.terms import PaperSize
from shaiquan.problems import Bilingual

_LAST_NUMBER = re.compile(r"(.*?)(\d+)")


class Refused(Exception):
    """Nothing can be done; ``why`` says so. ``is_usage``: what was asked for makes no sense."""

    def __init__(self, zh: str, en: str, is_usage: bool = True) -> None:
        super().__init__(en)
        self.why, self.is_usage = Bilingual(zh, en), is_usage


@dataclass(frozen=True, slots=True)
class PosterRequest:
    """What is asked for. ``charts``: names or ids; of none, all that are to be replaced. A
    ``place`` asks for a first posting there, else posters are replaced."""

    charts: tuple[str, ...]
    day: datetime.date
    place: str = ""
    size: PaperSize = PaperSize.A3

    @property
    def is_first(self) -> bool:
        return bool(self.place)


@dataclass(frozen=True, slots=True)
class WallWork:
    """What is to be done on the wall: put up ``new``, if any, and take down ``old``, if any."""

    chart: str
    procedure: str
    place: str
    size: PaperSize
    old: str = ""
    new: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class PosterChange:
    """The work on the walls, and the files of the ledger that say that it is done."""

    work: tuple[WallWork, ...]
    ledger: LedgerChange
    #: ids of the postings that ended and began
    postings: tuple[str, ...] = ()
    #: whether there is a QR code to scan on the sheets
    has_qr: bool = False


@dataclass(frozen=True)
class Walls:
    """What a plan is made of."""

    content: Path
    #: path -> digest of the files of the content, as they were read
    digests: Mapping[str, str]
    catalog: Catalog
    sheets: Mapping[str, CurrentSheet]
    tasks: tuple[WallTask, ...]
    request: PosterRequest
    #: ids of new postings, as they are given
    taken: dict[str, None] = field(default_factory=dict)

    @property
    def has_qr(self) -> bool:
        return self.catalog.site.has_qr

    @property
    def day(self) -> str:
        return self.request.day.isoformat()


def choose_id(walls: Walls, like: str) -> str:
    """An id that nothing has: the next number of the same series, zt-07 after zt-06."""
    match = _LAST_NUMBER.fullmatch(like)
    stem, number, width = (match[1], int(match[2]), len(match[2])) if match else (f"{like}-", 1, 1)
    used = {*walls.catalog.entries, *walls.taken}
    while f"{stem}{number:0{width}}" in used:
        number += 1
    id = f"{stem}{number:0{width}}"
    walls.taken[id] = None
    return id


def edit_file(
    walls: Walls, path: Path, changes: PostingChanges
) -> tuple[FileEdit, Mapping[str, str]]:
    """The edit of a file, and the texts of postings that need a file of their own.

    Raises Refused, and FileChanged where it is not as it was read.
    """
    old = path.read_bytes()
    if digest_bytes(old).hex() != walls.digests.get(path.as_posix()):
        raise FileChanged(path.as_posix())
    text = old.decode("utf-8-sig")
    try:
        if path.suffix == ".md":
            raise UnusualYaml
        changed = change_postings(text, changes)
    except UnusualYaml:
        zh = f"{path.as_posix()} 的写法程序改不了；请改成一行一条，行首是“- ”"
        raise Refused(zh, f"{path.as_posix()} cannot be changed as it is written", False) from None
    bom = old[: len(old) - len(text.encode())]
    return FileEdit(digest_bytes(old).hex(), bom + changed.text.encode()), changed.others
