"""``build.py``: nothing but Python is needed to start, and starting again is quick."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from shaiquan.cli import ROOT


@pytest.fixture
def build(tmp_path: Path) -> ModuleType:
    """``build.py`` as a module, at home in an empty folder."""
    for name in ("build.py", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    spec = importlib.util.spec_from_file_location("build_here", tmp_path / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pretend(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make an environment without installing; the list tells what was installed."""
    done: list[str] = []

    def install(python: Path, lock: str) -> None:
        done.append(lock)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(build, "install", install)
    return done


def test_the_environment_is_made_once(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    done = pretend(build, monkeypatch)
    assert build.environment("requirements.lock") == build.environment("requirements.lock")
    assert done == ["requirements.lock"]


def test_new_pins_make_it_anew(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    done = pretend(build, monkeypatch)
    build.environment("requirements.lock")
    lock = build.ROOT / "requirements.lock"
    lock.write_text(lock.read_text("utf-8") + "# newer\n", "utf-8")
    build.environment("requirements.lock")
    assert len(done) == 2


def test_an_installation_cut_short_is_begun_again(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(python: Path, lock: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "install", cut)
    with pytest.raises(KeyboardInterrupt):
        build.environment("requirements.lock")
    assert not (build.ROOT / ".venv.lock").exists()
    done = pretend(build, monkeypatch)
    build.environment("requirements.lock")
    assert done == ["requirements.lock"]


def test_a_lock_left_by_a_killed_process_holds_nobody_up(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (build.ROOT / ".venv.lock").write_text(str(gone.pid), "utf-8")
    done = pretend(build, monkeypatch)
    build.environment("requirements.lock")
    assert done == ["requirements.lock"]


def test_without_the_network_it_says_so_in_a_sentence(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(command: list[str], **more: object) -> subprocess.CompletedProcess[str]:
        code = 0 if "venv" in command else 1
        return subprocess.CompletedProcess(
            command, code, "", "No matching distribution found for x"
        )

    monkeypatch.setattr(build.subprocess, "run", fail)
    assert build.main(["check"]) == 2
    told = capsys.readouterr().err
    assert "检查网络" in told
    assert "Traceback" not in told


def test_an_old_python_can_read_as_far_as_the_line_that_tells_what_is_needed() -> None:
    import ast

    text = (ROOT / "build.py").read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 7))
    check = next(n for n in tree.body if isinstance(n, ast.If))
    before = [n for n in tree.body if n.lineno < check.lineno]
    assert not any(isinstance(n, ast.FunctionDef | ast.ClassDef) for n in before)
    assert "sys.version_info < LEAST" in ast.unparse(check)
    assert "sys.exit(2)" in ast.unparse(check)


def test_it_runs_from_any_folder_with_any_locale(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "check"], cwd=tmp_path, capture_output=True,
        env={**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1)
    assert "检查完毕" in done.stderr.decode()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_digests_and_no_file_names_a_host(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    pins = [line for line in text.splitlines() if "==" in line]
    assert pins
    assert all(line.rstrip().endswith("\\") for line in pins)
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


def test_the_tests_use_the_pins_of_the_build() -> None:
    def pinned(name: str) -> set[str]:
        lines = (ROOT / name).read_text("utf-8").splitlines()
        return {line.rstrip(" \\") for line in lines if "==" in line}

    assert pinned("requirements.lock") <= pinned("requirements-dev.lock")
