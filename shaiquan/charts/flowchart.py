"""A procedure to DOT text (flow layout) and to the same steps as rows.

Both are made from the same nodes in the same order, so the picture cannot say what the
table does not. Symbols follow GB/T 1526: rounded terminals, rectangles, diamonds (a flat
hexagon where the question is long), document shape, double-edged box, parallel bars.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape as html_escape

import graphviz

from shaiquan.charts.fonts import FAMILY
from shaiquan.charts.typography import wrap
from shaiquan.procedures.graph import Edge, Graph, Node

#: sizes in points, widths in em of the act's type
ACT_SIZE = 13.0
NOTE_SIZE = 10.0
BOX_EMS = 12.0
LABEL_EMS = 6.0
BOX_WIDTH = 2.55  # inches

INK, LINE, RETURN = "#1f2d3d", "#48607a", "#a4483a"
FILLS = {
    "start": ("#e4f1e6", "#3d7a4d"),
    "end": ("#e4f1e6", "#3d7a4d"),
    "step": ("#ffffff", "#2b4a73"),
    "subprocess": ("#eef3fa", "#2b4a73"),
    "decision": ("#fdf3d7", "#a87b1e"),
    "side": ("#f5f3ef", "#7a6f5d"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """What a box says: the act, small lines below it, and where it leads."""

    act: str
    notes: tuple[str, ...] = ()
    href: str = ""


def dot(graph: Graph, boxes: Mapping[str, Box]) -> str:
    """DOT text of a flow chart from top to bottom, the usual way down in one line."""
    chart = graphviz.Digraph("chart", comment=None)
    chart.attr("graph", _attributes=_GRAPH)
    chart.attr("node", fontname=FAMILY, fontsize=f"{ACT_SIZE:g}", fontcolor=INK, penwidth="1.2")
    chart.attr("edge", fontname=FAMILY, fontsize=f"{NOTE_SIZE + 0.5:g}", _attributes=_EDGE)
    spine = _spine(graph)
    for node in graph.nodes:
        chart.node(node.id, _attributes=_node(graph, node, boxes[node.id], spine))
    for edge in graph.edges:
        chart.edge(*_ends(graph, edge), _attributes=_edge(edge, spine))
    for row in _rows_of(graph):
        with chart.subgraph() as same:
            same.attr(rank="same")
            for id in row:
                same.node(id)
    return str(chart.source)


def _rows_of(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Nodes that stand side by side: a step with its side step, the choices of a decision.

    Without it dot lets choices float between rows, where it sets boxes almost together.
    """
    entered = Counter(edge.target for edge in graph.edges if not edge.back)
    for edge in graph.edges:
        if edge.side:
            yield edge.source, edge.target
    for node in graph.nodes:
        ways = (e.target for e in graph.exits(node.id) if not e.back and not e.side)
        choices = tuple(dict.fromkeys(id for id in ways if entered[id] == 1))
        if node.sort == "decision" and len(choices) > 1:
            yield choices


_GRAPH = {
    "class": "chart-flow",
    "rankdir": "TB",
    "nodesep": "0.45",
    "ranksep": "0.42",
    "splines": "spline",
    "bgcolor": "transparent",
    "pad": "0.15",
}
_EDGE = {"color": LINE, "fontcolor": INK, "arrowsize": "0.75", "penwidth": "1.2"}


def _spine(graph: Graph) -> frozenset[str]:
    """The nodes on the usual way: from the start by the first way on, to an end."""
    way: dict[str, None] = {}
    current: str | None = graph.start.id
    while current and current not in way:
        way[current] = None
        onward = (e.target for e in graph.exits(current) if not e.back and not e.side)
        current = next(onward, None)
    return frozenset(way)


