"""Pages of the site that a list names: whether they are there, and what they are called."""

from __future__ import annotations

from shaiquan.content.catalog import Records
from shaiquan.kinds.fixed_pages import FIXED_PAGES
from shaiquan.kinds.overviews import OVERVIEWS
from shaiquan.kinds.registry import KIND, SECTIONS
from shaiquan.model.site_paths import SitePath
from shaiquan.model.terms import State

#: address -> what the page is called, of those that stand whatever the records are
_TITLES = {
    **{page.address: page.title for page in FIXED_PAGES},
    **{section.address: section.title for section in SECTIONS.values()},
    **{view.page.address: view.page.title for view in OVERVIEWS},
}


def find_page_title(records: Records, path: SitePath) -> str | None:
    """The title of a page, of that of a published record its name, of one below a page of the
    whole (/supervision/jg-01-2026/) the title of that; None where there is no such page."""
    if path.address in _TITLES:
        return _TITLES[path.address]
    head = records.heads.get(path.id)
    if head and head.state is State.PUBLISHED and KIND[head.kind].address(head.id) == path.address:
        return head.short_name
    above = (view.page for view in OVERVIEWS if path.address.startswith(view.page.address))
    return next((page.title for page in above), None)
