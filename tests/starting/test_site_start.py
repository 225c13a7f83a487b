"""``build.py`` of a site's own repository: it installs the pins once, and anew where they differ."""

from __future__ import annotations

import ast
import os
import subprocess
import types
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from shaiquan.starting.own_content import STARTER

SOURCE = STARTER / "repository" / "build.py.txt"
Commands = list[list[str]]
Fail = Callable[[str], None]


@pytest.fixture
def commands() -> Commands:
    """What ``build.py`` has run."""
    return []


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commands: Commands) -> ModuleType:
    """``build.py`` at home in a folder, which only notes what it would install and start."""
    (tmp_path / "requirements.txt").write_text("shaiquan==1.0.0\n", "utf-8")
    module = types.ModuleType("build_of_site")
    module.__file__ = str(tmp_path / "build.py")
    exec(compile(SOURCE.read_text("utf-8"), "build.py", "exec"), module.__dict__)

    def run(command: list[str]) -> str:
        commands.append(command)
        if "venv" in command:
            module.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            module.PYTHON.touch()
        return ""

    monkeypatch.setattr(module, "run", run)
    monkeypatch.setattr(module.os, "execv", lambda _, command: commands.append(command))
    monkeypatch.setattr(module.subprocess, "call", lambda _: 0)
    monkeypatch.setattr(module.time, "sleep", lambda _: None)
    monkeypatch.setenv("PYTHONSAFEPATH", os.environ.get("PYTHONSAFEPATH", ""))
    return module


def test_the_pins_are_installed_once_and_the_command_works_for_its_folder(
    build: ModuleType, commands: Commands
) -> None:
    build.main(["check"])
    venv, install, lookup, check = commands
    assert "venv" in venv
    assert install[-2:] == ["-r", str(build.PINS)]
    assert lookup[-2:] == ["shaiquan.starting.lookup_files", str(build.ROOT)]
    assert check[-5:] == [
        "--content",
        f"{build.ROOT}/content",
        "--site",
        f"{build.ROOT}/site",
        "check",
    ]
    assert os.environ["PYTHONSAFEPATH"] == "1"
    commands.clear()
    build.main(["check"])
    assert commands == [check]
    assert not build.LOCK.exists()


def test_a_changed_pin_is_installed(build: ModuleType, commands: Commands) -> None:
    build.main([])
    build.PINS.write_text("shaiquan==1.1.0\n", "utf-8")
    build.main([])
    assert len(commands) == 8


@pytest.mark.parametrize(
    ("step", "told"),
    [("venv", "安装 python3-venv"), ("pip", "放进 wheels 文件夹"), ("lookup", "写不了 docs")],
)
def test_what_fails_is_told_and_tried_again(
    build: ModuleType,
    commands: Commands,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    step: str,
    told: str,
) -> None:
    run = build.run
    with monkeypatch.context() as patch:
        patch.setattr(build, "run", lambda c: "    why" if step in " ".join(c[1:]) else run(c))
        assert build.main(["check"]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "    why" in said
    commands.clear()
    build.main(["check"])
    assert len(commands) == 4


def test_without_the_pins_it_says_so(
    build: ModuleType, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    build.PINS.unlink()
    assert build.main(["check"]) == 2
    assert capsys.readouterr().err.startswith(f"无法开始：{build.PINS}：")
    assert commands == []


def test_an_interrupt_while_it_waits_ends_it_without_a_word_of_python(
    build: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    build.LOCK.mkdir()
    monkeypatch.setattr(build.time, "sleep", interrupt)
    assert build.main(["check"]) == 130
    assert commands == []


def test_a_second_window_waits_for_the_first(
    build: ModuleType, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    build.LOCK.mkdir()
    assert build.main(["check"]) == 2
    said = capsys.readouterr().err
    assert "另一个窗口正在准备运行环境" in said
    assert "删去文件夹 .venv.lock 再试" in said
    assert commands == []


def test_a_failed_process_says_its_last_lines(build: ModuleType) -> None:
    namespace = types.ModuleType("fresh")
    namespace.__file__ = str(build.ROOT / "build.py")
    exec(compile(SOURCE.read_text("utf-8"), "build.py", "exec"), namespace.__dict__)
    assert namespace.run(["sh", "-c", "echo one >&2; exit 1"]) == "    one"
    assert namespace.run(["sh", "-c", "exit 1"]) == "    没有说明原因"
    assert namespace.run(["sh", "-c", "echo one >&2"]) == ""


def test_an_old_python_can_compile_it_and_is_refused(tmp_path: Path) -> None:
    text = SOURCE.read_text("utf-8")
    ast.parse(text, feature_version=(3, 7))
    old = f"import sys\nsys.version_info = (3, 10)\n{text}"
    process = subprocess.run(["python3", "-c", old], capture_output=True, encoding="utf-8")
    assert process.returncode == 2
    assert process.stderr.startswith("无法开始：需要 Python 3.11 或更新")
