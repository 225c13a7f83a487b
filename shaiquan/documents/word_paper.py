"""What a Word file says, as plain values: a title, lines below it, blocks, an imprint."""

from __future__ import annotations

from dataclasses import dataclass

from shaiquan.prints.blocks import Block
from shaiquan.prints.chart_pieces import ChartPiece

#: the room for text of GB/T 9704 in points, upright: 156 by 225 mm
WIDTH, HEIGHT = 442.2, 637.8


@dataclass(frozen=True, slots=True)
class WordPictures:
    """Pieces of a chart side by side; ``words`` are read out in their place."""

    pieces: tuple[ChartPiece, ...]
    words: str


@dataclass(frozen=True, slots=True)
class PageTurn:
    """What follows begins on a new page, which lies on its side where ``wide``."""

    wide: bool


WordBlock = Block | WordPictures | PageTurn


@dataclass(frozen=True, slots=True)
class WordImprint:
    """版记 at the foot of the last page: to whom copies go, who printed it, and when; empty where
    nobody says."""

    copies: str
    issuer: str
    printed: str


@dataclass(frozen=True, slots=True)
class WordPaper:
    """A title, the lines below it, the text; ``wide``: its first page lies on its side."""

    title: str
    notes: tuple[str, ...]
    blocks: tuple[WordBlock, ...]
    wide: bool = False
    imprint: WordImprint | None = None
