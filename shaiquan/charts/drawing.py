"""A plan to SVG: set, laid out, drawn.

The groups are those that Graphviz writes (``<g class="node"><title>``, ``<g class="edge">``
with the title ``source->target``), so that what reads Graphviz' SVG reads ours. Colours are
plain attributes, which a page overrides with its custom properties for dark mode and print.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from shaiquan.charts.arrangement import MARGIN, Arrangement, arrange_plan, text_sizes
from shaiquan.charts.chart_plan import Caption, Plan, PlanStep
from shaiquan.charts.layout.layout_types import PlacedBox, Point, Wire
from shaiquan.charts.svg_root import open_svg
from shaiquan.charts.symbols import draw_symbol
from shaiquan.charts.symbols import format_coordinate as _n
from shaiquan.charts.typesetting import BASELINE, TextLine, TypesetPlan

INK, LINE, RETURN = "#1f2d3d", "#48607a", "#a4483a"
LANE_HEAD, LANE_TEXT, LANE_RULE = "#1d3f66", "#ffffff", "#cfd8e3"
LANE_FILLS = ("#f7f9fc", "#eff3f8")
_CORNER = 6.0
#: of the frame round a label, as Graphviz rounds it: never more than a third of its height
_FRAME_CORNER = 12.0
ARROW, _BARB = 8.5, 3.4


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart: SVG, its size in points, and the y at which a page may end.

    ``type`` is the size of the acts, ``least`` that of the smallest text; ``head`` the height
    of the lane titles; ``strays``: wires between the columns of a fold that do not lead on.
    """

    svg: str
    width: float
    height: float
    cuts: tuple[float, ...]
    type: float
    least: float
    head: float
    strays: int = 0


def draw_plan(
    plan: Plan, caption: Caption, ems: float = 0.0, factor: float = 1.0, columns: int = 0
) -> Picture:
    """Draw a plan; boxes are ``ems`` em wide inside, or if 0 as wide as the lanes allow.

    ``factor`` enlarges the type but not the room of the wires. ``columns``: as in LayoutGraph.
    """
    arranged = arrange_plan(plan, ems, factor, columns)
    setting, placed, head = arranged.setting, arranged.placed, arranged.head
    body = [
        *_draw_lanes(arranged),
        f'<g class="steps" transform="translate({MARGIN:g} {_n(head + MARGIN)})">',
        *(
            _draw_edge(caption, index, wire, label)
            for index, (wire, label) in enumerate(zip(placed.wires, setting.labels, strict=True))
        ),
        *(_draw_node(caption, step, box, setting) for step, box in arranged.pair_steps()),
        "</g>",
    ]
    size = _n(arranged.width), _n(arranged.height)
    svg = "\n".join((open_svg(caption, *size, " ".join(size)), *body, "</svg>\n"))
    cuts = tuple(top + head + MARGIN for top, _ in placed.rows[1:])
    size_of_acts, least = text_sizes(setting)
    return Picture(
        svg, arranged.width, arranged.height, cuts, size_of_acts, least, head, placed.strays
    )


# -- lanes ------------------------------------------------------------------------------------


def _draw_lanes(arranged: Arrangement) -> Iterator[str]:
    top, head = MARGIN, arranged.head
    bottom = MARGIN + head + arranged.placed.height
    lanes = zip(arranged.plan.lanes, arranged.placed.lanes, strict=False)
    for index, (name, (left, right)) in enumerate(lanes):
        x, across = left + MARGIN, right - left
        yield f'<g class="lane"><title>{escape(name)}</title>'
        fill = LANE_FILLS[index % 2]
        yield (
            f'<rect class="field" x="{_n(x)}" y="{_n(top)}" width="{_n(across)}" '
            f'height="{_n(bottom - top)}" fill="{fill}" stroke="{LANE_RULE}" stroke-width="0.8"/>'
        )
        yield (
            f'<rect class="head" x="{_n(x)}" y="{_n(top)}" width="{_n(across)}" '
            f'height="{_n(head)}" fill="{LANE_HEAD}" stroke="{LANE_RULE}" stroke-width="0.8"/>'
        )
        middle = (x + across / 2, top + head / 2)
        yield from _draw_text(arranged.setting.lane_titles[index], middle, LANE_TEXT)
        yield "</g>"


# -- words ------------------------------------------------------------------------------------


def _draw_text(lines: Iterable[TextLine], middle: Point, fill: str) -> Iterator[str]:
    """Lines of text about a middle, each anchored in its own middle."""
    lines = tuple(lines)
    y = middle[1] - sum(line.height for line in lines) / 2
    for line in lines:
        baseline = y + line.height / 2 + BASELINE * line.size
        weight = f' font-weight="{line.weight}"' if line.weight != 400 else ""
        yield (
            f'<text text-anchor="middle" x="{_n(middle[0])}" y="{_n(baseline)}" '
            f'font-size="{_n(line.size)}"{weight} fill="{fill}">{escape(line.text)}</text>'
        )
        y += line.height


# -- nodes ------------------------------------------------------------------------------------


def _draw_node(caption: Caption, step: PlanStep, placed: PlacedBox, setting: TypesetPlan) -> str:
    classes = f"node {step.type}" + (" side" if step.side else "")
    lines = setting.lines[step.id]
    middle = (placed.x + placed.width / 2, placed.y + placed.height / 2)
    inside = "\n".join((*draw_symbol(step, placed), *_draw_text(lines, middle, INK)))
    if step.href:
        tip = f"<title>{escape(step.act)}</title>"
        inside = f'<a href="{escape(step.href)}">{tip}\n{inside}\n</a>'
    return (
        f'<g id="{caption.id}-{step.id}" class="{classes}">'
        f"<title>{escape(step.id)}</title>\n{inside}\n</g>"
    )


