"""What is fuzzed: each target takes a text and must end in values, or in problems with a place.

All of them run in this process. A content file stands in the small site and goes the whole way:
it is read, checked, released, drawn, and made into pages, rows of data and lines of a sheet.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from shaiquan.checks.runner import check_catalog
from shaiquan.cli import ROOT
from shaiquan.content.loading import add_problems, load_content
from shaiquan.content.names import Names
from shaiquan.content.raw_records import read_records
from shaiquan.content.sources import Source
from shaiquan.data.open_data import (
    count_table_cells,
    fields_of,
    published_kinds,
    write_csv_rows,
    write_json_rows,
    write_linked_rows,
    write_table_rows,
)
from shaiquan.data.table_rows import sum_uses
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.files.layouts import Layer, Templates
from shaiquan.kinds.registry import FOLDERS, KIND
from shaiquan.ledger.sheet_words import make_sheet_words
from shaiquan.model.articles import find_articles
from shaiquan.model.base import UnresolvedReference
from shaiquan.model.marks import parse_mark
from shaiquan.model.money import find_band, parse_band
from shaiquan.model.numerals import parse_number
from shaiquan.model.scalars import (
    parse_citation,
    parse_date,
    parse_flag,
    parse_limit,
)
from shaiquan.model.text_links import find_links
from shaiquan.prints.markdown_blocks import parse_blocks
from shaiquan.prints.papers import A4
from shaiquan.prints.sheet_files import find_sheet
from shaiquan.prints.sheets import fit_sheet
from shaiquan.problem_texts import as_text, list_problems, write_json
from shaiquan.problems import Problem, Rejected
from shaiquan.site.page import Page
from shaiquan.site.render import Layouts, chart_gv, chart_svg, render_page
from shaiquan.views.data_tables import RECORDS, tables_of
from shaiquan.views.flowcharts import draw_procedures
from shaiquan.views.markdown import find_counts, render_html
from tests.canaries.planted_sites import silence_checks
from tests.conftest import SMALL
from tests.site.made_pages import make_pages
from tests.support import load_catalog

AS_OF = datetime.date(2026, 11, 25)
#: where a file of content may stand
PLACES = ("site.yml", *(f"{folder}/x.{suffix}" for folder in FOLDERS for suffix in ("yml", "md")))
#: the records of the small site, whose pages are the same each time
_OWN = frozenset(load_catalog(SMALL).entries)


def fuzz_values(text: str) -> None:
    """Dates, limits, sums, citations, marks, numbers: a value, or a refusal."""
    for parse in _PARSERS:
        with contextlib.suppress(ValueError):
            str(parse(text))
    with contextlib.suppress(ValueError):
        date = parse_date(text)
        assert date.first <= date.last


_PARSERS: tuple[Callable[[str], object], ...] = (
    parse_limit,
    parse_band,
    parse_flag,
    parse_mark,
    parse_citation,
    parse_number,
    find_band,
)


def fuzz_references(text: str) -> None:
    """A record, or none, or several, whatever kinds a field may name."""
    for kinds in (("body",), ("body", "post", "role"), ("rule",), tuple(KIND)):
        with contextlib.suppress(UnresolvedReference, ValueError):
            assert _names().resolve(parse_citation(text).rule, kinds, "dw").id in _OWN


@functools.cache
def _names() -> Names:
    return Names(load_content(SMALL).rows)


def split_place(text: str) -> tuple[str, str]:
    """A place below the content, as the first line of a text says by chance, and the rest."""
    head, _, rest = text.partition("\n")
    return PLACES[sum(head.encode()) % len(PLACES)], rest


def fuzz_yaml(text: str) -> None:
    """The records of a file, as they are written; ``site.yml`` too."""
    inside, rest = split_place(text)
    source = Source(f"content/{inside}", inside.rpartition("/")[0], rest, "")
    for problem in read_records(source).problems:
        require_place(problem, {source.path: rest})


def fuzz_markdown(text: str) -> None:
    """HTML, links, counts, articles and what a booklet makes of a Markdown text."""
    list(find_links(text))
    list(find_counts(text))
    find_articles(text)
    render_html(text, lambda target: target or None, {"权力事项": 3})
    parse_blocks(text, {"权力事项": 3})


class FuzzedSite:
    """The small site in a folder, to which one file is added, or in which one is replaced."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        shutil.copytree(SMALL, self.content)
        silence_checks(self.content)
        for name in FOLDERS:
            (self.content / name).mkdir(exist_ok=True)

    def try_file(self, inside: str, text: str) -> None:
        """The content with a file, which is taken away again, goes the whole way."""
        file = self.content / inside
        before = file.read_bytes() if file.exists() else None
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            self._publish({file.as_posix(): text})
        finally:
            file.unlink()
            if before is not None:
                file.write_bytes(before)

    def _publish(self, texts: Mapping[str, str]) -> None:
        loaded = load_content(self.content)
        if loaded.catalog is not None and loaded.sound:
            findings = check_catalog(loaded.catalog)
            loaded = add_problems(loaded, map(loaded.places.locate, findings))
        for problem in loaded.problems:
            assert problem.path.startswith(self.content.as_posix()), problem
            require_place(problem, texts)
        if loaded.catalog is not None and loaded.sound:
            for preview in (False, True):
                make_files(release(loaded.catalog, AS_OF, preview).public)


