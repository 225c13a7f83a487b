"""Bodies under bodies as DOT text: which committee leads which groups (seed 000, S0-04)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from shaiquan.charts.fonts import FAMILY
from shaiquan.charts.line_breaking import wrap_text

#: the width of a line of a name, in em
LINE_EMS = 8.0
INK, LINE = "#1f2d3d", "#48607a"
FILLS = {"": "#ffffff", "party": "#f9e7e2", "meeting": "#fdf3d7"}


@dataclass(frozen=True, slots=True)
class TreeBody:
    """A body: its name, the id of the one above it, the address of its page, its colour."""

    id: str
    name: str
    parent: str = ""
    href: str = ""
    tone: str = ""


def write_tree_dot(bodies: Iterable[TreeBody]) -> str:
    """DOT text of a tree from left to right: a long list of offices stays on a page."""
    import graphviz  # few builds draw; the others need not load it

    chart = graphviz.Digraph("organisation")
    chart.attr("graph", rankdir="LR", nodesep="0.1", ranksep="0.9", bgcolor="transparent")
    chart.attr("graph", splines="line", pad="0.1")
    chart.attr(
        "node",
        shape="box",
        style="filled",
        fontname=FAMILY,
        fontsize="12",
        fontcolor=INK,
        color=LINE,
        width="1.6",
        height="0.34",
        margin="0.1,0.05",
    )
    chart.attr("edge", arrowhead="none", color=LINE, tailport="e", headport="w")
    bodies = tuple(bodies)
    ids = {body.id for body in bodies}
    for body in bodies:
        label = "\n".join(wrap_text(body.name, LINE_EMS))
        link = {"href": body.href, "tooltip": _escape_tooltip(body.name)} if body.href else {}
        chart.node(body.id, graphviz.escape(label), fillcolor=FILLS[body.tone], _attributes=link)
    for body in bodies:
        if body.parent in ids:
            chart.edge(body.parent, body.id)
    return str(chart.source)


def _escape_tooltip(name: str) -> str:
    """A name for a tooltip, without backslashes: Graphviz unescapes it more than once."""
    import graphviz

    return str(graphviz.escape(escape(name, quote=False).replace("\\", "＼")))
