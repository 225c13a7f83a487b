"""The handler of each type of action.

What prints is imported where something is printed: most builds print nothing anew.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping

from shaiquan.build.actions import Action, ActionResult, OutputFile
from shaiquan.build.worker import ActionHandler, ActionOutput, Worker, WorkerSetup
from shaiquan.checks import runner
from shaiquan.content.places import Location
from shaiquan.content.traditional import make_converter
from shaiquan.data import open_data
from shaiquan.disclosure.leaks import NO_WORDS
from shaiquan.kinds.registry import KIND
from shaiquan.ledger import walls
from shaiquan.model.review_lines import ReviewLine
from shaiquan.prints.documents import PrintFile
from shaiquan.queries.registers import Register
from shaiquan.reviews.comparing import find_change
from shaiquan.search import index_files
from shaiquan.search.name_rows import write_names
from shaiquan.search.text_rows import write_texts
from shaiquan.site.alternates import editions_of_page
from shaiquan.site.pages import FACTS
from shaiquan.site.print_style import ADDRESS as STYLE_ADDRESS
from shaiquan.site.print_style import write_print_style
from shaiquan.site.render import chart_gv, chart_png, chart_svg, render_page
from shaiquan.site.tasks import PageTask
from shaiquan.site.work_order import make_work_order
from shaiquan.views.addresses import TRADITIONAL_FOLDER, file_of
from shaiquan.views.data_tables import TableUse
from shaiquan.views.linked_data import has_nodes


def check_records(worker: Worker, action: Action) -> ActionOutput:
    """The problems of some records."""
    catalog = worker.catalog
    entries = (catalog.entries[id] for id in action.args)
    findings = (finding for entry in entries for finding in runner.check_record(catalog, entry))
    return ActionOutput(findings=tuple(findings))


def check_whole(worker: Worker, _: Action) -> ActionOutput:
    """The problems of the content as a whole."""
    return ActionOutput(findings=tuple(runner.check_whole(worker.catalog)))


def check_sheet(worker: Worker, action: Action) -> ActionOutput:
    """Whether the sheet of a procedure can be read; the marks in force, and how it lies on A3."""
    from shaiquan.prints.legibility import check_legibility
    from shaiquan.prints.papers import A3
    from shaiquan.prints.sheet_files import find_sheet
    from shaiquan.prints.sheets import fit_sheet

    id, _ = action.args
    sheet = find_sheet(*worker.released, id)
    if sheet is None:
        return ActionOutput(value=((), b""))
    fit = fit_sheet(sheet, A3)

    def locate() -> Location:  # what is released does not know of files
        return worker.catalog.entries[id].location("wall")

    findings = tuple(check_legibility(sheet, fit, locate))
    return ActionOutput(findings=findings, value=(sheet.marks, pickle.dumps(fit, 5)))


def check_walls(worker: Worker, action: Action) -> ActionOutput:
    """The faults of the walls as they are released, whatever a preview shows."""
    marks, _ = action.args
    public, _ = worker.released
    current = dict(marks)
    surveyed = walls.survey_walls(worker.catalog, public, current)
    return ActionOutput(findings=tuple(walls.check_walls(worker.catalog, surveyed, current)))


def check_reviews(worker: Worker, action: Action) -> ActionOutput:
    """Which of some released records were changed after their review."""
    lines, _ = action.args
    public, _ = worker.released
    reviews = ((id, ReviewLine.unpack(plain)) for id, plain in lines)
    findings = (find_change(public, worker.catalog, id, line) for id, line in reviews)
    return ActionOutput(findings=tuple(filter(None, findings)))


def find_facts(worker: Worker, action: Action) -> ActionOutput:
    """What list pages must know of records: (id, facts) of each."""
    public = worker.public
    entries = [public.entries[id] for id in action.args]
    facts = ((e.id, FACTS[e.kind.name](public, worker.drawings, e)) for e in entries)
    return ActionOutput(value=tuple(facts))


def make_page(worker: Worker, action: Action) -> ActionOutput:
    """One of the pages of a task, in each edition; the first also tells how many there are."""
    task, number = action.args
    pages = worker.make_pages(PageTask(*task))
    page = pages[number - 1]
    editions = editions_of_page(page.frame, page.address)
    files = tuple(
        worker.make_text_file(edition.file_of(page.address), render_page(page, layouts))
        for edition, layouts in zip(editions, worker.editions, strict=False)
    )
    return ActionOutput(files=files, value=len(pages) if number == 1 else None)


def make_chart(worker: Worker, action: Action) -> ActionOutput:
    """A chart as SVG and DOT; as PNG, which costs ten times the page, only if it is printed."""
    (id,) = action.args
    if id not in worker.drawings:
        return ActionOutput()
    drawn = worker.drawings[id]
    files = [
        worker.make_text_file(f"charts/{id}.svg", chart_svg(drawn.chart)),
        worker.make_text_file(f"charts/{id}.gv", chart_gv(drawn.chart)),
    ]
    if drawn.procedure.wall or worker.setup.printing:
        files.append(worker.make_file(f"charts/{id}.png", chart_png(drawn.chart), NO_WORDS))
    return ActionOutput(files=tuple(files))


def count_cells(worker: Worker, action: Action) -> ActionOutput:
    """What some records have of each table of the data."""
    return ActionOutput(value=open_data.count_table_cells(worker.public, action.args))


def make_rows(worker: Worker, action: Action) -> ActionOutput:
    """Records as rows of open data: of the JSON and the CSV of their kind, of its tables, and as
    linked data."""
    kind, ids, url, fields, uses = action.args
    public = worker.public
    tables = tuple(TableUse(*use) for use in uses)
    parts = (
        open_data.write_json_rows(public, ids, url),
        open_data.write_csv_rows(public, ids, fields, url),
        *open_data.write_table_rows(public, ids, tables, url),
    )
    if has_nodes(KIND[kind].model):
        parts = (*parts, open_data.write_linked_rows(public, ids, url))
    for part in parts:
        worker.search_words(f"data/{KIND[kind].file_name}", part.decode())
    return ActionOutput(parts=parts)


def make_workbook(worker: Worker, action: Action) -> ActionOutput:
    """The list of a kind for Excel."""
    from shaiquan.data.workbook import write_workbook

    kind, ids, url, fields = action.args
    titles = open_data.list_titles(kind, fields)
    rows = [*open_data.list_cells(worker.public, ids, fields, url)]
    content = write_workbook(KIND[kind].label, titles, rows)
    words = "\n".join(cell for row in rows for cell in row)
    path = f"data/{KIND[kind].file_name}.xlsx"
    return ActionOutput(files=(worker.make_file(path, content, words),))


def make_text(worker: Worker, action: Action) -> ActionOutput:
    """A file whose text was made with the plan, such as the sitemap."""
    path, text = action.args
    return ActionOutput(files=(worker.make_text_file(path, text),))


def make_index(worker: Worker, action: Action) -> ActionOutput:
    """Records as rows of the search: names, then texts; anew in traditional characters."""
    kind, ids, own = action.args
    parts: tuple[bytes, ...] = (
        write_names(worker.public, KIND[kind], ids),
        write_texts(worker.public, KIND[kind], ids),
    )
    if own is not None:
        convert = make_converter(own)
        parts += tuple(convert(part.decode()).encode() for part in parts)
    for part in parts:
        worker.search_words("search/", part.decode())
    return ActionOutput(parts=parts)


def make_search_table(worker: Worker, action: Action) -> ActionOutput:
    """What the search needs beside the rows."""
    characters, marks, texts, own = action.args
    args = (worker.public, characters, marks, texts)
    tables = {index_files.TABLE: index_files.write_table(*args)}
    if own is not None:
        tables[f"{TRADITIONAL_FOLDER}{index_files.TABLE}"] = index_files.write_table(*args, own)
    return ActionOutput(files=tuple(worker.make_text_file(*table) for table in tables.items()))


def make_print_style(worker: Worker, _: Action) -> ActionOutput:
    """What is printed on every sheet of paper: name and day."""
    text = write_print_style(worker.public)
    return ActionOutput(files=(worker.make_text_file(STYLE_ADDRESS.lstrip("/"), text),))


def print_sheet(worker: Worker, action: Action) -> ActionOutput:
    """The printed files of a procedure's sheet."""
    from shaiquan.prints import sheet_files

    (id,) = action.args
    packed_fit = worker.setup.fits.get(id)  # of the same sheet, when it was checked
    fit = pickle.loads(packed_fit) if packed_fit else None  # noqa: S301 - our own
    forms, standard = worker.setup.forms, worker.setup.standard
    outputs = sheet_files.list_sheet_files(worker.public, worker.drawings, id, forms, standard, fit)
    return ActionOutput(files=tuple(_print(worker, output) for output in outputs))


