"""Sets the text of a plan into boxes: measured with the packaged font, wrapped, sized.

All sizes are in points. The act is bold, the notes under it small; boxes of one chart have
one width, so that a chart reads as columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf

from shaiquan.charts.chart_plan import Plan, PlanStep, shape_of
from shaiquan.charts.layout.layout_types import Box, BoxShape, LayoutEdge, LayoutGraph
from shaiquan.charts.line_breaking import wrap_text
from shaiquan.charts.text_width import BOLD, REGULAR, width_of
from shaiquan.procedures.edges import Edge

ACT, NOTE, LABEL = 13.0, 10.0, 10.5
#: from one baseline to the next, in em
LEADING = 1.32
#: how far the middle of a full-width character stands above its baseline, in em
BASELINE = 0.37
#: between the words and the outline
PAD_X, PAD_Y = 9.0, 9.0
#: how wide a label may be, in em: long enough for a clause, short enough to stand by its stub
LABEL_EMS = 6.0
#: a taller diamond reads worse than a flat hexagon
LOWEST_DIAMOND, TALLEST_DIAMOND = 44.0, 104.0
#: of the width of a pointed box the most that a line may take, and what a wider one, which
#: cannot be broken, is taken for
WIDEST, TOO_WIDE = 0.94, 0.75
#: from this number on, exits have no room at the corners of a diamond
MANY = 5
BAR = 5.0
HEAD = 12.0


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text: size in points, weight as CSS has it."""

    text: str
    size: float
    weight: int = REGULAR

    @property
    def width(self) -> float:
        return self.size * width_of(self.text, self.weight)

    @property
    def height(self) -> float:
        return self.size * LEADING


@dataclass(frozen=True, slots=True)
class TypesetPlan:
    """A plan with its text set: the graph for the layout, the lines of boxes and labels."""

    graph: LayoutGraph
    lines: dict[str, tuple[TextLine, ...]]
    labels: tuple[tuple[TextLine, ...], ...]
    lane_titles: tuple[tuple[TextLine, ...], ...]


def typeset_plan(plan: Plan, ems: float) -> TypesetPlan:
    """Set a plan with boxes ``ems`` em of the act's type wide inside."""
    boxes, lines = [], {}
    exits = Counter(edge.source for edge in plan.edges)
    for step in plan.steps:
        shape, lines[step.id], size = _set_box(step, ems, exits[step.id], plan.names)
        boxes.append(Box(step.id, *size, shape, step.lane, step.beside))
    labels = tuple(_set_label(edge, plan.names) for edge in plan.edges)
    edges = tuple(
        LayoutEdge(edge.source, edge.target, *_size(label), back=edge.back, side=edge.side)
        for edge, label in zip(plan.edges, labels, strict=True)
    )
    titles = tuple(
        tuple(TextLine(text, HEAD, BOLD) for text in wrap_text(name, ems, BOLD, plan.names))
        for name in plan.lanes
    )
    least = tuple(_size(title)[0] + 2 * PAD_X for title in titles)
    return TypesetPlan(
        LayoutGraph(tuple(boxes), edges, len(plan.lanes), least), lines, labels, titles
    )


