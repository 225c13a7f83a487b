"""``import`` of a workbook that ``export xlsx`` wrote (edge: reads and writes files)."""

from __future__ import annotations

import datetime
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.console import Console
from shaiquan.editing.cell_marks import SIGN
from shaiquan.importing.edited_plan import plan_edited, refuse_obstacles
from shaiquan.importing.edited_tables import EditedTable, find_edited_table
from shaiquan.importing.list_command import write_plan
from shaiquan.importing.list_plans import ListRequest
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.table_files import read_written_sheets
from shaiquan.importing.trying import ImportRefused
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND
from shaiquan.problems import has_errors


def read_editing_workbook(file: Path, kind: Kind) -> EditedTable | None:
    """The table of a kind in a workbook for editing, else of another; None of any other file, and
    of one that is broken."""
    try:
        return find_edited_table(read_written_sheets(file, SIGN), kind.name)
    except UnreadableTable:
        return None


def import_edited(
    content: Path,
    kind: Kind,
    table: EditedTable,
    request: ListRequest,
    as_of: datetime.date,
    console: Console,
) -> int:
    """Change the content as a workbook was changed. 0: done; 1: nothing was written."""
    try:
        if table.kind != kind.name:
            label = KIND[table.kind].label if table.kind in KIND else table.kind
            zh = f"这是{label}的编辑表，请写 import {table.kind}"
            raise ImportRefused(zh, f"it is a workbook of {table.kind}")
        refuse_obstacles(table)
        for name in table.others:
            console.say(f"注意　工作表“{name}”没有读", f"note: the sheet '{name}' was not read")
        loaded = check_content(content, as_of=as_of)
        if loaded.catalog is None or has_errors(loaded.problems):
            console.print_problems(loaded.problems)
            raise ImportRefused("先改正内容里的错误", "mend the errors of the content first")
        plan = plan_edited(loaded, kind, table, request.with_bodies)
        write_plan(content, loaded, plan, request, as_of, console)
    except ImportRefused as fault:
        console.say(f"什么也没有写：{fault.why}。", f"nothing was written: {fault.why.en}.")
        return 1
    return 0
