"""Lines of text as an HTML-like label of Graphviz, each line where our own drawing has it.

Graphviz sets the lines of a label in its own way, and each version in another: where a line of
text stands in the middle of a cell or at its bottom differs by up to two points, and so does the
measured width. So each line is a row of a table, with empty rows between, and begins at a column
of its own. Rows overlap, since Graphviz believes text to be higher than our lines are.
Coordinates are in points, y down, from the middle of the label.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shaiquan.charts.text_width import BOLD
from shaiquan.charts.typesetting import BASELINE, TextLine

#: how far rows overlap
_OVERLAP = 6
#: baselines in a row, in em, between those of Graphviz 2.43 and 14: a bold line stands in the
#: middle, its baseline below the middle; another at the bottom, its baseline above the bottom
_BOLD_FALL, _RISE = 0.154, 0.283
#: type of a size with a fraction of a point is set as much higher
_HALF_RISE = 0.7
#: the height of a line in old and in new versions of Graphviz, in em; ours are 1.32 em high
_OLD_HEIGHT, _NEW_HEIGHT = 1.1, 1.5
#: kept free on either side, since a line may be measured wider than it is
_SLACK = 6
_TABLE = '<TABLE BORDER="{border}" CELLSPACING="{gap}" CELLPADDING="0"{more}>{rows}</TABLE>'


class _Row(NamedTuple):
    """A row of a label: from ``top`` to ``bottom``; empty without a line."""

    top: int
    bottom: int
    line: TextLine | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What is drawn around a label: the size of its table, its border, more attributes of it."""

    width: float
    height: float
    attributes: str
    border: int = 0


def write_label(
    lines: Sequence[TextLine], base: float, colour: str = "", frame: Frame | None = None
) -> str:
    """The label; ``base`` is the size of type that lines without a size of their own have."""
    if not lines:
        return ""
    if frame is None:
        half, reach = math.ceil(max(line.width for line in lines) / 2) + _SLACK, 0
    else:
        half, reach = (int(size / 2) - frame.border for size in (frame.width, frame.height))
    half, reach = half + _OVERLAP, reach + _OVERLAP  # cells reach out of their table
    rows = "".join(_write_row(row, 2 * half, base, colour) for row in _stack_rows(lines, reach))
    border, more = (frame.border, frame.attributes) if frame else (0, "")
    return f"<{_TABLE.format(border=border, gap=-_OVERLAP, more=more, rows=rows)}>"


def find_baselines(lines: Sequence[TextLine]) -> Iterator[float]:
    """The baseline of each line of a block of text, from the middle of the block."""
    y = -sum(line.height for line in lines) / 2
    for line in lines:
        yield y + line.height / 2 + BASELINE * line.size
        y += line.height


def _stack_rows(lines: Sequence[TextLine], reach: int) -> Iterator[_Row]:
    """The rows of a table about its middle, to ``reach`` at least, with empty ones between.

    All places and heights are whole points: old versions of Graphviz cut off the rest.
    """
    rows = [_make_row(*pair) for pair in zip(lines, find_baselines(lines), strict=True)]
    reach = max(reach, _OVERLAP - rows[0].top, rows[-1].bottom + _OVERLAP)
    at = -reach
    for row in rows:
        yield _Row(at, row.top + _OVERLAP)
        yield row
        at = row.bottom - _OVERLAP
    yield _Row(at, reach)


def _make_row(line: TextLine, baseline: float) -> _Row:
    """The row of a line: as high as Graphviz believes its text to be."""
    height = math.ceil(line.size * _NEW_HEIGHT)
    if line.weight == BOLD:
        # the middle is exact where the row is as even as the text of old versions is high
        height += (height + int(line.size * _OLD_HEIGHT)) % 2
        top = round(baseline - _BOLD_FALL * line.size - height / 2)
    else:
        top = round(baseline + _rise_of(line)) - height
    return _Row(top, top + height, line)


def _rise_of(line: TextLine) -> float:
    """How far the bottom of a row is below the baseline of a line that is not bold."""
    return _RISE * line.size + (_HALF_RISE if line.size % 1 else 0.0)


def _write_row(row: _Row, width: int, base: float, colour: str) -> str:
    height = round(row.bottom - row.top)
    if row.line is None:
        return f'<TR><TD HEIGHT="{height}"></TD></TR>'
    line = row.line
    indent = round((width - line.width) / 2)
    bottom = "" if line.weight == BOLD else ' VALIGN="BOTTOM"'
    text = (
        f'<TD ALIGN="LEFT"{bottom} WIDTH="{width - indent}">{_write_text(line, base, colour)}</TD>'
    )
    cells = f'<TR><TD WIDTH="{indent}"></TD>{text}</TR>' if indent else f"<TR>{text}</TR>"
    inner = _TABLE.format(border=0, gap=0, more="", rows=cells)
    return f'<TR><TD HEIGHT="{height}">{inner}</TD></TR>'


def _write_text(line: TextLine, base: float, colour: str) -> str:
    """The words with their type. Graphviz reads backslashes once more after the XML."""
    words = html.escape(line.text).replace("\\", "\\\\")
    words = f"<B>{words}</B>" if line.weight == BOLD else words
    font = f' COLOR="{colour}"' if colour else ""
    font += f' POINT-SIZE="{round(line.size)}"' if line.size != base else ""
    return f"<FONT{font}>{words}</FONT>" if font else words
