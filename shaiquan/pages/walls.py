"""``/procedures/wall/``: which sheets are in force, and which sheet hangs where (S4-19).

The list is for everybody: who stands before a sheet learns the same from its mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.model.ledger import Edition
from shaiquan.model.terms import Standing
from shaiquan.pages.charts import Drawing
from shaiquan.pages.frame import Around
from shaiquan.prints.papers import address as printed
from shaiquan.prints.standing import Hanging, Sheet, Sheets, hanging_of, sheet
from shaiquan.release import PublicCatalog
from shaiquan.rendering.present import link
from shaiquan.rendering.urls import of_sheet
from shaiquan.rendering.views import (
    Fields,
    Inline,
    Notice,
    Page,
    Row,
    Section,
    Table,
    TableRow,
    plain,
)

WALL = "流程图张贴清单"
WALL_ADDRESS = "/procedures/wall/"
WORK = "流程图更换单"
WORK_ADDRESS = f"{WALL_ADDRESS}work/"
_LEAD = "哪张流程图贴在哪里、是不是现行的。墙上每张图都印着标记，标记和下面“现行标记”一样的才有效。"
_HANGING = {
    Standing.IN_FORCE: "现行",
    Standing.REPLACED: "待更换",
    Standing.ENDED: "待撤下",
}


def crumbs(public: PublicCatalog, around: Around) -> tuple[tuple[str, str], ...]:
    """The way to the wall list; on a site that shows no procedure any more, from the start."""
    return around.crumbs("procedures" if public.of("procedure") else "")


def wall_page(
    public: PublicCatalog,
    around: Around,
    current: Sheets,
    hung: tuple[Hanging, ...],
    preview: bool = False,
) -> Page | None:
    """The wall list; None where nothing hangs, nothing is meant to and nothing ever was."""
    work = Fields((Row("要做的", plain(WORK, WORK_ADDRESS)),), id="work")
    posted = (("CSV", "/data/posting.csv"),) if public.of("posting") else ()
    if not (current or hung or public.of("edition") or public.silent):
        return None
    return Page(
        address=WALL_ADDRESS,
        layout="page.html",
        title=WALL,
        frame=around.frame,
        sections=(*((work,) if preview else ()), *_sections(public, current, hung)),
        lead=_LEAD,
        crumbs=crumbs(public, around),
        notices=tuple(_notices(hung)),
        section="procedures",
        description=_LEAD,
        files=posted,
        sheet="landscape",
    )


def _notices(hung: tuple[Hanging, ...]) -> Iterator[Notice]:
    counted = [
        f"{word} {number} 张"
        for standing, word in _HANGING.items()
        if (number := sum(1 for each in hung if each.standing is standing))
    ]
    if hung:
        yield Notice("info", f"张贴着 {len(hung)} 张：{'，'.join(counted)}。")


def _sections(
    public: PublicCatalog, current: Sheets, hung: tuple[Hanging, ...]
) -> Iterator[Section]:
    rows = tuple(_row(public, each) for each in hung)
    columns = ("地点", "流程图", "尺寸", "张贴日期", "图上的标记", "状态")
    if rows:
        yield Table(columns, rows, f"贴在哪里（{len(rows)} 处）", "places")
    heads = ("流程图", "现行标记", "登记日期", "从前的标记", "贴了几处", "图纸")
    sheets = tuple(_sheet(public, each, hung) for each in current.values())
    yield Table(heads, sheets, f"现行的图（{len(sheets)} 张）", "sheets")


def _row(public: PublicCatalog, each: Hanging) -> TableRow:
    posting = each.posting
    chart = public.entries[posting.procedure.id]
    cells = (
        plain(posting.place),
        link(chart),
        plain(posting.size.label),
        plain(str(posting.since)),
        plain(posting.mark, of_sheet(chart.id, posting.mark)),
        plain(_HANGING[each.standing], tone=each.standing.value),
    )
    return TableRow(cells, f"_{each.entry.id}")


def _sheet(public: PublicCatalog, sheet: Sheet, hung: tuple[Hanging, ...]) -> TableRow:
    id = sheet.entry.id
    number = sum(1 for each in hung if each.posting.procedure.id == id)
    cells = (
        link(sheet.entry),
        plain(sheet.mark, of_sheet(id, sheet.mark)),
        plain(str(sheet.registered)) if sheet.registered else plain("还没有登记", tone="muted"),
        tuple(_former(public, sheet)),
        plain(f"{number} 处" if number else "没有张贴"),
        plain("PDF（A3）", printed(id, "a3")),
    )
    return TableRow(cells, f"_{id}")


def _former(public: PublicCatalog, sheet: Sheet) -> Iterator[tuple[Inline, ...]]:
    """The earlier editions of a chart, the latest first."""
    held = [e for _, e in public.records(Edition) if e.procedure.id == sheet.entry.id]
    for each in sorted(held, key=lambda each: each.registered, reverse=True):
        if each.mark != sheet.mark:
            yield (Inline(each.mark, of_sheet(sheet.entry.id, each.mark)),)


def of_procedure(public: PublicCatalog, drawn: Drawing) -> tuple[Row, ...]:
    """What the page of a procedure says of its sheet: its mark, and where it hangs."""
    id = drawn.entry.id
    current = sheet(public, drawn)
    rows = [Row("当前标记", plain(current.mark, of_sheet(id, current.mark)))] if current else []
    known = {id: current} if current else {}
    posted = public.linked(id, "posting", "procedure")
    own = hanging_of(public, id, known, public.as_of) if posted else ()
    places = tuple(
        (Inline(f"{e.posting.place}（{e.posting.size.label}）"), *_badge(e.standing)) for e in own
    )
    rows += [Row("张贴在", places)] if places else []
    return tuple(rows)


def _badge(standing: Standing) -> tuple[Inline, ...]:
    if standing is Standing.IN_FORCE:
        return ()
    return (Inline(_HANGING[standing], tone=standing.value),)
