"""A build never deletes what somebody else has put into the folder of the site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.problem_texts import as_text
from shaiquan.problems import Problem, Rejected
from tests.build.sites import SiteFolder
from tests.conftest import SMALL


@pytest.fixture
def place(tmp_path: Path) -> SiteFolder:
    place = SiteFolder.of(tmp_path, SMALL)
    place.build()
    return place


def keep(place: SiteFolder, names: str) -> None:
    place.edit("content/site.yml", "名称: 小站\n", f"名称: 小站\n保留文件: [{names}]\n")


def refuse(place: SiteFolder) -> Problem:
    with pytest.raises(Rejected) as refused:
        place.build()
    (problem,) = refused.value.problems
    return problem


def test_a_file_of_somebody_stops_a_build_before_anything_is_written(place: SiteFolder) -> None:
    site = place.options.site
    (site / "CNAME").write_text("example.gov.cn")
    (site / ".git").mkdir()
    (site / ".git" / "config").touch()
    before = place.files()
    for _ in range(2):
        problem = refuse(place)
        assert problem.code.code == "foreign-files"
        assert problem.path == site.as_posix()
        assert "网站文件夹里有不是程序生成的东西：.git、CNAME" in as_text(problem)
        assert "在 site.yml 里写 保留文件: [.git, CNAME]" in as_text(problem)
        assert place.files() == before
        place.edit("content/site.yml", "小站", "小小站")


def test_the_mend_keeps_it_across_builds_warm_and_cold(place: SiteFolder) -> None:
    site = place.options.site
    (site / "CNAME").write_text("example.gov.cn")
    keep(place, "CNAME")
    for number in range(4):
        place.edit("content/site.yml", "小站", f"小站{number}")
        place.build()
        assert (site / "CNAME").read_text() == "example.gov.cn"
    replace_cache = SiteFolder(place.folder, replace(place.options, cache=None))
    replace_cache.build()
    assert (site / "CNAME").read_text() == "example.gov.cn"
    assert "CNAME" not in (site / "manifest.json").read_text("utf-8"), "it is not ours"


def test_after_no_change_nothing_is_done_though_something_is_kept(place: SiteFolder) -> None:
    (place.options.site / "CNAME").touch()
    keep(place, "CNAME")
    assert place.build().performed
    assert place.build().performed == ()


def test_a_site_printed_before_is_replaced(place: SiteFolder) -> None:
    printed = SiteFolder(place.folder, replace(place.options, printing=True))
    printed.build()
    place.edit("content/site.yml", "小站", "小小站")
    place.build()


@pytest.mark.parametrize("name", ["index.html", "POWERS", "index.html/x", ".nojekyll", "data/"])
def test_a_name_of_the_site_itself_cannot_be_kept(place: SiteFolder, name: str) -> None:
    before = place.files()
    keep(place, name)
    problem = refuse(place)
    assert problem.code.code == "kept-name-taken"
    assert (Path(problem.path).name, problem.line) == ("site.yml", 2)
    assert place.files() == before


@pytest.mark.parametrize("name", ["../x", "/etc", "a\\b", ".", "a//b"])
def test_a_path_that_leaves_the_site_cannot_be_kept(place: SiteFolder, name: str) -> None:
    keep(place, f"'{name}'")
    assert refuse(place).code.code == "bad-value"


def test_the_folder_of_another_program_is_never_replaced(place: SiteFolder) -> None:
    web = place.folder / "web"
    web.mkdir()
    (web / "manifest.json").write_text('{"name": "An app", "start_url": "/"}')
    (web / "index.html").write_text("an app")
    other = SiteFolder(place.folder, replace(place.options, site=web))
    problem = refuse(other)
    assert problem.code.code == "foreign-folder"
    assert "index.html、manifest.json" in as_text(problem)
    assert sorted(path.name for path in web.iterdir()) == ["index.html", "manifest.json"]
