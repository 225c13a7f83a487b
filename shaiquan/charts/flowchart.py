"""A procedure to DOT text (flow layout) and to the same steps as rows.

Both are made from the same nodes in the same order, so the picture cannot say what the
table does not. Symbols follow GB/T 1526: rounded terminals, rectangles, diamonds (a flat
hexagon where the question is long), document shape, double-edged box, parallel bars.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

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
    """DOT text of a flow chart from top to bottom."""
    chart = graphviz.Digraph("chart", comment=None)
    chart.attr("graph", _attributes={"class": "chart-flow"}, **_GRAPH)
    chart.attr("node", fontname=FAMILY, fontsize=str(ACT_SIZE), fontcolor=INK, penwidth="1.2")
    chart.attr("edge", fontname=FAMILY, fontsize=str(NOTE_SIZE + 0.5), **_EDGE)
    for node in graph.nodes:
        _add_node(chart, node, boxes[node.id])
    for edge in graph.edges:
        _add_edge(chart, edge)
    for edge in graph.edges:
        if edge.side:
            chart.body.append(f"\t{{rank=same; {_quoted(edge.source)}; {_quoted(edge.target)}}}\n")
    return str(chart.source)


_GRAPH = {
    "rankdir": "TB",
    "nodesep": "0.5",
    "ranksep": "0.42",
    "splines": "spline",
    "bgcolor": "transparent",
    "pad": "0.15",
}
_EDGE = {"color": LINE, "fontcolor": INK, "arrowsize": "0.75", "penwidth": "1.2"}


def _quoted(id: str) -> str:
    return '"' + id + '"'


def _add_node(chart: graphviz.Digraph, node: Node, box: Box) -> None:
    if node.sort in ("fork", "join"):
        chart.node(
            node.id, label="", shape="box", style="filled", fillcolor=INK, color=INK,
            width="3.2", height="0.07", fixedsize="true", _attributes={"class": node.sort},
        )  # fmt: skip
        return
    look = "side" if node.side else node.sort
    fill, line = FILLS[look]
    shape = _shape(node)
    attributes = {"class": f"{node.sort} side" if node.side else node.sort, **shape}
    if box.href:
        attributes["href"] = box.href
    chart.node(
        node.id, label=_label(node, box, shape["shape"]), fillcolor=fill, color=line,
        _attributes=attributes,
    )  # fmt: skip


def _shape(node: Node) -> dict[str, str]:
    """Graphviz attributes of the GB/T 1526 symbol."""
    width = {"width": str(BOX_WIDTH), "margin": "0.12,0.07"}
    if node.sort in ("start", "end"):
        return {"shape": "box", "style": "rounded,filled", **width}
    if node.sort == "decision":
        return {
            "shape": "hexagon",
            "style": "filled",
            "width": str(BOX_WIDTH),
            "margin": "0.02,0.06",
        }
    if node.sort == "subprocess":
        return {"shape": "box", "style": "filled", "peripheries": "2", **width}
    if node.step and node.step.documents:
        return {"shape": "note", "style": "filled", **width}
    return {"shape": "box", "style": "filled", **width}


def _label(node: Node, box: Box, shape: str) -> str:
    """An HTML-like label: bold act, small notes."""
    width = BOX_EMS - 2.5 if shape == "hexagon" else BOX_EMS
    act = f"{node.number}. {box.act}" if node.number else box.act
    lines = [f"<B>{escape(line)}</B>" for line in wrap(act, width)]
    small = width * ACT_SIZE / NOTE_SIZE
    for note in box.notes:
        lines += [_small(line) for line in wrap(note, small)]
    return "<" + "<BR/>".join(lines) + ">"


def _small(line: str) -> str:
    return f'<FONT POINT-SIZE="{NOTE_SIZE:g}">{escape(line)}</FONT>'


def _add_edge(chart: graphviz.Digraph, edge: Edge) -> None:
    attributes: dict[str, str] = {}
    if edge.label:
        lines = wrap(edge.label, LABEL_EMS)
        attributes["label"] = "<" + "<BR/>".join(escape(line) for line in lines) + ">"
    if edge.side:
        attributes |= {"dir": "none", "style": "dashed", "class": "side"}
    elif edge.back:
        attributes |= {
            "style": "dashed", "color": RETURN, "fontcolor": RETURN, "class": "back",
        }  # fmt: skip
    chart.edge(edge.source, edge.target, _attributes=attributes)
