"""A layout keeps its guarantees, whatever the chart; the finder of faults finds each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from shaiquan.lanes.layout import layout
from shaiquan.lanes.model import Box, Chart, Layout, Link
from tests.conftest import FULL
from tests.lanes.faults import crossings, faults
from tests.lanes.generated import generated

SEED = 20261125


def chart(*links: Link, lanes: int = 2, shapes: dict[str, str] | None = None) -> Chart:
    ids = dict.fromkeys(id for link in links for id in (link.source, link.target))
    boxes = tuple(
        Box(id, 120, 48, (shapes or {}).get(id, "box"), place % lanes if lanes else 0)  # type: ignore[arg-type]
        for place, id in enumerate(ids)
    )
    return Chart(boxes, links, lanes)


def way(source: str, target: str, label: float = 0, back: bool = False) -> Link:
    return Link(source, target, label, 14 if label else 0, back)


PLAIN = chart(
    way("a", "b"), way("b", "c"), way("c", "d", 22), way("c", "b", 44, back=True), way("d", "e"),
    shapes={"c": "diamond", "e": "round"},
)  # fmt: skip
#: every sort of chart that must draw
SORTS = {
    "one box": Chart((Box("a", 100, 40),), ()),
    "no box": Chart((), ()),
    "a loop of one": chart(way("a", "b"), way("b", "b", 30, back=True), way("b", "c")),
    "two ways between two steps": chart(way("a", "b"), way("b", "c", 30), way("b", "c", 60)),
    "a step that nothing reaches": replace(PLAIN, boxes=(*PLAIN.boxes, Box("z", 120, 48))),
    "an empty lane": replace(PLAIN, lanes=4),
    "heads wider than their lanes": replace(PLAIN, heads=(400.0, 300.0)),
    "a very tall step": replace(PLAIN, boxes=(replace(PLAIN.boxes[0], height=600), *PLAIN.boxes[1:])),
    "eight exits": chart(
        *(way("a", f"b{n}", 20 + 6 * n) for n in range(8)), shapes={"a": "hexagon"}
    ),
    "a side step": replace(
        PLAIN,
        boxes=(*PLAIN.boxes, Box("s", 120, 48, lane=0, beside="b")),
        links=(*PLAIN.links, Link("b", "s", side=True)),
    ),
    "a parallel of four": Chart(
        (Box("f", 120, 5, "bar"), *(Box(f"p{n}", 120, 48, lane=n % 3) for n in range(4)),
         Box("j", 120, 5, "bar"), Box("e", 120, 40, "round")),
        (*(Link("f", f"p{n}") for n in range(4)), *(Link(f"p{n}", "j") for n in range(4)),
         Link("j", "e")),
        3,
    ),
}  # fmt: skip


@pytest.mark.parametrize("lanes", [True, False], ids=["lanes", "flow"])
@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_of_chart_is_laid_out_without_a_fault(sort: str, lanes: bool) -> None:
    each = SORTS[sort] if lanes else replace(SORTS[sort], lanes=0, heads=())
    assert faults(each, layout(each)) == []


@pytest.mark.parametrize("lanes", [True, False], ids=["lanes", "flow"])
def test_generated_procedures_are_laid_out_without_a_fault(lanes: bool) -> None:
    number = 2000 if FULL else 100
    crossed = wires = 0
    for seed in range(SEED, SEED + number):
        each = generated(seed, lanes=lanes)
        found = layout(each)
        assert faults(each, found) == [], f"seed {seed}"
        crossed, wires = crossed + crossings(found), wires + len(found.wires)
    print(
        f"seeds from {SEED}: {number} charts, {wires} wires, {crossed / wires:.2f} crossings each"
    )


def test_the_same_chart_is_always_laid_out_the_same_way() -> None:
    each = generated(SEED, lanes=True)
    assert layout(each) == layout(each)


def test_the_usual_way_goes_straight_down() -> None:
    found = layout(chart(way("a", "b"), way("b", "c"), way("c", "d"), lanes=0))
    assert len({placed.x for placed in found.boxes}) == 1
    assert all(len(wire.points) == 2 for wire in found.wires)


def test_a_chart_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="no box"):
        layout(Chart((Box("a", 10, 10),), (Link("a", "b"),)))
    with pytest.raises(ValueError, match="one id"):
        layout(Chart((Box("a", 10, 10), Box("a", 10, 10)), ()))
    with pytest.raises(ValueError, match="no lane"):
        layout(Chart((Box("a", 10, 10, lane=2),), (), 2))


# -- the finder of faults finds what is spoilt ----------------------------------------------------


def _moved(found: Layout, id: str, across: float, down: float) -> Layout:
    boxes = tuple(
        replace(p, x=p.x + across, y=p.y + down) if p.box.id == id else p for p in found.boxes
    )
    return replace(found, boxes=boxes)


def _wire(found: Layout, number: int, **changes: object) -> Layout:
    wires = list(found.wires)
    wires[number] = replace(wires[number], **changes)  # type: ignore[arg-type]
    return replace(found, wires=tuple(wires))


def _shifted(found: Layout, number: int, across: float) -> Layout:
    points = tuple((x + across, y) for x, y in found.wires[number].points)
    return _wire(found, number, points=points)


def _label(found: Layout, number: int, across: float, down: float) -> Layout:
    area = found.wires[number].label
    assert area
    return _wire(found, number, label=(area[0] + across, area[1] + down, *area[2:]))


SPOILT: dict[str, tuple[Callable[[Layout], Layout], str]] = {
    "a wire is lost": (lambda f: replace(f, wires=f.wires[1:]), "wires are not those"),
    "a box of another chart": (
        lambda f: replace(f, boxes=(*f.boxes, replace(f.boxes[0], box=Box("z", 1, 1)))),
        "boxes are not those",
    ),
    "a box on another": (lambda f: _moved(f, "e", -30, -80), "too near"),
    "a box in another lane": (lambda f: _moved(f, "b", -150, 0), "not inside its lane"),
    "a box out of the chart": (lambda f: _moved(f, "a", -400, 0), "outside the chart"),
    "a box out of its row": (lambda f: _moved(f, "e", 0, -30), "not in its row"),
    "a wire in the air": (lambda f: _shifted(f, 0, 300), "does not begin at its box"),
    "a slanted wire": (
        lambda f: _wire(f, 4, points=((0, 0), f.wires[4].points[-1])), "is slanted",
    ),
    "no room for an arrowhead": (
        lambda f: _wire(
            f, 4, points=(*f.wires[4].points[:-1], (f.wires[4].points[-1][0], f.wires[4].points[-1][1] - 2),
                          f.wires[4].points[-1]),
        ), "for its arrowhead",
    ),
    "two wires on one line": (
        lambda f: _wire(f, 3, points=f.wires[2].points), "pt apart",
    ),
    "a label far away": (lambda f: _label(f, 2, 0, 200), "from its wire"),
    "a label on a box": (lambda f: _label(f, 2, -20, -20), " pt from "),
    "a label lost": (lambda f: _wire(f, 2, label=None), "has not the label"),
}  # fmt: skip


@pytest.mark.parametrize("what", SPOILT)
def test_the_finder_of_faults_finds(what: str) -> None:
    spoil, words = SPOILT[what]
    clean = layout(PLAIN)
    assert faults(PLAIN, clean) == []
    found = faults(PLAIN, spoil(clean))
    assert [each for each in found if words in each], found
