"""A plan as DOT text, for readers who want to edit the chart in another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shaiquan.charts.chart_plan import Plan, PlanStep, shape_of
from shaiquan.charts.fonts import FAMILY

if TYPE_CHECKING:
    import graphviz

#: shapes of the layout -> shapes of Graphviz
_SHAPES = {
    "box": "box", "round": "box", "diamond": "diamond", "hexagon": "hexagon",
    "document": "note", "double": "box", "bar": "box",
}  # fmt: skip


def write_flowchart_dot(plan: Plan) -> str:
    """The DOT text of a flowchart: a cluster for each lane, returns and side steps dashed."""
    import graphviz  # few builds draw; the others need not load it

    chart = graphviz.Digraph("chart")
    chart.attr("graph", rankdir="TB", fontname=FAMILY)
    chart.attr("node", fontname=FAMILY)
    chart.attr("edge", fontname=FAMILY)
    for index, lane in enumerate(plan.lanes):
        with chart.subgraph(name=f"cluster_{index}") as cluster:
            cluster.attr(label=graphviz.escape(lane))
            for step in plan.steps:
                if step.lane == index:
                    _node(cluster, step)
    for step in () if plan.lanes else plan.steps:
        _node(chart, step)
    for edge in plan.edges:
        dashed = {"style": "dashed"} if edge.back or edge.side else {}
        plain = {"dir": "none"} if edge.side else {}
        label = {"label": graphviz.escape(edge.label)} if edge.label else {}
        chart.edge(edge.source, edge.target, _attributes=label | dashed | plain)
    return str(chart.source)


def _node(chart: graphviz.Digraph, step: PlanStep) -> None:
    import graphviz

    shape = shape_of(step)
    more = {"style": "rounded"} if shape == "round" else {}
    more |= {"peripheries": "2"} if shape == "double" else {}
    more |= {"style": "filled", "fillcolor": "black", "height": "0.08"} if shape == "bar" else {}
    label = "\n".join((step.act, *step.notes))
    chart.node(step.id, graphviz.escape(label), shape=_SHAPES[shape], _attributes=more)
