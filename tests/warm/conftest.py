"""A working folder for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warm.harness import Workshop


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """The base content, built in no way yet."""
    return Workshop(tmp_path / "shop")
