"""The sheets of a site and the printed files made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.charts.chart_plan import Plan, shape_of
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger import sheet_status
from shaiquan.ledger.sheet_words import SheetWords, make_sheet_words
from shaiquan.press import ACCESSIBLE
from shaiquan.prints.cards import make_card
from shaiquan.prints.documents import Print, PrintFile
from shaiquan.prints.sheet_jobs import SheetJob
from shaiquan.prints.sheet_layout import SheetLayout
from shaiquan.prints.sheets import SheetContent
from shaiquan.queries.editions import editions_of
from shaiquan.views.addresses import entry_address, file_of, make_absolute, sheet_address
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.printed_forms import FORMS, form_address, has_card


def find_sheet(
    public: PublicCatalog, charts: Mapping[str, Drawing], id: str
) -> SheetContent | None:
    """The sheet of a procedure; None if it has none (S4-31)."""
    current = sheet_status.find_current_sheet(public, charts[id]) if id in charts else None
    return _make_sheet(public, charts[id], current) if current else None


def list_sheet_files(
    public: PublicCatalog,
    charts: Mapping[str, Drawing],
    id: str,
    forms: tuple[str, ...] = tuple(FORMS),
    standard: str = ACCESSIBLE,
    fit: SheetLayout | None = None,
) -> Iterator[PrintFile]:
    """The printed files of a procedure's sheet in the given forms; none if it has no sheet, but
    for its card if it asks for one.

    ``fit`` is how it lies on A3, where that is known.
    """
    sheet = find_sheet(public, charts, id)
    if sheet is None and id in charts and has_card(charts[id].procedure):
        sheet = _make_sheet(public, charts[id], None)
        forms = tuple(form for form in forms if form == "card")
    if sheet is None:
        return
    for form in forms:
        path = file_of(form_address(id, form))
        if form == "card":
            document = make_card(public, charts[id], sheet)
            yield PrintFile(path, Print("card.typ", document, standard))
        else:
            yield PrintFile(path, SheetJob(sheet, form, standard, fit))


def _make_sheet(
    public: PublicCatalog, drawing: Drawing, current: sheet_status.CurrentSheet | None
) -> SheetContent:
    """The content; of a procedure without a sheet it has no mark and leads to its page."""
    site, id = public.site, drawing.entry.id
    page = sheet_address(id, current.mark) if current else entry_address(drawing.entry)
    words = make_sheet_words(public, drawing)
    return SheetContent(
        words=words,
        chart=drawing.chart,
        code=id.upper(),
        steps=drawing.count,
        edition=_number_edition(public, current) if current else "",
        date=_format_date(drawing, current),
        marks=current.marks if current else (),
        address=make_absolute(site.url, page) if site.has_qr else "",
        phone=site.footer.phone,
        example=site.example,
        symbols=tuple(dict.fromkeys(_list_symbols(drawing.chart.plan, words))),
    )


def _format_date(drawing: Drawing, current: sheet_status.CurrentSheet | None) -> str:
    """The day of registration; of a sheet not registered yet, the day of the review."""
    review = drawing.procedure.review
    if current and current.registered:
        return f"{current.registered} 登记"
    return f"{review.at} 审查" if review else ""


def _number_edition(public: PublicCatalog, current: sheet_status.CurrentSheet) -> str:
    """Which of the editions in the ledger it is; none that is not there may hang on a wall."""
    marks = [edition.mark for edition in editions_of(public, current.entry.id)]
    if current.mark in marks:
        return f"第 {marks.index(current.mark) + 1} 版"
    return "" if current.is_registered else sheet_status.NOT_REGISTERED


def _list_symbols(plan: Plan, words: SheetWords) -> Iterator[str]:
    """The names in the legend of the symbols that a chart uses."""
    for step in plan.steps:
        yield "side" if step.side else shape_of(step)
    if any(edge.back for edge in plan.edges):
        yield "back"
    if words.risks:
        yield "risk"
