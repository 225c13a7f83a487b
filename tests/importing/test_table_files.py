"""Which files can be read as a table, and what their cells say."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from shaiquan.cli import main
from shaiquan.importing.excel_notes import find_unsaved
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.table_files import Sheet, read_sheets
from shaiquan.importing.table_reading import read_meeting_table
from tests.conftest import FULL, MakeSite
from tests.importing.tables import BUDGET, HEAD, HEADINGS, make_site, write_csv, write_xlsx


def rows_of(path: Path) -> tuple[tuple[str, ...], ...]:
    (sheet,) = read_sheets(path.read_bytes())
    return sheet.rows


def test_cells_are_texts_as_a_clerk_sees_them(tmp_path: Path) -> None:
    noon = datetime.datetime(2026, 5, 11, 12, 30)
    row = [9.0, 2.5, True, datetime.date(2026, 5, 11), noon, datetime.time(9, 5), None, " 议　题 "]
    assert rows_of(write_xlsx(tmp_path / "t.xlsx", [row])) == (
        ("9", "2.5", "是", "2026-05-11", "2026-05-11 12:30", "09:05", "", "议 题"),
    )


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_sign_between_the_cells_of_a_csv_file_is_found(tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "t.csv").write_text(f"顺序{delimiter}议题\n1{delimiter}“甲”\n", "utf-8")
    assert rows_of(tmp_path / "t.csv") == (("顺序", "议题"), ("1", "“甲”"))


def test_a_cell_merged_downwards_says_its_text_in_each_row(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "t.xlsx", [["甲", "乙"], [None, "丙"]], ["A1:A2"])
    assert rows_of(path) == (("甲", "乙"), ("甲", "丙"))


def test_what_of_a_workbook_nobody_sees_is_told(tmp_path: Path) -> None:
    """A hidden sheet is not read; hidden rows and columns are; a formula is read as its value."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["甲", "乙", "丙"], [1, "=A2+1", "x"], ["#REF!", 2, "y"], [None, None, None]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("藏着的").sheet_state = "hidden"
    book.save(tmp_path / "t.xlsx")
    shown, hidden = read_sheets((tmp_path / "t.xlsx").read_bytes())
    assert shown.rows == (("甲", "乙", "丙"), ("1", "", "x"), ("", "2", "y"))
    assert hidden.rows == ()
    assert [str(note).partition("；")[0] for note in (*shown.told, *hidden.told)] == [
        "工作表“Sheet”隐藏的行也读了：第 3 行",
        "工作表“Sheet”隐藏的栏也读了：C 栏",
        "工作表“Sheet”公式没有存下结果，按空的读：B2",
        "工作表“Sheet”公式的结果是错误，按空的读：A3",
        "工作表“藏着的”是隐藏的，没有读",
    ]


def test_a_formula_whose_saved_value_is_an_empty_text_is_no_fault() -> None:
    cells = (
        b'<c r="A1"><f>1</f><v>1</v></c><c r="B1" t="str"><f>2</f><v></v></c><c r="C1"><f>3</f></c>'
        b'<c r="D1" s="2"><f t="shared" si="0"/></c><c r="E1"><f>3</f><v/></c>'
    )
    assert [*find_unsaved(cells)] == ["C1", "D1", "E1"]


def zipped(**parts: bytes) -> bytes:
    return pack(zipfile.ZIP_DEFLATED, parts)


def pack(method: int, parts: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name.replace("_", "."), content)
    return data.getvalue()


def damage(data: bytes) -> bytes:
    """The bytes with some wrong ones in what is packed first."""
    return data[:60] + bytes(byte ^ 255 for byte in data[60:75]) + data[75:]


