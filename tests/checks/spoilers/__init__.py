"""Faults that are brought into meetings without fault."""

from tests.checks.spoilers import around_meetings, at_meetings, before_meetings, following, outcomes
from tests.checks.spoilers.registry import SPOILERS, Spoiler

__all__ = [
    "SPOILERS",
    "Spoiler",
    "around_meetings",
    "at_meetings",
    "before_meetings",
    "following",
    "outcomes",
]
