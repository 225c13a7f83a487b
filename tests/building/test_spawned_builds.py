"""Processes that are spawned build the same site as this one: each hashes texts in its own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.executors.processes import ProcessExecutor
from tests.building.sites import built_by, site_in
from tests.warm.harness import differing


def test_spawned_processes_build_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    site.build("one")
    with monkeypatch.context() as patch:
        built_by(patch, lambda _spec, _jobs: ProcessExecutor(2, "spawn"))
        spawned = site.build("spawned")
        assert spawned.performed
        assert differing(site.tree("spawned"), site.tree("one")) == ""
        site.replace("content/powers/juece.yml", "决定五年规划和年度计划", "决定十年规划和年度计划")
        assert site.build("spawned").way == "patched"
    site.build("cold")
    assert differing(site.tree("spawned"), site.tree("cold")) == ""
