"""The size of a chart is known about before it is routed."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean

import pytest

from shaiquan.charts.layout.box_placement import place_boxes
from shaiquan.charts.layout.pipeline import compute_layout
from shaiquan.charts.layout.size_estimate import estimate_size
from tests.charts.layout.generated_graphs import generate_procedure
from tests.conftest import FULL


@pytest.mark.parametrize(("lanes", "columns"), [(True, 1), (True, 2), (False, 0), (False, 3)])
def test_most_charts_are_about_as_large_as_estimated(lanes: bool, columns: int) -> None:
    near = []
    for seed in range(60 if FULL else 24):
        graph = replace(generate_procedure(seed, lanes=lanes), columns=columns)
        layout, (width, height) = compute_layout(graph), estimate_size(graph, place_boxes(graph))
        near.append(0.85 < width / layout.width < 1.15 and 0.88 < height / layout.height < 1.12)
    assert mean(near) > 0.85, mean(near)