def list_booklets(worker: Worker, _: Action) -> ActionOutput:
    """The booklets that will be printed: (list, title, address) of each."""
    from shaiquan.prints import booklets

    return ActionOutput(value=tuple(map(tuple, booklets.list_booklets(worker.public))))


def print_booklet(worker: Worker, action: Action) -> ActionOutput:
    """A booklet, if it has anything to print."""
    from shaiquan.prints.booklets import make_booklet

    (name,) = action.args
    booklet = make_booklet(worker.public, worker.drawings, name, worker.setup.standard)
    return ActionOutput(files=(_print(worker, booklet),) if booklet else ())


def print_paper(worker: Worker, action: Action) -> ActionOutput:
    """A paper of a meeting or a topic."""
    from shaiquan.prints.paper_files import make_paper

    id, form = action.args
    paper = make_paper(worker.public, id, form, worker.setup.standard)
    return ActionOutput(files=(_print(worker, paper),) if paper else ())


def print_register(worker: Worker, action: Action) -> ActionOutput:
    """What a body decided in a year."""
    from shaiquan.prints.paper_files import make_register_file

    register = make_register_file(worker.public, Register(*action.args), worker.setup.standard)
    return ActionOutput(files=(_print(worker, register),) if register else ())


def _print(worker: Worker, output: PrintFile) -> OutputFile:
    from shaiquan.prints.sheet_jobs import make_pdf

    content, words = make_pdf(output, worker.setup.templates)
    all_words = words.decode() + worker.print_template_words
    return worker.make_file(output.path, content, all_words)


