"""``/procedures/wall/``: which sheets are in force, and which sheet hangs where (S4-19).

The list is for everybody: who stands before a sheet learns the same from its mark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import WALL
from shaiquan.ledger.sheet_status import HangingSheet, find_current_sheet, list_hanging_sheets
from shaiquan.model.ledger import Posting
from shaiquan.model.terms import SheetStatus
from shaiquan.queries.editions import editions_of
from shaiquan.site import list_sections
from shaiquan.site.list_sections import Drawings
from shaiquan.site.tasks import Facts, ListPart, Outline
from shaiquan.views.addresses import sheet_address
from shaiquan.views.cells import link_record
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.printed_forms import form_address as printed
from shaiquan.views.values import Inline, Row, Table, TableRow, plain

WORK_TITLE = "流程图更换单"
WORK_ADDRESS = f"{WALL.page.address}work/"
_HANGING = {
    SheetStatus.IN_FORCE: "现行",
    SheetStatus.REPLACED: "待更换",
    SheetStatus.ENDED: "待撤下",
}


@dataclass(frozen=True, slots=True)
class CurrentMark:
    """The mark that the sheet of a procedure bears today."""

    mark: str


def mark_of(public: PublicCatalog, drawn: Drawing) -> str:
    """The mark of a procedure's sheet; empty where none is to hang."""
    found = find_current_sheet(public, drawn)
    return found.mark if found else ""


def list_current_marks(public: PublicCatalog, facts: Facts) -> dict[str, CurrentMark]:
    """Procedure's id -> the mark of its sheet, of those that are to hang."""
    found = ((id, facts[id][1]) for id in public.ids("procedure"))
    return {id: CurrentMark(mark) for id, mark in found if mark}


def outline_wall_list(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """The wall list; None where nothing hangs, nothing is meant to and nothing ever was."""
    current = list_current_marks(public, facts)
    hung = list_hanging_sheets(public, current, public.as_of)
    if not (current or hung or public.ids("edition") or public.unreleased_marks):
        return None
    parts = (
        [ListPart("fields", id="work", more=(("要做的", WORK_TITLE, WORK_ADDRESS),))]
        if preview
        else []
    )
    if hung:
        places = tuple((each.entry.id, each.status.name) for each in hung)
        parts.append(ListPart("places", f"贴在哪里（{len(hung)} 处）", "places", places))
    counted = Counter(each.posting.procedure.id for each in hung)
    sheets = tuple((id, each.mark, counted[id]) for id, each in current.items())
    parts.append(ListPart("sheets", f"现行的图（{len(sheets)} 张）", "sheets", sheets))
    posted = (("CSV", "/data/posting.csv"),) if public.ids("posting") else ()
    return Outline("wall", tuple(parts), tuple(_summarise(hung)), posted)


def _summarise(hung: tuple[HangingSheet, ...]) -> Iterator[tuple[str, str]]:
    counted = [
        f"{word} {number} 张"
        for standing, word in _HANGING.items()
        if (number := sum(1 for each in hung if each.status is standing))
    ]
    if hung:
        yield "info", f"张贴着 {len(hung)} 张：{'，'.join(counted)}。"


# -- the rows -----------------------------------------------------------------------------------


def _make_places(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    columns = ("地点", "流程图", "尺寸", "张贴日期", "图上的标记", "状态")
    found = tuple(_make_place(public, id, SheetStatus[worth]) for id, worth in part.rows)
    return Table(columns, found, part.title, part.id)


def _make_place(public: PublicCatalog, id: str, worth: SheetStatus) -> TableRow:
    posting = public.entries[id].record
    assert isinstance(posting, Posting)
    chart = public.entries[posting.procedure.id]
    cells = (
        plain(posting.place),
        link_record(chart),
        plain(posting.size.label),
        plain(str(posting.since)),
        plain(posting.mark, sheet_address(chart.id, posting.mark)),
        plain(_HANGING[worth], tone=worth.value),
    )
    return TableRow(cells, f"_{id}")


def _make_sheets(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    columns = ("流程图", "现行标记", "登记日期", "从前的标记", "贴了几处", "图纸")
    found = tuple(_make_sheet(public, *row) for row in part.rows)
    return Table(columns, found, part.title, part.id)


def _make_sheet(public: PublicCatalog, id: str, mark: str, places: int) -> TableRow:
    editions = [each for each in editions_of(public, id) if each.mark == mark]
    registered = plain(str(editions[-1].registered)) if editions else ()
    cells = (
        link_record(public.entries[id]),
        plain(mark, sheet_address(id, mark)),
        registered or plain("还没有登记", tone="muted"),
        tuple(_list_former_marks(public, id, mark)),
        plain(f"{places} 处" if places else "没有张贴"),
        plain("PDF（A3）", printed(id, "a3")),
    )
    return TableRow(cells, f"_{id}")


def _list_former_marks(public: PublicCatalog, id: str, mark: str) -> Iterator[tuple[Inline, ...]]:
    """The earlier editions of a chart, the latest first."""
    held = editions_of(public, id)
    for each in sorted(held, key=lambda each: each.registered, reverse=True):
        if each.mark != mark:
            yield (Inline(each.mark, sheet_address(id, each.mark)),)


def list_sheet_rows(public: PublicCatalog, drawn: Drawing) -> tuple[Row, ...]:
    """What the page of a procedure says of its sheet: its mark, and where it hangs."""
    id = drawn.entry.id
    current = find_current_sheet(public, drawn)
    found = (
        [Row("当前标记", plain(current.mark, sheet_address(id, current.mark)))] if current else []
    )
    known = {id: current} if current else {}
    posted = public.linked(id, "posting", "procedure")
    own = list_hanging_sheets(public, known, public.as_of, id) if posted else ()
    places = tuple(
        (Inline(f"{e.posting.place}（{e.posting.size.label}）"), *_make_badge(e.status))
        for e in own
    )
    found += [Row("张贴在", places)] if places else []
    return tuple(found)


def _make_badge(standing: SheetStatus) -> tuple[Inline, ...]:
    if standing is SheetStatus.IN_FORCE:
        return ()
    return (Inline(_HANGING[standing], tone=standing.value),)


SECTION_MAKERS: dict[str, list_sections.SectionMaker] = {
    "places": _make_places,
    "sheets": _make_sheets,
}
