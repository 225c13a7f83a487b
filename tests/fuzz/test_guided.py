"""Fuzzing guided by coverage, in processes of its own: nothing but problems with a place."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.conftest import FULL, ROOT

pytest.importorskip("atheris", reason="没有 atheris：它只有 Linux 的安装包")

#: target -> inputs: 100,000 in a full run, each target in a process of its own
_RUNS = (
    {
        "values": 45_000,
        "references": 20_000,
        "yaml": 18_000,
        "markdown": 9_000,
        "records": 6_000,
        "layout": 2_000,
    }
    if FULL
    else {"all": 1_000}
)
_SEED = "20261101"


@pytest.mark.parametrize("target", _RUNS)
def test_no_input_that_is_grown_from_real_files_ends_in_a_fault(target: str) -> None:
    runs = str(_RUNS[target])
    done = run_python("-m", "tests.fuzz.guided", target, "--runs", runs, "--seed", _SEED)
    assert done.returncode == 0, f"seed {_SEED}\n{done.stdout[-4000:]}\n{done.stderr[-2000:]}"
    assert re.search(rf"^Done {runs} in ", done.stderr, re.MULTILINE)


def test_a_fault_is_told_with_its_traceback_and_its_input() -> None:
    broken = "import tests.fuzz.targets as t; t._PARSERS = (lambda text: text[99],); "
    run = "import tests.fuzz.guided as g; g.main(['values', '--runs', '500', '--seed', '1'])"
    done = run_python("-c", broken + run)
    assert done.returncode != 0
    assert "IndexError" in done.stdout


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=1800,
    )
