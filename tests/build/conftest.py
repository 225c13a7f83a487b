"""A content to be read, released and changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.build.content_folders import ContentFolder
from tests.warm.harness import BASE


@pytest.fixture
def warm(tmp_path: Path) -> ContentFolder:
    """The small site of tests/warm, with everything that a site may have; not stored yet."""
    return ContentFolder(shutil.copytree(BASE, tmp_path / "content"))
