"""Assets that would run or load something stop a build, unless the site lists them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shaiquan.cli import main
from tests.conftest import ROOT, SMALL, MakeSite

PAGE = b"<!DOCTYPE html>\n<title>x</title>\n <script>alert(1)</script>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


class Office:
    """A content folder, its assets, and the commands on them."""

    def __init__(self, content: Path) -> None:
        self.content, self.folder = content, content.parent
        self.assets = self.folder / "assets"
        self.assets.mkdir()

    def run(self, command: str, *more: str) -> int:
        paths = {"content": self.content, "site": self.folder / "site", "assets": self.assets}
        return main([command, *(f"--{name}={path}" for name, path in paths.items()), *more])

    def trust(self, *paths: str) -> None:
        text = (SMALL / "site.yml").read_text("utf-8")
        listed = json.dumps(paths, ensure_ascii=False)
        (self.content / "site.yml").write_text(f"{text}放行文件: {listed}\n", "utf-8")

    def published(self) -> set[str]:
        """What is published beside the packaged assets."""
        packaged = {path.name for path in (ROOT / "assets").iterdir()}
        return {path.name for path in (self.folder / "site" / "assets").rglob("*.*")} - packaged


@pytest.fixture
def office(site: MakeSite) -> Office:
    return Office(site({}))


def test_the_site_stays_as_it_is_and_the_problem_has_a_path_and_a_mend(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    (office.assets / "a.css").write_bytes(b"p{color:red}")
    assert office.run("build") == 0
    (office.assets / "map").mkdir()
    (office.assets / "map" / "index.html").write_bytes(PAGE)
    (office.assets / "seal.svg").write_bytes(DRAWING)
    capsys.readouterr()
    for command in ("check", "build"):
        assert office.run(command) == 1
        told = capsys.readouterr().err
        place = f"{office.assets.as_posix()}/map/index.html:3:2"
        assert f"{place}: 错误: 这个文件不能原样放上网站：有 <script> [active-asset]" in told
        assert "在 site.yml 里写 放行文件: [map/index.html]" in told
        assert f"{office.assets.as_posix()}/seal.svg:1:1: 错误: " in told
        assert "有属性 onload" in told
    assert office.published() == {"a.css"}


def test_what_the_site_lists_is_published_and_nothing_beside_it(office: Office) -> None:
    (office.assets / "map.html").write_bytes(PAGE)
    office.trust("map.html")
    assert office.run("check") == office.run("build") == 0
    assert office.published() == {"map.html"}
    (office.assets / "map2.html").write_bytes(PAGE)
    assert office.run("build") == 1
    office.trust("map.html", "map2.html")
    assert office.run("build") == 0
    office.trust("map2.html")
    assert office.run("build") == 1, "no longer listed, and nothing else has changed"
    assert office.published() == {"map.html", "map2.html"}


def test_plain_files_and_scripts_by_themselves_are_published(office: Office) -> None:
    files = {"a.svg": DRAWING.replace(b"onload", b"id"), "a.html": b"<p>x</p>", "a.js": b"alert(1)"}
    for name, content in files.items():
        (office.assets / name).write_bytes(content)
    assert office.run("check") == office.run("build") == 0
    assert office.published() == set(files)


def test_no_word_about_all_of_them_lets_them_through(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    (office.assets / "map.html").write_bytes(PAGE)
    text = (SMALL / "site.yml").read_text("utf-8")
    assert office.run("build", "--format=json") == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["code"], problem["severity"]) == ("active-asset", "error")
    (office.content / "site.yml").write_text(f"{text}严重程度: {{active-asset: 不报}}\n", "utf-8")
    assert office.run("build") == 1
