"""``build.py``: nothing but Python is needed to start, and starting again is quick."""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from shaiquan.cli import ROOT
from tests.conftest import SMALL


@pytest.fixture(autouse=True)
def keep_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What build.py sets for the program that it starts is not for the tests that follow."""
    for name in ("PYTHONSAFEPATH", "PYTHONPATH"):
        monkeypatch.setenv(name, os.environ.get(name, ""))


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``build.py`` as a module, at home in an empty folder; its environments are without pip,
    which takes seconds to install and which nothing here calls."""
    run = subprocess.run

    def run_without_pip(command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
        return run([*command, "--without-pip"] if "venv" in command else command, **more)

    monkeypatch.setattr(subprocess, "run", run_without_pip)
    for name in ("build.py", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    spec = importlib.util.spec_from_file_location("build_here", tmp_path / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fake_installation(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make environments without installing anything; the list has the locks "installed"."""
    installed: list[str] = []

    def install(python: Path, lock: str) -> None:
        installed.append(lock)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(build, "install_packages", install)
    return installed


def test_the_environment_is_made_once(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = fake_installation(build, monkeypatch)
    assert build.ensure_environment("requirements.lock") == build.ensure_environment(
        "requirements.lock"
    )
    assert installed == ["requirements.lock"]


def test_new_pins_make_it_again(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = fake_installation(build, monkeypatch)
    build.ensure_environment("requirements.lock")
    lock = build.ROOT / "requirements.lock"
    lock.write_text(lock.read_text("utf-8") + "# newer\n", "utf-8")
    build.ensure_environment("requirements.lock")
    assert len(installed) == 2


def test_an_interrupted_installation_is_started_again(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(python: Path, lock: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "install_packages", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build.ensure_environment("requirements.lock")
    assert not (build.ROOT / ".venv.lock").exists()
    installed = fake_installation(build, monkeypatch)
    build.ensure_environment("requirements.lock")
    assert installed == ["requirements.lock"]


def test_a_lock_left_by_a_killed_process_is_ignored(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (build.ROOT / ".venv.lock").write_text(str(ended.pid), "utf-8")
    installed = fake_installation(build, monkeypatch)
    build.ensure_environment("requirements.lock")
    assert installed == ["requirements.lock"]


@pytest.mark.parametrize(("step", "words"), [("venv", "python3-venv"), ("pip", "检查网络")])
def test_a_step_that_fails_is_told_in_a_sentence_with_its_reason(
    build: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    step: str,
    words: str,
) -> None:
    def fail(command: list[str], **more: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, int(step in command), "", "the reason")

    monkeypatch.setattr(build.subprocess, "run", fail)
    assert build.main(["check"]) == 2
    message = capsys.readouterr().err
    assert words in message
    assert "    the reason" in message
    assert "Traceback" not in message


def test_an_old_python_is_refused_in_a_sentence(tmp_path: Path) -> None:
    text = (ROOT / "build.py").read_text("utf-8")
    ast.parse(text, feature_version=(3, 7))  # an old Python has to compile it first
    old = tmp_path / "build.py"
    old.write_text(f"import sys\nsys.version_info = (3, 10)\n{text}", "utf-8")
    process = subprocess.run(
        [sys.executable, "-X", "utf8", old], capture_output=True, text=True, check=False
    )
    assert process.returncode == 2
    assert process.stderr.startswith("无法开始：需要 Python 3.11 或更新")
    assert list(tmp_path.iterdir()) == [old]


def test_it_runs_from_any_folder_with_any_locale(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "check"],
        cwd=tmp_path,
        capture_output=True,
        env={**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
        check=False,
    )
    assert process.returncode in (0, 1)
    assert "检查完毕" in process.stderr.decode()


#: modules that a folder of content may have, by intent or by accident
TRAPS = (
    "yaml", "typst", "jinja2", "shaiquan", "hashlib", "pickle", "multiprocessing", "pip", "venv",
    "ensurepip", "sitecustomize", "usercustomize", "encodings", "site",
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with content, and with modules that leave a file where they are imported."""
    folder = tmp_path / "office"
    shutil.copytree(SMALL, folder / "content")
    trap = "import os\nopen(os.path.join({!r}, 'caught-' + __name__), 'w').close()\n"
    for name in TRAPS:
        (folder / f"{name}.py").write_text(trap.format(str(tmp_path)), "utf-8")
        (folder / "content" / f"{name}.py").write_text(trap.format(str(tmp_path)), "utf-8")
    return folder


def caught(office: Path) -> list[str]:
    return [path.name for path in office.parent.glob("caught-*")]


def test_no_module_in_the_working_folder_is_imported(office: Path) -> None:
    process = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "build", "--content", "content", "--site", "site"],
        cwd=office,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    assert caught(office) == []


def test_nor_by_a_worker_process_that_is_spawned(office: Path, build: ModuleType) -> None:
    """As ``build.py`` starts the program, with another module in its place."""
    started: list[list[str]] = []
    with pytest.MonkeyPatch.context() as patch, contextlib.chdir(office):
        patch.setattr(build, "ensure_environment", lambda _: Path(sys.executable))
        patch.setattr(build, "ROOT", ROOT)
        patch.setattr(build.os, "execv", lambda _, command: started.append(command))
        patch.setattr(build.subprocess, "call", lambda command: started.append(command))
        patch.setenv("PYTHONPATH", "")
        patch.setenv("PYTHONSAFEPATH", "")
        build.main(["check"])
        command = ["tests.executors.spawned" if w == "shaiquan" else w for w in started[0]]
        process = subprocess.run(command[:-1], capture_output=True, text=True, check=False)
    assert process.stdout == "[1, 4, 9]\n", process.stderr
    assert caught(office) == []


def test_nor_while_the_environment_is_made(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe: list[str] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        build.ENVIRONMENT.mkdir(exist_ok=True)
        safe.append(os.environ["PYTHONSAFEPATH"])
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(build.subprocess, "run", run)
    monkeypatch.setattr(build, "run_command", lambda _: 0)
    monkeypatch.setenv("PYTHONSAFEPATH", "")
    assert build.main(["check"]) == 0
    assert safe == ["1", "1"], "venv and pip are modules too"
