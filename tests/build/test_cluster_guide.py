"""The commands of docs/cluster.zh-CN.md start a cluster and build on it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.build.relative_sites import make_site
from tests.conftest import ROOT
from tests.executors.clusters import wait_for_port
from tests.warm.comparing import compare_trees, read_tree

pytest.importorskip("distributed", reason="没有安装 Dask")
GUIDE = ROOT / "docs" / "cluster.zh-CN.md"
HERE = [sys.executable, "-X", "utf8"]


def commands(first_port: int) -> list[list[str]]:
    """The commands of the guide that are not the installation, for this machine alone; its port
    8700 becomes ``first_port``, and so on."""

    def move_port(port: re.Match[str]) -> str:
        return str(int(port[0]) - 8700 + first_port)

    found_commands = []
    for line in re.findall(r"^```\n(.+)\n```$", GUIDE.read_text("utf-8"), re.MULTILINE):
        line = re.sub(r"\b8[78]\d\d\b", move_port, re.sub(r"10\.0\.0\.\d", "127.0.0.1", line))
        words = shlex.split(line.replace("--nworkers 4", "--nworkers 2"))
        program = 2 if words[:2] == ["python", "build.py"] else 1
        module = ["-m", "shaiquan"] if program == 2 else []
        if "pip" not in words:
            found_commands.append([*HERE, *module, *words[program:]])
    return found_commands


@dataclass(frozen=True)
class Cluster:
    """Scheduler and workers of the guide that run, the port that 8700 became, and the command
    that builds on them."""

    first_port: int
    begun: list[subprocess.Popen[bytes]]
    build: list[str]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    first_port = find_free_ports(200)
    scheduler, workers, build = commands(first_port)
    begun: list[subprocess.Popen[bytes]] = []
    path = tmp_path_factory.mktemp("cluster") / "log"
    with path.open("wb") as log:
        try:
            for command in (scheduler, workers):
                begun.append(subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log))
                assert wait_for_port(first_port + 86), path.read_text("utf-8")
            yield Cluster(first_port, begun, build)
        finally:
            for process in reversed(begun):
                process.terminate()
                process.wait(30)


def find_free_ports(count: int) -> int:
    """The first of some ports in a row on which nothing listens."""
    import psutil

    used = {connection.laddr[1] for connection in psutil.net_connections("inet")}
    ranges = (range(first, first + count) for first in range(20_000, 60_000, count))
    return next(ports.start for ports in ranges if used.isdisjoint(ports))


def list_listening(begun: list[subprocess.Popen[bytes]]) -> list[tuple[str, int]]:
    """Where these processes, and those that they started, listen."""
    import psutil

    parents = [psutil.Process(process.pid) for process in begun]
    processes = [each for parent in parents for each in (parent, *parent.children(recursive=True))]
    return sorted(
        (connection.laddr.ip, connection.laddr.port)
        for process in processes
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    )


def test_the_cluster_of_the_guide_listens_where_the_guide_says_and_nowhere_else(
    cluster: Cluster,
) -> None:
    first = cluster.first_port
    named = {first + offset for offset in (86, 87, 100, 101, 150, 151)}
    end = time.monotonic() + 60
    while len(listening := list_listening(cluster.begun)) < 8 and time.monotonic() < end:
        time.sleep(0.2)
    assert {address for address, _ in listening} == {"127.0.0.1"}
    assert named <= {port for _, port in listening}
    assert len(listening) == len(named) + 2, "two more: a random one for each worker's own page"


def test_the_commands_of_the_guide_build_the_site(tmp_path: Path, cluster: Cluster) -> None:
    make_site(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for which, command in (
        ("many", cluster.build),
        ("one", [*HERE, "-m", "shaiquan", "--jobs", "1"]),
    ):
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
