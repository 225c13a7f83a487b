"""How well a placement will fill a sheet on the wall, before anything is routed."""

from __future__ import annotations

from math import log

from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.placement import Placement
from shaiquan.charts.layout.placement_refinement import EdgeIndex, total_edge_cost
from shaiquan.charts.layout.ranking import Ranking
from shaiquan.charts.layout.size_estimate import estimate_size

#: width and height of the panel of an A3 sheet, upright and across, in points
PANELS = ((780.0, 900.0), (1130.0, 560.0))
#: the weight of the mean cost of an edge
EDGES = 0.05


def placement_cost(
    graph: LayoutGraph, index: EdgeIndex, ranking: Ranking, placement: Placement
) -> float:
    """Lower if the chart can be printed larger and its edges can run straighter."""
    width, height = estimate_size(graph, placement)
    scale = max(min(across / width, down / height) for across, down in PANELS)
    edge_cost = total_edge_cost(index, ranking, placement) / max(1, len(graph.edges))
    return EDGES * edge_cost - log(scale)
