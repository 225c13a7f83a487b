"""A cut chart: whatever runs over the edge has the same number on both sheets."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from shaiquan.charts.drawing import Picture
from shaiquan.prints import chart_pieces
from shaiquan.prints.chart_pieces import SheetCut
from shaiquan.prints.print_charts import DrawingStyle, draw_for_print
from shaiquan.views.values import Chart
from tests.charts.generated_plans import generate_plan
from tests.conftest import FULL, MakeSite
from tests.printed import WALL, long, sheet_of

SEED = 20261125
SVG = "{http://www.w3.org/2000/svg}"
#: two returns that cross every cut between them
RETURNS = (
    WALL
    + """\
  - {开始: 提出, 主体: 申请人}
  - {步骤: 起草, 主体: 办公室}
  - {步骤: 审查, 主体: 办公室}
  - {步骤: 讨论, 主体: 党委}
  - {判断: 是否通过, 主体: 党委, 分支: {通过: 公开, 退回: 起草, 重来: 提出, 终止: 不办}}
  - {步骤: 公开, 主体: 办公室}
  - {结束: 归档}
  - {结束: 不办}
"""
)


def drawn(site: MakeSite, text: str, ems: float = 8.0) -> Picture:
    return draw_for_print(sheet_of(site({"procedures/l1.yml": text})).chart, DrawingStyle(ems))


@dataclass(frozen=True)
class Drawn:
    """Read anew from the SVG: the polylines of the wires, where text stands, downwards."""

    wires: list[list[tuple[float, float]]]
    texts: list[tuple[float, float]]


def read(picture: Picture) -> Drawn:
    root = ElementTree.fromstring(picture.svg)
    wires, texts = [], []
    for steps in root.iter(f"{SVG}g"):
        shift = re.search(r"translate\((\S+) (\S+)\)", steps.get("transform", ""))
        if shift is None:
            continue
        dx, dy = float(shift[1]), float(shift[2])
        for text in steps.iter(f"{SVG}text"):
            base, size = float(text.get("y", "")) + dy, float(text.get("font-size", ""))
            texts.append((base - 0.8 * size, base + 0.1 * size))
        for edge in steps.findall(f"{SVG}g"):
            path = edge.find(f"{SVG}path")
            if edge.get("class", "").startswith("edge") and path is not None:
                matches = re.findall(r"([-\d.]+) ([-\d.]+)(?= ?[LQ]|$)", path.get("d", ""))
                wires.append([(float(x) + dx, float(y) + dy) for x, y in matches])
    return Drawn(wires, texts)


def unmarked(picture: Picture) -> list[str]:
    """What a cut goes through without a connector or by the middle of its words."""
    drawn, wrong = read(picture), []
    for cut in chart_pieces.find_cuts(picture):
        for wire in drawn.wires:
            for (x0, y0), (x1, y1) in pairwise(wire):
                if min(y0, y1) < cut.y < max(y0, y1):
                    x = x0 + (x1 - x0) * (cut.y - y0) / (y1 - y0)
                    if not any(abs(crossing.x - x) < 0.2 for crossing in cut.crossings):
                        wrong.append(f"wire at {x:.0f}, {cut.y:.0f}")
        wrong += [f"text at {cut.y:.0f}" for top, end in drawn.texts if top < cut.y < end]
    return wrong


def test_every_wire_over_a_cut_has_a_connector(site: MakeSite) -> None:
    for ems in (7.0, 8.0, 10.0):
        picture = drawn(site, RETURNS, ems)
        places = chart_pieces.find_cuts(picture)
        assert len(picture.cuts) >= len(places) > 2
        assert all(cut.crossings for cut in places)
        assert unmarked(picture) == []


@pytest.mark.parametrize("lanes", [True, False])
def test_no_cut_of_a_generated_chart_leaves_a_wire_without_a_connector(lanes: bool) -> None:
    cuts = 0
    for seed in range(SEED, SEED + (400 if FULL else 25)):
        chart = Chart(f"c{seed}", generate_plan(seed, lanes=lanes), "图", "", "/")
        picture = draw_for_print(chart, DrawingStyle(8.0))
        assert unmarked(picture) == [], f"seed {seed}"
        cuts += len(picture.cuts)
    print(f"{cuts} cuts, seeds from {SEED}")


def numbers(svg: str) -> list[tuple[int, str]]:
    """(number, colour) of the connectors of a piece, from left to right."""
    matches = re.findall(r'font-weight="700" fill="(#\w+)">(\d+)</text>', svg)
    return [(int(number), colour) for colour, number in matches]


def test_both_sheets_number_a_cut_alike(site: MakeSite) -> None:
    picture = drawn(site, RETURNS)
    first, second = chart_pieces.find_cuts(picture)[1], chart_pieces.find_cuts(picture)[3]
    pieces = [
        chart_pieces.cut_piece(picture, None, first, 1),
        chart_pieces.cut_piece(picture, first, second, 1),
        chart_pieces.cut_piece(picture, second, None, 1 + len(first.crossings)),
    ]
    shown = [[n for n in numbers(piece.svg) if n[1] != "#1f2d3d"] for piece in pieces]
    assert shown[0] == shown[1][: len(first.crossings)]
    assert shown[1][len(first.crossings) :] == shown[2]
    assert [n for n, _ in shown[2]] == list(
        range(1 + len(first.crossings), 1 + len(first.crossings) + len(second.crossings))
    )


def test_pieces_are_as_high_as_was_counted_and_are_well_formed(site: MakeSite) -> None:
    picture = drawn(site, long(14))
    places: list[SheetCut | None] = [None, *chart_pieces.find_cuts(picture)[::4], None]
    for above, below in pairwise(places):
        made = chart_pieces.cut_piece(picture, above, below)
        assert abs(made.height - chart_pieces.piece_height(picture, above, below)) < 0.01
        ElementTree.fromstring(made.svg)


def test_an_uncut_chart_is_itself(site: MakeSite) -> None:
    picture = drawn(site, long(3))
    assert chart_pieces.cut_piece(picture, None, None).svg == picture.svg


def test_the_connectors_of_a_cut_keep_apart() -> None:
    crowded = 0
    for seed in range(SEED, SEED + 8):
        chart = Chart(f"c{seed}", generate_plan(seed, lanes=False), "图", "", "/")
        picture = draw_for_print(chart, DrawingStyle(8.0))
        for cut in chart_pieces.find_cuts(picture):
            piece = chart_pieces.cut_piece(picture, None, cut)
            circles = [
                (float(circle.get("cx", "")), float(circle.get("cy", "")))
                for circle in ElementTree.fromstring(piece.svg).findall(f"{SVG}circle")
            ]
            assert len(circles) == len(cut.crossings)
            gaps = [math.dist(one, other) for one, other in combinations(circles, 2)]
            assert all(gap > 2 * chart_pieces.RADIUS for gap in gaps), f"seed {seed}"
            crowded += len({y for _, y in circles}) > 1
    assert crowded, "some connectors have to stand below others"
