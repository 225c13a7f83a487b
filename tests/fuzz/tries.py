"""How many inputs a test by chance makes."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.conftest import FULL


def tries(short: int, full: int) -> settings:
    """How many inputs; which these are depends on the test alone, not on earlier runs."""
    return settings(
        max_examples=full if FULL else short,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
