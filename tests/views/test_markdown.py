"""Markdown becomes safe HTML, set as Chinese texts are meant."""

from __future__ import annotations

import pytest

from shaiquan.model.text_links import find_links
from shaiquan.views.markdown import render_html, render_with_parser, split_paragraphs


def render(text: str, **counts: int) -> str:
    return render_html(
        text, lambda target: f"/x/{target}" if target.endswith(".md") else target, counts
    )


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<p onclick="alert(1)">甲</p>',
        "[甲](javascript:alert(1))",
        "[甲](data:text/html,x)",
        '<a href="&#106;avascript:alert(1)">甲</a>',
        "<iframe src=https://example.com></iframe>",
        "<style>p{}</style>",
        '<svg onload="alert(1)"></svg>',
        "![甲](https://example.com/a.png)",
        '<form action="/x"><input></form>',
    ],
)
def test_nothing_that_acts_or_loads_gets_through(bad: str) -> None:
    html = render(bad).lower()
    for word in (
        "script",
        "onerror",
        "onclick",
        "onload",
        "data:",
        "iframe",
        "style",
        "<img",
        "src=",
        "<form",
        "<svg",
    ):
        assert word not in html


def test_the_anchors_of_articles_are_ours_alone() -> None:
    html = render("第四条　甲。\n\n<p id='art-5'>乙</p>\n\n第十二条之一 丙。\n\n**第五条** 丁。\n")
    assert '<p id="art-4" class="article"><b class="article-no">第四条</b>甲。</p>' in html
    assert 'id="art-12-1"' in html
    assert '<p id="art-5" class="article"><b class="article-no">第五条</b>丁。</p>' in html
    assert html.count('id="art-5"') == 1


def test_articles_written_line_by_line_are_paragraphs() -> None:
    html = render("## 第一章　总则\n第一条　甲。\n第二条　乙：\n（一）丙；\n（二）丁。\n")
    assert html.count("<p") == 4
    assert "<h3>第一章　总则</h3>" in html


@pytest.mark.parametrize("indent", ["  ", "    ", "        ", "\t", "\u3000\u3000", " \u3000\t"])
def test_indents_of_word_are_no_code(indent: str) -> None:
    rows = [
        "## 第一章　总则",
        "第一条　甲。",
        "第二条　乙：",
        "（一）丙；",
        "（二）丁。",
        "",
        "- 戊",
        "- 己",
    ]
    indented = "\n".join(f"{indent}{row}" if row else row for row in rows)
    assert render(indented) == render("\n".join(rows))
    assert 'id="art-2"' in render(indented)


def test_an_indent_says_what_belongs_to_an_item_but_no_article_does() -> None:
    html = render("- 甲\n    - 乙\n\n    丙\n    第三条　丁。\n\n    戊。")
    assert "<li>乙</li>" in html
    assert "<p>丙</p>\n</li>\n</ul>\n<p id=" in html
    assert html.endswith("<p>戊。</p>")


def test_a_line_broken_in_mid_sentence_is_joined_without_a_blank() -> None:
    assert split_paragraphs("这是一个句子，\n很长的句子") == "这是一个句子，很长的句子"
    assert split_paragraphs("see the\nword") == "see the\nword"
    assert split_paragraphs("一句。\n又一句。") == "一句。\n\n又一句。"


def test_an_item_broken_in_mid_sentence_is_joined_without_a_blank() -> None:
    assert split_paragraphs("- 折起的方框要形成文书，\n  双边框\n  是另一个") == (
        "- 折起的方框要形成文书，双边框是另一个"
    )
    assert "<li>甲乙</li>" in render("1. 甲\n   乙\n2. 丙")
    assert split_paragraphs("- see\n  甲\n- 乙\n  - 丙") == "- see\n  甲\n- 乙\n  - 丙"


def test_lists_tables_and_code_are_left_alone() -> None:
    text = "- 甲\n- 乙\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n```\n一。\n二\n```\n"
    assert split_paragraphs(text) == text.rstrip("\n")
    assert "<table>" in render(text)
    assert render(text).count("<li>") == 2


def test_a_word_in_angle_brackets_takes_nothing_with_it() -> None:
    assert render("甲<style>乙") == "<p>甲&lt;style&gt;乙</p>"
    for text in ("甲<script>乙\n\n丙", "<style>乙\n\n丙", '甲<SCRIPT src="a">乙丙'):
        assert "丙" in render(text)
        assert "<s" not in render(text).lower()
    assert render("见<files/a.txt>乙") == "<p>见&lt;files/a.txt&gt;乙</p>"
    assert render("甲<style>乙</style>丙") == "<p>甲丙</p>"
    assert render("甲<br/>乙") == "<p>甲<br>乙</p>"


def test_a_program_between_fences_keeps_its_lines() -> None:
    program = "if x:\n    y(<a>)\n\nz"
    shown = render(f"这样写：\n\n```\n{program}\n```\n\n完。")
    assert "<pre><code>if x:\n    y(&lt;a&gt;)\n\nz\n</code></pre>" in shown


def test_a_count_is_filled_in() -> None:
    assert (
        render("共 {{ 数量.权力事项 }} 项，{{数量.权力事项}}。", 权力事项=52)
        == "<p>共 52 项，52。</p>"
    )


def test_links_are_resolved_and_found_at_their_place() -> None:
    assert 'href="/x/a.md"' in render("[甲](a.md)")
    (first, second) = find_links("见[甲](a.md)\n和 ![乙](b.png)")
    assert (first.target, first.line, first.column, first.is_picture) == ("a.md", 0, 2, False)
    assert (second.target, second.line, second.column, second.is_picture) == ("b.png", 1, 3, True)


@pytest.mark.parametrize(
    "link",
    ["申请表(1).docx", "申请表 1.docx", "<申请表 1.docx>", 'a.docx "题"', " a.docx ", "a.docx#1"],
)
def test_a_link_is_found_with_the_target_that_is_resolved(link: str) -> None:
    resolved: list[str] = []
    text = f"见[表]({link})和[甲](a.md)"

    def resolve(target: str) -> str:
        resolved.append(target)
        return "/x"

    render_with_parser(text, resolve)
    assert [found.target for found in find_links(text)] == resolved
    assert len(resolved) == 2


def test_links_named_elsewhere_or_written_as_html_are_found_and_resolved() -> None:
    text = (
        '见[表][1]和<a class=\'x\' HREF="files/乙&amp;.docx">乙</a>。\n\n[1]: files/甲.docx "题"\n'
    )
    found = [(link.target, link.line, link.column) for link in find_links(text)]
    assert found == [("files/乙&.docx", 0, 9), ("files/甲.docx", 2, 6)]
    html = render_with_parser(text, {"files/甲.docx": "/甲", "files/乙&.docx": "/乙"}.get)
    assert 'href="/甲"' in html
    assert 'href="/乙"' in html
    assert not [*find_links("[1]: 一句话，不是链接\n[a] <a>")][1:]


def test_a_line_of_many_brackets_is_searched_in_time() -> None:
    assert not [*find_links("[a](" * 20_000)]
    assert not [*find_links("[" * 50_000 + "](")]
    assert not [*find_links("<a " * 50_000 + "[a]: " * 50_000)]


def test_headings_stay_below_the_title_of_the_page() -> None:
    assert render("# 甲\n\n###### 乙") == "<h2>甲</h2>\n<h6>乙</h6>"