def make_files(public: PublicCatalog) -> None:
    """What a build makes of a catalog, without a disk and without Typst."""
    write_json_rows(public, public.entries, "")
    write_linked_rows(public, public.entries, "")
    for kind in published_kinds(public):
        ids = public.ids_of(kind.name)
        write_csv_rows(public, ids, [name for name, _ in fields_of(kind.name)], "")
        uses = sum_uses(count_table_cells(public, ids), (RECORDS, *tables_of(kind.name)))
        write_table_rows(public, ids, uses, "")
    drawings = draw_procedures(public)
    for id, drawn in drawings.items():
        make_sheet_words(public, drawn)
        if id not in _OWN:
            chart_svg(drawn.chart)
            chart_gv(drawn.chart)
            if sheet := find_sheet(public, drawings, id):
                fit_sheet(sheet, A4)
    for page in make_pages(public, drawings):
        render_page(page, _layouts())


@functools.cache
def _layouts() -> Layouts:
    return Layouts.of(Templates(ROOT / "layouts"))


def require_place(problem: Problem, texts: Mapping[str, str]) -> None:
    """A problem says a line of its file and a column, and can be printed."""
    assert problem.line >= 1, problem
    assert problem.column >= 1, problem
    if text := texts.get(problem.path):
        lines = text.count("\n") + text.count("\r") + 2
        assert problem.line <= lines + sum(map(text.count, "\x85\u2028\u2029")), problem
    for lang in ("zh", "en"):
        assert as_text(problem, lang).encode("utf-8")
        assert write_json({"problems": list_problems((problem,), lang)})


def fuzz_layout(text: str) -> None:
    """A page by a template: HTML, or a problem at a line of the template."""
    templates = Templates(
        Layer(ROOT / "layouts", {**_layouts().templates.files, "page.html": text.encode()})
    )
    try:
        render_page(_page(), Layouts.of(templates))
    except Rejected as fault:
        for problem in fault.problems:
            require_place(problem, {templates.path_of("page.html").as_posix(): text})


@functools.cache
def _page() -> Page:
    public = release(load_catalog(SMALL), AS_OF).public
    pages = make_pages(public, draw_procedures(public))
    return next(page for page in pages if page.address == "/powers/p1/")


Target = Callable[[str], None]
TEXT_TARGETS: Mapping[str, Target] = {
    "values": fuzz_values,
    "references": fuzz_references,
    "yaml": fuzz_yaml,
    "markdown": fuzz_markdown,
    "layout": fuzz_layout,
}
