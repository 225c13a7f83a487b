"""Links to pages of the site that a list names."""

from __future__ import annotations

from shaiquan.content.catalog import Records
from shaiquan.kinds.fixed_pages import FIXED_PAGES
from shaiquan.kinds.overviews import OVERVIEWS
from shaiquan.kinds.registry import KIND, SECTIONS
from shaiquan.model.site_paths import SitePath
from shaiquan.views.values import Inline

#: address -> what the page is called, of those that stand whatever the records are
TITLES = {
    **{page.address: page.title for page in FIXED_PAGES},
    **{section.address: section.title for section in SECTIONS.values()},
    **{view.page.address: view.page.title for view in OVERVIEWS},
}


def link_page(records: Records, path: SitePath) -> Inline:
    """A link to a page by its title, that of a record by its name, one below a page of the whole
    by the title of that."""
    head = records.heads.get(path.id)
    named = head.short_name if head and KIND[head.kind].address(head.id) == path.address else ""
    above = (view.page.title for view in OVERVIEWS if path.address.startswith(view.page.address))
    return Inline(TITLES.get(path.address) or named or next(above, str(path)), str(path))
