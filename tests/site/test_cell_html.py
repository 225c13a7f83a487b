"""Runs, cells, fields: safe HTML by the layout's own patterns."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from shaiquan.site.cell_html import Origin, fill_patterns, render_cell, render_cells, render_fields
from shaiquan.views.values import Cell, Inline, Row, plain

FILE = "powers/dw-01/index.html"
PAGE = Origin.of_page(FILE)


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ((), ""),
        (plain("甲 & <乙>"), "甲 &amp; &lt;乙&gt;"),
        (plain("甲", "/rules/gz-01/#art-4"), '<a href="../../rules/gz-01/index.html#art-4">甲</a>'),
        (plain("甲", "/powers/dw-01/#text"), '<a href="#text">甲</a>'),
        (plain("甲", "#text"), '<a href="#text">甲</a>'),
        (plain("甲", 'https://x.cn/?a&b="'), '<a href="https://x.cn/?a&amp;b=&#34;">甲</a>'),
        (plain("高", tone="high"), '<span class="badge high">高</span>'),
        (plain("高", "/risks/r1/", "hi<gh"), '<a class="badge hi&lt;gh" href="../../risks/r1/index.html">高</a>'),
        (((Inline("甲："), Inline("乙", "/"),),), '甲：<a href="../../index.html">乙</a>'),
        (((Inline("甲"),), (Inline("乙"), Inline("丙"))), '<ul class="lines"><li>甲</li><li>乙丙</li></ul>'),
        (((),), ""),
    ],
)  # fmt: skip
def test_a_cell_is_safe_html_with_links_from_its_page(value: Cell, html: str) -> None:
    assert render_cell(value, PAGE) == html


def test_links_from_pages_side_by_side_differ_only_in_their_own_folders() -> None:
    own = plain("甲", "/powers/dw-01/#text")
    other = "powers/dw-02/index.html"
    assert render_cell(own, Origin.of_page(other)) == '<a href="../dw-01/index.html#text">甲</a>'
    assert render_cell(own, PAGE) == '<a href="#text">甲</a>'


def test_patterns_are_filled_with_headings_and_cells() -> None:
    patterns = ("<th {label}>{cell}</th>", "[{label}|{cell}]", "[{label}!{cell}]", "({cell})")
    columns = fill_patterns(("事项", "{cell}&"), 0, (), *patterns)
    assert (
        render_cells((plain("甲"), plain("乙")), columns, PAGE)
        == "<th 事项>甲</th>\n[{cell}&amp;|乙]\n"
    )
    assert render_cells(((), ()), columns, PAGE) == "<th 事项></th>\n[{cell}&amp;!]\n"
    assert render_cells((plain("{label}"),), columns, PAGE) == "<th 事项>{label}</th>\n"
    minor = fill_patterns(("事项", "依据"), 0, (1,), *patterns)
    assert render_cells((plain("甲"), plain("乙")), minor, PAGE) == "<th 事项>甲</th>\n(乙)\n"
    number = fill_patterns(("事项", "人数"), 0, (), *patterns, (1,), "<{cell}>")
    assert render_cells((plain("甲"), plain("3")), number, PAGE) == "<th 事项>甲</th>\n<3>\n"
    assert render_cells((plain("甲"), ()), number, PAGE) == "<th 事项>甲</th>\n[人数!]\n"
    rows = (Row("<名>", plain("甲")), Row("乙", ()))
    filled = render_fields(rows, "<dt>{label}</dt>{cell}", PAGE)
    assert filled == "<dt>&lt;名&gt;</dt>甲\n<dt>乙</dt>\n"
    assert isinstance(filled, Markup)


def test_a_cell_without_a_column_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="2 cells, 1 columns"):
        render_cells(((), ()), fill_patterns(("甲",), 0, (), *["{cell}"] * 4), PAGE)
