"""Killed, a full disk, a folder that is read only, a reader meanwhile: the old site or the new one.

Damaged stores, builds at once and kills before each write of a larger site are in ``tests/warm``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.build.sites import SiteFolder
from tests.conftest import FULL, ROOT, SMALL
from tests.executors.clusters import wait_for_port
from tests.support import free_port
from tests.warm.harness import make_environment

if os.name != "posix":
    pytest.skip("Windows 没有 fork", allow_module_level=True)

NAMES = ("名称: 小站\n", "名称: 大站\n")


@pytest.mark.parametrize(
    ("kind", "times"),
    [("kill", 200 if FULL else 4), ("full", 100 if FULL else 3), ("read-only", 1)],
)
def test_after_an_accident_the_site_is_whole_and_the_next_build_is_right(
    tmp_path: Path, kind: str, times: int
) -> None:
    line = ["-m", "tests.build.accidents", str(tmp_path / "folder"), kind, "14", str(times)]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", *line],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    print(done.stdout)


def test_a_web_server_has_every_page_whole_while_builds_exchange_the_site(tmp_path: Path) -> None:
    """One that looks each file up by its path, as most do."""
    place, port = SiteFolder.of(tmp_path, SMALL), free_port()
    place.build()
    trees = [place.files()]
    for number in (1, 0):  # the second leaves a spare
        place.edit("content/site.yml", NAMES[1 - number], NAMES[number])
        place.build()
        trees.append(place.files())
    paths = ("index.html", "powers/index.html", "manifest.json")
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory"]
    options = ["content", "layouts", "assets", "site", "cache"]
    build = [sys.executable, "-X", "utf8", "-m", "shaiquan", "build", "--as-of", "2026-11-25"]
    build += ["--jobs", "1"]
    build += [word for name in options for word in (f"--{name}", name)]
    seen: set[bytes] = set()
    with subprocess.Popen(
        [*command, str(place.options.site), str(port)], stderr=subprocess.DEVNULL
    ) as server:
        try:
            assert wait_for_port(port)
            for number in (1, 0) * (15 if FULL else 1):
                place.edit("content/site.yml", NAMES[1 - number], NAMES[number])
                with subprocess.Popen(build, cwd=tmp_path, env=make_environment({})) as builder:
                    while builder.poll() is None:
                        for path in paths:
                            address = f"http://127.0.0.1:{port}/{path}"
                            with urllib.request.urlopen(address, timeout=30) as answer:
                                assert answer.status == 200
                                content = answer.read()
                            assert content in {tree[path] for tree in trees}, path
                            seen.add(content)
                assert builder.returncode == 0
        finally:
            server.terminate()
    assert len(seen) >= 4, "both states were seen"
