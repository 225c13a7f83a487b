"""The words of layouts stand in one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.files.layouts import Templates
from shaiquan.problems import Rejected
from shaiquan.site.words import read_words
from tests.conftest import ROOT
from tests.site.copied_layouts import copy_layouts
from tests.site.test_templates import render


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


def test_a_word_that_is_missing_stops_at_the_line_that_uses_it(tmp_path: Path) -> None:
    folder = copy_layouts(tmp_path, page="<p>\n{{ words.没有 }}\n")
    with pytest.raises(Rejected) as rejected:
        render(folder, "/")
    assert rejected.value.problems[0].line == 2