# -- edges ------------------------------------------------------------------------------------


def _draw_edge(caption: Caption, index: int, wire: Wire, label: tuple[TextLine, ...]) -> str:
    if wire.condition and wire.label:
        return _draw_conditional_edge(caption, index, wire, label)
    edge = wire.edge
    words: tuple[str, ...] = ()
    if wire.label:
        x, y, across, down = wire.label
        words = tuple(_draw_text(label, (x + across / 2, y + down / 2), wire_ink(wire)))
    name = f"{edge.source}->{edge.target}"
    return _draw_group(f"{caption.id}-edge{index + 1}", name, wire, wire.points, words)


def _draw_conditional_edge(
    caption: Caption, index: int, wire: Wire, label: tuple[TextLine, ...]
) -> str:
    """An edge whose label has a frame of its own: a line into the frame, an arrow out of it."""
    assert wire.label
    x, y, across, down = wire.label
    middle = (x + across / 2, y + down / 2)
    before, after = split_at_frame(wire.points, middle[0], y, y + down)
    id, edge = f"{caption.id}-edge{index + 1}", wire.edge
    name = f"{edge.source}-{index + 1}"
    frame = (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(across)}" height="{_n(down)}" '
        f'rx="{_n(min(_FRAME_CORNER, down / 3))}" '
        f'fill="#ffffff" stroke="{wire_colour(wire)}" stroke-width="1"/>'
    )
    words = "\n".join((frame, *_draw_text(label, middle, wire_ink(wire))))
    node = f'<g id="{id}-if" class="node condition"><title>{escape(name)}</title>\n{words}\n</g>'
    into = _draw_group(f"{id}a", f"{edge.source}->{name}", wire, before, arrow=False)
    out = _draw_group(f"{id}b", f"{name}->{edge.target}", wire, after)
    return "\n".join((into, out, node))


def split_at_frame(
    points: tuple[Point, ...], x: float, top: float, bottom: float
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The points of a wire before and after the frame that stands on an upright piece of it."""
    for at, (a, b) in enumerate(itertools.pairwise(points)):
        if abs(a[0] - x) < 1 and abs(b[0] - x) < 1 and min(a[1], b[1]) <= top < max(a[1], b[1]):
            first, last = (top, bottom) if a[1] < b[1] else (bottom, top)
            return (*points[: at + 1], (a[0], first)), ((a[0], last), *points[at + 1 :])
    raise ValueError("the frame stands on no upright piece of its wire")


def wire_colour(wire: Wire) -> str:
    return RETURN if wire.edge.back else LINE


def wire_ink(wire: Wire) -> str:
    return RETURN if wire.edge.back else INK


def _draw_group(
    id: str,
    name: str,
    wire: Wire,
    points: tuple[Point, ...],
    words: tuple[str, ...] = (),
    arrow: bool = True,
) -> str:
    """A line, its arrowhead and the words beside it."""
    edge = wire.edge
    kind = "edge side" if edge.side else "edge back" if edge.back else "edge"
    dashed = ' stroke-dasharray="5 3"' if edge.back or edge.side else ""
    arrow = arrow and not edge.side
    line = _path_data(_shorten(points) if arrow else points, wire.curve)
    parts = [
        f'<path fill="none" stroke="{wire_colour(wire)}" stroke-width="1.3"{dashed} d="{line}"/>'
    ]
    if arrow:
        parts.append(f'<polygon fill="{wire_colour(wire)}" points="{_arrowhead(points)}"/>')
    inside = "\n".join((*parts, *words))
    return (
        f'<g id="{id}" class="{kind}" aria-hidden="true" pointer-events="none">'
        f"<title>{escape(name)}</title>\n{inside}\n</g>"
    )


def point_before(start: Point, end: Point, length: float) -> Point:
    """The point ``length`` before ``end`` on a straight piece."""
    (x0, y0), (x1, y1) = start, end
    span = math.dist(start, end) or 1.0
    return x1 - (x1 - x0) * length / span, y1 - (y1 - y0) * length / span


def _shorten(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The wire up to the base of its arrowhead."""
    return (*points[:-1], point_before(points[-2], points[-1], ARROW - 1))


def _arrowhead(points: tuple[Point, ...]) -> str:
    (x, y), base = points[-1], point_before(points[-2], points[-1], ARROW)
    across = (y - base[1]) / ARROW * _BARB, (base[0] - x) / ARROW * _BARB
    corners = (
        (x, y),
        (base[0] + across[0], base[1] + across[1]),
        (base[0] - across[0], base[1] - across[1]),
    )
    return " ".join(f"{_n(a)},{_n(b)}" for a, b in corners)


def _path_data(points: tuple[Point, ...], curve: tuple[Point, ...] = ()) -> str:
    """Level and upright pieces with rounded corners, or a curve and a straight end."""
    if curve:
        start, *controls = (f"{_n(x)} {_n(y)}" for x, y in (*curve, points[-1]))
        pieces = (" ".join(controls[at : at + 3]) for at in range(0, len(curve) - 1, 3))
        return " ".join((f"M{start}", *(f"C{piece}" for piece in pieces), f"L{controls[-1]}"))
    parts = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for corner, (a, b) in round_corners(points):
        parts.append(f"L{_n(a[0])} {_n(a[1])}")
        parts.append(f"Q{_n(corner[0])} {_n(corner[1])} {_n(b[0])} {_n(b[1])}")
    parts.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    return " ".join(parts)


def round_corners(points: tuple[Point, ...]) -> Iterator[tuple[Point, tuple[Point, Point]]]:
    """Each corner of a wire, with where its curve begins and ends."""
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(_CORNER, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        yield corner, (point_before(before, corner, reach), point_before(after, corner, reach))
