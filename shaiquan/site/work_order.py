"""``/procedures/wall/work/``: replace these, take those down; for those who go and do it.

It names internal places too, so only a preview has it; it is printed from there (S4-19).
"""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import WALL
from shaiquan.ledger.sheet_status import CurrentSheet
from shaiquan.ledger.walls import WallSurvey, WallTask
from shaiquan.site.frame import SiteFrame
from shaiquan.site.page import Notice, Page, Section
from shaiquan.site.wall_list import WORK_ADDRESS, WORK_TITLE
from shaiquan.views.printed_forms import form_address as printed
from shaiquan.views.values import Cell, Table, TableRow, plain

_LEAD = "照这张单子更换、撤下、补贴；做完以后，在 content/ledger 里补写张贴记录。"
_NOTICE = "本单供内部使用，只在预览里有，不发布；内容按已经发布的记录计算，草稿不算。"
_SIGNED = "经办人：　　　　　　　　　　完成日期：　　　　年　　月　　日"
_BOX = "□"


def make_work_order(public: PublicCatalog, frame: SiteFrame, survey: WallSurvey) -> Page:
    """The order of work as a sheet to print."""
    return Page(
        address=WORK_ADDRESS,
        layout="page.html",
        title=WORK_TITLE,
        frame=frame.page_frame,
        sections=tuple(_make_sections(survey)),
        lead=_LEAD,
        breadcrumb=(*frame.breadcrumb("procedures"), (WALL.page.title, WALL.page.address)),
        notices=(Notice("draft", _NOTICE),),
        section="procedures",
        sheet="landscape",
        listed=False,
    )


def _make_sections(survey: WallSurvey) -> Iterator[Section]:
    replace = [each for each in survey.tasks if each.replaces]
    remove = [each for each in survey.tasks if not each.replaces]
    yield _make_table(
        f"更换（{len(replace)} 张）", "replace",
        ("完成", "地点", "流程图", "尺寸", "换下的标记", "换上的标记", "图纸"),
        tuple(_make_replacement(each) for each in replace),
    )  # fmt: skip
    yield _make_table(
        f"撤下（{len(remove)} 张）", "remove",
        ("完成", "地点", "流程图", "尺寸", "撤下的标记", "原因"),
        tuple(_make_removal(each) for each in remove),
    )  # fmt: skip
    yield _make_table(
        f"补贴（{len(survey.missing)} 张）", "missing",
        ("完成", "流程图", "标记", "图纸", "贴在哪里"),
        tuple(_make_missing(each) for each in survey.missing),
    )  # fmt: skip


def _make_table(title: str, id: str, columns: tuple[str, ...], rows: tuple[TableRow, ...]) -> Table:
    return Table(columns, rows, title, id, _SIGNED if rows else "", lead=1)


def _make_replacement(task: WallTask) -> TableRow:
    paper = plain("PDF（A3）", printed(task.procedure, "a3"))
    marks = (plain(task.old), plain(task.new))
    return TableRow((plain(_BOX), *_place_cells(task), *marks, paper))


def _make_removal(task: WallTask) -> TableRow:
    return TableRow((plain(_BOX), *_place_cells(task), plain(task.old), plain(str(task.why))))


def _place_cells(task: WallTask) -> tuple[Cell, Cell, Cell]:
    return plain(task.place), plain(task.chart), plain(task.size)


def _make_missing(sheet: CurrentSheet) -> TableRow:
    cells = (plain(_BOX), plain(sheet.entry.record.name), plain(sheet.mark))
    return TableRow((*cells, plain("PDF（A3）", printed(sheet.entry.id, "a3")), ()))
