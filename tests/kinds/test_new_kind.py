"""The worked examples of CONTRIBUTING: a kind made of a class and a descriptor, and its check."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL

_EXAMPLE = re.compile(r"```python\n# (shaiquan/\S+\.py)\n(.*?)```", re.DOTALL)
VISITS = """\
- 编号: zf-01
  名称: 走访企业
  机构: 党委
  日期: 2026-03-02
  事项: [p1]
  意见: [手续还可以再少一些]
- 编号: zf-02
  名称: 走访村民
  机构: 办公室
  日期: 2026-04-07
- 编号: zf-03
  名称: 走访学校
  机构: 党委
  日期: 2026-05-11
"""


def examples() -> dict[str, str]:
    """Path -> text of each module that CONTRIBUTING shows."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return dict(_EXAMPLE.findall(text))


class Project:
    """A small content folder with records of the new kind, for a program that has it."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.content, self.site = folder / "content", folder / "site"
        self._program, self._folder = program, folder
        shutil.copytree(SMALL, self.content)
        (self.content / "visits").mkdir()
        self.write("visits/zoufang.yml", VISITS)

    def write(self, name: str, text: str) -> None:
        (self.content / name).write_text(text, "utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.content / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        arguments = ["-X", "utf8", "-m", "shaiquan", "--as-of", "2026-11-01", command]
        arguments += ["--content", "content", "--site", "site", "--jobs", "1"]
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self._folder,
            env={**os.environ, "PYTHONPATH": str(self._program)},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    def build(self) -> None:
        done = self.run("build")
        assert done.returncode == 0, done.stderr

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.site.rglob("*") if path.is_file())
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in found}

    def page(self, address: str) -> str:
        return (self.site / address / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the new kind in it, and with what is compiled of the rest."""
    folder = tmp_path_factory.mktemp("program")
    half_written = shutil.ignore_patterns("*.pyc.*")
    for name in ("shaiquan", "layouts", "assets", "themes"):
        shutil.copytree(ROOT / name, folder / name, ignore=half_written)
    for path, text in examples().items():
        assert not (folder / path).exists(), f"{path} is there already"
        (folder / path).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def project(program: Path) -> Project:
    made = Project(program, program)
    made.build()
    return made


def test_its_records_stand_in_a_list_with_the_labels_of_its_fields(project: Project) -> None:
    page = project.page("visits")
    assert re.findall(r'<th scope="col">([^<]*)', page) == ["走访", "日期", "机构", "事项"]
    assert "2026年4月7日" in page


def test_each_has_a_page_in_the_navigation_of_all(project: Project) -> None:
    page = project.page("visits/zf-01")
    assert "手续还可以再少一些" in page
    assert "走访记录" in project.page("rules")


def test_the_search_finds_them(project: Project) -> None:
    names = (project.site / "search" / "names.js").read_text("utf-8")
    table = (project.site / "search" / "table.js").read_text("utf-8")
    texts = (project.site / "search" / "text-1.js").read_text("utf-8")
    assert '"zf-01"' in names
    assert '["visit","走访","../visits/{id}/index.html","",""]' in table
    assert '["","意见","' in texts


def test_the_records_that_it_names_say_so(project: Project) -> None:
    assert "谈到这项权力的走访" in project.page("powers/p1")
    assert "走访企业" in project.page("powers/p1")
    assert "走访学校" in project.page("bodies/dw")
    assert "走访村民" not in project.page("bodies/dw")


def test_the_home_page_has_its_figure_and_its_list(project: Project) -> None:
    home = re.sub(r"\s+", "", project.page("."))
    assert re.search(r"3(<[^>]*>)*走访", home)
    assert "走访记录" in home


def test_it_is_open_data(project: Project) -> None:
    data = project.site / "data"
    rows = json.loads((data / "visit.json").read_text("utf-8"))
    assert [row["at"] for row in rows] == ["2026-03-02", "2026-04-07", "2026-05-11"]
    table = list(csv.reader((data / "visit.csv").read_text("utf-8-sig").splitlines()))
    assert [row[0] for row in table] == ["编号", "zf-01", "zf-02", "zf-03"]
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    assert "visit" in {resource["name"] for resource in package["resources"]}


def test_it_can_be_counted(program: Path, tmp_path: Path) -> None:
    project = Project(program, tmp_path)
    project.replace("site.yml", "权力事项: 1", "权力事项: 1, 走访: 3")
    assert project.run("check").returncode == 0
    project.replace("site.yml", "走访: 3", "走访: 4")
    assert "声明走访 4 项，实际有 3 项" in project.run("check").stderr


def test_its_characters_are_checked(program: Path, tmp_path: Path) -> None:
    project = Project(program, tmp_path)
    project.replace("visits/zoufang.yml", "再少一些", "再少\U0002ffff些")
    assert "content/visits/zoufang.yml:6:8: 错误: 图和书的字体里没有" in project.run("check").stderr


def test_its_check_is_found_and_tells_the_line(project: Project) -> None:
    found = project.run("check").stderr
    assert "zoufang.yml:8:7: 提醒: 走访“走访村民”没有记下意见 [visit-without-opinion]" in found
    assert "走访“走访企业”" not in found


@pytest.mark.usefixtures("project")  # it stands beside the program
def test_canaries_are_planted_in_it_without_a_line(program: Path) -> None:
    skipped = shutil.ignore_patterns("__pycache__", "sites", "tools", "test_*")
    shutil.copytree(ROOT / "tests", program / "tests", ignore=skipped)
    shutil.copytree(SMALL, program / "tests" / "sites" / "small")
    name = "tests/canaries/test_canaries.py"
    shutil.copyfile(ROOT / name, program / name)
    options = ["-q", "-s", "-k", "kept_back_in_any_way", "-p", "no:cacheprovider", name]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "pytest", *options],
        cwd=program,
        env={**os.environ, "PYTHONPATH": str(program)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert re.search(r"^走访: [1-9]\d* hidden, [1-9]\d* shown$", done.stdout, re.MULTILINE)


def test_one_changed_record_makes_just_what_shows_it_anew(project: Project) -> None:
    before = project.files()
    project.replace("visits/zoufang.yml", "再少一些", "再快一些")
    project.build()
    after = project.files()
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == {
        "visits/zf-01/index.html",
        "data/visit.json",
        "data/visit.csv",
        "data/tables/visit.csv",
        "data/datapackage.json",
        "search/text-1.js",
        "manifest.json",
    }
    shutil.rmtree(project.site)
    shutil.rmtree(project.site.parent / ".cache")
    project.build()
    assert project.files() == after
