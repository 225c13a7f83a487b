"""Whatever stands in the folders of a site beside its files is told at its path, and never read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from shaiquan.problems import Problem, Rejected
from tests.build.sites import SiteFolder
from tests.conftest import ROOT, SMALL
from tests.files.odd_files import ODD_FILES

FOLDERS = ("content/powers", "layouts", "assets")


@pytest.fixture
def place(tmp_path: Path) -> SiteFolder:
    return SiteFolder.of(tmp_path, SMALL)


@dataclass(frozen=True)
class Told:
    """What a command said, and its exit code."""

    code: int
    text: str


def run(place: SiteFolder, command: str) -> Told:
    """Run a command in a process that may have 1.5 GB and must end."""
    options = ["--content", "content", "--layouts", "layouts", "--assets", "assets"]
    options += ["--jobs", "1"]
    line = [sys.executable, "-X", "utf8", "-m", "shaiquan", command, *options, "--site", "site"]
    limit = "import resource, os, sys; resource.setrlimit(resource.RLIMIT_AS, (3 << 29, 3 << 29));"
    done = subprocess.run(
        [sys.executable, "-c", f"{limit} os.execv(sys.argv[1], sys.argv[1:])", *line],
        cwd=place.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Told(done.returncode, done.stderr)


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有管道文件和 RLIMIT_AS")
@pytest.mark.parametrize("command", ["check", "build"])
def test_pipes_devices_and_links_are_problems_at_their_paths(
    place: SiteFolder, command: str
) -> None:
    expected = set()
    for folder in FOLDERS:
        (place.folder / folder / ".hidden").mkdir()
        for name, make in ODD_FILES.items():
            make(place.folder / folder / f"{name}.yml")
            expected.add(f"{folder}/{name}.yml:1")
    told = run(place, command)
    assert set(re.findall(r"[\w/-]+\.yml:1", told.text)) == expected
    assert set(re.findall(r": 错误: .* \[(.+)\]", told.text)) == {"leaves-folder", "not-regular"}
    assert told.code == 1
    assert not (place.folder / "site").exists()


def test_nothing_hidden_is_published_or_read(place: SiteFolder) -> None:
    hidden = place.folder / "assets" / ".git" / "refs"
    hidden.mkdir(parents=True)
    (hidden / "config").write_text("password")
    (place.folder / "assets" / ".DS_Store").write_text("x")
    os.mkfifo(hidden / "pipe")
    place.build()
    assert not [path for path in place.files() if ".git" in path or "DS_Store" in path]


def problems(place: SiteFolder) -> list[Problem]:
    with pytest.raises(Rejected) as refused:
        place.build()
    return [p for p in refused.value.problems if p.code.code == "bad-file-name"]


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有这样的文件名")
@pytest.mark.parametrize(
    ("name", "why"),
    [
        (b"a\\b.css", "不能有“\\”"),
        (b"a\x1b[2J.css", "不能有“\x1b”"),
        (b"ICON.svg", "和“ICON.svg”只有大小写不同"),
        (b"\xb8\xbd\xbc\xfe.doc", "它不是 UTF-8 编码的"),
        (b"a?b.css", "不能有“?”"),
        (b"con.css", "Windows 不能用这个名字"),
        (b"a./b.css", "Windows 不能用这个名字"),
    ],
)
def test_a_name_that_cannot_be_published_is_a_problem(
    place: SiteFolder, name: bytes, why: str
) -> None:
    path = Path(os.fsdecode(os.fsencode(place.options.assets) + b"/" + name))
    path.parent.mkdir(exist_ok=True)
    path.touch()
    assert [problem.message() for problem in problems(place)][-1] == f"文件名不能用：{why}"


def test_folders_that_differ_in_case_alone_are_a_problem_too(place: SiteFolder) -> None:
    for name in ("Bilder/a.png", "bilder/b.png"):
        (place.options.assets / name).parent.mkdir()
        (place.options.assets / name).touch()
    assert [Path(p.path).name for p in problems(place)] == ["bilder", "b.png"]


@pytest.mark.parametrize("name", ["home.html", "base.html"])
def test_a_layout_that_is_no_utf_8_is_a_problem_at_its_path(place: SiteFolder, name: str) -> None:
    path = place.options.layouts / name
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    with pytest.raises(Rejected) as refused:
        place.build()
    assert {p.path for p in refused.value.problems if name in p.path + p.message()}
