"""Faults of labels and arrowheads: what belongs to a wire and must be visible beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tests.geometry.box_faults import free_lines, middle_of
from tests.geometry.drawn_shapes import ParsedChart, ParsedHead, ParsedWire
from tests.geometry.fault_kinds import (
    END_GAP,
    HEAD_SHARE,
    LABEL_REACH,
    LABEL_SLACK,
    STUB,
    STUB_STRAY,
    TEXT_SLACK,
    ChartFault,
    FaultKind,
)
from tests.geometry.wire_faults import end_boxes


def find_stray_labels(chart: ParsedChart) -> Iterator[ChartFault]:
    """Labels far from the box they leave, or nearer to another wire's beginning than their own."""
    firsts = np.array([wire.first for wire in chart.wires], dtype=object)
    for place, wire in enumerate(chart.wires):
        if not wire.labels:
            continue
        block = shapely.union_all([line.area() for line in wire.labels]).envelope
        yield from _far(chart, wire, block)
        away = shapely.distance(firsts, block)
        nearest = int(away.argmin())
        if away[nearest] < away[place] - LABEL_SLACK:
            other = chart.wires[nearest].name
            detail = f"{away[place]:.1f} pt from its own, {away[nearest]:.1f} from {other}"
            yield ChartFault(FaultKind.LABEL_NEARER_OTHER, wire.name, middle_of(block), detail)


def _far(chart: ParsedChart, wire: ParsedWire, block: BaseGeometry) -> Iterator[ChartFault]:
    sources = end_boxes(chart, wire, True)
    away = min((box.outline.distance(block) for box in sources), default=0)
    if away > LABEL_REACH:
        yield ChartFault(
            FaultKind.LABEL_FAR, wire.name, middle_of(block), f"{away:.0f} pt from {wire.source}"
        )


def find_missing_heads(chart: ParsedChart) -> Iterator[ChartFault]:
    conditions = {box.id for box in chart.boxes if "condition" in box.classes}
    for wire in chart.wires:  # a line may run into a condition, which says when it is taken
        if wire.type != "side" and not wire.head and wire.target not in conditions:
            yield ChartFault(FaultKind.HEAD_MISSING, wire.name, wire.end)


def find_hidden_heads(chart: ParsedChart) -> Iterator[ChartFault]:
    headed = [wire for wire in chart.wires if wire.head]
    areas = [wire.head.area for wire in headed if wire.head]
    if not areas:
        return
    yield from _under_boxes(chart, headed, areas)
    yield from _under_text(chart, headed, areas)
    yield from _crossed(chart, headed, areas)


def _under_boxes(
    chart: ParsedChart, headed: list[ParsedWire], areas: list[BaseGeometry]
) -> Iterator[ChartFault]:
    """Of its own box a head may touch the border, of another nothing."""
    tree = shapely.STRtree([box.outline for box in chart.boxes])
    for place, number in zip(*tree.query(areas, predicate="intersects").tolist(), strict=True):
        wire, box = headed[place], chart.boxes[number]
        share = areas[place].intersection(box.outline).area / areas[place].area
        own = any(box is end for end in end_boxes(chart, wire, False))
        sunk = box.outline.buffer(-END_GAP).covers(shapely.Point(wire.end))
        if sunk or share > (HEAD_SHARE if own else 0):
            detail = f"{share:.0%} of it at {box.id}"
            yield ChartFault(FaultKind.HEAD_HIDDEN, wire.name, middle_of(areas[place]), detail)


def _under_text(
    chart: ParsedChart, headed: list[ParsedWire], areas: list[BaseGeometry]
) -> Iterator[ChartFault]:
    lines = [line for _, line in free_lines(chart)]
    tree = shapely.STRtree([line.area(TEXT_SLACK) for line in lines])
    for place, number in zip(*tree.query(areas, predicate="intersects").tolist(), strict=True):
        detail = f"at “{lines[number].words}”"
        yield ChartFault(FaultKind.HEAD_HIDDEN, headed[place].name, middle_of(areas[place]), detail)


def _crossed(
    chart: ParsedChart, headed: list[ParsedWire], areas: list[BaseGeometry]
) -> Iterator[ChartFault]:
    """Heads with another wire across them; what runs along them is beside their wire anyhow."""
    tree = shapely.STRtree([wire.shaft for wire in chart.wires])
    for place, number in zip(*tree.query(areas, predicate="intersects").tolist(), strict=True):
        wire, other = headed[place], chart.wires[number]
        joined = other.target == wire.target and other.type == wire.type
        if other is wire or joined or not wire.head:
            continue
        if _across(wire.head, other.shaft.intersection(areas[place])) > STUB_STRAY:
            yield ChartFault(
                FaultKind.HEAD_HIDDEN, wire.name, middle_of(areas[place]), f"under {other.name}"
            )


def _across(head: ParsedHead, piece: BaseGeometry) -> float:
    """How far a piece in a head reaches from one barb to the other."""
    points = shapely.get_coordinates(piece)
    return float(np.ptp(points @ np.array([-head.unit[1], head.unit[0]])))


def find_cramped_heads(chart: ParsedChart) -> Iterator[ChartFault]:
    for wire in chart.wires:
        if wire.head and (straight := _stub(wire, wire.head)) < STUB:
            detail = f"{straight:.1f} pt before a head of {wire.head.length:.1f}"
            yield ChartFault(FaultKind.HEAD_CRAMPED, wire.name, wire.end, detail)


def _stub(wire: ParsedWire, head: ParsedHead) -> float:
    """How long the shaft stays on the head's axis, back from the head."""
    points = np.array(wire.shaft.coords)[::-1]
    off = (points - np.array(head.tip)) @ np.array([-head.unit[1], head.unit[0]])
    length = 0.0
    for place in range(1, len(points)):
        piece = math.dist(points[place - 1], points[place])
        if abs(off[place]) > STUB_STRAY:
            grown = abs(off[place]) - abs(off[place - 1])
            room = STUB_STRAY - abs(off[place - 1])
            return length + piece * max(0.0, min(1.0, room / grown if grown else 0.0))
        length += piece
    return length
