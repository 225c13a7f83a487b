"""The ways of a procedure, apart from its steps: whoever draws needs nothing else of the model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one node to the next. ``back``: a return; ``side``: to a side step."""

    source: str
    target: str
    label: str = ""
    back: bool = False
    side: bool = False
