"""Prose has its links made or dropped, and can be had as words alone."""

from __future__ import annotations

import pytest

from shaiquan.views.prose import render_prose, strip_tags
from shaiquan.views.values import Prose


def render(text: str) -> str:
    prose = Prose(text, links=(("gz.md", "/rules/gz/"),), counts=(("权力事项", 3),))
    return render_prose(prose, lambda address: f"..{address}" if address[0] == "/" else address)


def test_a_link_leads_to_a_public_record_or_out_of_the_site() -> None:
    assert 'href="../rules/gz/"' in render("[甲](gz.md)")
    assert 'href="#art-2"' in render("[甲](#art-2)")
    assert 'href="https://example.cn/"' in render("<https://example.cn/>")


@pytest.mark.parametrize("target", ["//host/://", "mine.html", "hidden.md", "javascript://x", ""])
def test_any_other_link_keeps_only_its_words(target: str) -> None:
    html = render(f"<p><a href='{target}'>甲</a></p>\n\n[乙][x]\n\n[x]: <{target}>")
    assert "甲" in html
    assert "乙" in html
    assert "href" not in html


def test_words_have_a_line_for_each_block_and_bars_between_cells() -> None:
    html = render(
        "第一条 共 {{ 数量.权力事项 }} 项。\n\n- 甲\n- 乙 & 丙\n\n"
        '| 一 | 二 |\n| --- | --- |\n| 三 | [四](https://a.cn/?x=">") |\n\n丁<br>戊\n'
    )
    assert strip_tags(html) == "第一条共 3 项。\n甲\n乙 & 丙\n一 | 二\n三 | 四\n丁\n戊"