def make_work_page(worker: Worker, action: Action) -> ActionOutput:
    """What only a preview shows: the work to be done on the walls."""
    marks, _ = action.args
    public, _ = worker.released
    surveyed = walls.survey_walls(worker.catalog, public, dict(marks))
    page = make_work_order(worker.public, worker.frame, surveyed)
    file = worker.make_text_file(file_of(page.address), render_page(page, worker.layouts))
    return ActionOutput(files=(file,))


HANDLERS: Mapping[str, ActionHandler] = {
    "check": check_records,
    "check-whole": check_whole,
    "check-sheet": check_sheet,
    "check-reviews": check_reviews,
    "check-walls": check_walls,
    "facts": find_facts,
    "page": make_page,
    "chart": make_chart,
    "rows": make_rows,
    "count-cells": count_cells,
    "workbook": make_workbook,
    "text": make_text,
    "index": make_index,
    "search-table": make_search_table,
    "print-style": make_print_style,
    "sheet": print_sheet,
    "booklet": print_booklet,
    "list-booklets": list_booklets,
    "paper": print_paper,
    "register": print_register,
    "work": make_work_page,
}


def prepare(setup: WorkerSetup) -> Callable[[tuple[Action, ...]], tuple[ActionResult, ...]]:
    """The function that does batches in a worker; by name, so that another process finds it."""
    worker = Worker(setup)

    def run_batch(batch: tuple[Action, ...]) -> tuple[ActionResult, ...]:
        return tuple(worker.run(action, HANDLERS[action.type]) for action in batch)

    return run_batch
