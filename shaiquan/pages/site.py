"""The public catalog to the pages of the site: each page a frozen view."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.pages.about import about_page
from shaiquan.pages.charts import Drawing
from shaiquan.pages.division import division_page, register_page
from shaiquan.pages.frame import frame
from shaiquan.pages.home import home_page
from shaiquan.pages.lists import list_pages
from shaiquan.pages.matrix import matrix_page
from shaiquan.pages.records import record_pages
from shaiquan.pages.sheets import sheet_pages
from shaiquan.pages.walls import wall_page
from shaiquan.pages.whole import balance_page, compare_page
from shaiquan.prints.papers import USUAL
from shaiquan.prints.standing import hanging, sheets
from shaiquan.release import PublicCatalog
from shaiquan.rendering.views import Page


def pages(
    public: PublicCatalog,
    charts: dict[str, Drawing],
    forms: tuple[str, ...] = USUAL,
    preview: bool = False,
) -> Iterator[Page]:
    """Every page of the site, in the order of the navigation; ``forms`` of sheets are linked.

    A ``preview`` also leads to what only those inside see.
    """
    around = frame(public, forms)
    current = sheets(public, charts)
    hung = hanging(public, current, public.as_of)
    makers = (matrix_page, division_page, register_page, compare_page, balance_page)
    walls = wall_page(public, around, current, hung, preview)
    whole = (*(make(public, around) for make in makers), walls)
    shown = tuple(page for page in whole if page)
    yield home_page(public, around, frozenset(page.address for page in shown))
    yield from list_pages(public, around, charts)
    yield from record_pages(public, around, charts)
    yield from shown
    yield from sheet_pages(public, around, current, hung)
    yield about_page(public, around)
