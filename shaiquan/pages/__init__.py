"""The public catalog to the pages of the site: each page a frozen view."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.pages.about import about_page
from shaiquan.pages.charts import Drawing, drawings
from shaiquan.pages.frame import frame
from shaiquan.pages.home import home_page
from shaiquan.pages.lists import list_pages
from shaiquan.pages.records import record_pages
from shaiquan.release import PublicCatalog
from shaiquan.rendering.views import Page

__all__ = ["Drawing", "drawings", "pages"]


def pages(public: PublicCatalog, charts: dict[str, Drawing]) -> Iterator[Page]:
    """Every page of the site, in the order of the navigation."""
    around = frame(public)
    yield home_page(public, around)
    yield from list_pages(public, around, charts)
    yield from record_pages(public, around, charts)
    yield about_page(public, around)
