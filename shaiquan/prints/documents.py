"""The input of a PDF: a template and plain frozen data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from shaiquan.press import ACCESSIBLE


@dataclass(frozen=True, slots=True)
class Print:
    """A PDF: its template in ``layouts/print/``, a frozen dataclass of plain values, a standard."""

    template: str
    data: Any
    standard: str = field(default=ACCESSIBLE)

    def template_data(self) -> dict[str, Any]:
        """The data for the template: mappings, lists, texts and numbers."""
        return asdict(self.data)

    def lay_out(self) -> Print:
        """The print itself: there is nothing left to lay out."""
        return self


class Printable(Protocol):
    """What can be laid out as a print: a print, or a sheet, which is laid out when it is made."""

    def lay_out(self) -> Print: ...


@dataclass(frozen=True, slots=True)
class PrintFile:
    """A PDF of the site to be made: its path and its input."""

    path: str
    input: Printable
