"""The status of a printed sheet today: 现行, 已被取代 or 已停用 (S4-19).

It is found by the mark on the sheet: that of today's words, or one of the ledger's editions.
Pure; the day comes with the public catalog.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shaiquan.content.catalog import Entry, Records
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import require_index
from shaiquan.ledger.sheet_words import make_sheet_words
from shaiquan.model.ledger import Edition, Posting
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import SheetStatus, State
from shaiquan.queries.editions import choose_mark, editions_of
from shaiquan.views.flowcharts import Drawing

require_index("procedure", "wall")
require_index("posting", "procedure", "mark")


@dataclass(frozen=True, slots=True)
class CurrentSheet:
    """The sheet of a procedure as it is today; ``edition`` where it is registered."""

    entry: Entry
    mark: str
    lines: tuple[str, ...]
    edition: Edition | None

    @property
    def registered(self) -> PartialDate | None:
        return self.edition.registered if self.edition else None


#: procedure's id -> the mark of its sheet today
Marks = Mapping[str, str]


def list_current_sheets(
    public: PublicCatalog, charts: Mapping[str, Drawing]
) -> dict[str, CurrentSheet]:
    """Procedure's id -> its sheet, for those marked 上墙 and in use."""
    ids = (head.id for head in public.heads_of("procedure") if head.index["wall"])
    sheets = ((id, find_current_sheet(public, charts[id])) for id in ids if id in charts)
    return {id: sheet for id, sheet in sheets if sheet}


def find_current_sheet(public: PublicCatalog, drawing: Drawing) -> CurrentSheet | None:
    """The sheet of a procedure; None if it is not for walls or withdrawn."""
    if not drawing.procedure.wall or not drawing.procedure.in_use:
        return None
    lines = make_sheet_words(public, drawing).canonical_lines()
    mark = choose_mark(public, drawing.entry.id, lines)
    editions = editions_of(public, drawing.entry.id)
    edition = next((edition for edition in editions if edition.mark == mark), None)
    return CurrentSheet(drawing.entry, mark, lines, edition)


def find_status(mark: str, current: str) -> SheetStatus:
    """The status of a sheet; ``current`` is the mark of its procedure's sheet today, if any."""
    if not current:
        return SheetStatus.ENDED
    return SheetStatus.IN_FORCE if current == mark else SheetStatus.REPLACED


@dataclass(frozen=True, slots=True)
class MarkStatus:
    """What a reader is told of a sheet with this mark."""

    procedure: str
    mark: str
    status: SheetStatus
    #: the words of the sheet, as far as they may be shown; None: it is not in the ledger
    edition: Edition | None = None
    #: the day of the edition that replaced it
    replaced: PartialDate | None = None


def list_marks(public: PublicCatalog, current: Marks) -> Iterator[tuple[str, str]]:
    """(procedure, mark) of every sheet that may hang somewhere: in the ledger, or today's."""
    heads = public.heads_of("edition")
    registered = {(head.index["procedure"].id, head.index["mark"]): None for head in heads}
    yield from registered
    yield from public.unreleased_marks
    for pair in current.items():
        if pair not in registered and pair not in public.unreleased_marks:
            yield pair


def find_mark_status(
    public: PublicCatalog, procedure: str, mark: str, current: CurrentSheet | None
) -> MarkStatus:
    """The status of one mark; ``current`` is the sheet of its procedure today."""
    status = find_status(mark, current.mark if current else "")
    editions = editions_of(public, procedure)
    edition = next((edition for edition in editions if edition.mark == mark), None)
    replaced = None
    if edition and current and status is SheetStatus.REPLACED:
        replaced = _find_replacement_day(edition, editions, current.registered)
    return MarkStatus(procedure, mark, status, edition, replaced)


def _find_replacement_day(
    edition: Edition, editions: tuple[Edition, ...], current: PartialDate | None
) -> PartialDate | None:
    """The first later registration; else that of today's edition (``current``) if not earlier."""
    later_days = [other.registered for other in editions if other.registered > edition.registered]
    return min(later_days, default=current if current and current >= edition.registered else None)


@dataclass(frozen=True, slots=True)
class HangingSheet:
    """A sheet on a wall and its status."""

    entry: Entry
    posting: Posting
    status: SheetStatus


def list_hanging_sheets(
    records: Records, current: Marks, as_of: datetime.date, procedure: str = ""
) -> tuple[HangingSheet, ...]:
    """The sheets that hang on a day, by place, then by procedure; of one procedure if given."""
    postings = (
        records.entries_naming(procedure, "posting", "procedure")
        if procedure
        else records.entries_of("posting")
    )
    sheets = [
        HangingSheet(
            entry, posting, find_status(posting.mark, current.get(posting.procedure.id, ""))
        )
        for entry in postings
        if isinstance(posting := entry.record, Posting)
        if posting.state is State.PUBLISHED and _hangs(posting, as_of)
    ]
    return tuple(
        sorted(sheets, key=lambda sheet: (sheet.posting.place, sheet.posting.procedure.id))
    )


def _hangs(posting: Posting, as_of: datetime.date) -> bool:
    taken_down = posting.until is not None and posting.until.first <= as_of
    return posting.since.first <= as_of and not taken_down
