"""A plan as DOT text, for whoever wants to go on with the chart in another program."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.charts.dottext import quoted, statement
from shaiquan.charts.fonts import FAMILY
from shaiquan.charts.plan import Plan, Step, shape_of
from shaiquan.lanes.model import Shape
from shaiquan.procedures.edges import Edge

#: shapes of the layout -> shapes of Graphviz, and what more says how they look
_SHAPES: dict[Shape, dict[str, str]] = {
    "box": {"shape": "box"},
    "round": {"shape": "box", "style": "rounded"},
    "diamond": {"shape": "diamond"},
    "hexagon": {"shape": "hexagon"},
    "document": {"shape": "note"},
    "double": {"shape": "box", "peripheries": "2"},
    "bar": {"shape": "box", "fillcolor": "black", "height": "0.08", "style": "filled"},
}


def dot(plan: Plan) -> str:
    """DOT text of a flowchart: a cluster for each lane, returns and side steps dashed."""
    return "\n".join(("digraph chart {", *_statements(plan), "}\n"))


def _statements(plan: Plan) -> Iterator[str]:
    font = {"fontname": FAMILY}
    yield "\t" + statement("graph", {**font, "rankdir": "TB"})
    yield "\t" + statement("node", font)
    yield "\t" + statement("edge", font)
    for index, lane in enumerate(plan.lanes):
        yield f"\tsubgraph cluster_{index} {{"
        yield f"\t\tlabel={quoted(lane)}"
        yield from ("\t\t" + _node(step) for step in plan.steps if step.lane == index)
        yield "\t}"
    yield from ("\t" + _node(step) for step in plan.steps if not plan.lanes)
    yield from ("\t" + _edge(edge) for edge in plan.edges)


def _node(step: Step) -> str:
    label = "\n".join((step.act, *step.notes))
    return statement(quoted(step.id), {"label": label, **_SHAPES[shape_of(step)]})


def _edge(edge: Edge) -> str:
    looks = {"dir": "none"} if edge.side else {}
    if edge.label:
        looks["label"] = edge.label
    if edge.back or edge.side:
        looks["style"] = "dashed"
    return statement(f"{quoted(edge.source)} -> {quoted(edge.target)}", looks)
