"""The CPU quota of a cgroup limits the cores, in both layouts, with those of its parents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shaiquan.executors.cores import usable_cores


@pytest.fixture
def four(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that lets this process use four cores."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 5}, raising=False)


def cores(folder: Path, membership: str, files: dict[str, str]) -> int:
    (folder / "membership").write_text(membership)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return usable_cores(folder / "membership", folder)


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    ("membership", "files", "expected"),
    [
        ("0::/\n", {"cpu.max": "200000 100000\n"}, 2),
        ("0::/\n", {"cpu.max": "max 100000\n"}, 4),
        ("0::/\n", {"cpu.max": "150000 100000\n"}, 2),
        ("0::/\n", {"cpu.max": "20000 100000\n"}, 1),
        ("0::/\n", {"cpu.max": "900000 100000\n"}, 4),
        ("0::/a/b\n", {"a/b/cpu.max": "max 100000\n", "a/cpu.max": "300000 100000\n"}, 3),
        ("0::/a/b\n", {"a/other/cpu.max": "100000 100000\n"}, 4),
        (
            "5:cpu,cpuacct:/a\n4:memory:/m\n",
            {"cpu/a/cpu.cfs_quota_us": "100000\n", "cpu/a/cpu.cfs_period_us": "50000\n"},
            2,
        ),
        (
            "5:cpu,cpuacct:/a\n",
            {"cpu/a/cpu.cfs_quota_us": "-1\n", "cpu/a/cpu.cfs_period_us": "50000\n"},
            4,
        ),
        ("", {}, 4),
    ],
)
def test_the_smallest_of_affinity_and_quotas_counts(
    tmp_path: Path, membership: str, files: dict[str, str], expected: int
) -> None:
    assert cores(tmp_path, membership, files) == expected


def test_without_affinity_all_cores_of_the_machine_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    assert usable_cores(tmp_path / "none", tmp_path) == 6
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert usable_cores(tmp_path / "none", tmp_path) == 1
