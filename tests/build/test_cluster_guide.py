"""The commands of docs/cluster.zh-CN.md start a cluster and build on it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.relative_sites import make_site
from tests.conftest import ROOT
from tests.executors.clusters import wait_for_port
from tests.support import free_port
from tests.warm.comparing import compare_trees, read_tree

pytest.importorskip("distributed", reason="没有安装 Dask")
GUIDE = ROOT / "docs" / "cluster.zh-CN.md"
HERE = [sys.executable, "-X", "utf8"]


def commands(port: int) -> list[list[str]]:
    """The commands of the guide that are not the installation, for this machine alone."""
    found_commands = []
    for line in re.findall(r"^```\n(.+)\n```$", GUIDE.read_text("utf-8"), re.MULTILINE):
        line = line.replace("10.0.0.5", "127.0.0.1").replace("8786", str(port))
        words = shlex.split(line.replace("--nworkers 4", "--nworkers 2"))
        program = 2 if words[:2] == ["python", "build.py"] else 1
        module = ["-m", "shaiquan"] if program == 2 else []
        if "pip" not in words:
            found_commands.append([*HERE, *module, *words[program:]])
    return found_commands


@pytest.fixture
def build(tmp_path: Path) -> Iterator[list[str]]:
    """The command that builds, while scheduler and workers of the guide run."""
    port = free_port()
    scheduler, workers, build = commands(port)
    begun: list[subprocess.Popen[bytes]] = []
    with (tmp_path / "log").open("wb") as log:
        try:
            for command in (scheduler, workers):
                begun.append(subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log))
                assert wait_for_port(port), (tmp_path / "log").read_text("utf-8")
            yield build
        finally:
            for process in reversed(begun):
                process.terminate()
                process.wait(30)


def test_the_commands_of_the_guide_build_the_site(tmp_path: Path, build: list[str]) -> None:
    make_site(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for which, command in (("many", build), ("one", [*HERE, "-m", "shaiquan", "--jobs", "1"])):
        folders = ["--content", "content", "--layouts", "templates", "--site", which]
        done = subprocess.run(
            [*command, *folders],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert compare_trees(read_tree(tmp_path / "many"), read_tree(tmp_path / "one")) == ""
