"""Faults of boxes, lanes and text: what overlaps, what sticks out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from tests.geometry.drawn_shapes import ParsedBox, ParsedChart, ParsedLane
from tests.geometry.fault_kinds import (
    BOX_GAP,
    LANE_SLACK,
    TEXT_SLACK,
    VIEW_SLACK,
    ChartFault,
    FaultKind,
)
from tests.geometry.svg_paths import Point
from tests.geometry.svg_reading import SvgLine


def middle_of(area: BaseGeometry) -> Point:
    """A point to point at."""
    if area.is_empty:
        return 0, 0
    left, top, right, bottom = area.bounds
    return (left + right) / 2, (top + bottom) / 2


def find_pairs(areas: Sequence[BaseGeometry], distance: float) -> Iterator[tuple[int, int]]:
    """Pairs of indices of areas nearer than ``distance``, without repeats."""
    if not areas:
        return
    indices = shapely.STRtree(areas).query(areas, predicate="dwithin", distance=distance)
    for one, other in sorted(zip(*indices.tolist(), strict=True)):
        if one < other:
            yield one, other


def find_close_boxes(chart: ParsedChart) -> Iterator[ChartFault]:
    boxes = chart.boxes
    for one, other in find_pairs([box.outline for box in boxes], BOX_GAP - 1e-6):
        gap = boxes[one].outline.distance(boxes[other].outline)
        where = middle_of(shapely.shortest_line(boxes[one].outline, boxes[other].outline))
        detail = f"{gap:.1f} pt apart" if gap else "overlapping"
        yield ChartFault(
            FaultKind.BOXES_CLOSE, f"{boxes[one].id}, {boxes[other].id}", where, detail
        )


# -- text -----------------------------------------------------------------------------------------


def find_text_outside(chart: ParsedChart) -> Iterator[ChartFault]:
    for box in chart.boxes:
        yield from _sticking_out(box.id, box.outline, box.strokes, box.lines)
    for lane in chart.lanes:
        yield from _sticking_out(lane.name, lane.whole, lane.strokes, lane.lines)


def _sticking_out(
    who: str, outline: BaseGeometry, strokes: BaseGeometry, lines: Iterable[SvgLine]
) -> Iterator[ChartFault]:
    shapely.prepare([outline, strokes])
    for line in lines:
        area = line.area(TEXT_SLACK)
        if not outline.covers(area):
            over = max(area.difference(outline).area / line_height(line), 0)
            detail = f"“{line.words}” by about {over:.1f} pt"
        elif strokes.intersects(area):
            detail = f"“{line.words}” on a line of its shape"
        else:
            continue
        yield ChartFault(FaultKind.TEXT_OUTSIDE, who, middle_of(area), detail)


def line_height(line: SvgLine) -> float:
    return line.bottom - line.top


def free_lines(chart: ParsedChart) -> list[tuple[str, SvgLine]]:
    """Text that stands in no box, with whose it is."""
    lines = [(wire.name, line) for wire in chart.wires for line in wire.labels]
    lines += [(lane.name, line) for lane in chart.lanes for line in lane.lines]
    return lines + [("text", line) for line in chart.loose]


def find_text_overlaps(chart: ParsedChart) -> Iterator[ChartFault]:
    lines = [(box.id, line) for box in chart.boxes for line in box.lines]
    lines += free_lines(chart)
    areas = [line.area(TEXT_SLACK) for _, line in lines]
    for one, other in find_pairs(areas, 0.0):
        (who, line), (whom, over) = lines[one], lines[other]
        where = middle_of(areas[one].intersection(areas[other]))
        yield ChartFault(
            FaultKind.TEXT_OVERLAP, f"{who}, {whom}", where, f"“{line.words}” “{over.words}”"
        )


def find_labels_on_boxes(chart: ParsedChart) -> Iterator[ChartFault]:
    lines = free_lines(chart)
    if not lines or not chart.boxes:
        return
    tree = shapely.STRtree([box.outline for box in chart.boxes])
    areas = [line.area(TEXT_SLACK) for _, line in lines]
    for place, number in zip(*tree.query(areas, predicate="intersects").tolist(), strict=True):
        who, line = lines[place]
        box = chart.boxes[number].id
        yield ChartFault(
            FaultKind.LABEL_ON_BOX, f"{who}, {box}", middle_of(areas[place]), f"“{line.words}”"
        )


# -- the picture and its lanes ----------------------------------------------------------------------


def find_shapes_outside_view(chart: ParsedChart) -> Iterator[ChartFault]:
    left, top, right, bottom = chart.view
    view = shapely.box(left - VIEW_SLACK, top - VIEW_SLACK, right + VIEW_SLACK, bottom + VIEW_SLACK)
    for who, area in _everything(chart):
        if not view.covers(area):
            out = [f"{bound:.1f}" for bound in area.difference(view).bounds]
            yield ChartFault(
                FaultKind.OUTSIDE_VIEW, who, middle_of(area.difference(view)), " ".join(out)
            )


def _everything(chart: ParsedChart) -> Iterator[tuple[str, BaseGeometry]]:
    """All visible areas, with half of the pen round a box."""
    for box in chart.boxes:
        left, top, right, bottom = box.outline.bounds
        pen = box.pen / 2
        yield box.id, shapely.box(left - pen, top - pen, right + pen, bottom + pen)
        yield from ((box.id, line.area(TEXT_SLACK)) for line in box.lines)
    for wire in chart.wires:
        yield wire.name, wire.whole
        if wire.head:
            yield wire.name, wire.head.area
    for lane in chart.lanes:
        yield lane.name, lane.whole
    yield from ((who, line.area(TEXT_SLACK)) for who, line in free_lines(chart))


def find_boxes_outside_lanes(
    chart: ParsedChart, lane_of: Mapping[str, str]
) -> Iterator[ChartFault]:
    """A box stands in one lane, and in the one that ``lane_of`` names; bars and connectors may
    reach over several."""
    if not chart.lanes:
        return
    spread = shapely.union_all([lane.area for lane in chart.lanes]).buffer(LANE_SLACK)
    for box in chart.boxes:
        lane = _lane_of(box, chart.lanes, lane_of)
        if box.connector or box.classes & {"fork", "join"}:
            area, name = spread, "the lanes"
        elif lane:
            area, name = lane.area.buffer(LANE_SLACK), lane.name
        else:
            area, name = shapely.Polygon(), lane_of.get(box.id, "every lane")
        if not area.covers(box.outline):
            yield ChartFault(
                FaultKind.OUTSIDE_LANE, box.id, middle_of(box.outline), f"not inside {name}"
            )


def _lane_of(
    box: ParsedBox, lanes: Sequence[ParsedLane], lane_of: Mapping[str, str]
) -> ParsedLane | None:
    """The lane that is named, else the one that holds most of the box."""
    if box.id in lane_of:
        return next((lane for lane in lanes if lane_of[box.id] in lane.names), None)
    return max(lanes, key=lambda lane: lane.area.intersection(box.outline).area)


def find_duplicate_ids(chart: ParsedChart) -> Iterator[ChartFault]:
    for id, count in Counter(chart.ids).items():
        if count > 1:
            yield ChartFault(FaultKind.DUPLICATE_ID, id, (0, 0), f"{count} elements")
    nodes = Counter(box.id for box in chart.boxes if not box.connector)
    for id, count in nodes.items():
        if count > 1:
            yield ChartFault(FaultKind.DUPLICATE_ID, id, (0, 0), f"{count} boxes")
