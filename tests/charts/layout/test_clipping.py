"""Outlines: where a wire meets each shape."""

from __future__ import annotations

from typing import get_args

import pytest

from shaiquan.charts.layout.clipping import half_height, half_width
from shaiquan.charts.layout.layout_types import Box, BoxShape, PlacedBox
from tests.charts.layout.layout_geometry import corners_of, distance_to_outline


@pytest.mark.parametrize("shape", get_args(BoxShape))
def test_computed_ends_lie_on_the_outline(shape: BoxShape) -> None:
    width, height = 150.0, 60.0
    corners = corners_of(PlacedBox(Box("a", width, height, shape), -75, -30, width, height, 0, 0))
    for part in range(-6, 7):
        across, down = part * 11.0, part * 4.0
        up = half_height(shape, width, height, across)
        out = half_width(shape, width, height, down)
        assert distance_to_outline((across, -up), corners) < 0.1
        assert distance_to_outline((out, down), corners) < 0.1


def test_a_low_round_box_has_half_circles_for_ends() -> None:
    assert half_width("round", 100, 20, 0) == 50
    assert half_width("round", 100, 20, 10) == 40
