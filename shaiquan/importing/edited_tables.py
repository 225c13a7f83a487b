"""The rows of a workbook that ``export xlsx`` wrote and an editor changed, just as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shaiquan.editing.cell_marks import find_marked_kind
from shaiquan.importing.table_files import Sheet
from shaiquan.model.common import Record
from shaiquan.problems import Bilingual


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A row: its number, its texts by heading, empty ones too, its marks (a new one: none), and
    why it cannot be read."""

    number: int
    cells: Mapping[str, str]
    marks: str
    fault: str = ""

    @property
    def where(self) -> str:
        return f"第 {self.number} 行"

    @property
    def id(self) -> str:
        """The text of the column 编号."""
        return self.cells.get(Record.label_of("id"), "").strip()


@dataclass(frozen=True, slots=True)
class EditedTable:
    """The sheet of a kind: its name, the row of its headings, the headings, and its rows; why it
    cannot be read as it is, and the names of other sheets, which are not read."""

    kind: str
    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    rows: tuple[EditedRow, ...]
    obstacles: tuple[Bilingual, ...] = ()
    others: tuple[str, ...] = ()


def find_edited_table(sheets: Sequence[Sheet], wanted: str = "") -> EditedTable | None:
    """The first sheet with a column of marks of a kind, else of any; None where no sheet has
    one."""
    tables = list(_find_tables(sheets))
    chosen = [table for table in tables if table.kind == wanted] or tables
    if not chosen:
        return None
    first = chosen[0]
    named = tuple(s.name for s in sheets if s.name != first.sheet and any(map(any, s.rows)))
    return replace(first, others=named)


def _find_tables(sheets: Sequence[Sheet]) -> Iterator[EditedTable]:
    for sheet in sheets:
        for at, row in enumerate(sheet.rows):
            column, kind = next(
                ((n, kind) for n, text in enumerate(row) if (kind := find_marked_kind(text))),
                (-1, ""),
            )
            if kind:
                rows = tuple(_read_rows(sheet, at, column))
                headings = tuple(text for n, text in enumerate(row) if text and n != column)
                yield EditedTable(kind, sheet.name, at + 1, headings, rows, sheet.told)
                break


def _read_rows(sheet: Sheet, at: int, marks: int) -> Iterator[EditedRow]:
    """The rows below the headings that say anything; of two columns of one heading the first."""
    headings: dict[str, int] = {}
    for column, text in enumerate(sheet.rows[at]):
        if text and column != marks:
            headings.setdefault(text, column)
    for number, row in enumerate(sheet.rows[at + 1 :], at + 2):
        cells = {text: row[n] if n < len(row) else "" for text, n in headings.items()}
        if any(text.strip() for text in cells.values()):
            yield EditedRow(number, cells, row[marks] if marks < len(row) else "")
