"""What a page shows, as frozen plain values: the declared input of a layout.

A view holds addresses from the site's root (``/powers/dw-01/``) and Markdown, not HTML:
making links relative, prose into HTML and charts into pictures is the layout's part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, TypeVar, overload

from shaiquan.charts.chart_plan import Plan

K = TypeVar("K")


class Inline(NamedTuple):
    """A run of text in a cell: with ``href`` a link, with ``tone`` a badge.

    Tones: ``high`` ``medium`` ``low`` (risk levels), ``withheld``, ``draft``, ``repealed``,
    ``muted``, ``mark``, ``place`` (of a step on its chart), ``gap``, ``in-force``, ``replaced``,
    ``ended`` (sheets on a wall), ``sub`` (before the name of a sub item); with one of these, for
    its shape, ``due-done`` ``due-late`` ``due-missing`` (what has become of something due).
    """

    text: str
    href: str = ""
    tone: str = ""


#: the runs of one line, and the lines of a cell
Line = tuple[Inline, ...]
Cell = tuple[Line, ...]


def plain(text: str, href: str = "", tone: str = "") -> Cell:
    """A cell of one line with one run; empty text is an empty cell."""
    return ((Inline(text, href, tone),),) if text else ()


def words_of(cell: Cell) -> str:
    """A cell as plain text, as a table of data or a search has it."""
    return "\n".join("".join(run.text for run in line) for line in cell)


class Row(NamedTuple):
    """A label and what belongs to it."""

    label: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Fields:
    """Labelled values: the particulars of a record."""

    sort: ClassVar[str] = "fields"
    rows: tuple[Row, ...]
    title: str = ""
    id: str = ""


class TableRow(NamedTuple):
    """A row of a table; ``id`` is its anchor."""

    cells: tuple[Cell, ...]
    id: str = ""


class LazyRows(Sequence[TableRow]):
    """Rows of a long table, made when they are shown: of keys, by a function of one key.

    A page shows a hundred of them, and needs to know of the others only how many there are.
    """

    def __init__(self, keys: Sequence[K], make: Callable[[K], TableRow]) -> None:
        self._keys: Sequence[Any] = keys
        self._make: Callable[[Any], TableRow] = make

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> TableRow: ...

    @overload
    def __getitem__(self, index: slice) -> LazyRows: ...

    def __getitem__(self, index: int | slice) -> TableRow | LazyRows:
        if isinstance(index, slice):
            return LazyRows(self._keys[index], self._make)
        return self._make(self._keys[index])


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row; on a phone each row becomes a card with labels.

    ``lead`` is the index of the column that heads a row (a th with scope=row); a phone leaves
    out the columns of ``minor``. Looks: ``list`` (rows to choose from: few lines each on a
    phone), ``numbers`` (stays a table there), ``steps`` (a line from step to step). ``list dated``
    has dates in its second column. The columns of ``numbers`` are set to the right.
    """

    sort: ClassVar[str] = "table"
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...] | LazyRows
    title: str = ""
    id: str = ""
    note: str = ""
    lead: int = 0
    look: str = ""
    minor: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown, with the addresses of the records that it links to and counts it says."""

    sort: ClassVar[str] = "prose"
    text: str
    links: tuple[tuple[str, str], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    title: str = ""
    id: str = ""
    #: a rule with articles is set in the type of an official document
    official: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A flowchart: its plan, title and description; ``steps`` is the page of its steps."""

    sort: ClassVar[str] = "chart"
    chart: str
    plan: Plan
    title: str
    desc: str
    steps: str
    id: str = ""
    wall: bool = False
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Diagram:
    """A picture that Graphviz lays out from DOT text; the list beside it says the same."""

    sort: ClassVar[str] = "diagram"
    dot: str
    title: str
    desc: str
    id: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Sections side by side (两张清单); below each other on a phone."""

    sort: ClassVar[str] = "columns"
    parts: tuple[Table, ...]
    title: str = ""
    id: str = ""


class LifeStep(NamedTuple):
    """A step in the life of a topic: what, when, who and which paper.

    States: ``done``, ``missing`` (nothing is recorded of it), ``coming``, ``skipped`` (it does not
    apply), ``late``, ``failed`` (a gate that was not passed).
    """

    what: str
    state: str
    when: Cell
    said: Cell


@dataclass(frozen=True, slots=True)
class LifeLine:
    """The life of a topic from its proposal to its end, step by step."""

    sort: ClassVar[str] = "life"
    steps: tuple[LifeStep, ...]
    title: str = ""
    id: str = ""


class Bar(NamedTuple):
    """A bar of a picture, in its units; ``tone`` is ``first``, ``second`` or ``late``."""

    x: int
    y: int
    width: int
    height: int
    tone: str


class PictureText(NamedTuple):
    """A text in a picture, centred at ``x`` above the line ``y``."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class BarPicture:
    """Numbers as bars, for those who look rather than read; the ``table`` beneath says the same.

    ``legend`` says what the bars of each tone are, where there are several.
    """

    sort: ClassVar[str] = "bars"
    width: int
    height: int
    bars: tuple[Bar, ...]
    texts: tuple[PictureText, ...]
    table: Table
    legend: tuple[tuple[str, str], ...] = ()
    title: str = ""
    id: str = ""


class GanttBar(NamedTuple):
    """A stretch of time: where it begins and how long it is, in tenths of a percent of the whole.

    Tones: ``phase``, ``first`` (done), ``second`` (to be done), ``overdue``.
    """

    start: int
    length: int
    tone: str


class GanttRow(NamedTuple):
    """A phase or a task: its words, its bars."""

    text: str
    bars: tuple[GanttBar, ...]
    is_phase: bool = False


@dataclass(frozen=True, slots=True)
class GanttPicture:
    """Phases and tasks over time (Gantt); the ``table`` beneath says the same.

    ``ticks`` and ``today`` are places in tenths of a percent, with their words.
    """

    sort: ClassVar[str] = "gantt"
    rows: tuple[GanttRow, ...]
    ticks: tuple[tuple[int, str], ...]
    today: tuple[int, str] | None
    table: Table
    legend: tuple[tuple[str, str], ...] = ()
    title: str = ""
    id: str = ""


#: a section of a page that paper may show too
ViewSection = (
    Fields | Table | Prose | Chart | Diagram | Columns | LifeLine | BarPicture | GanttPicture
)
