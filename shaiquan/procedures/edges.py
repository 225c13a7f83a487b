"""The edges of a procedure, apart from its steps: drawing needs nothing else of the model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge from one node to the next. ``back``: a return; ``side``: to a side step."""

    source: str
    target: str
    label: str = ""
    back: bool = False
    side: bool = False
