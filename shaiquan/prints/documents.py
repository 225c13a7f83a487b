"""What the press is given: a template and plain frozen data, the declared input of a PDF."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from shaiquan.press import ACCESSIBLE


@dataclass(frozen=True, slots=True)
class Print:
    """A PDF: a file of ``layouts/print/``, a frozen dataclass of plain values, a PDF standard."""

    template: str
    data: Any
    standard: str = field(default=ACCESSIBLE)

    def words(self) -> dict[str, Any]:
        """The data as the template reads it: mappings, lists, texts and numbers."""
        return asdict(self.data)

    def laid(self) -> Print:
        """The print itself: everything is in its place already."""
        return self


class Printable(Protocol):
    """What can be laid out to a print: a print, or a sheet that is laid out only when made."""

    def laid(self) -> Print: ...


@dataclass(frozen=True, slots=True)
class PrintFile:
    """A PDF of the site before it is made: its path, and what is printed."""

    path: str
    input: Printable
