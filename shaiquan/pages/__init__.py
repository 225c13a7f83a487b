"""The public catalog to the pages of the site: each page a frozen view."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.pages.about import about_page
from shaiquan.pages.charts import Drawing, drawings
from shaiquan.pages.division import division_page, register_page
from shaiquan.pages.frame import frame
from shaiquan.pages.home import home_page
from shaiquan.pages.lists import list_pages
from shaiquan.pages.matrix import matrix_page
from shaiquan.pages.records import record_pages
from shaiquan.pages.whole import balance_page, compare_page
from shaiquan.release import PublicCatalog
from shaiquan.rendering.views import Page

__all__ = ["Drawing", "drawings", "pages"]


def pages(public: PublicCatalog, charts: dict[str, Drawing]) -> Iterator[Page]:
    """Every page of the site, in the order of the navigation."""
    around = frame(public)
    makers = (matrix_page, division_page, register_page, compare_page, balance_page)
    whole = tuple(page for make in makers if (page := make(public, around)))
    yield home_page(public, around, frozenset(page.address for page in whole))
    yield from list_pages(public, around, charts)
    yield from record_pages(public, around, charts)
    yield from whole
    yield about_page(public, around)
