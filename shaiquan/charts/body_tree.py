"""Bodies under bodies as DOT text: which committee leads which groups (seed 000, S0-04)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from shaiquan.charts.fonts import FAMILY
from shaiquan.charts.line_breaking import wrap_text

if TYPE_CHECKING:
    pass

#: a name longer than this, in em, goes on in the next line
EMS = 8.0
INK, LINE = "#1f2d3d", "#48607a"
FILLS = {"": "#ffffff", "party": "#f9e7e2", "meeting": "#fdf3d7"}


@dataclass(frozen=True, slots=True)
class TreeBody:
    """A body: its name, the one above it, where its page is, and whose colour it has."""

    id: str
    name: str
    parent: str = ""
    href: str = ""
    tone: str = ""


def write_tree_dot(units: Iterable[TreeBody]) -> str:
    """DOT text of a tree from left to right: a long list of offices stays on a page."""
    import graphviz  # few builds draw; the others need not load it

    chart = graphviz.Digraph("organisation")
    chart.attr("graph", rankdir="LR", nodesep="0.1", ranksep="0.9", bgcolor="transparent")
    chart.attr("graph", splines="line", pad="0.1")
    chart.attr(
        "node", shape="box", style="filled", fontname=FAMILY, fontsize="12", fontcolor=INK,
        color=LINE, width="1.6", height="0.34", margin="0.1,0.05",
    )  # fmt: skip
    chart.attr("edge", arrowhead="none", color=LINE, tailport="e", headport="w")
    held = tuple(units)
    known = {each.id for each in held}
    for each in held:
        label = "\n".join(wrap_text(each.name, EMS))
        link = {"href": each.href, "tooltip": _tip(each.name)} if each.href else {}
        chart.node(each.id, graphviz.escape(label), fillcolor=FILLS[each.tone], _attributes=link)
    for each in held:
        if each.parent in known:
            chart.edge(each.parent, each.id)
    return str(chart.source)


def _tip(name: str) -> str:
    """A name for a tooltip, which Graphviz unescapes more than once: no backslash gets by."""
    import graphviz

    return str(graphviz.escape(escape(name, quote=False).replace("\\", "＼")))
