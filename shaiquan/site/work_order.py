"""``/procedures/wall/work/``: which sheets to replace and to take down, for those who do it.

It names internal places too, so only a preview has it, to be printed (S4-19).
"""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import WALL
from shaiquan.ledger.walls import MissingSheet, WallSurvey, WallTask
from shaiquan.model.ledger import Edition
from shaiquan.site.frame import SiteFrame
from shaiquan.site.page import Notice, Page, PageSection
from shaiquan.site.wall_list import PLACE, SIZE, WORK_ADDRESS, WORK_TITLE, link_sheet
from shaiquan.views.values import Cell, Table, TableRow, plain

_LEAD = (
    "照这张单子更换、撤下、补贴。新图和张贴记录由一条命令做好：更换、撤下 python build.py replace，"
    "补贴 python build.py post 流程 --place 地点。"
)
_NOTICE = "本单供内部使用，只在预览里有，不发布；内容按已经发布的记录计算，草稿不算。"
_SIGNED = "经办人：　　　　　　　　　　完成日期：　　　　年　　月　　日"
_BOX = "□"
_Cells = tuple[Cell, ...]


def make_work_order(public: PublicCatalog, frame: SiteFrame, survey: WallSurvey) -> Page:
    """The order of work as a sheet to print."""
    return Page(
        address=WORK_ADDRESS,
        layout="page.html",
        title=WORK_TITLE,
        frame=frame.page_frame,
        sections=tuple(_make_sections(survey)),
        lead=_LEAD,
        breadcrumb=frame.breadcrumb_below(WALL.page),
        notices=(Notice("draft", _NOTICE),),
        section=WALL.page.section,
        column=WORK_TITLE,
        sheet="landscape",
        listed=False,
    )


def _make_sections(survey: WallSurvey) -> Iterator[PageSection]:
    replacements = [_make_replacement(task) for task in survey.tasks if task.replaces]
    removals = [_make_removal(task) for task in survey.tasks if not task.replaces]
    missing = [_make_missing(sheet) for sheet in survey.missing]
    where = (PLACE, "流程图", SIZE)
    yield _make_table("更换", "replace", (*where, "换下的标记", "换上的标记", "图纸"), replacements)
    yield _make_table("撤下", "remove", (*where, "撤下的标记", "原因"), removals)
    mark = Edition.label_of("mark")
    yield _make_table("补贴", "missing", ("流程图", mark, "图纸", "贴在哪里"), missing)


def _make_table(title: str, id: str, columns: tuple[str, ...], rows: list[_Cells]) -> Table:
    """A table of things to do, with a box to tick before each and a line to sign below."""
    return Table(
        ("完成", *columns),
        tuple(TableRow((plain(_BOX), *cells)) for cells in rows),
        f"{title}（{len(rows)} 张）",
        id,
        _SIGNED if rows else "",
        lead=1,
    )


def _make_replacement(task: WallTask) -> _Cells:
    return (*_place_cells(task), plain(task.old), plain(task.new), link_sheet(task.procedure))


def _make_removal(task: WallTask) -> _Cells:
    return (*_place_cells(task), plain(task.old), plain(str(task.why)))


def _place_cells(task: WallTask) -> _Cells:
    return (plain(task.place), plain(task.name), plain(task.size))


def _make_missing(sheet: MissingSheet) -> _Cells:
    return (plain(sheet.entry.record.name), plain(sheet.mark), link_sheet(sheet.entry.id), ())
