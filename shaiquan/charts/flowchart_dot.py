"""A plan as DOT text with all its places: Graphviz draws the chart that our SVG shows.

The text says where each box, wire, lane and label is, so that the engine ``nop2`` (``neato -n2``)
draws the chart without laying it out, and whoever opens the file in a program for Graphviz can
go on from there. ``layout=nop2`` in it lets ``dot`` do the same; ``dot -Glayout=dot`` lays the
chart out anew. Places are in points, y up; sizes of boxes in inches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from shaiquan.charts import drawing
from shaiquan.charts.arrangement import MARGIN, Arrangement, arrange_plan
from shaiquan.charts.chart_plan import Caption, Plan, PlanStep
from shaiquan.charts.dot_labels import Frame, write_label
from shaiquan.charts.fonts import FAMILY
from shaiquan.charts.layout.layout_types import PlacedBox, Point, Wire
from shaiquan.charts.symbols import DOUBLE_EDGE, STROKE, colours_of
from shaiquan.charts.symbols import format_coordinate as _n
from shaiquan.charts.typesetting import ACT, HEAD, LABEL, TextLine

if TYPE_CHECKING:
    import graphviz

#: shapes of the layout -> shape and style of Graphviz with the same outline
_SHAPES = {
    "box": ("box", "filled"), "round": ("box", "filled,rounded"), "diamond": ("diamond", "filled"),
    "hexagon": ("hexagon", "filled"), "document": ("note", "filled"), "double": ("box", "filled"),
    "bar": ("box", "filled"),
}  # fmt: skip
_INCH = 72.0
#: an arrowhead of Graphviz is ten points long
_ARROW_UNIT = 10.0
#: of wires and arrowheads, and how far the tip of the latter is moved on: newer versions of
#: Graphviz take back what the pen adds to it, older ones do not
_PEN, _TIP = 1.15, 0.83


def write_flowchart_dot(plan: Plan, caption: Caption) -> str:
    """The DOT text of a flowchart: a cluster for each lane, returns and side steps dashed."""
    return _DotWriter(caption, arrange_plan(plan)).write()


class _DotWriter:
    """Writes an arranged chart; ``place`` turns our coordinates into those of Graphviz."""

    def __init__(self, caption: Caption, arranged: Arrangement) -> None:
        import graphviz  # few builds draw; the others need not load it

        self.arranged = arranged
        self.chart = graphviz.Digraph(caption.title.replace("\\", "＼"))

    def write(self) -> str:
        arranged = self.arranged
        self._set_defaults()
        steps = list(arranged.pair_steps())
        for index, lane in enumerate(arranged.placed.lanes):
            with self.chart.subgraph(name=f"cluster_{index}") as cluster:
                cluster.attr(**self._describe_lane(index, lane))
                for step, placed in steps:
                    if step.lane == index:
                        self._add_box(cluster, step, placed)
        for step, placed in () if arranged.placed.lanes else steps:
            self._add_box(self.chart, step, placed)
        wires = zip(arranged.placed.wires, arranged.setting.labels, strict=True)
        for number, (wire, label) in enumerate(wires, 1):
            self._add_wire(number, wire, label)
        return str(self.chart.source)

    def _set_defaults(self) -> None:
        width, height = self.arranged.width, self.arranged.height
        self.chart.attr(
            "graph",
            layout="nop2",
            bb=f"0,0,{_n(width)},{_n(height)}",
            pad=f"{MARGIN / _INCH:.4f}",
            bgcolor="transparent",
            outputorder="edgesfirst",
            fontname=FAMILY,
        )
        self.chart.attr(
            "node",
            fontname=FAMILY,
            fontsize=_n(ACT),
            fontcolor=drawing.INK,
            penwidth=_n(STROKE),
            fixedsize="shape",
            margin="0",
        )
        self.chart.attr(
            "edge",
            fontname=FAMILY,
            fontsize=_n(LABEL),
            fontcolor=drawing.INK,
            color=drawing.LINE,
            penwidth=_n(_PEN),
            arrowsize=_n(drawing.ARROW / _ARROW_UNIT),
        )

    # -- places -------------------------------------------------------------------------------

    def _place(self, point: Point) -> str:
        """A point of the chart as Graphviz writes it, from the lower left corner."""
        x, y = point
        up = self.arranged.height - MARGIN - self.arranged.head - y
        return f"{_n(x + MARGIN)},{_n(up)}"

    def _describe_lane(self, index: int, lane: tuple[float, float]) -> dict[str, str]:
        left, right = lane
        bottom, head = self.arranged.placed.height, self.arranged.head
        title = self.arranged.setting.lane_titles[index]
        frame = Frame(right - left + 1, head + 1, f' BGCOLOR="{drawing.LANE_HEAD}"')
        return {
            "bb": f"{self._place((left, bottom))},{self._place((right, -head))}",
            "label": write_label(title, HEAD, drawing.LANE_TEXT, frame),
            "lp": self._place(((left + right) / 2, -head / 2)),
            "fontname": FAMILY,
            "fontsize": _n(HEAD),
            "style": "filled",
            "fillcolor": drawing.LANE_FILLS[index % 2],
            "color": drawing.LANE_RULE,
            "penwidth": "0.8",
        }

    # -- boxes --------------------------------------------------------------------------------

    def _add_box(self, chart: graphviz.Digraph, step: PlanStep, placed: PlacedBox) -> None:
        shape, style = _SHAPES[placed.box.shape]
        fill, stroke = colours_of(step)
        frame = None
        if placed.box.shape == "double":
            edges = f' SIDES="LR" COLOR="{stroke}" CELLBORDER="0"'
            frame = Frame(placed.width - 2 * DOUBLE_EDGE, placed.height, edges, border=1)
        label = write_label(self.arranged.setting.lines[step.id], ACT, frame=frame)
        box = (placed.x, placed.y, placed.width, placed.height)
        attributes = self._describe_box(box) | {
            "shape": shape,
            "style": style,
            "fillcolor": fill,
            "color": stroke,
            "class": f"{step.type} side" if step.side else step.type,
        }
        chart.node(step.id, label, _attributes=attributes)

    def _describe_box(self, box: tuple[float, float, float, float]) -> dict[str, str]:
        x, y, width, height = box
        return {
            "pos": self._place((x + width / 2, y + height / 2)),
            "width": f"{width / _INCH:.4f}",
            "height": f"{height / _INCH:.4f}",
        }

    # -- wires --------------------------------------------------------------------------------

    def _add_wire(self, number: int, wire: Wire, label: tuple[TextLine, ...]) -> None:
        edge = wire.edge
        if not wire.label:
            self._add_line(edge.source, edge.target, wire, wire.points)
            return
        x, y, width, height = wire.label
        text = write_label(label, LABEL, drawing.RETURN if edge.back else "")
        middle = (x + width / 2, y + height / 2)
        if not wire.condition:
            words = {"label": text, "lp": self._place(middle)}
            self._add_line(edge.source, edge.target, wire, wire.points, words)
            return
        frame = f"{edge.source}-{number}"
        into, out = drawing.split_at_frame(wire.points, middle[0], y, y + height)
        attributes = self._describe_box(wire.label) | {
            "shape": "box",
            "style": "filled,rounded",
            "fillcolor": "#ffffff",
            "color": drawing.wire_colour(wire),
            "penwidth": "1",
            "fontsize": _n(LABEL),
            "class": "condition",
        }
        self.chart.node(frame, text, _attributes=attributes)
        self._add_line(edge.source, frame, wire, into, arrow=False)
        self._add_line(frame, edge.target, wire, out)

    def _add_line(
        self,
        source: str,
        target: str,
        wire: Wire,
        points: tuple[Point, ...],
        words: Mapping[str, str] | None = None,
        arrow: bool = True,
    ) -> None:
        edge = wire.edge
        arrow = arrow and not edge.side
        attributes = {"pos": self._write_spline(points, wire.curve, arrow), **(words or {})}
        if not arrow:
            attributes["dir"] = "none"
        if edge.back or edge.side:
            attributes |= {"style": "dashed", "class": "back" if edge.back else "side"}
        if edge.back:
            attributes["color"] = drawing.RETURN
        self.chart.edge(source, target, _attributes=attributes)

    def _write_spline(
        self, points: tuple[Point, ...], curve: tuple[Point, ...], arrow: bool
    ) -> str:
        """A wire as a B-spline of Graphviz; before it the tip of its arrow."""
        if not arrow:
            return " ".join(map(self._place, curve or _list_controls(points)))
        start, end = points[-2:]
        tip = drawing.point_before(start, end, -_TIP)
        base = drawing.point_before(start, end, drawing.ARROW - _TIP)
        if curve:
            controls = (*curve, curve[-1], base, base)
        else:
            controls = tuple(_list_controls((*points[:-1], base)))
        return " ".join((f"e,{self._place(tip)}", *map(self._place, controls)))


def _list_controls(points: tuple[Point, ...]) -> Iterator[Point]:
    """Level and upright pieces with rounded corners as the control points of Bézier curves."""
    at = points[0]
    yield at
    for corner, (begin, end) in drawing.round_corners(points):
        yield from (at, begin, begin)
        yield from (_move(begin, corner), _move(end, corner), end)
        at = end
    yield from (at, points[-1], points[-1])


def _move(point: Point, corner: Point) -> Point:
    """Two thirds of the way: what turns a quadratic curve into a cubic one."""
    return point[0] + (corner[0] - point[0]) * 2 / 3, point[1] + (corner[1] - point[1]) * 2 / 3
