"""Faults that are brought into meetings without fault."""

from tests.checks.spoilers import at_meetings, before_meetings, outcomes
from tests.checks.spoilers.registry import SPOILERS, Spoiler

__all__ = ["SPOILERS", "Spoiler", "at_meetings", "before_meetings", "outcomes"]
