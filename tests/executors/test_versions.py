"""The versions here and on a worker are compared."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from shaiquan.executors.versions import LIBRARIES, code_digest, compare_versions, running_versions
from tests.conftest import ROOT


def read_requirements(name: str) -> list[str]:
    packages = []
    for line in (ROOT / name).read_text("utf-8").splitlines():
        words = line.split("#")[0].replace(">=", " ").split()
        if words[:1] == ["-r"]:
            packages += read_requirements(words[1])
        elif words:
            packages.append(words[0])
    return packages


def test_every_library_that_a_worker_needs_is_compared() -> None:
    assert sorted(LIBRARIES) == sorted(read_requirements("requirements-dask.in"))


def test_the_same_versions_do_not_differ() -> None:
    assert compare_versions(running_versions(), running_versions()) == []


def test_another_python_or_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    here = running_versions()
    there = {**here, "nh3": "0.0.1"}
    del there["segno"]
    lines = compare_versions(here, there)
    assert [line.split()[0] for line in lines] == ["nh3", "segno"]
    assert lines[0].endswith(" / 0.0.1")
    assert lines[1].endswith(" / —")
    monkeypatch.setattr(platform, "python_version_tuple", lambda: ("3", "10", "2"))
    assert running_versions()["Python"] == "3.10"


def test_a_patch_of_python_is_the_same_python(monkeypatch: pytest.MonkeyPatch) -> None:
    here = running_versions()
    major, minor, _ = platform.python_version_tuple()
    monkeypatch.setattr(platform, "python_version_tuple", lambda: (major, minor, "99"))
    assert compare_versions(here, running_versions()) == []


def test_the_digest_follows_code_and_names_but_not_line_ends(tmp_path: Path) -> None:
    def digest(files: dict[str, bytes]) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text)
        return code_digest(folder)

    first = digest({"a.py": b"x = 1\ny = 2\n", "in/b.py": b""})
    assert digest({"a.py": b"x = 1\r\ny = 2\r\n", "in/b.py": b"", "c.txt": b"z"}) == first
    assert digest({"a.py": b"x = 1\ny = 3\n", "in/b.py": b""}) != first
    assert digest({"a.py": b"x = 1\ny = 2\n", "in/c.py": b""}) != first
