"""Faults of labels and arrowheads: what belongs to a wire and must be seen beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tests.geometry.box_faults import free_lines, middle_of
from tests.geometry.drawn_shapes import ParsedChart, ParsedHead, ParsedWire
from tests.geometry.fault_kinds import (  # fmt: skip
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


def find_stray_labels(picture: ParsedChart) -> Iterator[ChartFault]:
    """Labels far from the box they leave, or nearer to another wire's beginning than their own."""
    firsts = np.array([wire.first for wire in picture.wires], dtype=object)
    for place, wire in enumerate(picture.wires):
        if not wire.labels:
            continue
        block = shapely.union_all([line.area() for line in wire.labels]).envelope
        yield from _far(picture, wire, block)
        away = shapely.distance(firsts, block)
        nearest = int(away.argmin())
        if away[nearest] < away[place] - LABEL_SLACK:
            other = picture.wires[nearest].name
            detail = f"{away[place]:.1f} pt from its own, {away[nearest]:.1f} from {other}"
            yield ChartFault(FaultKind.LABEL_NEARER_OTHER, wire.name, middle_of(block), detail)


def _far(picture: ParsedChart, wire: ParsedWire, block: BaseGeometry) -> Iterator[ChartFault]:
    sources = end_boxes(picture, wire, True)
    away = min((box.outline.distance(block) for box in sources), default=0)
    if away > LABEL_REACH:
        yield ChartFault(
            FaultKind.LABEL_FAR, wire.name, middle_of(block), f"{away:.0f} pt from {wire.source}"
        )


def find_missing_heads(picture: ParsedChart) -> Iterator[ChartFault]:
    conditions = {box.id for box in picture.boxes if "condition" in box.classes}
    for wire in picture.wires:  # a line may run into a condition, which says when it is taken
        if wire.sort != "side" and not wire.head and wire.target not in conditions:
            yield ChartFault(FaultKind.HEAD_MISSING, wire.name, wire.end)


def find_hidden_heads(picture: ParsedChart) -> Iterator[ChartFault]:
    headed = [wire for wire in picture.wires if wire.head]
    areas = [wire.head.area for wire in headed if wire.head]
    if not areas:
        return
    yield from _under_boxes(picture, headed, areas)
    yield from _under_text(picture, headed, areas)
    yield from _crossed(picture, headed, areas)


def _under_boxes(
    picture: ParsedChart, headed: list[ParsedWire], areas: list[BaseGeometry]
) -> Iterator[ChartFault]:
    """Of its own box a head may touch the border, of another nothing."""
    tree = shapely.STRtree([box.outline for box in picture.boxes])
    for place, number in zip(*tree.query(areas, predicate="intersects").tolist(), strict=True):
        wire, box = headed[place], picture.boxes[number]
        share = areas[place].intersection(box.outline).area / areas[place].area
        own = any(box is each for each in end_boxes(picture, wire, False))
        sunk = box.outline.buffer(-END_GAP).covers(shapely.Point(wire.end))
        if sunk or share > (HEAD_SHARE if own else 0):
            detail = f"{share:.0%} of it at {box.id}"
            yield ChartFault(FaultKind.HEAD_HIDDEN, wire.name, middle_of(areas[place]), detail)


def _under_text(
    picture: ParsedChart, headed: list[ParsedWire], areas: list[BaseGeometry]
) -> Iterator[ChartFault]:
    lines = [line for _, line in free_lines(picture)]
    tree = shapely.STRtree([line.area(TEXT_SLACK) for line in lines])
    for place, number in zip(*tree.query(areas, predicate="intersects").tolist(), strict=True):
        detail = f"at “{lines[number].words}”"
        yield ChartFault(FaultKind.HEAD_HIDDEN, headed[place].name, middle_of(areas[place]), detail)


def _crossed(
    picture: ParsedChart, headed: list[ParsedWire], areas: list[BaseGeometry]
) -> Iterator[ChartFault]:
    """Heads with another wire across them; what runs along them is beside their wire anyhow."""
    tree = shapely.STRtree([wire.shaft for wire in picture.wires])
    for place, number in zip(*tree.query(areas, predicate="intersects").tolist(), strict=True):
        wire, other = headed[place], picture.wires[number]
        joined = other.target == wire.target and other.sort == wire.sort
        if other is wire or joined or not wire.head:
            continue
        if _across(wire.head, other.shaft.intersection(areas[place])) > STUB_STRAY:
            yield ChartFault(
                FaultKind.HEAD_HIDDEN, wire.name, middle_of(areas[place]), f"under {other.name}"
            )


def _across(head: ParsedHead, found: BaseGeometry) -> float:
    """How far a piece in a head reaches from one barb to the other."""
    points = shapely.get_coordinates(found)
    return float(np.ptp(points @ np.array([-head.unit[1], head.unit[0]])))


def find_cramped_heads(picture: ParsedChart) -> Iterator[ChartFault]:
    for wire in picture.wires:
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
