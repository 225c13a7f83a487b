"""A list with defaults and comments, and its workbook as an editor changes it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from shaiquan.content.loading import LoadedContent
from shaiquan.editing.cell_marks import mark_cells
from shaiquan.editing.written_records import list_written_records
from shaiquan.exporting.editing_workbook import make_editing_table
from shaiquan.importing.edited_plan import plan_edited
from shaiquan.importing.edited_tables import EditedRow, EditedTable
from shaiquan.importing.list_plans import ListPlan
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND
from tests.conftest import SMALL, MakeSite

FILE = "powers/list.yml"
LIST = """\
# 镇里的权力
默认: {决定主体: 党委, 类别: 重大事项, 承诺时限: 5个工作日}
权力事项:
  - 编号: qx-1   # 第一项
    名称: "=修路+1"
    事项编码: "0012"
    状态: 草稿   # 等批复
    依据:
      - 《议事规则》第二条   # 现行的
      - 《议事规则》第一条：为了议事，制定本规则。
    权限: [决定修哪条路]
    收费:
      - 标准: 每米１元   # 原来 2 元
        说明: 困难的减免
      - 不收工本费
    其他要素:
      办件量: 1E5   # 去年的
      备注: "-"
  - {编号: qx-2, 名称: '@架桥', 承诺时限: 3个工作日, 权限: ["不满五万元的桥，和“便桥”"]}
# 完
"""
#: the id of a row, the heading of a cell, its new text; a new row has an id that no other has
Edit = tuple[str, str, str]


def make_site(site: MakeSite) -> Path:
    """The small site with the list and without the number of its powers."""
    settings = (SMALL / "site.yml").read_text("utf-8").replace("声明: {权力事项: 1}\n", "")
    kinds = (SMALL / "catalogues" / "all.yml").read_text("utf-8")
    kinds = kinds.replace("声明事项数: 1", "排序: 1")
    return site({"site.yml": settings, FILE: LIST, "catalogues/all.yml": kinds})


def make_table(loaded: LoadedContent, kind: Kind) -> EditedTable:
    """The workbook of a kind, as it is read when nobody has changed it."""
    raw = [record.values for record in list_written_records(loaded, kind)]
    table = make_editing_table(kind, raw)
    rows = (
        EditedRow(number, {h: row.get(h, "") for h in table.headings}, mark_cells(row))
        for number, row in enumerate(table.rows, 3)
    )
    return EditedTable(kind.name, kind.label, 2, table.headings, tuple(rows))


def edit_table(table: EditedTable, edits: Iterable[Edit], without: str = "") -> EditedTable:
    """The workbook with other cells, new rows, and without the row of an id."""
    rows = {row.cells["编号"]: (dict(row.cells), row.marks) for row in table.rows}
    for id, heading, text in edits:
        cells, _ = rows.setdefault(id, (dict.fromkeys(table.headings, ""), ""))
        cells[heading] = text
    kept = (row for id, row in rows.items() if id != without)
    edited = tuple(EditedRow(n, cells, marks) for n, (cells, marks) in enumerate(kept, 3))
    return EditedTable(table.kind, table.sheet, 2, table.headings, edited)


def plan_edits(loaded: LoadedContent, *edits: Edit, without: str = "") -> ListPlan:
    """What the workbook of the powers with these edits would change."""
    kind = KIND["power"]
    return plan_edited(loaded, kind, edit_table(make_table(loaded, kind), edits, without))
