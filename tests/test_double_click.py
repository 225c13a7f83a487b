"""A double click starts the preview: what the files for it say is there, and the shell's is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from shaiquan.cli import ROOT
from shaiquan.command_line import make_parser

FAKE = '#!/bin/sh\necho "$PWD $*" >>"{log}"\nexit {code}\n'


@pytest.mark.parametrize(("code", "told"), [(0, ""), (130, ""), (2, "没有启动")])
def test_the_shell_script_serves_from_its_own_folder(tmp_path: Path, code: int, told: str) -> None:
    folder = tmp_path / "晒 权"
    folder.mkdir()
    shutil.copy(ROOT / "start.sh", folder)
    log, python = tmp_path / "log", tmp_path / "bin" / "python3"
    python.parent.mkdir()
    python.write_text(FAKE.format(log=log, code=code), "utf-8")
    python.chmod(0o755)
    path = f"{python.parent}:{os.environ['PATH']}"
    done = subprocess.run(
        [folder / "start.sh"],
        cwd="/",
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert log.read_text("utf-8") == f"{folder} build.py serve --open\n"
    assert (told in done.stdout) if told else not done.stdout


def test_each_starts_a_command_that_there_is() -> None:
    assert make_parser(["serve"]).parse_args(["serve", "--open"]).open
    for name in ("start.sh", "start.bat"):
        assert "build.py serve --open" in (ROOT / name).read_text("utf-8")
    desktop = (ROOT / "start.desktop").read_text("utf-8")
    assert desktop.startswith("[Desktop Entry]\nType=Application\n")
    assert "/start.sh" in desktop
    assert os.access(ROOT / "start.sh", os.X_OK)


def test_the_windows_file_has_its_line_ends_and_reads_chinese_before_it_writes_any() -> None:
    data = (ROOT / "start.bat").read_bytes()
    assert data.startswith(b"@echo off\r\nchcp 65001 >nul\r\n")  # no byte order mark: cmd runs it
    assert data.count(b"\n") == data.count(b"\r\n")
    labels = {line[1:] for line in data.decode().splitlines() if line.startswith(":")}
    used = {line.split("goto ")[1] for line in data.decode().splitlines() if "goto " in line}
    assert labels == used
    assert "*.bat eol=crlf" in (ROOT / ".gitattributes").read_text("utf-8")
