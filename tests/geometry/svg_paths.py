"""Path data and point lists to points: curves become short straight pieces."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path

#: how far a straight piece may run from its curve, pt: a fifth of the width of a wire
FLATNESS = 0.2
#: pieces of the largest curve; dot's longest splines need fewer
MOST_PIECES = 64

Point = tuple[float, float]
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def points(text: str) -> list[Point]:
    """The points of a polygon or polyline.

    >>> points("0,0 10,0 10,-5.5")
    [(0.0, 0.0), (10.0, 0.0), (10.0, -5.5)]
    """
    values = numbers(text)
    return list(zip(values[::2], values[1::2], strict=True))


def subpaths(data: str) -> list[tuple[list[Point], bool]]:
    """The points of each subpath of ``d``, and whether it is closed.

    >>> subpaths("M0,0 h10 v5 Z")
    [([(0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (0.0, 0.0)], True)]
    >>> subpaths("M0,0C5,0 10,0 15,0")
    [([(0.0, 0.0), (15.0, 0.0)], False)]
    """
    pen = RecordingPen()
    parse_path(data, pen)
    lines: list[tuple[list[Point], bool]] = []
    line: list[Point] = []
    for operator, args in pen.value:
        if operator == "moveTo":
            line = [args[0]]
        elif operator in ("closePath", "endPath"):
            closed = operator == "closePath"
            if closed and line[0] != line[-1]:
                line.append(line[0])
            lines.append((line, closed or (len(line) > 3 and line[0] == line[-1])))
        else:
            line.extend(_pieces(line[-1], args))
    return lines


def _pieces(start: Point, args: tuple[Point, ...]) -> Iterator[Point]:
    """Points after ``start`` on a line (one argument), a quadratic (two) or a cubic (three)."""
    if len(args) > 1 and not _straight(start, args):
        control = (start, *args)
        degree = len(args)
        bend = max(
            math.hypot(c[0] - 2 * b[0] + a[0], c[1] - 2 * b[1] + a[1])
            for a, b, c in zip(control, control[1:], control[2:], strict=False)
        )
        count = math.ceil(math.sqrt(degree * (degree - 1) / 8 * bend / FLATNESS))
        count = min(max(count, 2), MOST_PIECES)
        for step in range(1, count):
            yield _on_curve(control, step / count)
    yield args[-1]


def _on_curve(control: tuple[Point, ...], at: float) -> Point:
    degree = len(control) - 1
    weights = [math.comb(degree, k) * at**k * (1 - at) ** (degree - k) for k in range(degree + 1)]
    x = sum(weight * point[0] for weight, point in zip(weights, control, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, control, strict=True))
    return x, y


def _straight(start: Point, args: tuple[Point, ...]) -> bool:
    """Whether the points lie, in order, on the line from start to the last."""
    x, y = args[-1][0] - start[0], args[-1][1] - start[1]
    length = math.hypot(x, y)
    if length == 0:
        return all(point == start for point in args)
    for u, v in ((u - start[0], v - start[1]) for u, v in args[:-1]):
        off = abs(u * y - v * x) / length
        along = (u * x + v * y) / length
        if off > FLATNESS / 4 or not -FLATNESS <= along <= length + FLATNESS:
            return False
    return True
