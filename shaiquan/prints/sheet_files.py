"""Which sheets a site has, and every printed file that is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.charts.plan import Plan, shape_of
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger import sheet_status
from shaiquan.ledger.sheet_words import SheetWords, make_sheet_words
from shaiquan.press import ACCESSIBLE
from shaiquan.prints.cards import make_card
from shaiquan.prints.documents import Print, PrintFile
from shaiquan.prints.sheet_jobs import SheetJob
from shaiquan.prints.sheets import SheetContent
from shaiquan.queries.editions import editions_of
from shaiquan.views.addresses import file_of, of_sheet
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.printed_forms import FORMS, form_address


def make_sheets(public: PublicCatalog, charts: Mapping[str, Drawing]) -> dict[str, SheetContent]:
    """Procedure's id -> its sheet, for those marked 上墙: few, current, one matter each (S4-31)."""
    current = sheet_status.list_current_sheets(public, charts)
    return {id: _sheet(public, charts[id], each) for id, each in current.items()}


def list_sheet_files(
    public: PublicCatalog,
    charts: Mapping[str, Drawing],
    id: str,
    forms: tuple[str, ...] = tuple(FORMS),
    standard: str = ACCESSIBLE,
) -> Iterator[PrintFile]:
    """The printed files of the sheet of a procedure in the given forms; none: it has no sheet."""
    today = sheet_status.find_current_sheet(public, charts[id]) if id in charts else None
    if today is None:
        return
    sheet = _sheet(public, charts[id], today)
    for form in forms:
        path = file_of(form_address(id, form))
        if form == "card":
            found = make_card(public, charts[id], sheet)
            yield PrintFile(path, Print("card.typ", found, standard))
        else:
            yield PrintFile(path, SheetJob(sheet, form, standard))


def _sheet(public: PublicCatalog, drawn: Drawing, today: sheet_status.CurrentSheet) -> SheetContent:
    site, id = public.site, drawn.entry.id
    words = make_sheet_words(public, drawn)
    return SheetContent(
        matter=words,
        chart=drawn.chart,
        code=id.upper(),
        steps=drawn.count,
        edition=f"第 {_edition(public, today)} 版",
        date=_date(drawn, today),
        mark=today.mark,
        address=site.url.rstrip("/") + of_sheet(id, today.mark) if site.url and site.qr else "",
        phone=site.footer.phone,
        example=site.example,
        symbols=tuple(dict.fromkeys(_symbols(drawn.chart.plan, words))),
    )


def _date(drawn: Drawing, today: sheet_status.CurrentSheet) -> str:
    """The day of registration, before it that of the review."""
    review = drawn.procedure.review
    if today.registered:
        return f"{today.registered} 登记"
    return f"{review.at} 审查" if review else ""


def _edition(public: PublicCatalog, today: sheet_status.CurrentSheet) -> int:
    """The how manieth edition of the chart today's is: those in the ledger are counted."""
    editions = editions_of(public, today.entry.id)
    marks = [each.mark for each in sorted(editions, key=lambda each: each.registered.first)]
    return marks.index(today.mark) + 1 if today.mark in marks else len(marks) + 1


def _symbols(plan: Plan, words: SheetWords) -> Iterator[str]:
    """The symbols that a chart uses, by the names of the legend."""
    for step in plan.steps:
        yield "side" if step.side else shape_of(step)
    if any(edge.back for edge in plan.edges):
        yield "back"
    if words.risks:
        yield "risk"
