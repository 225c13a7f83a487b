"""Processes build the same site as this one alone, and leave nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shaiquan.executors.processes import ProcessExecutor
from tests.build.relative_sites import make_site, replace_executor
from tests.conftest import FULL, ROOT
from tests.warm.comparing import compare_trees


def test_spawned_processes_build_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each process hashes texts differently."""
    site = make_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    site.build("one")
    with monkeypatch.context() as patch:
        replace_executor(patch, lambda _spec, _jobs: ProcessExecutor(2, "spawn"))
        spawned = site.build("spawned")
        assert spawned.performed
        assert compare_trees(site.tree("spawned"), site.tree("one")) == ""
        if not FULL:  # a warm build by others than those that made the site is in tests/warm
            return
        site.replace("content/powers/juece.yml", "决定五年规划和年度计划", "决定十年规划和年度计划")
        warm = site.build("spawned")
        assert warm.performed
        assert warm.reused
    site.build("cold")
    assert compare_trees(site.tree("spawned"), site.tree("cold")) == ""


def test_nothing_of_the_workers_is_left_among_the_temporary_files(tmp_path: Path) -> None:
    make_site(tmp_path)
    files = tmp_path / "files"
    files.mkdir()
    command = [
        sys.executable,
        "-X",
        "utf8",
        "-m",
        "shaiquan",
        "--jobs",
        "2",
        "--content",
        "content",
    ]
    command += ["--site", "site", "--layouts", "templates", "build"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(files)}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert list(files.iterdir()) == []
