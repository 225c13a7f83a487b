"""Markdown to blocks: articles, headings, lists, tables, and nothing that is markup."""

from __future__ import annotations

import pytest

from shaiquan.prints.blocks import (
    Block,
    BookletTable,
    CodeBlock,
    Heading,
    Items,
    Paragraph,
    Quote,
    TextRun,
)
from shaiquan.prints.markdown_blocks import parse_blocks


def text_of(block: Block) -> str:
    assert isinstance(block, Paragraph | Heading)
    return "".join(run.text for run in block.runs)


def one(text: str) -> Block:
    (block,) = parse_blocks(text, {})
    return block


def test_an_article_has_its_number_apart() -> None:
    assert one("第四条　不设书记办公会。") == Paragraph(
        (TextRun("第四条", "article"), TextRun("不设书记办公会。"))
    )


def test_every_item_of_an_article_is_a_paragraph() -> None:
    blocks = parse_blocks("第六条　下列事项：\n（一）甲；\n（二）乙。", {})
    assert [text_of(block) for block in blocks] == ["第六条下列事项：", "（一）甲；", "（二）乙。"]


def test_headings_count_from_one_without_a_gap() -> None:
    blocks = parse_blocks("## 第一章\n\n#### 一、甲\n\n第一条　乙\n\n## 第二章\n", {})
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    assert levels == [1, 2, 1]


def test_a_table_has_its_heading_and_its_rows() -> None:
    grid = one("| 金额 | 确认 |\n| --- | --- |\n| 不满20000元 | 分管领导 |\n| 以上 | 会议 |")
    assert isinstance(grid, BookletTable)
    assert [[cell.lines[0][0].text for cell in row] for row in grid.head] == [["金额", "确认"]]
    assert len(grid.rows) == 2
    assert len(grid.columns) == 2


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td colspan=9 rowspan=9>跨</td></tr><tr><td>乙</td></tr></table>",
        "<table><tr><th rowspan=3>头</th><th>二</th></tr><tr><td>甲</td></tr></table>",
        "<table><tr></tr><tr><td colspan=0 rowspan=x>甲</td></tr></table>",
    ],
)
def test_no_cell_of_a_table_reaches_out_of_it(table: str) -> None:
    grid = one(table)
    assert isinstance(grid, BookletTable)
    for part in (grid.head, grid.rows):
        for index, row in enumerate(part):
            for cell in row:
                assert 1 <= cell.across <= len(grid.columns)
                assert 1 <= cell.down <= len(part) - index


def test_lists_keep_their_first_number_or_have_none() -> None:
    assert [
        block.start
        for block in parse_blocks("3. 甲\n4. 乙\n\n正文\n\n- 丙\n", {})
        if isinstance(block, Items)
    ] == [3, 0]


def test_bold_code_and_quotations_are_kept() -> None:
    blocks = parse_blocks("**重点**不得`#x`\n\n> 引文\n\n<pre><code>原样  #\n</code></pre>\n", {})
    assert blocks[0] == Paragraph(
        (TextRun("重点", "strong"), TextRun("不得"), TextRun("#x", "code"))
    )
    assert blocks[1] == Quote((Paragraph((TextRun("引文"),)),))
    assert blocks[2] == CodeBlock("原样  #")


def test_a_link_is_its_words_and_an_outside_address_follows() -> None:
    assert text_of(one("见[公开办法](gz-06.md)。")) == "见公开办法。"
    assert text_of(one("见[国务院](https://www.gov.cn/)。")) == "见国务院（https://www.gov.cn/）。"
    assert text_of(one("<a href='javascript:x'>点</a>")) == "点"


def test_print_needs_no_blanks_between_chinese_and_figures() -> None:
    assert text_of(one("会后 3 个工作日内，按 GB/T 9704 办理，满 10% 的 **一律** 公开。")) == (
        "会后3个工作日内，按GB/T 9704办理，满10%的一律公开。"
    )


def test_a_count_is_filled_in_and_a_heading_in_a_quotation_is_none() -> None:
    assert text_of(parse_blocks("共 {{ 数量.制度 }} 部。", {"制度": 3})[0]) == "共3部。"
    quote = one("> ## 标题\n> 正文")
    assert isinstance(quote, Quote)
    assert not any(isinstance(block, Heading) for block in quote.blocks)


@pytest.mark.parametrize("text", ["", "\n\n", "***", "&nbsp;", "<p></p>", "<hr>"])
def test_what_says_nothing_is_no_block(text: str) -> None:
    assert [block for block in parse_blocks(text, {}) if text_of(block).strip("\u00a0")] == []
