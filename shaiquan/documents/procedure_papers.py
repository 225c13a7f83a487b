"""A procedure as a Word paper: facts, the table of its steps, its chart, where to complain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.documents.word_paper import PageTurn, WordBlock, WordPaper, WordPictures
from shaiquan.ledger.sheet_words import SheetWords, make_sheet_words
from shaiquan.model.numerals import chinese_number
from shaiquan.prints.blocks import Heading, Paragraph, convert_table, make_runs
from shaiquan.prints.booklet_charts import make_figure
from shaiquan.views.flowcharts import Drawing, draw_procedure
from shaiquan.views.step_rows import RISKS_HEADING
from shaiquan.views.tables import drop_empty_columns
from shaiquan.views.values import Table, TableRow, plain


def make_procedure_paper(public: PublicCatalog, entry: Entry) -> WordPaper | None:
    """The paper of a procedure; None where it is shown without steps."""
    drawing = draw_procedure(public, entry)
    if drawing is None:
        return None
    words = make_sheet_words(public, drawing)
    facts = [f"{line.label}：{line.text}" for line in (*words.elements, *words.times) if line.text]
    return WordPaper(
        words.title,
        (words.unit,),
        (*map(_write, facts), *_number_parts(_list_parts(public, drawing, words))),
    )


def _list_parts(
    public: PublicCatalog, drawing: Drawing, words: SheetWords
) -> Iterator[tuple[str, tuple[WordBlock, ...]]]:
    """The heading of each part, and its blocks; where there are none, it is left out."""
    yield "办理步骤", (convert_table(drop_empty_columns(_shorten_risks(drawing.table))),)
    yield "流程图", tuple(_show_chart(public, drawing))
    yield "依据", tuple(map(_write, words.basis))
    risks = (f"{line.label.removeprefix(RISKS_HEADING)} {line.text}" for line in words.risks)
    yield "风险防控", tuple(map(_write, risks))
    yield "监督", tuple(map(_write, words.supervision))
    yield "投诉举报", tuple(_write(f"{line.label}：{line.text}") for line in words.complaint)


def _shorten_risks(table: Table) -> Table:
    """The table with the signs of the risks, ▲1: their names stand below it."""
    at = table.columns.index(RISKS_HEADING)

    def shorten(row: TableRow) -> TableRow:
        signs = "　".join(run.text.strip() for line in row.cells[at] for run in line[:1])
        return TableRow((*row.cells[:at], plain(signs), *row.cells[at + 1 :]), row.id)

    return replace(table, rows=tuple(map(shorten, table.rows)))


def _show_chart(public: PublicCatalog, drawing: Drawing) -> Iterator[WordBlock]:
    """The chart in the size of a booklet; over pages where it would be too small to read."""
    figure = make_figure(public, drawing)
    yield from (WordPictures(page, figure.alt) for page in figure.pages)
    if figure.turned:
        yield PageTurn(wide=False)


def _number_parts(
    parts: Iterable[tuple[str, tuple[WordBlock, ...]]],
) -> Iterator[WordBlock]:
    """一、办理步骤 and so on. What lies on its side begins a page."""
    shown = ((title, blocks) for title, blocks in parts if blocks)
    for number, (title, blocks) in enumerate(shown, 1):
        if blocks[-1] == PageTurn(wide=False):
            yield PageTurn(wide=True)
        yield Heading(make_runs(f"{chinese_number(number)}、{title}"), 1)
        yield from blocks


def _write(text: str) -> Paragraph:
    return Paragraph(make_runs(text))
