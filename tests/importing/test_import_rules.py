"""``import rule``: from a Word file or a pasted text to a draft that passes the check."""

from __future__ import annotations

import contextlib
import datetime
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shaiquan.checks.checking import check_content
from shaiquan.cli import main
from shaiquan.importing.docx_files import read_word_bytes
from shaiquan.importing.docx_tables import read_word_tables
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.rule_text import read_rule
from shaiquan.model.articles import find_articles
from shaiquan.problems import has_errors
from tests.conftest import FULL, SMALL, MakeSite

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


def docx(
    body: str, head: str = "", numbering: str = _NUMBERING, word: str = _WORD, **parts: str
) -> bytes:
    """A Word file; ``parts`` are more of its parts by their name, below their element."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        document = f"{head}<w:document {word}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", document)
        package.writestr("word/numbering.xml", numbering)
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {_WORD}>{text}</w:{name}>")
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
    rule = (SMALL / "rules" / "gz.md").read_text("utf-8").replace("编号: gz", "编号: gz-01")
    laws = "制度: [{编号: fl-01, 名称: 甲法}, {编号: fl-02, 名称: 乙法}]\n"
    own = {"rules/gz.md": None, "rules/gz-01.md": rule, "rules/falv.yml": laws}
    content, file = site(own), tmp_path / "办法.txt"
    file.write_bytes(TEXT.encode("gb18030"))
    words = ["import", "rule", str(file), "--content", str(content), "--as-of", "2026-11-24"]
    before = {*(content / "rules").glob("*")}
    assert main([*words, "--dry-run"]) == 0
    assert {*(content / "rules").glob("*")} == before
    told = capsys.readouterr().err
    assert "2 章，3 条，最后是第三条" in told
    assert "还缺　制定机关\n" in told
    assert main(words) == 0
    (new,) = {*(content / "rules").glob("*")} - before
    assert new.name == "gz-02.md"
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


def level(number: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def number_list(name: int, pattern: int, override: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{pattern}"/>{override}</w:num>'


def style(id: str, more: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id}">{more}</w:style>'


def numbered(text: str, properties: str) -> str:
    return paragraph(text, f"<w:pPr>{properties}</w:pPr>")


def test_numbers_come_from_the_style_of_a_paragraph_and_go_on_as_in_word() -> None:
    """Articles count on through the chapters; a list starts anew only where it says so."""
    levels = (
        level(0, "chineseCounting", "第%1章", '<w:pStyle w:val="Zhang"/>'),
        level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/><w:pStyle w:val="Tiao"/>'),
        level(2, "decimal", "%1.%3", "<w:isLgl/>"),
        level(3, "decimalEnclosedCircle", "%4"),
        level(4, "hebrew1", "%5."),
        level(5, "bullet", "●"),
    )
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>'
    numbering = (
        f'<w:numbering {_WORD}><w:abstractNum w:abstractNumId="1">{"".join(levels)}'
        f"</w:abstractNum>{number_list(1, 1)}{number_list(2, 1)}{number_list(3, 1, override)}"
        "</w:numbering>"
    )
    in_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("Zhang", in_list) + style("Tiao", in_list)
    styles += style("Sub", '<w:basedOn w:val="Tiao"/>')
    own = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    body = [
        numbered("总则", '<w:pStyle w:val="Zhang"/>'),
        numbered("甲。", '<w:pStyle w:val="Tiao"/>'),
        numbered("乙。", '<w:pStyle w:val="Sub"/>'),
        numbered("附则", '<w:pStyle w:val="Zhang"/>'),
        numbered("丙。", '<w:pStyle w:val="Tiao"/>'),
        numbered("丁。", own.format(2, 2)),
        numbered("戊。", own.format(3, 2)),
        numbered("己。", own.format(4, 1)),
        numbered("庚。", own.format(5, 1)),
        numbered("再则", own.format(0, 3)),
        numbered("辛。", '<w:pStyle w:val="Tiao"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
    ]
    text = read_word_bytes(docx("".join(body), numbering=numbering, styles=styles))
    assert [line.text for line in text.lines] == [
        "第一章　总则", "第一条　甲。", "第二条　乙。", "第二章　附则", "第三条　丙。",
        "2.1丁。", "①戊。", "1.己。", "庚。", "第三章　再则", "辛。",
    ]  # fmt: skip
    assert [zh for zh, _ in text.told] == [
        "编号的样式 hebrew1 不认识，写成了 1、2、3",
        "项目符号没有读，只读了后面的字",
    ]


def test_signs_breaks_and_tables_within_tables_lose_no_word() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<w:tc><w:tcPr>{more}</w:tcPr>{text}</w:tc>"

    signs = (
        "<w:p><w:r><w:t>第一条 A</w:t><w:noBreakHyphen/><w:t>1型</w:t><w:br/><w:t>另行。</w:t>"
        '<w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="X" w:char="F041"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐。</w:t></w:r></w:p>"
    )
    inner = f"<w:tbl><w:tr>{cell(paragraph('内1'))}{cell(paragraph('内2'))}</w:tr></w:tbl>"
    merged = '<w:vMerge w:val="restart"/>'
    control = f"<w:sdt><w:sdtContent>{cell(paragraph('丁'))}</w:sdtContent></w:sdt>"
    table = (
        f"<w:tbl><w:tr>{cell(paragraph('甲'), merged)}{cell(paragraph('乙*') + inner)}</w:tr>"
        f"<w:tr>{cell(paragraph(''), '<w:vMerge/>')}{control}</w:tr></w:tbl>"
    )
    text = read_word_bytes(docx(signs + table, header1=paragraph("小镇文件")))
    assert [line.text for line in text.lines] == ["第一条 A-1型", "另行。☑隐。", ""]
    assert read_rule(text).body.endswith("| 甲 | 乙\\*<br>内1　内2 |\n| --- | --- |\n|  | 丁 |\n")
    assert [zh for zh, _ in text.told] == [
        "隐藏的字也读了",
        "表格里套着表格：里面的一行写成一行字",
        "页眉、页脚没有读",
        "有的特殊符号没有读",
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xd0\xcf\x11\xe0old", "另存为 .docx"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        (docx("", "<!DOCTYPE x>"), "DOCTYPE"),
        (b"PK\x03\x04broken", "不是完好的"),
        (docx(BODY, word='xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'), "严格"),
        (docx("<w:p>"), "不是完好的"),
        (docx("<w:sdt>" * 3000 + "</w:sdt>" * 3000), "太深"),
        (b"\x00\x01", "不是文字"),
    ],
)
def test_what_is_no_sound_document_is_refused_with_the_mend(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableTable) as refused:
        read_word_bytes(data)
    assert why in refused.value.why


TAGS = st.sampled_from(
    [
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "tcPr",
        "vMerge",
        "gridSpan",
        "pPr",
        "pStyle",
        "numPr",
        "ilvl",
        "numId",
        "sdt",
        "ins",
        "del",
        "br",
        "tab",
        "sym",
        "abstractNum",
        "num",
        "lvl",
        "lvlText",
        "numFmt",
        "start",
        "lvlRestart",
        "lvlOverride",
        "startOverride",
        "style",
        "basedOn",
        "abstractNumId",
        "numStyleLink",
        "trPr",
        "gridBefore",
        "jc",
        "rPr",
        "sz",
        "noBreakHyphen",
    ]
)
VALUES = st.sampled_from(
    ["", "0", "1", "2", "-1", "99999", "9" * 30, "x", "restart", "%1.%2", "第%1条"]
)
NAMES = st.sampled_from(
    ["val", "ilvl", "numId", "abstractNumId", "styleId", "font", "char", "type", "default"]
)
ELEMENTS = st.recursive(
    st.just("甲"),
    lambda inner: st.builds(
        lambda tag, names, inside: f"<w:{tag} {' '.join(names)}>{''.join(inside)}</w:{tag}>",
        TAGS,
        st.dictionaries(NAMES, VALUES, max_size=3).map(
            lambda said: [f'w:{name}="{value}"' for name, value in said.items()]
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=2000 if FULL else 40, deadline=None, derandomize=True, database=None)
@given(ELEMENTS, ELEMENTS, ELEMENTS)
def test_any_word_file_is_read_or_is_refused(body: str, numbering: str, styles: str) -> None:
    lists = f"<w:numbering {_WORD}>{numbering}{_NUMBERING[_NUMBERING.index('<w:abs') :]}"
    data = docx(body + BODY, numbering=lists, styles=styles)
    for read in (lambda: read_rule(read_word_bytes(data)), lambda: read_word_tables(data)):
        with contextlib.suppress(UnreadableTable):
            read()
