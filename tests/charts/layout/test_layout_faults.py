"""The fault finder finds what was spoiled in a clean layout, and only that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from shaiquan.charts.layout.layout_types import (
    Box,
    Layout,
    LayoutEdge,
    LayoutGraph,
    PlacedBox,
    Point,
)
from shaiquan.charts.layout.pipeline import compute_layout
from tests.charts.layout.layout_faults import count_crossings, find_faults

#: a decision with a way on, a way aside and a way back, in two lanes
CHART = LayoutGraph(
    (
        Box("a", 150, 38, "round"),
        Box("b", 150, 60, "diamond"),
        Box("c", 150, 38),
        Box("d", 150, 38, lane=1),
        Box("e", 150, 38, "round"),
    ),
    (
        LayoutEdge("a", "b"),
        LayoutEdge("b", "c", 46, 14),
        LayoutEdge("b", "d", 46, 14),
        LayoutEdge("c", "e"),
        LayoutEdge("d", "e"),
        LayoutEdge("e", "a", back=True),
    ),
    lanes=2,
)
CLEAN = compute_layout(CHART)


def moved(id: str, x: float, y: float) -> Layout:
    boxes = [replace(p, x=p.x + x, y=p.y + y) if p.box.id == id else p for p in CLEAN.boxes]
    return replace(CLEAN, boxes=tuple(boxes))


def bent(number: int, change: Callable[[list[Point]], list[Point]]) -> Layout:
    """The clean layout with the points of one wire changed."""
    wires = list(CLEAN.wires)
    wires[number] = replace(wires[number], points=tuple(change(list(wires[number].points))))
    return replace(CLEAN, wires=tuple(wires))


def labelled(number: int, x: float, y: float) -> Layout:
    """The clean layout with one label moved."""
    wires = list(CLEAN.wires)
    label = wires[number].label
    assert label
    wires[number] = replace(wires[number], label=(label[0] + x, label[1] + y, *label[2:]))
    return replace(CLEAN, wires=tuple(wires))


def box(id: str) -> PlacedBox:
    return next(placed for placed in CLEAN.boxes if placed.box.id == id)


def shifted(by: float) -> Callable[[list[Point]], list[Point]]:
    return lambda points: [(x + by, y) for x, y in points]


def test_the_clean_layout_has_no_fault() -> None:
    assert find_faults(CHART, CLEAN) == []


FROM_A, TO_B = CLEAN.wires[0].points
SPOILED = {
    "a and b are too near": moved("a", 0, 12),
    "c is not inside its lane": moved("c", -60, 0),
    "d is not in its row": moved("d", 0, 30),
    "a->b does not begin at its box": moved("a", 3, -3),
    "d is smaller than asked": replace(
        CLEAN, boxes=tuple(replace(p, width=p.width - 1) for p in CLEAN.boxes)
    ),
    "a is outside the chart": moved("a", -90, 0),
    "wires are not those of the chart": replace(CLEAN, wires=CLEAN.wires[1:]),
    "boxes are not those of the chart": replace(CLEAN, boxes=CLEAN.boxes[::-1]),
    "a->b is slanted": bent(0, lambda p: [p[0], (p[1][0] + 9, p[1][1])]),
    "pt for its arrowhead": bent(
        0,
        lambda p: [
            p[0], (p[0][0], p[1][1] - 9), (p[0][0] + 9, p[1][1] - 9), (p[0][0] + 9, p[1][1])
        ],
    ),
    "has a piece of": bent(0, lambda p: [p[0], (p[0][0], p[0][1] + 2), (p[0][0], p[0][1]), p[1]]),
    "c->e runs": bent(3, lambda p: [p[0], (p[0][0], p[1][1] + 90), p[1]]),
    "pt apart": bent(3, lambda p: [*CLEAN.wires[0].points, p[-1]]),
    "lies all along another": bent(3, lambda _: list(CLEAN.wires[0].points)),
    "runs through the label of b->c": labelled(1, -20, 0),
    "label of b->d is": labelled(2, 0, -90),
    "pt from b": labelled(1, 0, -14),
    "has not the label it should": replace(
        CLEAN, wires=tuple(replace(wire, label=None) for wire in CLEAN.wires)
    ),
    "touch": labelled(
        1,
        (CLEAN.wires[2].label or (0, 0))[0] - (CLEAN.wires[1].label or (0, 0))[0],
        (CLEAN.wires[2].label or (0, 0))[1] - (CLEAN.wires[1].label or (0, 0))[1],
    ),
    "lanes are not those of the chart": replace(CLEAN, lanes=()),
    "lanes do not fill the chart": replace(CLEAN, lanes=((0, 200), (220, CLEAN.width))),
    "rows meet": replace(CLEAN, rows=tuple((0.0, CLEAN.height) for _ in CLEAN.rows)),
    "where the chart may be cut": replace(
        CLEAN, rows=(*CLEAN.rows[:-1], (CLEAN.wires[4].points[1][1], CLEAN.rows[-1][1]))
    ),
}  # fmt: skip


@pytest.mark.parametrize("word", SPOILED)
def test_every_spoiled_guarantee_is_found(word: str) -> None:
    assert any(word in fault for fault in find_faults(CHART, SPOILED[word])), find_faults(
        CHART, SPOILED[word]
    )


def test_a_wire_over_an_arrowhead_is_found() -> None:
    x, y = CLEAN.wires[0].points[-1]
    across = bent(5, lambda p: [p[0], (p[0][0] - 300, p[0][1]), (x - 300, y - 6), (x + 300, y - 6)])
    assert any("arrowhead of a->b" in fault for fault in find_faults(CHART, across))


def test_a_corner_on_the_wire_of_another_is_found() -> None:
    x, y = CLEAN.wires[0].points[-1]
    corner = bent(5, lambda p: [p[0], (x, y - 12), (x + 300, y - 12), p[-1]])
    assert any("bends on a->b" in fault for fault in find_faults(CHART, corner))


def test_crossings_are_counted_once() -> None:
    assert count_crossings(CLEAN) == 0
    (x, top), (_, bottom) = CLEAN.wires[0].points
    middle = (top + bottom) / 2
    assert count_crossings(bent(5, lambda _: [(x - 50, middle), (x + 50, middle)])) == 1
