"""Bodies under bodies as DOT text: which committee leads which groups (seed 000, S0-04)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from shaiquan.charts.dottext import quoted, statement
from shaiquan.charts.fonts import FAMILY
from shaiquan.charts.typography import wrap

#: a name longer than this, in em, goes on in the next line
EMS = 8.0
INK, LINE = "#1f2d3d", "#48607a"
FILLS = {"": "#ffffff", "party": "#f9e7e2", "meeting": "#fdf3d7"}
#: what is the same for the whole tree
_LOOKS = (
    ("graph", {"bgcolor": "transparent", "nodesep": "0.1", "rankdir": "LR", "ranksep": "0.9"}),
    ("graph", {"pad": "0.1", "splines": "line"}),
    (
        "node",
        {
            "color": LINE, "fontcolor": INK, "fontname": FAMILY, "fontsize": "12",
            "height": "0.34", "margin": "0.1,0.05", "shape": "box", "style": "filled",
            "width": "1.6",
        },
    ),
    ("edge", {"arrowhead": "none", "color": LINE, "headport": "w", "tailport": "e"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A body: its name, the one above it, where its page is, and whose colour it has."""

    id: str
    name: str
    parent: str = ""
    href: str = ""
    tone: str = ""


def dot(units: Iterable[Unit]) -> str:
    """DOT text of a tree from left to right: a long list of offices stays on a page."""
    held = tuple(units)
    known = {each.id for each in held}
    edges = (each for each in held if each.parent in known)
    return "\n".join((
        "digraph organisation {",
        *(f"\t{statement(*each)}" for each in _LOOKS),
        *(f"\t{_node(each)}" for each in held),
        *(f"\t{quoted(each.parent)} -> {quoted(each.id)}" for each in edges),
        "}\n",
    ))  # fmt: skip


def _node(unit: Unit) -> str:
    label = "\n".join(wrap(unit.name, EMS))
    # Graphviz unescapes a tooltip more than once: no backslash gets by
    tip = escape(unit.name, quote=False).replace("\\", "＼")
    link = {"href": unit.href, "tooltip": tip} if unit.href else {}
    return statement(quoted(unit.id), {"label": label, "fillcolor": FILLS[unit.tone], **link})
