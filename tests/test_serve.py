"""The preview: in a folder of its own, rebuilt after a saved file, drafts marked."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from shaiquan.cli import ROOT
from tests.conftest import MakeSite
from tests.support import free_port

DRAFT = "编号: p2\n名称: 还在写的权力\n决定主体: 党委\n状态: 草稿\n"


@pytest.fixture
def preview(site: MakeSite, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A content folder and the address of its preview."""
    content, port = site({"powers/p2.yml": DRAFT}), free_port()
    command = [sys.executable, "-X", "utf8", "-m", "shaiquan", "serve", "--port", str(port)]
    command += ["--content", str(content), "--preview", str(tmp_path / "preview")]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=log,
            stdout=log,
        )
        try:
            yield content, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def wait_for_text(address: str, text: str, seconds: float = 30) -> None:
    """Wait until the page at an address has the text."""
    end, page = time.monotonic() + seconds, ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                page = str(response.read(), "utf-8")
            if text in page:
                return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.2)
    raise AssertionError(f"{text!r} did not appear; last page: {page[:300]}")


def test_a_saved_file_shows_and_a_mistake_leaves_the_last_good_page(
    preview: tuple[Path, str], tmp_path: Path
) -> None:
    content, address = preview
    page = f"{address}/powers/p2/index.html"
    wait_for_text(page, "预览：本条状态为草稿")
    assert not (tmp_path / "site").exists()
    path = content / "powers" / "p2.yml"
    path.write_text(DRAFT.replace("还在写的权力", "改了名的权力"), "utf-8")
    wait_for_text(page, "改了名的权力")
    path.write_text("编号: p2\n", "utf-8")
    end = time.monotonic() + 30
    while "预览没有更新" not in (tmp_path / "log").read_text("utf-8"):
        assert time.monotonic() < end
        time.sleep(0.2)
    wait_for_text(page, "改了名的权力")
