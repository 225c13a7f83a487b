"""The page that is being rendered: what templates ask of it, and where its links start.

Templates are compiled once, not for each page. What they call belongs to objects that are set
to a page before it is rendered.
"""

from __future__ import annotations

from markupsafe import Markup

from shaiquan.site import cell_html
from shaiquan.site.alternates import Alternate, list_alternates
from shaiquan.site.cell_html import Origin
from shaiquan.site.editions import SIMPLIFIED, SiteEdition
from shaiquan.site.page import PageFrame
from shaiquan.views.addresses import file_of, make_relative
from shaiquan.views.values import Cell, Row


class Links:
    """Addresses and cells as HTML, with links from an ``origin``."""

    origin: Origin
    #: before links from a page that may be shown at any address
    root: str = ""

    def make_link(self, target: str) -> str:
        """An address as a relative link."""
        link = make_relative(target, self.origin.file_for(target))
        return f"{self.root}{link}" if self.root and target.startswith("/") else link

    def render_cell(self, lines: Cell) -> Markup:
        """A cell as HTML."""
        return Markup(cell_html.render_cell(lines, self.origin))  # noqa: S704 - escaped there

    def render_fields(self, rows: tuple[Row, ...], pattern: str) -> Markup:
        """Labelled values as HTML; for the pattern see ``cell_html.fill_patterns``."""
        return cell_html.render_fields(rows, pattern, self.origin)

    def render_cells(
        self,
        row: tuple[Cell, ...],
        columns: tuple[str, ...],
        lead: int,
        minor: tuple[int, ...],
        head: str,
        full: str,
        empty: str,
        left_out: str,
        numbers: tuple[int, ...] = (),
        number: str = "",
    ) -> Markup:
        """The cells of a row as HTML; for the patterns see ``cell_html.fill_patterns``."""
        patterns = (head, full, empty, left_out, numbers, number)
        filled = cell_html.fill_patterns(columns, lead, minor, *patterns)
        return cell_html.render_cells(row, filled, self.origin)


class PageContext:
    """The page that is being rendered. One in each worker.

    ``links`` start at the page. ``shared_links`` are for parts that pages side by side share:
    they start at the folder of these pages. A page to which the navigation leads shares
    nothing, since the navigation marks it.
    """

    def __init__(self, edition: SiteEdition = SIMPLIFIED) -> None:
        self.edition = edition
        self.links, self.shared_links = Links(), Links()
        self.enter_page("/", in_navigation=True)

    def enter_page(self, address: str, in_navigation: bool, root: str = "") -> None:
        """Render the page of an address from now on; ``root`` stands before its links."""
        self.address = address
        self.links.root = self.shared_links.root = root
        self.links.origin = origin = Origin.of_page(file_of(address), self.edition.folder)
        self.shared_links.origin = origin if in_navigation else origin.without_page()

    def list_alternates(self, frame: PageFrame) -> tuple[Alternate, ...]:
        """The page in each edition, this one too; none where the site has one edition."""
        return list_alternates(frame, self.address, self.edition)

    def is_at(self, address: str) -> bool:
        """Whether an address is that of this page."""
        return address == self.address