def _node(graph: Graph, node: Node, box: Box, spine: frozenset[str]) -> dict[str, str]:
    """Graphviz attributes of a node: its GB/T 1526 symbol, its colours, its words."""
    group = {"group": "spine"} if node.id in spine else {}
    if node.sort in ("fork", "join"):
        ways = [e for e in graph.edges if node.id in (e.source, e.target)]
        label = _bar(
            max(sum(e.source == node.id for e in ways), sum(e.target == node.id for e in ways))
        )
        return {"shape": "plain", "label": label, "class": node.sort, **group}
    fill, line = FILLS["side" if node.side else node.sort]
    shape = _shape(node)
    link = {"href": box.href, "tooltip": _tooltip(box.act)} if box.href else {}
    return {
        **shape,
        **group,
        **link,
        "label": _label(node, box, shape["shape"]),
        "fillcolor": fill,
        "color": line,
        "class": f"{node.sort} side" if node.side else node.sort,
    }


def _bar(ways: int) -> str:
    """A bar with a port for each branch, so that every branch has its own straight way."""
    cells = "".join(
        f'<TD PORT="p{n}" WIDTH="{BOX_WIDTH * 72 + 24:g}" HEIGHT="5" BGCOLOR="{INK}"></TD>'
        for n in range(ways)
    )
    return f"<{_table(0)}<TR>{cells}</TR></TABLE>>"


def _table(padding: int) -> str:
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="{padding}">'


def _ends(graph: Graph, edge: Edge) -> tuple[str, str]:
    """Tail and head of an edge; branches of a parallel use the ports of its bars."""
    source, target = edge.source, edge.target
    if graph.node(source).sort == "fork":
        place = [e.target for e in graph.exits(source)].index(target)
        source = f"{source}:p{place}:s"
    if graph.node(target).sort == "join":
        place = [e.source for e in graph.edges if e.target == target].index(edge.source)
        target = f"{target}:p{place}:n"
    return source, target


def _shape(node: Node) -> dict[str, str]:
    width = {"width": str(BOX_WIDTH), "margin": "0.12,0.05"}
    if node.sort in ("start", "end"):
        return {"shape": "box", "style": "rounded,filled", **width}
    if node.sort == "decision":
        return {**width, "shape": "hexagon", "style": "filled", "margin": "0.02,0.03"}
    if node.sort == "subprocess":
        return {"shape": "box", "style": "filled", "peripheries": "2", **width}
    if node.step and node.step.documents:
        return {"shape": "note", "style": "filled", **width}
    return {"shape": "box", "style": "filled", **width}


def _label(node: Node, box: Box, shape: str) -> str:
    """An HTML-like label: bold act, small notes, each line a row so that lines do not touch."""
    width = BOX_EMS - 2.5 if shape == "hexagon" else BOX_EMS
    act = f"{node.number}. {box.act}" if node.number else box.act
    small = width * ACT_SIZE / NOTE_SIZE
    notes = [line for note in box.notes for line in wrap(note, small)]
    rows = [f"<B>{escape(line)}</B>" for line in wrap(act, width)]
    rows += [f'<FONT POINT-SIZE="{NOTE_SIZE:g}">{escape(line)}</FONT>' for line in notes]
    return f"<{_table(1)}{_LOWER}{_rows(rows)}</TABLE>>"


def _tooltip(act: str) -> str:
    """An act for a tooltip, which Graphviz unescapes more than once: no backslash gets by."""
    return str(graphviz.escape(html_escape(act, quote=False).replace("\\", "＼")))


def escape(text: str) -> str:
    """Text for an HTML-like label, where Graphviz reads a backslash as the start of a name."""
    return html_escape(text).replace("\\", "\\\\")


def _rows(lines: Iterable[str]) -> str:
    return "".join(f"<TR><TD>{line}</TD></TR>" for line in lines)


#: Graphviz sets this font's lines a little high in their box
_LOWER = '<TR><TD HEIGHT="4"></TD></TR>'


def _edge(edge: Edge, spine: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if edge.label:
        lines = wrap(edge.label, LABEL_EMS)
        found["label"] = f"<{_table(3)}{_rows(map(escape, lines))}</TABLE>>"
    if edge.side:
        return found | {"dir": "none", "style": "dashed", "class": "side"}
    if edge.back:
        look = {"style": "dashed", "color": RETURN, "fontcolor": RETURN, "class": "back"}
        return found | look | {"weight": "0"}
    if edge.source in spine and edge.target in spine:
        return found | {"weight": "12"}
    return found
