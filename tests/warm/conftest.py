"""A working folder for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warm.harness import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The base content, not built yet."""
    return Workspace(tmp_path / "workspace")
