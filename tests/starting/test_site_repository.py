"""``init FOLDER``: a repository of a site's own, made whole or not at all."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from shaiquan import __version__
from shaiquan.cli import ROOT, main
from shaiquan.command_line import make_parser
from shaiquan.starting.own_content import STARTER
from tests.starting.conftest import NEEDED, UNIT
from tests.support import load_catalog, read_tree


def init(folder: Path) -> int:
    return main(["init", str(folder), *NEEDED, "--yes"])


@pytest.fixture
def new(tmp_path: Path) -> Path:
    assert init(tmp_path / "town") == 0
    return tmp_path / "town"


def test_it_has_content_and_all_that_makes_a_site_of_it(new: Path) -> None:
    assert load_catalog(new / "content").site.unit == UNIT
    assert [path.name for path in new.parent.iterdir()] == [new.name]
    for name in ("assets", "layouts"):
        assert [path.name for path in (new / name).iterdir()] == [".gitkeep"]
    assert f"\nshaiquan=={__version__}\n" in (new / "requirements.txt").read_text("utf-8")
    for name in ("start.bat", "start.sh", ".githooks/pre-commit", "docs/fields.md"):
        assert (new / name).read_bytes() == (ROOT / name).read_bytes()
    guide = (new / "docs" / "webmaster.zh-CN.md").read_text("utf-8")
    beside = set(re.findall(r"\]\((?:\.\./)?(deploy/[^)]+)\)", guide))
    assert beside
    assert all((new / "docs" / name).exists() for name in [*beside, "CHANGELOG.md"])
    assert "](../deploy" not in guide
    assert read_tree(new / "schemas") == read_tree(ROOT / "schemas")
    started = {path.name for path in new.rglob("*") if path.is_file() and os.access(path, os.X_OK)}
    assert started == {"build.py", "pre-commit", "start.desktop", "start.sh"}


def test_what_is_made_or_must_not_get_out_is_kept_from_git(new: Path) -> None:
    ignored = {line.strip("/") for line in (new / ".gitignore").read_text("utf-8").splitlines()}
    secret = {".cache", ".versions", ".site.*", ".content.*", "content.sample*"}
    published = {"site", "包", "换图清单.txt"}
    assert secret | published | {"docs", "schemas", ".venv", ".venv.lock"} <= ignored


def test_each_workflow_stands_where_its_forge_looks_for_it(new: Path) -> None:
    there = {
        "github.yml": ".github/workflows/shaiquan.yml",
        "gitlab.yml": ".gitlab-ci.yml",
        "gitee.yml": ".workflow/shaiquan.yml",
    }
    forges = read_tree(STARTER / "forges")
    assert {*forges} == {*there}
    for name, data in forges.items():
        assert (new / there[name]).read_bytes() == data


def test_each_target_of_its_makefile_is_a_command(new: Path) -> None:
    words = re.findall(r"\t.*build\.py (.+)", (new / "Makefile").read_text("utf-8"))
    assert len(words) > 5
    for command in words:
        line = command.replace("$(TARGETS)", "").split()
        make_parser(line).parse_args(line)


def test_a_folder_that_a_forge_has_made_is_filled_also_from_inside(
    new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cloned" / ".git").mkdir(parents=True)
    (tmp_path / "cloned" / "content").mkdir()
    (tmp_path / "cloned" / "LICENSE").write_text("mine")
    (tmp_path / "cloned" / "Makefile").write_bytes((new / "Makefile").read_bytes())
    monkeypatch.chdir(tmp_path / "cloned" / ".git")
    assert init(Path("..")) == 0
    random = re.compile(rb"(?m)^\xe6\xa0\x87.*$|\.versions/.*")
    other = {n: random.sub(b"", d) for n, d in read_tree(new).items() if ".versions" not in n}
    made = read_tree(tmp_path / "cloned")
    assert made.pop("LICENSE") == b"mine"
    assert {n: random.sub(b"", d) for n, d in made.items() if ".versions" not in n} == other


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("content/letter", "里已经有 content，没有改动"),
        ("README.md", "里已经有 README.md，没有改动。先把这些移走，或者换一个文件夹"),
        ("docs", "里已经有 docs/"),
        (".vscode/settings.json/x", "里已经有 .vscode/settings.json，"),
        ("", "不是文件夹"),
    ],
)
def test_what_is_somebodys_own_is_refused_and_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, said: str
) -> None:
    path = tmp_path / "town" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    assert init(tmp_path / "town") == 1
    assert said in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before
    assert path.read_text() == "mine"


def test_where_a_move_fails_the_folder_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "content":  # the last one
            raise PermissionError(13, "in use", str(self))
        return rename(self, target)

    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "LICENSE").write_text("mine")
    monkeypatch.setattr(Path, "rename", failing)
    assert init(tmp_path / "town") == 1
    assert read_tree(tmp_path) == {"town/LICENSE": b"mine"}


def test_where_the_answers_make_a_problem_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "town"), *NEEDED, "--name", "水务（机密）", "--yes"]) == 1
    assert re.search(r"town/content/site\.yml:\d+:\d+: 错误", capsys.readouterr().err)
    assert not [*tmp_path.iterdir()]
