"""``/procedures/wall/``: which sheets are in force, and which sheet hangs where (S4-19).

The list is for everybody: who stands before a sheet learns the same from its mark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import WALL
from shaiquan.kinds.registry import KIND
from shaiquan.ledger.sheet_status import HangingSheet, find_current_sheet, list_hanging_sheets
from shaiquan.model.ledger import Edition, Posting
from shaiquan.model.marks import NO_MARK
from shaiquan.model.terms import SheetStatus
from shaiquan.queries.editions import editions_of
from shaiquan.site.list_sections import Drawings, SectionMaker
from shaiquan.site.site_dates import say_as_of
from shaiquan.site.tasks import Facts, ListPart, Outline
from shaiquan.views.addresses import data_files, sheet_address
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.printed_forms import form_address
from shaiquan.views.record_links import link_record
from shaiquan.views.values import Cell, Inline, Row, Table, TableRow, plain

#: what other pages say of the list: label, text, address
LIST_LINK = ("张贴清单", "哪张图贴在哪里、是不是现行的", WALL.page.address)
WORK_TITLE = "流程图更换单"
WORK_ADDRESS = f"{WALL.page.address}work/"
PLACE, SIZE = Posting.label_of("place"), Posting.label_of("size")
#: what a page says of the places at which a sheet hangs
HANGS_AT = "张贴在"
UNREGISTERED = "还没有登记"
_STATUS_WORDS = {
    SheetStatus.IN_FORCE: "现行",
    SheetStatus.REPLACED: "待更换",
    SheetStatus.ENDED: "待撤下",
}


def marks_of(public: PublicCatalog, drawn: Drawing) -> tuple[str, ...]:
    """The marks of a procedure's sheets in force; none where none is to hang."""
    sheet = find_current_sheet(public, drawn)
    return sheet.marks if sheet else ()


def list_current_marks(public: PublicCatalog, facts: Facts) -> dict[str, tuple[str, ...]]:
    """Procedure's id -> the marks of its sheets in force, of those that are to hang."""
    marks = ((id, facts[id][1]) for id in public.ids_of("procedure"))
    return {id: current for id, current in marks if current}


