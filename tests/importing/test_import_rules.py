"""``import rule``: from a Word file or a pasted text to a draft that passes the check."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.cli import main
from shaiquan.importing.docx_files import read_word_bytes
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.rule_text import read_rule
from shaiquan.model.articles import find_articles
from shaiquan.problems import has_errors
from tests.conftest import MakeSite

TEXT = """\
小镇公车管理办法
小镇发〔2026〕12号
（2026年9月3日党委会会议通过）
目　录
第一章 总则
第二章 附则
第一章 总 则
第一条为了管好公车，制定本办法。
第二条 公车用于<下列>事项：
（一）开会；
（二）下村。
第二章 附则
第三条 本办法自2026年10月1日起施行。
"""
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NUMBERING = f"""<w:numbering {_WORD}><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>"""
_NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>'


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, head: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        document = f"{head}<w:document {_WORD}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", document)
        package.writestr("word/numbering.xml", _NUMBERING)
    return file.getvalue()


BODY = (
    paragraph("小镇文件", '<w:pPr><w:jc w:val="left"/></w:pPr>')
    + '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="44"/></w:rPr>'
    "<w:t>请假办法</w:t></w:r></w:p>"
    + paragraph("请假要写请假条。", _NUMBERED)
    + f"<w:p>{_NUMBERED}<w:r><w:t>请假</w:t></w:r><w:ins><w:r><w:t>三天</w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>两天</w:delText></w:r></w:del><w:r><w:t>以上，书记批。</w:t></w:r></w:p>"
    + "<w:tbl><w:tr><w:tc>"
    + paragraph("天数")
    + "</w:tc><w:tc>"
    + paragraph("谁批")
    + "</w:tc></w:tr><w:tr><w:tc>"
    + paragraph("1")
    + "</w:tc><w:tc>"
    + paragraph("科长")
    + "</w:tc></w:tr></w:tbl>"
)


def test_a_pasted_text_becomes_a_draft_with_its_articles_and_days(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, file = site({}), tmp_path / "办法.txt"
    file.write_bytes(TEXT.encode("gb18030"))
    words = ["import", "rule", str(file), "--content", str(content), "--as-of", "2026-11-24"]
    before = {*(content / "rules").glob("*")}
    assert main([*words, "--dry-run"]) == 0
    assert {*(content / "rules").glob("*")} == before
    assert "2 章，3 条，最后是第三条" in capsys.readouterr().err
    assert main(words) == 0
    (new,) = {*(content / "rules").glob("*")} - before
    text = new.read_text("utf-8")
    for line in (
        "名称: 小镇公车管理办法", "文号: \"小镇发〔2026〕12号\"", "通过日期: 2026-09-03",
        "施行日期: 2026-10-01", "状态: 草稿", "## 第一章　总则", "第一条　为了管好公车，制定本办法。",
    ):  # fmt: skip
        assert f"{line}\n" in text
    assert "第二条　公车用于\\<下列>事项：\n（一）开会；\n（二）下村。\n" in text
    assert not has_errors(check_content(content, as_of=datetime.date(2026, 11, 24)).problems)
    assert main(words) == 1  # it is there now
    assert "已经有这部制度" in capsys.readouterr().err


def test_a_word_file_is_read_with_its_automatic_numbers_and_changes_accepted() -> None:
    text = read_word_bytes(docx(BODY))
    rule = read_rule(text)
    assert rule.name == "请假办法"
    assert [article.number for article in find_articles(rule.body)] == ["1", "2"]
    assert "第二条　请假三天以上，书记批。" in rule.body
    assert "| 天数 | 谁批 |\n| --- | --- |\n| 1 | 科长 |" in rule.body
    assert text.told == (("修订：删去的字没有读", "tracked deletions were left out"),)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xd0\xcf\x11\xe0old", "另存为 .docx"),
        (docx("", "<!DOCTYPE x>"), "DOCTYPE"),
        (b"PK\x03\x04broken", "不是完好的"),
        (docx("<w:p>"), "不是完好的"),
        (docx("<w:sdt>" * 3000 + "</w:sdt>" * 3000), "太深"),
        (b"\x00\x01", "不是文字"),
    ],
)
def test_what_is_no_sound_document_is_refused_with_the_mend(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableTable) as refused:
        read_word_bytes(data)
    assert why in refused.value.why