def enlarge_type(setting: TypesetPlan, factor: float) -> TypesetPlan:
    """The same setting in larger type, for the wall; the wires take no more room."""
    if factor == 1:
        return setting
    graph = setting.graph
    boxes = tuple(_enlarge_box(box, factor) for box in graph.boxes)
    edges = tuple(_enlarge_label(edge, factor) for edge in graph.edges)
    grown = replace(
        graph,
        boxes=boxes,
        edges=edges,
        lane_widths=tuple(width * factor for width in graph.lane_widths),
    )

    def enlarge(lines: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
        return tuple(TextLine(line.text, line.size * factor, line.weight) for line in lines)

    return TypesetPlan(
        grown,
        {id: enlarge(lines) for id, lines in setting.lines.items()},
        tuple(enlarge(lines) for lines in setting.labels),
        tuple(enlarge(lines) for lines in setting.lane_titles),
    )


def _enlarge_box(box: Box, factor: float) -> Box:
    height = box.height if box.shape == "bar" else box.height * factor
    return Box(box.id, box.width * factor, height, box.shape, box.lane, box.beside)


def _enlarge_label(edge: LayoutEdge, factor: float) -> LayoutEdge:
    width, height = edge.label_width * factor, edge.label_height * factor
    return LayoutEdge(edge.source, edge.target, width, height, edge.back, edge.side)


def _size(lines: Iterable[TextLine]) -> tuple[float, float]:
    lines = tuple(lines)
    return max((line.width for line in lines), default=0.0), _height(lines)


def _height(lines: Iterable[TextLine]) -> float:
    return sum((line.height for line in lines), start=0.0)


def _set_label(edge: Edge, names: tuple[str, ...]) -> tuple[TextLine, ...]:
    return (
        tuple(TextLine(text, LABEL) for text in wrap_text(edge.label, LABEL_EMS, REGULAR, names))
        if edge.label
        else ()
    )


def _set_lines(step: PlanStep, ems: float, names: tuple[str, ...]) -> tuple[TextLine, ...]:
    small = ems * ACT / NOTE
    acts = (TextLine(text, ACT, BOLD) for text in wrap_text(step.act, ems, BOLD, names))
    notes = (
        TextLine(text, NOTE)
        for note in step.notes
        for text in wrap_text(note, small, REGULAR, names)
    )
    return (*acts, *notes)


def _set_box(
    step: PlanStep, ems: float, exits: int, names: tuple[str, ...]
) -> tuple[BoxShape, tuple[TextLine, ...], tuple[float, float]]:
    """The shape, the lines and the size of a box."""
    shape = shape_of(step)
    across = ems * ACT + 2 * PAD_X
    if shape == "bar":
        return shape, (), (across, BAR)
    if shape == "diamond":
        return _set_decision(step, ems, across, exits, names)
    inner = ems if shape != "double" else ems - 1
    lines = _set_lines(step, inner, names)
    return shape, lines, (across, _height(lines) + 2 * PAD_Y)


def _set_decision(
    step: PlanStep, ems: float, across: float, exits: int, names: tuple[str, ...]
) -> tuple[BoxShape, tuple[TextLine, ...], tuple[float, float]]:
    """A diamond where the question is short and the answers few, else a flat hexagon."""
    if exits < MANY:
        lines, height = _fit_lines(step, ems, across, "diamond", names)
        if height <= TALLEST_DIAMOND:
            return "diamond", lines, (across, height)
    lines, height = _fit_lines(step, ems, across, "hexagon", names)
    return "hexagon", lines, (across, height)


def _fit_lines(
    step: PlanStep, ems: float, across: float, shape: BoxShape, names: tuple[str, ...]
) -> tuple[tuple[TextLine, ...], float]:
    """The lines that need the least height inside a pointed outline, and that height."""
    best: tuple[TextLine, ...] = ()
    least = inf
    for narrow in range(4, int(ems)):
        lines = _set_lines(step, narrow, names)
        height = _pointed_height(lines, across, shape)
        if height < least:
            best, least = lines, height
        if len(lines) == 1 + len(step.notes):  # wider lines would be the same
            break
    return best, least


def _pointed_height(lines: tuple[TextLine, ...], across: float, shape: BoxShape) -> float:
    """The least height at which every line lies inside the outline.

    From its middle to its edge a diamond loses all of its width, a hexagon half. A diamond for
    too wide a line is infinitely high; a hexagon must do for all, and such a line stands out.
    """
    diamond, total = shape == "diamond", _height(lines)
    height, loss = (LOWEST_DIAMOND, 2) if diamond else (total + 2 * PAD_Y, 1)
    top = -total / 2
    for line in lines:
        far = max(abs(top), abs(top + line.height))
        share = (line.width + 6) / across
        if share >= WIDEST:
            if diamond:
                return inf
            share = TOO_WIDE
        height = max(height, loss * far / (1 - share))
        top += line.height
    return height