def outline_wall_list(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """The wall list; None if nothing hangs, nothing is to hang and nothing was registered."""
    current = list_current_marks(public, facts)
    hanging = list_hanging_sheets(public, current, public.as_of)
    if not (current or hanging or public.ids_of("edition") or public.unreleased_marks):
        return None
    parts = []
    if preview:
        parts.append(ListPart("fields", id="work", more=(("要做的", WORK_TITLE, WORK_ADDRESS),)))
    if hanging:
        places = tuple((sheet.entry.id, sheet.status.name) for sheet in hanging)
        parts.append(ListPart("places", f"贴在哪里（{len(hanging)} 处）", "places", places))
    numbers = Counter(sheet.posting.procedure.id for sheet in hanging)
    sheets = tuple((id, marks, numbers[id]) for id, marks in current.items())
    parts.append(ListPart("sheets", f"现行的图（{len(sheets)} 张）", "sheets", sheets))
    files = data_files(KIND["posting"])[:1] if public.ids_of("posting") else ()
    return Outline(WALL.page.name, tuple(parts), tuple(_summarise(public, hanging)), files)


def _summarise(
    public: PublicCatalog, hanging: tuple[HangingSheet, ...]
) -> Iterator[tuple[str, str]]:
    numbers = Counter(sheet.status for sheet in hanging)
    words = [f"{word} {numbers[s]} 张" for s, word in _STATUS_WORDS.items() if numbers[s]]
    if hanging:
        told = f"张贴着 {len(hanging)} 张：{'，'.join(words)}。"
        yield "info", f"截至{say_as_of(public)}，{told}"


# -- the rows -----------------------------------------------------------------------------------


def _make_places(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    checked = Posting.label_of("checked")
    columns = (PLACE, "流程图", SIZE, "张贴日期", "图上的标记", checked, "状态")
    rows = tuple(_make_place(public, id, SheetStatus[name]) for id, name in part.rows)
    return Table(columns, rows, part.title, part.id, look="list")


def _make_place(public: PublicCatalog, id: str, status: SheetStatus) -> TableRow:
    posting = public.entries[id].record
    assert isinstance(posting, Posting)
    procedure = public.entries[posting.procedure.id]
    has_mark = posting.mark != NO_MARK
    page = sheet_address(procedure.id, posting.mark) if has_mark else ""
    cells = (
        plain(posting.place),
        link_record(procedure),
        plain(posting.size.label),
        plain(str(posting.since)),
        plain(posting.mark if has_mark else "没有标记", page),
        plain(str(posting.checked or "")),
        plain(_STATUS_WORDS[status], tone=status.value),
    )
    return TableRow(cells, f"_{id}")


def _make_sheets(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    registered = Edition.label_of("registered")
    columns = ("流程图", "现行标记", registered, "从前的标记", "贴了几处", "图纸")
    rows = tuple(_make_sheet(public, *row) for row in part.rows)
    return Table(columns, rows, part.title, part.id, look="list")


def _make_sheet(public: PublicCatalog, id: str, marks: tuple[str, ...], places: int) -> TableRow:
    mark, *earlier = marks
    editions = [edition for edition in editions_of(public, id) if edition.mark == mark]
    registered = plain(str(editions[-1].registered)) if editions else ()
    cells = (
        link_record(public.entries[id]),
        _link_marks(id, mark, earlier),
        registered or plain(UNREGISTERED, tone="muted"),
        tuple(_list_former_marks(public, id, marks)),
        plain(f"{places} 处" if places else "没有张贴"),
        link_sheet(id),
    )
    return TableRow(cells, f"_{id}")


def _link_marks(id: str, mark: str, earlier: list[str]) -> Cell:
    """The mark of a sheet printed today, and that of a sheet in an earlier form, still in force."""
    lines = [(Inline(mark, sheet_address(id, mark)),)]
    note = Inline("（从前的版式，仍然有效）", tone="muted")
    return (*lines, *((Inline(other, sheet_address(id, other)), note) for other in earlier))


def _list_former_marks(
    public: PublicCatalog, id: str, marks: tuple[str, ...]
) -> Iterator[tuple[Inline, ...]]:
    """The marks of earlier editions of a sheet that are not in force, the latest first."""
    for edition in reversed(editions_of(public, id)):
        if edition.mark not in marks:
            yield (Inline(edition.mark, sheet_address(id, edition.mark)),)


def link_wall_list() -> Row:
    """The way from one sheet to all of them."""
    return Row("所有的图", plain(WALL.page.title, WALL.page.address))


def link_sheet(id: str) -> Cell:
    """A link to the sheet of a procedure, to be printed."""
    return plain("PDF（A3）", form_address(id, "a3"))


# -- on the page of the procedure ---------------------------------------------------------------


def list_sheet_rows(public: PublicCatalog, drawn: Drawing) -> tuple[Row, ...]:
    """What the page of a procedure says of its sheet: its mark, and where it hangs."""
    id = drawn.entry.id
    current = find_current_sheet(public, drawn)
    rows = []
    if current:
        mark = Inline(current.mark, sheet_address(id, current.mark))
        note = () if current.is_registered else (Inline(f"（{UNREGISTERED}）", tone="muted"),)
        rows.append(Row("当前标记", ((mark, *note),)))
    marks = {id: current.marks} if current else {}
    posted = public.ids_naming(id, "posting", "procedure")
    hanging = list_hanging_sheets(public, marks, public.as_of, id) if posted else ()
    if hanging:
        lines = ((show_place(sheet.posting), *_make_badge(sheet.status)) for sheet in hanging)
        rows.append(Row(HANGS_AT, tuple(lines)))
    return tuple(rows)


def show_place(posting: Posting) -> Inline:
    return Inline(f"{posting.place}（{posting.size.label}）")


def _make_badge(status: SheetStatus) -> tuple[Inline, ...]:
    if status is SheetStatus.IN_FORCE:
        return ()
    return (Inline(_STATUS_WORDS[status], tone=status.value),)


SECTION_MAKERS: dict[str, SectionMaker] = {
    "places": _make_places,
    "sheets": _make_sheets,
}
