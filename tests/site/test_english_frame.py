"""A frame in English around Chinese content."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import yaml

from shaiquan.cli import main
from shaiquan.files.layouts import Templates
from shaiquan.kinds.registry import KINDS
from shaiquan.model.decision_terms import MeetingState, TaskState, TopicState
from shaiquan.model.terms import Term
from shaiquan.site.edition_words import make_finish, read_edition_words
from shaiquan.site.editions import SiteEdition
from shaiquan.site.english_frame import EnglishFrame, mark_english
from shaiquan.site.words import ENGLISH_FILE, WORDS_FILE
from tests.conftest import ROOT, MakeSite

ENGLISH = SiteEdition("en", "English", "en/")
LABELS = {"首页": "Home", "依据": "Basis", "第 {n} 步": "Step {n}", "部门": "Dept. & more"}


def in_english(main: str, before: str = "") -> str:
    """What becomes of the main part of a page."""
    html = f'<html lang="zh-CN"><body>{before}<main id="_main">{main}</main></body></html>'
    made = EnglishFrame(LABELS).translate(html)
    start = '<html lang="en"><body>'
    assert made.startswith(start)
    return made.removeprefix(start).removesuffix("</main></body></html>")


MAIN = '<main lang="zh-CN" id="_main">'


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("<dt>依据</dt><dd>依据</dd>", '<dt lang="en">Basis</dt><dd>依据</dd>'),
        ("<th>第 3 步</th>", '<th lang="en">Step 3</th>'),
        ("<h2>部门</h2>", '<h2 lang="en">Dept. &amp; more</h2>'),
        ('<td data-label="依据">依据</td>', '<td data-label="Basis">依据</td>'),
        ('<nav><a href="a">首页</a></nav>', '<nav><a href="a" lang="en">Home</a></nav>'),
        ('<li class="file"><a>依据</a></li>', '<li class="file"><a lang="en">Basis</a></li>'),
        ('<a href="a">首页</a>', '<a href="a">首页</a>'),
        ("<th>干部任免</th>", "<th>干部任免</th>"),
        (f"<p>{mark_english('None')}</p>", '<p lang="en">None</p>'),
        (f"<p>{mark_english('To')}<b>甲</b></p>", '<p><span lang="en">To</span><b>甲</b></p>'),
        (f'<b title="甲{mark_english("x")}">乙</b>', '<b title="甲x">乙</b>'),
    ],
)
def test_labels_of_the_content_are_english_and_say_so(written: str, made: str) -> None:
    assert in_english(written) == MAIN + made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("<a>首页</a>", "<a>Home</a>"),
        ("<a>示例县</a>", '<a lang="zh-CN">示例县</a>'),
        (f'<a title="{mark_english("x")}">{mark_english("Skip")}</a>', '<a title="x">Skip</a>'),
        ('<a lang="zh-Hans">简体</a>', '<a lang="zh-Hans">简体</a>'),
    ],
)
def test_the_frame_is_english_but_for_what_is_not_translated(written: str, made: str) -> None:
    assert in_english("", written) == f"{made}{MAIN}"


def read(file: str) -> dict[str, str]:
    words = yaml.load((ROOT / "layouts" / file).read_text("utf-8"), yaml.BaseLoader)
    assert isinstance(words, dict)
    return words


def test_each_word_of_the_layouts_has_its_english_with_the_same_blanks() -> None:
    chinese, english = read(WORDS_FILE), read(ENGLISH_FILE)
    assert not chinese.keys() - english.keys()
    for name in chinese:
        assert blanks_of(chinese[name]) == blanks_of(english[name]), name


def blanks_of(word: str) -> set[str]:
    return {blank for _, blank, _, _ in string.Formatter().parse(word) if blank is not None}


def test_fields_have_the_names_that_editors_can_write_where_none_is_given() -> None:
    templates = Templates(ROOT / "layouts")
    finish = make_finish(templates, ENGLISH)
    assert finish("<html><main><dt>共同决定主体</dt></main>").endswith("Joint deciders</dt></main>")


@pytest.mark.parametrize("states", [MeetingState, TopicState, TaskState])
def test_each_state_that_a_list_shows_has_its_english(states: type[Term]) -> None:
    finish = make_finish(Templates(ROOT / "layouts"), ENGLISH)
    for state in states:
        html = finish(f"<html><main><span>{state.label}</span></main>")
        assert state.label not in html, state


def test_what_stands_above_a_list_and_a_table_of_links_has_its_english() -> None:
    finish = make_finish(Templates(ROOT / "layouts"), ENGLISH)
    leads = [kind.section.lead for kind in KINDS if kind.section]
    links = [link.title.replace("{count}", "3") for kind in KINDS for link in kind.back_links]
    for text in (*leads, *links):
        html = finish(f'<html><main><p class="lead">{text}</p></main>')
        assert text not in html, text


def test_months_bars_and_what_a_list_is_for_are_english() -> None:
    finish = make_finish(Templates(ROOT / "layouts"), ENGLISH)
    lead = "什么时候开的会，谁到会，议了什么，纪要在哪里。"
    bars = (
        '<section class="section sort-bars"><svg><text x="1">2026年</text><text>2季度</text>'
        '<text>提出</text></svg><table><th scope="row"><div>2026年2季度</div></th></table></section>'
    )
    html = finish(
        f'<html><main><p class="lead">{lead}</p><h2>2026年 · 12月</h2><h2>任期5年</h2>{bars}</main>'
    )
    for text in (
        ">When meetings",
        ">2026-12<",
        ">2026<",
        ">Q2<",
        ">New<",
        ">2026 Q2<",
        ">任期5年<",
    ):
        assert text in html, text


def test_a_label_with_a_date_or_a_number_is_english_and_none_is_torn_apart() -> None:
    finish = make_finish(Templates(ROOT / "layouts"), ENGLISH)
    labels = {
        "最近的变动（截至2026年11月24日）": "Latest changes (as of 2026-11-24)",
        "子项（2 项）": "Sub items (2)",
        "委托、赋权给别人的权力事项（2 项）": "Powers that it entrusts to others (2)",
        "之前的签批": "Signatures before it",
        "职责边界": "Boundaries",
    }
    for label, word in labels.items():
        assert f">{word}</h2>" in finish(f"<html><main><h2>{label}</h2></main>"), label


def test_a_site_without_the_file_speaks_chinese_in_its_frame(tmp_path: Path) -> None:
    (tmp_path / WORDS_FILE).write_text("skip: 跳到正文\n", "utf-8")
    assert read_edition_words(Templates(tmp_path), ENGLISH).skip == "跳到正文"


def test_no_mark_is_left_in_a_page(tmp_path: Path, site: MakeSite) -> None:
    content = site({})
    file = content / "site.yml"
    file.write_text(file.read_text("utf-8") + "\n版本: 英文\n", "utf-8")
    target = tmp_path / "site"
    assert main(["build", "--content", str(content), "--site", str(target)]) == 0
    pages = [page.read_text("utf-8") for page in (target / "en").rglob("*.html")]
    assert pages
    for page in pages:
        assert "\x02" not in page
        assert "\x03" not in page
        assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
