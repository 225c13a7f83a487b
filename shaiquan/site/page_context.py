"""Where the page stands that is being rendered: links and cells are taken from there.

The macros of ``layouts/_sections.html`` are compiled and imported once, not for each page;
so what they call is bound to this object, which is told of each page before it is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from markupsafe import Markup

from shaiquan.site import cell_html
from shaiquan.site.cell_html import Origin
from shaiquan.views.addresses import beside, file_of, relative
from shaiquan.views.values import Cell, Row

#: a part of a page and the addresses that it links to
_Part = tuple[Markup, tuple[str, ...]]


class Here:
    """The page that is rendered: its ``address`` and ``file``. One a worker."""

    def __init__(self) -> None:
        #: by the stand-in of the pages that share a part, and all that it shows
        self._parts: dict[tuple[Hashable, ...], _Part] = {}
        self.stand("/")

    def stand(self, address: str) -> None:
        """Render the page of an address from now on."""
        self.address, self.file = address, file_of(address)
        self._origin = Origin(self.file, *beside(self.file))

    def at(self, address: str) -> bool:
        """Whether an address is that of this page."""
        return address == self.address

    def link(self, target: str) -> str:
        """An address as a link from here."""
        return relative(target, self._origin.of(target))

    def cell(self, lines: Cell) -> Markup:
        """A cell as HTML."""
        return Markup(cell_html.cell(lines, self._origin))  # noqa: S704 - escaped there

    def fields(self, rows: tuple[Row, ...], pattern: str) -> Markup:
        """Labelled values as HTML; for the pattern see ``cells.shapes``."""
        return cell_html.fields(rows, pattern, self._origin)

    def cells(
        self, row: tuple[Cell, ...], columns: tuple[str, ...], lead: int, *patterns: str
    ) -> Markup:
        """The cells of a row as HTML; for the patterns see ``cells.shapes``."""
        return cell_html.cells(row, cell_html.shapes(columns, lead, *patterns), self._origin)

    def once(self, *shown: Hashable, caller: Callable[[], Markup]) -> Markup:
        """A part of a page, rendered once for all pages where it is the same.

        ``shown`` is all that the part depends on, apart from where its links start: for pages
        side by side they are the same, unless one leads into a page's own folder.
        """
        key = (self._origin.beside, *shown)
        part = self._parts.get(key)
        if part is None or not self._shared(part):
            part = self._rendered(caller)
            if self._shared(part):
                self._parts[key] = part
        return part[0]

    def _shared(self, part: _Part) -> bool:
        return {self._origin.of(target) for target in part[1]} <= {self._origin.beside}

    def _rendered(self, caller: Callable[[], Markup]) -> _Part:
        outer, asked = (
            self._origin,
            _Asked(self._origin.file, self._origin.own, self._origin.beside),
        )
        self._origin = asked
        try:
            return caller(), tuple(asked.targets)
        finally:
            self._origin = outer


@dataclass(frozen=True, slots=True)
class _Asked(Origin):
    """An origin that keeps what it is asked for."""

    targets: list[str] = field(default_factory=list)

    def of(self, target: str) -> str:
        self.targets.append(target)
        return Origin.of(self, target)
