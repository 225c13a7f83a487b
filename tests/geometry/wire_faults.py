"""Faults of wires: where they end, what they run through, what runs beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tests.geometry.box_faults import free_lines, middle_of
from tests.geometry.drawn_shapes import Floats, ParsedBox, ParsedChart, ParsedWire
from tests.geometry.fault_kinds import (
    BORDER_RUN,
    CONNECTOR_REACH,
    END_GAP,
    HEAD_ROOM,
    INK,
    JOIN,
    PARALLEL,
    SHARED_RUN,
    TEXT_SLACK,
    WIRE_GAP,
    ChartFault,
    FaultKind,
)
from tests.geometry.svg_paths import Point


def end_boxes(chart: ParsedChart, wire: ParsedWire, at_source: bool) -> list[ParsedBox]:
    """The boxes at which a wire may begin or end: its own, or a connector on a cut chart."""
    id = wire.source if at_source else wire.target
    own = [box for box in chart.boxes if box.id == id and not box.connector]
    point = shapely.Point(wire.start if at_source else wire.end)
    connectors = [box for box in chart.boxes if box.connector]
    close = [box for box in connectors if box.outline.distance(point) <= CONNECTOR_REACH]
    return own + close


def find_loose_wires(chart: ParsedChart) -> Iterator[ChartFault]:
    for wire in chart.wires:
        yield from _loose_end(chart, wire, wire.start, True, 0)
        if wire.head:
            miter = wire.head.miter
            yield from _loose_end(chart, wire, wire.end, False, miter)
            gap = wire.head.area.distance(shapely.Point(wire.drawn_to))
            if gap > END_GAP:
                detail = f"its head is {gap:.1f} pt away"
                yield ChartFault(FaultKind.WIRE_IN_AIR, wire.name, wire.drawn_to, detail)
        else:
            room = 0 if wire.type == "side" else HEAD_ROOM
            yield from _loose_end(chart, wire, wire.end, False, room)


def _loose_end(
    chart: ParsedChart, wire: ParsedWire, at: Point, at_source: bool, reach: float
) -> Iterator[ChartFault]:
    boxes = end_boxes(chart, wire, at_source)
    which = wire.source if at_source else wire.target
    if not boxes:
        yield ChartFault(FaultKind.WIRE_IN_AIR, wire.name, at, f"no box {which}")
        return
    point = shapely.Point(at)
    gap = min(box.outline.distance(point) - box.pen / 2 for box in boxes) - reach
    if gap > END_GAP:
        yield ChartFault(FaultKind.WIRE_IN_AIR, wire.name, at, f"{gap:.1f} pt from {which}")


# -- boxes and labels under wires --------------------------------------------------------------------


def find_wires_through_boxes(chart: ParsedChart) -> Iterator[ChartFault]:
    if not chart.boxes or not chart.wires:
        return
    tree = shapely.STRtree([box.outline for box in chart.boxes])
    shafts = [wire.shaft for wire in chart.wires]
    indices = tree.query(shafts, predicate="dwithin", distance=INK)
    for place, number in sorted(zip(*indices.tolist(), strict=True)):
        wire, box = chart.wires[place], chart.boxes[number]
        ends = end_boxes(chart, wire, True) + end_boxes(chart, wire, False)
        if not any(box is end for end in ends):
            where = middle_of(wire.shaft.intersection(box.outline.buffer(INK)))
            yield ChartFault(FaultKind.WIRE_THROUGH_BOX, f"{wire.name}, {box.id}", where)
        else:
            yield from _through_own(wire, box)


def _through_own(wire: ParsedWire, box: ParsedBox) -> Iterator[ChartFault]:
    inside = wire.shaft.intersection(box.outline.buffer(-END_GAP))
    if not inside.is_empty:
        detail = f"{inside.length:.1f} pt inside its own box"
        yield ChartFault(
            FaultKind.WIRE_THROUGH_BOX, f"{wire.name}, {box.id}", middle_of(inside), detail
        )
        return
    along = wire.shaft.intersection(box.outline.buffer(INK))
    if along.length > BORDER_RUN:
        detail = f"{along.length:.1f} pt along its own box"
        yield ChartFault(
            FaultKind.WIRE_THROUGH_BOX, f"{wire.name}, {box.id}", middle_of(along), detail
        )


def find_wires_through_labels(chart: ParsedChart) -> Iterator[ChartFault]:
    lines = free_lines(chart)
    if not lines or not chart.wires:
        return
    tree = shapely.STRtree([wire.shaft for wire in chart.wires])
    areas = [line.area(TEXT_SLACK) for _, line in lines]
    for place, number in zip(*tree.query(areas, predicate="intersects").tolist(), strict=True):
        who, line = lines[place]
        wire = chart.wires[number]
        where = middle_of(areas[place].intersection(wire.shaft))
        yield ChartFault(
            FaultKind.WIRE_THROUGH_LABEL, f"{wire.name}, {who}", where, f"“{line.words}”"
        )


# -- wires beside wires -----------------------------------------------------------------------------


def may_join(one: ParsedWire, other: ParsedWire) -> bool:
    """Wires of one class into one target may share their tails, if they began apart."""
    same = one.target == other.target and one.type == other.type
    return same and shapely.Point(one.start).distance(shapely.Point(other.start)) > WIRE_GAP


def find_wires_together(chart: ParsedChart) -> Iterator[ChartFault]:
    pieces, owner = _pieces(chart.wires)
    shared: dict[tuple[int, int], list[tuple[float, float, Point]]] = defaultdict(list)
    for one, other, run, gap, where in _side_by_side(pieces, owner):
        shared[one, other].append((run, gap, where))
    for (one, other), runs in sorted(shared.items()):
        first, second = chart.wires[one], chart.wires[other]
        total = sum(run for run, _, _ in runs)
        if total > SHARED_RUN and not may_join(first, second):
            gap = min(gap for _, gap, _ in runs)
            detail = f"{total:.1f} pt, {gap:.1f} pt apart"
            yield ChartFault(
                FaultKind.WIRES_TOGETHER, f"{first.name}, {second.name}", max(runs)[2], detail
            )


def _pieces(wires: tuple[ParsedWire, ...]) -> tuple[Floats, Floats]:
    """All straight pieces as (x, y, x, y), and the number of the wire of each."""
    lines = [np.array(wire.whole.coords) for wire in wires]
    pieces = [np.hstack([line[:-1], line[1:]]) for line in lines]
    counts = [len(piece) for piece in pieces]
    return np.vstack([np.empty((0, 4)), *pieces]), np.repeat(np.arange(len(wires)), counts)


def _side_by_side(pieces: Floats, owner: Floats) -> Iterator[tuple[int, int, float, float, Point]]:
    """Pairs of wires with the length, the gap and the place of two pieces that run together."""
    if len(pieces) == 0:
        return
    lines = np.asarray(shapely.linestrings(pieces.reshape(-1, 2, 2)))
    one, other = shapely.STRtree(lines).query(lines, predicate="dwithin", distance=WIRE_GAP)
    distinct = owner[one] < owner[other]
    one, other = one[distinct], other[distinct]
    run, gap = _overlaps(pieces[one], pieces[other])
    for place in np.flatnonzero((run > 0) & (gap < WIRE_GAP - 1e-6)):
        a, b = one[place], other[place]
        x, y, u, v = pieces[a]
        where = (float(x + u) / 2, float(y + v) / 2)
        yield int(owner[a]), int(owner[b]), float(run[place]), float(gap[place]), where


def _overlaps(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    """How long each piece of ``other`` runs beside that of ``one``, and how far from it."""
    start, vector, to = one[:, :2], one[:, 2:] - one[:, :2], other[:, 2:] - other[:, :2]
    length = np.hypot(vector[:, 0], vector[:, 1])
    span = np.hypot(to[:, 0], to[:, 1])
    unit = vector / np.where(length, length, 1)[:, None]
    across = np.stack([-unit[:, 1], unit[:, 0]], axis=1)
    ends = np.stack([other[:, :2] - start, other[:, 2:] - start], axis=1)
    along = np.einsum("nij,nj->ni", ends, unit)
    off = np.abs(np.einsum("nij,nj->ni", ends, across))
    run = np.minimum(along.max(axis=1), length) - np.maximum(along.min(axis=1), 0)
    turned = np.abs(np.einsum("ni,ni->n", to, across)) > np.sin(np.radians(PARALLEL)) * span
    return np.where(turned | (span == 0) | (length == 0), 0, run), off.min(axis=1)


def find_crossings(chart: ParsedChart) -> Iterator[Point]:
    """Where two wires cross: not where they begin, end or join."""
    wires = chart.wires
    if len(wires) < 2:
        return
    lines = [wire.whole for wire in wires]
    indices = shapely.STRtree(lines).query(lines, predicate="intersects")
    for one, other in sorted(zip(*indices.tolist(), strict=True)):
        if one < other:
            yield from _crossings(wires[one], wires[other])


def _crossings(one: ParsedWire, other: ParsedWire) -> Iterator[Point]:
    met = one.whole.intersection(other.whole)
    parts = shapely.get_parts([met])
    ends = shapely.MultiPoint([one.start, one.end, other.start, other.end])
    counted: list[BaseGeometry] = [part for part in parts if part.length > 0]
    for part in parts:
        close = any(part.distance(other) < JOIN for other in counted)
        if part.length == 0 and not close and part.distance(ends) >= END_GAP:
            counted.append(part)
            yield middle_of(part)