def old_office(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1" + stream.encode("utf-16-le")


MIXED = "议题,这一行是用别的编码写的\n".encode() + "甲,乙\n".encode("gb18030")
MANY_CELLS = b'<c r="A1"/>' * 400_001
BAD = {
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1", ".xls"),
    "password": (old_office("EncryptedPackage"), "文件加了密码"),
    "old word": (old_office("WordDocument"), "旧版 Word 的 .doc"),
    "old excel, renamed": (old_office("Workbook"), "旧版 Excel 的 .xls"),
    "pdf": (b"%PDF-1.7", "这是 PDF"),
    "web page": (b"\xef\xbb\xbf<html><table>", "这是网页"),
    "other table": (zipped(content_xml=b"<a/>"), "OpenDocument"),
    "damaged": (damage(zipped(a_xml=b"<a>" + b"x" * 5000)), "不是完好的 .xlsx"),
    "damaged, packed otherwise": (
        damage(pack(zipfile.ZIP_LZMA, {"xl/workbook.xml": b"<a>" + b"x" * 5000})),
        "不是完好的 .xlsx",
    ),
    "utf-16": ("议题".encode("utf-16"), "UTF-16"),
    "two encodings": (MIXED, "第 1 行是 UTF-8，第 2 行不是"),
    "open quote": ('议题,类型\n"甲,乙\n丙,丁\n'.encode(), "第 2 行起有一个引号没有成对"),
    "no text": (b"\x00\x01\x02", "不是表格"),
    "bytes of no encoding": (b"\xff\xfe\xff\x00\x80", "编码"),
    "broken zip": (b"PK\x03\x04 broken", "不是完好的 .xlsx"),
    "another zip": (zipped(a_xml=b"<a/>"), "不是完好的 .xlsx"),
    "entities": (zipped(a_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "DOCTYPE"),
    "entities in utf-16": (zipped(a_bin="<!DOCTYPE a>".encode("utf-16")), "DOCTYPE"),
    "bomb": (zipped(a_bin=b"\0" * 10_000_001), "太大"),
    "long cell": ("甲".encode() * 140_000, "有一格多过 131,072 字"),
    "too many cells": (
        zipped(**{"xl/workbook_xml": b"", "xl/worksheets/a_xml": MANY_CELLS}),
        "400001 个格子",
    ),
    "too wide": (b",".join(b"a" for _ in range(201)), "201 栏"),
    "nothing": (b"", "文件是空的"),
    "no headings": ("甲,乙\n1,2\n".encode(), "没有找到表头"),
    "too long": (b"a,b\n" * 20_001, "20001 行"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_table_is_refused_in_words(name: str) -> None:
    data, why = BAD[name]
    with pytest.raises(UnreadableTable) as refused:
        read_meeting_table(read_sheets(data))
    assert why in refused.value.why


def test_a_cell_is_too_long_also_where_the_process_takes_more() -> None:
    before = csv.field_size_limit(1_000_000)  # as the library does that validates data packages
    try:
        test_what_is_no_table_is_refused_in_words("long cell")
    finally:
        csv.field_size_limit(before)


def test_nothing_is_written_of_what_is_no_table(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = make_site(site)
    (tmp_path / "t.csv").write_bytes(BAD["bomb"][0])
    assert main(["import", "meeting", str(tmp_path / "t.csv"), "--content", str(content)]) == 1
    assert capsys.readouterr().err.startswith("什么也没有写：")
    assert not (content / "meetings").exists()


def test_a_file_that_is_not_there_is_told(
    site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    content = make_site(site)
    assert main(["import", "meeting", "nowhere.xlsx", "--content", str(content)]) == 1
    assert "nowhere.xlsx" in capsys.readouterr().err


def test_without_a_file_the_usage_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["import", "meeting"])
    assert stopped.value.code == 2


def test_words_before_and_below_the_topics_are_of_the_meeting() -> None:
    rows = (
        ("县委常委会第3次会议议题表", "", ""),
        ("时 间：2026年5月11日  地点：一楼", "", "类型"),
        ("序号", "议 题", "汇报人"),
        ("1", "甲", "书记"),
        ("合计", "合计", ""),
        ("出席：书记、县长", "出席：书记、县长", ""),
    )
    table = read_meeting_table([Sheet("", rows)])
    assert table.meeting == {
        "at": "2026年5月11日",
        "place": "一楼",
        "present": "书记、县长",
        "name": "县委常委会第3次会议",
    }
    assert [topic.get("name") for topic in table.topics] == ["甲"]
    assert table.heading_row == 3


WORDS = st.sampled_from(
    [*HEADINGS, *BUDGET, *(cell for row in HEAD for cell in row), "", "出席：", "9", "：", "-"]
) | st.text(max_size=8)


@settings(max_examples=300 if FULL else 30, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=9), max_size=9))
def test_any_rows_are_a_table_or_are_refused(rows: list[list[str]]) -> None:
    width = max(map(len, rows), default=0)
    grid = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    try:
        table = read_meeting_table([Sheet("", grid)])
    except UnreadableTable:
        return
    assert all(topic.get("name") for topic in table.topics)


CELLS = st.sampled_from(
    [*BUDGET, "", "9", "：", "- 甲", "[乙", "a: b", "#", "'", '"', "null", "{", "“"]
)
CELLS |= st.text(max_size=6)


@settings(max_examples=100 if FULL else 4, deadline=None)
@given(st.lists(CELLS, min_size=14, max_size=14), st.lists(CELLS, min_size=14, max_size=14))
def test_whatever_the_cells_say_the_file_passes_the_check(
    tmp_path_factory: pytest.TempPathFactory, first: list[str], second: list[str]
) -> None:
    import shutil

    from shaiquan.checks.checking import check_content
    from shaiquan.problem_texts import as_text
    from shaiquan.problems import has_errors
    from tests.conftest import SMALL
    from tests.importing.tables import BODIES, TYPES

    folder = tmp_path_factory.mktemp("any")
    content = folder / "content"
    shutil.copytree(SMALL, content)
    (content / "bodies" / "all.yml").write_text(BODIES, "utf-8")
    site = content / "site.yml"
    site.write_text(site.read_text("utf-8") + TYPES, "utf-8")
    table = write_csv(folder / "t.csv", [*HEAD, HEADINGS, BUDGET, first, second], "gb18030")
    code = main(["import", "meeting", str(table), "--content", str(content)])
    problems = check_content(content).problems
    assert not has_errors(problems), [as_text(found) for found in problems]
    assert code == (0 if (content / "meetings").exists() else 1)
