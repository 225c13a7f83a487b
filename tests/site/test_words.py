"""The words of layouts stand in one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.files.layouts import Templates
from shaiquan.problems import Rejected
from shaiquan.site.render import Layouts, render_page
from shaiquan.site.words import find_word_faults, read_words
from tests.conftest import ROOT
from tests.site.copied_layouts import copy_layouts
from tests.site.test_templates import page, render


def test_a_changed_word_is_on_the_page(tmp_path: Path) -> None:
    folder = copy_layouts(tmp_path)
    words = folder / "words.yml"
    words.write_text(words.read_text("utf-8").replace("跳到正文", "到正文去"), "utf-8")
    assert "到正文去" in render(folder, "/powers/a/")


def test_no_layout_says_a_word_of_its_own() -> None:
    for path in (ROOT / "layouts").glob("*.html"):
        text = path.read_text("utf-8")
        assert not any("一" <= letter <= "鿿" for letter in text), path.name


@pytest.mark.parametrize(
    ("text", "place"),
    [("skip: 好\n- 坏\n", (2, 1)), ("- 好\n", (1, 1)), ("a: 好\nskip: {一: 二}\n", (2, 1))],
)
def test_what_is_no_list_of_words_is_told_at_its_place(
    text: str, place: tuple[int, int], tmp_path: Path
) -> None:
    (tmp_path / "words.yml").write_text(text, "utf-8")
    with pytest.raises(Rejected) as rejected:
        read_words(Templates(tmp_path))
    (problem,) = rejected.value.problems
    assert (Path(problem.path).name, problem.line, problem.column) == ("words.yml", *place)


def test_an_owner_keeps_only_the_words_that_he_changed(tmp_path: Path) -> None:
    (tmp_path / "words.yml").write_text("skip: 到正文去\n", "utf-8")
    words = read_words(Templates(tmp_path, ROOT / "layouts"))
    packaged = read_words(Templates(ROOT / "layouts"))
    assert words.skip == "到正文去"
    assert {**vars(words), "skip": packaged.skip} == vars(packaged)


@pytest.mark.parametrize(
    ("line", "column", "told"),
    [
        ("skipp: 好", 1, "没有哪个模板用到“skipp”这句话，是不是“skip”？"),
        ("page_of: 第 {number} 页", 10, "这句话里要有 {number}、{of}，不能有别的花括号"),
        ("page_of: '{number} {of} {all}'", 10, "这句话里要有 {number}、{of}，不能有别的花括号"),
        ("page_of: '{number} {of'", 10, "这句话里要有 {number}、{of}，不能有别的花括号"),
        ("skip: '{text}'", 7, "这句话里不能有花括号"),
        ("search:", 1, "这句话是空的"),
        ("{skip: 甲, skip: 乙}", 11, "这句话写了两次"),
    ],
)
def test_a_word_that_no_layout_can_say_is_told_at_its_place(
    line: str, column: int, told: str, tmp_path: Path
) -> None:
    (tmp_path / "words.yml").write_text(f"# 本单位的话\n{line}\n", "utf-8")
    (problem,) = find_word_faults(Templates(tmp_path, ROOT / "layouts"))
    assert (Path(problem.path).parent, problem.line, problem.column) == (tmp_path, 2, column)
    assert told in problem.message()


def test_an_english_word_has_the_places_to_be_filled_in_of_the_chinese_one(tmp_path: Path) -> None:
    (tmp_path / "words.en.yml").write_text("page_of: Page {page}\n决定主体: Decider\n", "utf-8")
    (problem,) = find_word_faults(Templates(tmp_path, ROOT / "layouts"))
    assert problem.path.endswith("words.en.yml")
    assert "{number}、{of}" in problem.message()


def test_a_layout_of_the_owner_may_say_words_of_his_own(tmp_path: Path) -> None:
    (tmp_path / "words.yml").write_text("motto: 权为民所用\n", "utf-8")
    (tmp_path / "page.html").write_text("{{ words.motto }}\n", "utf-8")
    templates = Templates(tmp_path, ROOT / "layouts")
    assert render_page(page("/"), Layouts.of(templates)) == "权为民所用\n"


def test_a_word_that_is_missing_stops_at_the_line_that_uses_it(tmp_path: Path) -> None:
    folder = copy_layouts(tmp_path, page="<p>\n{{ words.没有 }}\n")
    with pytest.raises(Rejected) as rejected:
        render(folder, "/")
    assert rejected.value.problems[0].line == 2
