"""The pages of a public catalog, made without rendering them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.site import pages
from shaiquan.site.frame import make_frame
from shaiquan.site.page import Page
from shaiquan.site.tasks import PageTask, PlainValues
from shaiquan.views.flowcharts import Drawing, draw_procedures
from shaiquan.views.values import Table, words_of


def make_facts(public: PublicCatalog, charts: Mapping[str, Drawing]) -> dict[str, PlainValues]:
    """Record id -> fact, of all records that have one."""
    return {
        id: make_fact(public, charts, public.entries[id])
        for kind, make_fact in pages.FACTS.items()
        for id in public.ids_of(kind)
    }


def plan_pages(public: PublicCatalog, charts: Mapping[str, Drawing]) -> tuple[PageTask, ...]:
    return tuple(pages.plan_pages(public, make_facts(public, charts)))


def make_pages(public: PublicCatalog, charts: Mapping[str, Drawing]) -> Iterator[Page]:
    frame = make_frame(public)
    for task in plan_pages(public, charts):
        yield from pages.make_pages(public, frame, charts, task)


def make_page(public: PublicCatalog, address: str) -> Page:
    charts = draw_procedures(public)
    (task,) = (task for task in plan_pages(public, charts) if task.address == address)
    return pages.make_pages(public, make_frame(public), charts, task)[0]


def find_table(page: Page, id: str) -> list[list[str]]:
    """The rows of a table of a page, as text."""
    (table,) = (section for section in page.sections if section.id == id)
    assert isinstance(table, Table)
    return [[words_of(cell) for cell in row.cells] for row in table.rows]
