"""``export docx``: a public rule, list and minutes as Word files after GB/T 9704-2012."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from shaiquan.cli import main
from shaiquan.documents.word_paper import WordPaper
from shaiquan.documents.word_writing import write_word
from shaiquan.importing.docx_files import read_word_bytes
from shaiquan.importing.rule_text import read_rule
from shaiquan.model.articles import find_articles
from shaiquan.prints.blocks import BookletTable, make_cell, make_runs, size_columns
from shaiquan.prints.markdown_blocks import parse_blocks
from tests.conftest import MakeSite

RULE = """\
## 第一章　总则

第一条　为了管好公车，制定本办法。

第二条　公车用于下列事项：
（一）开会；
（二）下村。

## 第二章　附则

第三条　本办法自2026年10月1日起施行。
"""
PAPER = WordPaper("小镇公车管理办法", ("小镇发〔2026〕12号",), parse_blocks(RULE, {}))


def test_a_rule_has_the_page_fonts_and_lines_of_an_official_document() -> None:
    data = write_word(PAPER)
    assert data == write_word(PAPER)
    document = Document(io.BytesIO(data))
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides if side is not None] == [37, 35, 28, 26]
    form = document.styles["Normal"].paragraph_format
    assert form.line_spacing is not None
    assert form.line_spacing.pt == 28
    title, article = document.paragraphs[0], document.paragraphs[4]
    assert (title.runs[0].font.size.pt, title.text) == (22, PAPER.title)  # type: ignore[union-attr]
    assert 'w:eastAsia="方正小标宋简体"' in title._p.xml
    assert 'w:eastAsia="仿宋_GB2312"' in article._p.xml
    assert 'w:linePitch="579"' in section._sectPr.xml
    assert (
        "linesAndChars" not in section._sectPr.xml
    )  # a sign would take two cells in some programs
    assert '<w:spacing w:val="-4"/>' in document.styles["Normal"].element.xml
    assert article.paragraph_format.first_line_indent.pt == 32
    assert article.text == "第一条　为了管好公车，制定本办法。"
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_a_rule_that_is_exported_and_imported_has_the_same_articles() -> None:
    rule = read_rule(read_word_bytes(write_word(PAPER)))
    assert (rule.name, rule.number) == (PAPER.title, PAPER.notes[0])
    assert rule.effective == "2026-10-01"
    assert find_articles(rule.body) == find_articles(RULE)


def test_a_wide_table_lies_on_its_side_with_its_head_on_each_page() -> None:
    rows = tuple((make_cell(f"{n}"), make_cell("事项")) for n in range(2))
    table = BookletTable(size_columns(rows), rows[:1], rows[1:])
    paper = WordPaper("清单", (), (table,), wide=True)
    document = Document(io.BytesIO(write_word(paper)))
    assert document.sections[0].page_width > document.sections[0].page_height  # type: ignore[operator]
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml
    assert make_runs("") == ()


def test_in_a_full_table_long_texts_have_the_wide_columns_and_numbers_stay_on_a_line() -> None:
    heads = ("序号", "步骤", "主体", "时限", "文书", "下一步", "风险点")
    texts = ("12", "集" * 40, "议题提出单位", "5个工作日", "意见采纳情况", "送" * 30, "▲1")
    rows = tuple(tuple(map(make_cell, row)) for row in (heads, texts))
    paper = WordPaper("步骤", (), (BookletTable(size_columns(rows), rows[:1], rows[1:]),))
    table = Document(io.BytesIO(write_word(paper))).tables[0]
    number, step, who, limit, document, after, risk = (c.width.pt for c in table.columns)
    assert number >= 2 * 10.5 + 2 * 5.4  # two characters, and the margins of a cell
    assert risk >= 3 * 10.5 + 2 * 5.4
    assert min(step, after) > max(who, limit, document)


def test_only_what_is_public_and_has_a_form_is_exported(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = f"---\n编号: gz-98\n名称: 公车办法\n状态: 草稿\n---\n{RULE}"
    content, folder = site({"rules/gz-98.md": draft}), tmp_path / "word"
    where = ["--content", str(content), "--to", str(folder), "--as-of", "2026-11-24"]
    for id, why in (("gz-98", "没有公开"), ("gz-77", "没有“gz-77”这条记录"), ("r1", "不能导出")):
        assert main(["export", "docx", id, *where]) == 1
        assert why in capsys.readouterr().err
    assert not folder.exists()


def test_a_word_file_that_was_edited_is_not_written_over(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, folder = site({}), tmp_path / "word"
    command = ["export", "docx", "gz", "--content", str(content), "--to", str(folder)]
    assert main(command) == 0
    assert main(command) == 0  # the same bytes
    (written,) = folder.iterdir()
    written.write_bytes(b"edited")
    capsys.readouterr()
    assert main(command) == 1
    assert f"已经有 {written.name}" in capsys.readouterr().err
    assert written.read_bytes() == b"edited"
