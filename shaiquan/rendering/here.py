"""Where the page stands that is being rendered: links and cells are taken from there.

The macros of ``layouts/_sections.html`` are compiled and imported once, not for each page;
so what they call is bound to this object, which is told of each page before it is rendered.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable

from markupsafe import Markup

from shaiquan.rendering import cells
from shaiquan.rendering.urls import beside, file_of, relative
from shaiquan.rendering.views import Cell

#: what a part shows and from where -> its HTML and the addresses that it links to
_Parts = dict[tuple[Hashable, ...], tuple[Markup, tuple[str, ...]]]


class Here(threading.local):
    """The page of this thread: its ``address`` and ``file``."""

    def __init__(self) -> None:
        self._parts: _Parts = {}
        self._asked: list[str] | None = None
        self.stand("/")

    def stand(self, address: str) -> None:
        """Render the page of an address from now on."""
        self.address, self.file = address, file_of(address)
        self._own, self._beside = beside(self.file)

    def origin(self, target: str) -> str:
        """The file from which a link to an address is taken.

        Pages side by side share every link that leads out of their own folders, so those are
        taken from one stand-in and remembered once for all of them.
        """
        if self._asked is not None:
            self._asked.append(target)
        return self.file if target.startswith(self._own) else self._beside

    def link(self, target: str) -> str:
        """An address as a link from here."""
        return relative(target, self.origin(target))

    def at(self, address: str) -> bool:
        """Whether an address is that of this page."""
        return address == self.address

    def cell(self, lines: Cell) -> Markup:
        """A cell as HTML."""
        return Markup(cells.cell(lines, self.origin))  # noqa: S704 - escaped there

    def cells(
        self, row: tuple[Cell, ...], columns: tuple[str, ...], lead: int, *patterns: str
    ) -> Markup:
        """The cells of a row; for the patterns see ``cells.shapes``."""
        return cells.cells(row, cells.shapes(columns, lead, *patterns), self.origin)

    def once(self, *shown: Hashable, caller: Callable[[], Markup]) -> Markup:
        """A part of a page, rendered once for all pages where it is the same.

        ``shown`` is all that the part depends on, apart from where its links start: they are
        the same for pages side by side, unless one leads into a page's own folder.
        """
        key = (self._beside, *shown)
        found = self._parts.get(key)
        if found is None or any(each.startswith(self._own) for each in found[1]):
            found = self._rendered(caller)
            if not any(each.startswith(self._own) for each in found[1]):
                self._parts[key] = found
        return found[0]

    def _rendered(self, caller: Callable[[], Markup]) -> tuple[Markup, tuple[str, ...]]:
        before, self._asked = self._asked, []
        try:
            return caller(), tuple(self._asked)
        finally:
            self._asked = before
