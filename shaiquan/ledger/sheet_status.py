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
from shaiquan.ledger.sheet_words import make_earlier_words, make_sheet_words
from shaiquan.model.ledger import Edition, Posting
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import SheetStatus, State
from shaiquan.queries.editions import choose_mark, editions_of, list_registered_marks
from shaiquan.views.flowcharts import Drawing

require_index("procedure", "wall")
require_index("posting", "procedure", "mark")


@dataclass(frozen=True, slots=True)
class CurrentSheet:
    """The sheet of a procedure as it is today; ``edition`` where it may be read in the ledger.

    ``earlier``: the same in the form that sheets had before; ``earlier_mark`` is its mark, if such
    a sheet was registered. It says nothing that is not true, so it stays in force.
    """

    entry: Entry
    mark: str
    lines: tuple[str, ...]
    edition: Edition | None
    is_registered: bool = False
    earlier: tuple[str, ...] = ()
    earlier_mark: str = ""

    @property
    def registered(self) -> PartialDate | None:
        return self.edition.registered if self.edition else None

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks of the sheets that are in force; the first is that of a sheet printed today."""
        return (self.mark, self.earlier_mark) if self.earlier_mark else (self.mark,)


#: what stands in place of the edition, on paper and on the page of a mark
NOT_REGISTERED = "未登记"
#: procedure's id -> the marks of its sheets that are in force, first that of one printed today
Marks = Mapping[str, tuple[str, ...]]


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
    id, words = drawing.entry.id, make_sheet_words(public, drawing)
    lines = words.canonical_lines()
    earlier = make_earlier_words(public, drawing, words).canonical_lines()
    mark, earlier_mark = (choose_mark(public, id, form) for form in (lines, earlier))
    editions = editions_of(public, id)
    return CurrentSheet(
        drawing.entry,
        mark,
        lines,
        edition=next((edition for edition in editions if edition.mark == mark), None),
        is_registered=is_registered(public, id, mark),
        earlier=earlier,
        earlier_mark=earlier_mark
        if earlier_mark != mark and is_registered(public, id, earlier_mark)
        else "",
    )


def is_registered(public: PublicCatalog, procedure: str, mark: str) -> bool:
    """Whether a sheet is in the ledger, even where nothing more may be said of its edition."""
    known = list_registered_marks(public, procedure)
    return mark in known or (procedure, mark) in public.unreleased_marks


def find_status(mark: str, current: tuple[str, ...]) -> SheetStatus:
    """The status of a sheet; ``current`` are the marks in force of its procedure, if any."""
    if not current:
        return SheetStatus.ENDED
    return SheetStatus.IN_FORCE if mark in current else SheetStatus.REPLACED


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
    is_registered: bool = True


def list_marks(public: PublicCatalog, current: Marks) -> Iterator[tuple[str, str]]:
    """(procedure, mark) of every sheet that may hang somewhere: in the ledger, or today's."""
    heads = public.heads_of("edition")
    registered = {(head.index["procedure"].id, head.index["mark"]): None for head in heads}
    yield from registered
    yield from public.unreleased_marks
    for pair in ((id, marks[0]) for id, marks in current.items()):
        if pair not in registered and pair not in public.unreleased_marks:
            yield pair


def find_mark_status(
    public: PublicCatalog, procedure: str, mark: str, current: CurrentSheet | None
) -> MarkStatus:
    """The status of one mark; ``current`` is the sheet of its procedure today."""
    status = find_status(mark, current.marks if current else ())
    editions = editions_of(public, procedure)
    edition = next((edition for edition in editions if edition.mark == mark), None)
    replaced = None
    if edition and current and status is SheetStatus.REPLACED:
        replaced = _find_replacement_day(edition, editions, current.registered)
    known = edition is not None or is_registered(public, procedure, mark)
    return MarkStatus(procedure, mark, status, edition, replaced, known)


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
            entry, posting, find_status(posting.mark, current.get(posting.procedure.id, ()))
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
