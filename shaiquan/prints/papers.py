"""Sizes of paper and of type.

Sizes are in points (72 an inch), as Typst and SVG have them.
"""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4
#: 3 mm: smaller type cannot be read from the wall
LEAST_TYPE = 8.5


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper, upright. ``factor`` is its length divided by that of A3."""

    name: str
    width: float
    height: float
    factor: float

    def page_size(self, landscape: bool) -> tuple[float, float]:
        """Width and height as the paper hangs."""
        return (self.height, self.width) if landscape else (self.width, self.height)

    def type_sizes(self) -> tuple[float, float]:
        """The least and the largest type size of the text round a chart."""
        return max(LEAST_TYPE, 9.5 * self.factor), 16 * self.factor


A4 = Paper("A4", 210 * MM, 297 * MM, 0.7071)
A3 = Paper("A3", 297 * MM, 420 * MM, 1.0)
A2 = Paper("A2", 420 * MM, 594 * MM, 1.4142)
A1 = Paper("A1", 594 * MM, 841 * MM, 2.0)
PAPERS = (A4, A3, A2, A1)


@dataclass(frozen=True, slots=True)
class SheetFrame:
    """What every sheet has, in points: the margin, the header, the footer, the gap."""

    margin: float
    header: float
    footer: float
    gap: float


def make_frame(paper: Paper) -> SheetFrame:
    """The frame on a paper; the footer has two lines, legend and edition."""
    factor = paper.factor
    return SheetFrame(
        margin=max(8 * MM, 10 * MM * factor),
        header=22 * MM * factor,
        footer=13.9 * MM * max(factor, 0.8),
        gap=3.6 * MM * factor,
    )
