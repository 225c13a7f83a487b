"""A site with meetings, and tables of a meeting as offices keep them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from tests.conftest import MakeSite

BODIES = """\
机构:
  - {编号: dw, 名称: 小镇党委, 简称: 党委, 类型: 党委, 单位: 小镇党委}
  - {编号: bgs, 名称: 办公室, 上级: 党委}
  - {编号: czs, 名称: 财政所, 上级: 党委}
岗位:
  - {编号: sj, 名称: 书记, 机构: 党委, 正职: 是, 班子成员: 是}
  - {编号: fsj, 名称: 副书记, 机构: 党委, 班子成员: 是, 分工: {分管: [财务]}}
  - {编号: jw, 名称: 纪委书记, 机构: 党委, 班子成员: 是}
角色:
  - {编号: sqr, 名称: 申请人}
"""
TYPES = "会议类型:\n  党委会会议: {机构: 党委}\n  例会: {机构: 党委}\n"
HEADINGS = (
    "顺序", "议题", "类型", "事项", "汇报", "表决方式", "赞成", "反对", "弃权",
    "结果", "决定", "责任领导", "责任单位", "时限",
)  # fmt: skip
HEAD = (
    ("小镇党委会第3次会议议题表",),
    ("会议类型", "党委会会议", "日期", "2026年5月11日 9:00-11:30", "地点：三楼会议室"),
    ("通知", "2026.5.8", "主 持 人", "书记", "出席：书记、副书记、纪委书记（补）"),
)
BUDGET = (
    "１", "一、年度预算", "日常事项", "p1", "副书记", "举手表决", "３", "０", "无",
    "一致同意", "原则同意。", "副书记", "财政所、办公室", "2026年12月31日",
)  # fmt: skip
ROAD = ("2", "修路", "日常事项", "p1", "副书记", "", "", "", "", "缓议", "", "", "", "")
FULL = (*HEAD, HEADINGS, BUDGET, ROAD)

Rows = Iterable[Iterable[Any]]


def make_site(site: MakeSite, changes: Mapping[str, str | None] | None = None) -> Path:
    """The small site with types of meetings."""
    settings = (site({}) / "site.yml").read_text("utf-8")
    settings = settings.replace(
        "类型表:\n", "类型表:\n  日常事项: {}\n  建设事项: {关口: [合法性审查]}\n  干部任免: {}\n"
    )
    return site({"site.yml": settings + TYPES, "bodies/all.yml": BODIES, **(changes or {})})


def write_csv(path: Path, rows: Rows, encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, rows: Rows, merged: Iterable[str] = ()) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)
    return path


def write_docx(path: Path, *blocks: str | Rows) -> Path:
    """A Word file: a text is a paragraph, rows are a table; a cell None goes on from above."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        rows = [list(row) for row in block]
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                cell = table.cell(at, column)
                if text is None:
                    table.cell(at - 1, column).merge(cell)
                else:
                    cell.text = text
    document.save(str(path))
    return path


def paste(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Standard input as another program, or a paste, gives it."""
    stream = SimpleNamespace(buffer=io.BytesIO(text.encode()), isatty=lambda: False)
    monkeypatch.setattr("sys.stdin", stream)


def write_sheets(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """A workbook with sheets of these names."""
    book = Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.remove(book.worksheets[0])
    book.save(path)
    return path


def without_default_state(content: Path) -> Path:
    """The same site, saying 发布 of no record: one without a state is a draft, as after init."""
    for path in (content / "site.yml", content / "catalogues" / "all.yml"):
        text = path.read_text("utf-8").replace("    状态: 发布\n", "")
        text = text.replace("声明: {权力事项: 1}\n", "").replace(", 声明事项数: 1", "")
        path.write_text(text, "utf-8")
    return content
