"""Finds faults in a layout from its coordinates alone, and describes them in words.

It knows nothing of how layouts are made: outlines, distances, crossings are measured again.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from shaiquan.charts.layout.layout_types import Layout, LayoutGraph, PlacedBox, Rect, Wire
from tests.charts.layout.layout_geometry import (
    WirePiece,
    area_of,
    corners_of,
    distance,
    distance_to_outline,
    pieces_of,
)

#: what the guarantees say, in points
BOXES_APART, WIRES_APART, LAST_PIECE, LABEL_NEAR, HEAD = 12.0, 8.0, 16.0, 60.0, 10.0
#: how near a wire may come to the box of another, and how far a label may be from its own wire
WIRE_TO_BOX, LABEL_TO_WIRE = 5.0, 8.0
#: with more labelled exits their labels stand below a step, or below a bar, not beside it
CONDITIONS, OF_BAR = 4, 2
TINY = 0.02


def find_faults(chart: LayoutGraph, layout: Layout) -> list[str]:
    """Every broken guarantee of a layout, in words."""
    pieces = pieces_of(layout)
    return [
        *_missing(chart, layout),
        *_boxes(layout),
        *_outside(layout, pieces),
        *_lanes(chart, layout),
        *_rows(layout, pieces),
        *_ends(layout),
        *_wires_at_boxes(layout, pieces),
        *_wires_at_wires(layout, pieces),
        *_touching(layout, pieces),
        *_arrowheads(layout, pieces),
        *_labels(layout, pieces),
    ]


def count_crossings(layout: Layout) -> int:
    """How often wires cross one another."""
    level = [p for p in pieces_of(layout) if p.level]
    upright = [p for p in pieces_of(layout) if not p.level]
    return sum(
        one.low + TINY < other.at < one.high - TINY
        and other.low + TINY < one.at < other.high - TINY
        for one in level
        for other in upright
    )


def _has_room(wire: Wire) -> bool:
    """Whether a label has the size asked for, with room for a frame if it is a condition."""
    if wire.label is None:
        return not wire.condition
    more = [has - asked for has, asked in zip(wire.label[2:], _label_size(wire), strict=True)]
    return min(more) >= 4 if wire.condition else max(map(abs, more)) < TINY


def _label_size(wire: Wire) -> tuple[float, float]:
    return wire.edge.label_width, wire.edge.label_height


def _name(wire: Wire) -> str:
    return f"{wire.edge.source}->{wire.edge.target}"


# -- boxes, lanes, rows -------------------------------------------------------------------------


def _missing(chart: LayoutGraph, layout: Layout) -> Iterator[str]:
    if [p.box for p in layout.boxes] != list(chart.boxes):
        yield "boxes are not those of the chart"
    if [w.edge for w in layout.wires] != list(chart.edges):
        yield "wires are not those of the chart"
    for wire in layout.wires:
        if wire.edge.labelled != (wire.label is not None) or not _has_room(wire):
            yield f"{_name(wire)} has not the label it should"
    for placed in layout.boxes:
        if placed.width < placed.box.width - TINY or placed.height < placed.box.height - TINY:
            yield f"{placed.box.id} is smaller than asked"


def _boxes(layout: Layout) -> Iterator[str]:
    for one, other in combinations(layout.boxes, 2):
        if distance(area_of(one), area_of(other)) < BOXES_APART - TINY:
            yield f"{one.box.id} and {other.box.id} are too near"


def _outside(layout: Layout, pieces: list[WirePiece]) -> Iterator[str]:
    areas = [(placed.box.id, area_of(placed)) for placed in layout.boxes]
    areas += [(_name(layout.wires[piece.wire]), piece.area) for piece in pieces]
    areas += [(f"label of {_name(w)}", w.label) for w in layout.wires if w.label]
    for name, (x, y, width, height) in areas:
        if min(x, y) < 0 or x + width > layout.width or y + height > layout.height:
            yield f"{name} is outside the chart"


def _lanes(chart: LayoutGraph, layout: Layout) -> Iterator[str]:
    if len(layout.lanes) != chart.lanes:
        yield "lanes are not those of the chart"
        return
    ends = [0.0, *(x for lane in layout.lanes for x in lane), layout.width]
    gaps = [abs(high - low) for low, high in zip(ends[::2], ends[1::2], strict=True)]
    if chart.lanes and (max(gaps) > TINY or ends != sorted(ends)):
        yield "lanes do not fill the chart"
    for (low, high), head in zip(layout.lanes, chart.lane_widths, strict=False):
        if high - low < head - TINY:
            yield "a lane is narrower than its head"
    for placed in layout.boxes if layout.lanes else ():
        low, high = layout.lanes[placed.box.lane]
        if placed.x < low + TINY or placed.x + placed.width > high - TINY:
            yield f"{placed.box.id} is not inside its lane"


def _rows(layout: Layout, pieces: list[WirePiece]) -> Iterator[str]:
    for (_, bottom), (top, _) in pairwise(layout.rows):
        if top <= bottom:
            yield f"rows meet at {top}"
    for placed in layout.boxes:
        top, bottom = layout.rows[placed.row]
        if placed.y < top - TINY or placed.y + placed.height > bottom + TINY:
            yield f"{placed.box.id} is not in its row"
    for top, _ in layout.rows[1:]:
        if any(p.level and abs(p.at - top) < 3 for p in pieces):
            yield f"a level wire lies where the chart may be cut, above {top}"
        labels = [wire.label for wire in layout.wires if wire.label]
        if any(y < top < y + height for _, y, _, height in labels):
            yield f"a label lies where the chart may be cut, above {top}"


# -- wires --------------------------------------------------------------------------------------


def _ends(layout: Layout) -> Iterator[str]:
    at = {placed.box.id: placed for placed in layout.boxes}
    for wire in layout.wires:
        first, last = wire.points[0], wire.points[-1]
        if distance_to_outline(first, corners_of(at[wire.edge.source])) > 0.5:
            yield f"{_name(wire)} does not begin at its box"
        if distance_to_outline(last, corners_of(at[wire.edge.target])) > 0.5:
            yield f"{_name(wire)} does not end at its box"
        lengths = [abs(x2 - x) + abs(y2 - y) for (x, y), (x2, y2) in pairwise(wire.points)]
        if any(min(abs(x2 - x), abs(y2 - y)) > TINY for (x, y), (x2, y2) in pairwise(wire.points)):
            yield f"{_name(wire)} is slanted"
        if lengths[-1] < LAST_PIECE - TINY:
            yield f"{_name(wire)} has {lengths[-1]:.1f} pt for its arrowhead"
        if min(lengths) < 5:
            yield f"{_name(wire)} has a piece of {min(lengths):.1f} pt"


def _wires_at_boxes(layout: Layout, pieces: list[WirePiece]) -> Iterator[str]:
    for piece in pieces:
        wire = layout.wires[piece.wire]
        last = len(wire.points) - 2
        for placed in layout.boxes:
            gap = distance(piece.area, area_of(placed))
            own = (piece.index == 0 and placed.box.id == wire.edge.source) or (
                piece.index == last and placed.box.id == wire.edge.target
            )
            if gap < WIRE_TO_BOX - TINY and not own:
                yield f"{_name(wire)} runs {gap:.1f} pt from {placed.box.id}"
            if own and _inside(wire, placed, piece):
                yield f"{_name(wire)} runs through its own {placed.box.id}"


def _inside(wire: Wire, placed: PlacedBox, piece: WirePiece) -> bool:
    """Whether the far end of a first or last piece is within the area of its box."""
    x, y = wire.points[1 if placed.box.id == wire.edge.source and piece.index == 0 else -2]
    if len(wire.points) == 2 and wire.edge.source != wire.edge.target:
        return False
    return distance((x, y, 0.0, 0.0), area_of(placed)) < WIRE_TO_BOX - TINY


def _may_share(one: Wire, other: Wire) -> bool:
    """Wires of one class run together into one target."""
    if one.edge.side or other.edge.side:
        return False
    return (one.edge.target, one.edge.back) == (other.edge.target, other.edge.back)


def _wires_at_wires(layout: Layout, pieces: list[WirePiece]) -> Iterator[str]:
    by_way = sorted(pieces, key=lambda p: (p.level, p.at))
    for number, one in enumerate(by_way):
        for other in by_way[number + 1 :]:
            if other.level != one.level or other.at - one.at >= WIRES_APART - TINY:
                break
            beside = min(one.high, other.high) - max(one.low, other.low)
            if (one.wire, one.index) == (other.wire, other.index) or beside < -4:
                continue
            wire, other_wire = layout.wires[one.wire], layout.wires[other.wire]
            if other.at - one.at < TINY and one.wire != other.wire and _may_share(wire, other_wire):
                continue
            if beside > TINY or (other.at - one.at < TINY and one.wire != other.wire):
                yield f"{_name(wire)} and {_name(other_wire)} run {other.at - one.at:.1f} pt apart"
    for wire, other_wire in combinations(layout.wires, 2):
        if wire.points == other_wire.points:
            yield f"{_name(wire)} lies all along another"


def _touching(layout: Layout, pieces: list[WirePiece]) -> Iterator[str]:
    """A corner on the wire of another looks like a way from the one to the other."""
    for number, wire in enumerate(layout.wires):
        for x, y in wire.points[1:-1]:
            for piece in pieces:
                other_wire = layout.wires[piece.wire]
                at, along = (y, x) if piece.level else (x, y)
                on = abs(at - piece.at) < 3 and piece.low - 1 < along < piece.high + 1
                if on and piece.wire != number and not _may_share(wire, other_wire):
                    yield f"{_name(wire)} bends on {_name(other_wire)}"


def _arrowheads(layout: Layout, pieces: list[WirePiece]) -> Iterator[str]:
    for number, wire in enumerate(layout.wires):
        if wire.edge.side:
            continue
        (x, y), (x0, y0) = wire.points[-1], wire.points[-2]
        length = abs(x0 - x) + abs(y0 - y)
        x1, y1 = x + (x0 - x) / length * HEAD, y + (y0 - y) / length * HEAD
        head = min(x, x1), min(y, y1), abs(x1 - x), abs(y1 - y)
        for piece in pieces:
            other_wire = layout.wires[piece.wire]
            if distance(piece.area, head) <= 3 and not (
                piece.wire == number or _may_share(wire, other_wire)
            ):
                yield f"{_name(other_wire)} runs over the arrowhead of {_name(wire)}"


# -- labels -------------------------------------------------------------------------------------


def _labels(layout: Layout, pieces: list[WirePiece]) -> Iterator[str]:
    exits = [wire.edge.source for wire in layout.wires if wire.label]
    bars = {placed.box.id for placed in layout.boxes if placed.box.shape == "bar"}
    labels = [(n, wire, wire.label) for n, wire in enumerate(layout.wires) if wire.label]
    for number, wire, area in labels:
        name = f"label of {_name(wire)}"
        limit = OF_BAR if wire.edge.source in bars else CONDITIONS
        if wire.condition != (exits.count(wire.edge.source) > limit):
            yield f"{name} stands where it should not"
        for placed in layout.boxes:
            gap = distance(area, area_of(placed))
            if gap < (BOXES_APART - TINY if wire.condition else 2):
                yield f"{name} is {gap:.1f} pt from {placed.box.id}"
            if placed.box.id == wire.edge.source and gap > LABEL_NEAR and not wire.condition:
                yield f"{name} is {gap:.0f} pt from its box"
        yield from _wires_at_label(layout, pieces, number, area)
    for (_, one, area), (_, other, area2) in combinations(labels, 2):
        if distance(area, area2) < 2:
            yield f"labels of {_name(one)} and {_name(other)} touch"


def _wires_at_label(
    layout: Layout, pieces: list[WirePiece], number: int, area: Rect
) -> Iterator[str]:
    wire = layout.wires[number]
    name = f"label of {_name(wire)}"
    own = min(distance(area, piece.area) for piece in pieces if piece.wire == number)
    if wire.condition:
        yield from _on_condition(layout, pieces, number, area)
    elif own > LABEL_TO_WIRE:
        yield f"{name} is {own:.1f} pt from its wire"
    for piece in pieces:
        gap = distance(area, piece.area)
        if wire.condition and piece.wire == number:
            continue
        if gap < (5 if wire.condition else 1):
            yield f"{_name(layout.wires[piece.wire])} runs through the {name}"
        elif gap < own - TINY and piece.wire != number:
            yield f"{name} is nearer to {_name(layout.wires[piece.wire])}"


def _on_condition(
    layout: Layout, pieces: list[WirePiece], number: int, area: Rect
) -> Iterator[str]:
    """A wire runs straight down through the frame of its condition, and on to its target."""
    x, y, width, height = area
    inside = [p for p in pieces if p.wire == number and distance(area, p.area) < 5]
    name = _name(layout.wires[number])
    if len(inside) != 1 or inside[0].level or abs(inside[0].at - x - width / 2) > 0.5:
        yield f"{name} does not lead straight through its condition"
    elif inside[0].high - y - height < 5 or y - inside[0].low < 5:
        yield f"{name} bends at its condition"
