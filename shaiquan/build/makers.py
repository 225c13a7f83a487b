"""How each sort of action is done, by its name.

What prints is loaded where something is printed: most builds print nothing anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan.build.actions import Action, File, Result
from shaiquan.build.workshop import ActionMaker, Made, Seed, Workshop
from shaiquan.charts.flowchart import dot
from shaiquan.checks import runner
from shaiquan.data import open_data
from shaiquan.kinds.registry import KIND
from shaiquan.ledger import walls
from shaiquan.prints.documents import PrintFile
from shaiquan.site.frame import frame
from shaiquan.site.pages import FACTS
from shaiquan.site.render import chart_png, chart_svg, render_page
from shaiquan.site.tasks import PageTask
from shaiquan.site.work_order import work_page
from shaiquan.views.addresses import file_of


def checked(shop: Workshop, action: Action) -> Made:
    """The problems of some records."""
    entries = (shop.catalog.entries[id] for id in action.args)
    found = (each for entry in entries for each in runner.check_record(shop.catalog, entry))
    return Made(findings=tuple(found))


def checked_whole(shop: Workshop, _: Action) -> Made:
    """The problems of the content as a whole."""
    return Made(findings=tuple(runner.check_whole(shop.catalog)))


def checked_walls(shop: Workshop, _: Action) -> Made:
    """What hangs on the walls and should not, and sheets that nobody could read."""
    from shaiquan.prints import legibility

    public, charts = shop.shown
    found = walls.survey_walls(shop.catalog, public, charts)
    told = (*walls.check_walls(shop.catalog, found), *legibility.check_legibility(public, charts))
    return Made(findings=told, always=shop.seed.preview)


def facts(shop: Workshop, action: Action) -> Made:
    """What the pages of the whole must know of records: (id, facts) of each."""
    entries = (shop.public.entries[id] for id in action.args)
    asked = ((each, FACTS[each.kind.name]) for each in entries)
    return Made(value=tuple((e.id, ask(shop.public, shop.charts, e)) for e, ask in asked))


def paged(shop: Workshop, action: Action) -> Made:
    """One of the pages of a task; with the first comes how many there are."""
    task, number = action.args
    views = shop.views(PageTask(*task))
    view = views[number - 1]
    content = render_page(view, shop.layouts).encode()
    more = len(views) if number == 1 else None
    return Made(files=(shop.file(file_of(view.address), content),), value=more)


def drawn(shop: Workshop, action: Action) -> Made:
    """A chart as SVG and DOT, and as PNG where it is printed: ten times as dear as the page."""
    (id,) = action.args
    if id not in shop.charts:
        return Made()
    found = shop.charts[id]
    files = [
        shop.file(f"charts/{id}.svg", chart_svg(found.chart).encode()),
        shop.file(f"charts/{id}.gv", dot(found.chart.plan).encode()),
    ]
    if found.procedure.wall or shop.seed.printing:
        files.append(shop.file(f"charts/{id}.png", chart_png(found.chart)))
    return Made(files=tuple(files))


def rows(shop: Workshop, action: Action) -> Made:
    """Records as rows of open data."""
    kind, ids = action.args
    parts = (open_data.json_rows(shop.public, ids), open_data.csv_rows(shop.public, ids))
    for part in parts:
        shop.file(f"data/{KIND[kind].file_name}", part)
    return Made(parts=parts)


def packaged(shop: Workshop, _: Action) -> Made:
    content = open_data.package(shop.public).encode()
    return Made(files=(shop.file("data/datapackage.json", content),))


def sheet(shop: Workshop, action: Action) -> Made:
    """The printed files of a procedure's sheet."""
    from shaiquan.prints import sheet_files

    (id,) = action.args
    seed = shop.seed
    found = sheet_files.list_sheet_files(shop.public, shop.charts, id, seed.forms, seed.standard)
    return Made(files=tuple(_printed(shop, each) for each in found))


def bound(shop: Workshop, _: Action) -> Made:
    """The booklets."""
    from shaiquan.prints.booklets import list_booklets

    found = list_booklets(shop.public, shop.charts, shop.seed.standard)
    return Made(files=tuple(_printed(shop, each) for each in found))


def _printed(shop: Workshop, output: PrintFile) -> File:
    from shaiquan.prints.sheet_jobs import make_pdf

    content, words = make_pdf(output, shop.seed.layouts)
    return shop.file(output.path, content, words)


def work(shop: Workshop, _: Action) -> Made:
    """What only a preview shows: the work to be done on the walls."""
    public, charts = shop.shown
    found = walls.survey_walls(shop.catalog, public, charts)
    view = work_page(shop.public, frame(shop.seed.public), found)
    content = render_page(view, shop.layouts).encode()
    return Made(files=(shop.file(file_of(view.address), content),), always=True)


MAKERS: Mapping[str, ActionMaker] = {
    "check": checked,
    "check-whole": checked_whole,
    "check-walls": checked_walls,
    "facts": facts,
    "page": paged,
    "chart": drawn,
    "rows": rows,
    "package": packaged,
    "sheet": sheet,
    "booklets": bound,
    "work": work,
}


class Worker:
    """Does batches of actions; what :func:`prepare` makes of a seed."""

    def __init__(self, seed: Seed) -> None:
        self._shop = Workshop(seed)

    def __call__(self, batch: tuple[Action, ...]) -> tuple[Result, ...]:
        return tuple(self._shop.done(each, MAKERS[each.maker]) for each in batch)


def prepare(seed: Seed) -> Worker:
    """A worker; by name, so that it can be asked for in another process."""
    return Worker(seed)
