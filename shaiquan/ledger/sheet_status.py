"""What a printed sheet is worth today: 现行, 已被取代 or 已停用 (S4-19).

Asked of every mark that a sheet may bear: that of today's words, and those that the ledger
holds. Pure; the day comes with the public catalog.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from shaiquan.content.catalog import Entry, Records
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.sheet_words import make_sheet_words
from shaiquan.model.ledger import Edition, Posting
from shaiquan.model.marks import mark_of
from shaiquan.model.scalars import When
from shaiquan.model.terms import SheetStatus, State
from shaiquan.queries.editions import editions_of
from shaiquan.views.flowcharts import Drawing


@dataclass(frozen=True, slots=True)
class CurrentSheet:
    """The sheet of a procedure as it is today; ``edition`` where it is registered."""

    entry: Entry
    mark: str
    lines: tuple[str, ...]
    edition: Edition | None

    @property
    def registered(self) -> When | None:
        return self.edition.registered if self.edition else None


class Marked(Protocol):
    """What bears the mark of today."""

    @property
    def mark(self) -> str: ...


CurrentSheets = Mapping[str, CurrentSheet]
#: procedure's id -> what bears the mark of its sheet today
Marks = Mapping[str, Marked]


def list_current_sheets(
    public: PublicCatalog, charts: Mapping[str, Drawing]
) -> dict[str, CurrentSheet]:
    """Procedure's id -> its sheet, for those marked 上墙 and in use."""
    walls = (head.id for head in public.heads_of("procedure") if head.more["wall"])
    found = ((id, find_current_sheet(public, charts[id])) for id in walls if id in charts)
    return {id: each for id, each in found if each}


def find_current_sheet(public: PublicCatalog, drawn: Drawing) -> CurrentSheet | None:
    """The sheet of a procedure; None where none is to hang."""
    if not drawn.procedure.wall or not drawn.procedure.in_use:
        return None
    lines = make_sheet_words(public, drawn).canonical()
    mark = mark_of(lines)
    own = {each.mark: each for each in editions_of(public, drawn.entry.id)}
    return CurrentSheet(drawn.entry, mark, lines, own.get(mark))


def status_of(chart: str, mark: str, current: Marks) -> SheetStatus:
    """Of the sheet of procedure ``chart`` that bears ``mark``."""
    if chart not in current:
        return SheetStatus.ENDED
    return SheetStatus.IN_FORCE if current[chart].mark == mark else SheetStatus.REPLACED


@dataclass(frozen=True, slots=True)
class MarkStatus:
    """What whoever has a sheet with this mark is told."""

    chart: str
    mark: str
    standing: SheetStatus
    #: the words of the sheet as far as they may be shown; None: nothing was registered
    edition: Edition | None = None
    #: the day by which another edition had taken its place
    replaced: When | None = None


def list_marks(public: PublicCatalog, current: Marks) -> Iterator[tuple[str, str]]:
    """(procedure, mark) of each sheet that may hang somewhere: of the ledger and of today."""
    heads = public.heads_of("edition")
    held = {(head.more["procedure"].id, head.more["mark"]): None for head in heads}
    yield from held
    yield from public.silent
    for chart, each in current.items():
        if (chart, each.mark) not in held and (chart, each.mark) not in public.silent:
            yield chart, each.mark


def find_mark_status(
    public: PublicCatalog, chart: str, mark: str, current: CurrentSheets
) -> MarkStatus:
    """What is said of one mark; ``current`` need hold the sheet of its procedure alone."""
    worth, held = status_of(chart, mark, current), editions_of(public, chart)
    edition = next((each for each in held if each.mark == mark), None)
    since = None
    if edition and worth is SheetStatus.REPLACED:
        since = _replaced(edition, held, current[chart].registered)
    return MarkStatus(chart, mark, worth, edition, since)


def _replaced(edition: Edition, held: tuple[Edition, ...], new: When | None) -> When | None:
    """The first later registration, or today's edition (``new``) if it is as old."""
    later = [each.registered for each in held if each.registered > edition.registered]
    return min(later, default=new if new and new >= edition.registered else None)


@dataclass(frozen=True, slots=True)
class HangingSheet:
    """A sheet on a wall, and whether it is still to hang there."""

    entry: Entry
    posting: Posting
    standing: SheetStatus


def list_hanging_sheets(
    records: Records, current: Marks, as_of: datetime.date, chart: str = ""
) -> tuple[HangingSheet, ...]:
    """The sheets that hang on a day, by place, then by chart; of one ``chart`` or of all."""
    postings = records.linking(chart, "posting", "procedure") if chart else records.of("posting")
    found = [
        HangingSheet(entry, each, status_of(each.procedure.id, each.mark, current))
        for entry in postings
        if isinstance(each := entry.record, Posting)
        if each.state is State.PUBLISHED and _hangs(each, as_of)
    ]
    return tuple(sorted(found, key=lambda each: (each.posting.place, each.posting.procedure.id)))


def _hangs(posting: Posting, as_of: datetime.date) -> bool:
    down = posting.until is not None and posting.until.first <= as_of
    return posting.since.first <= as_of and not down
