"""A command is measured with all its processes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.measuring import CommandFailed, measure

CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', {!r}])"
WORK = (
    "import time\nwhile time.process_time() < 0.4: pass\ndata = bytearray(80 << 20)\ntime.sleep(.4)"
)


def test_time_and_memory_of_children_count(tmp_path: Path) -> None:
    figures = measure([sys.executable, "-c", CHILD.format(WORK)], tmp_path)
    assert figures.cpu >= 0.4
    assert figures.wall >= 0.8
    assert figures.peak >= 80


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="no such thing"):
        measure([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)
