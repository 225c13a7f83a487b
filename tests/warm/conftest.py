"""A working folder for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warm.harness import Workspace


@pytest.fixture
def shop(tmp_path: Path) -> Workspace:
    """The base content, built in no way yet."""
    return Workspace(tmp_path / "shop")
