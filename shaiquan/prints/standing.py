"""What a printed sheet is worth today: 现行, 已被取代 or 已停用 (S4-19).

Asked of every mark that a sheet may bear: that of today's words, and those that the ledger
holds. Pure; the day comes with the public catalog.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shaiquan.catalog import Entry, Records
from shaiquan.model.ledger import Edition, Posting
from shaiquan.model.scalars import When
from shaiquan.model.terms import Standing, State
from shaiquan.pages.charts import Drawing
from shaiquan.prints.marks import mark_of
from shaiquan.prints.matter import matter
from shaiquan.release import PublicCatalog


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of a procedure as it is today; ``edition`` where it is registered."""

    entry: Entry
    mark: str
    lines: tuple[str, ...]
    edition: Edition | None

    @property
    def registered(self) -> When | None:
        return self.edition.registered if self.edition else None


Sheets = Mapping[str, Sheet]


def sheets(public: PublicCatalog, charts: Mapping[str, Drawing]) -> dict[str, Sheet]:
    """Procedure's id -> its sheet, for those marked 上墙 and in use."""
    walls = (head.id for head in public.heads_of("procedure") if head.more["wall"])
    drawn = (charts[id] for id in walls if id in charts)
    found = ((each.entry.id, sheet(public, each)) for each in drawn)
    return {id: each for id, each in found if each}


def sheet(public: PublicCatalog, drawn: Drawing) -> Sheet | None:
    """The sheet of one procedure; None where it is not meant for walls."""
    if not drawn.procedure.wall or drawn.procedure.state is State.WITHDRAWN:
        return None
    lines = matter(public, drawn).canonical()
    mark, id = mark_of(lines), drawn.entry.id
    held = (each.record for each in public.linking(id, "edition", "procedure"))
    editions = {each.mark: each for each in held if isinstance(each, Edition)}
    return Sheet(drawn.entry, mark, lines, editions.get(mark))


def standing(chart: str, mark: str, current: Sheets) -> Standing:
    """Of the sheet of procedure ``chart`` that bears ``mark``."""
    if chart not in current:
        return Standing.ENDED
    return Standing.IN_FORCE if current[chart].mark == mark else Standing.REPLACED


@dataclass(frozen=True, slots=True)
class Answer:
    """What whoever has a sheet with this mark is told."""

    chart: str
    mark: str
    standing: Standing
    #: the words of the sheet as far as they may be shown; None: nothing was registered
    edition: Edition | None = None
    #: the day by which another edition had taken its place
    replaced: When | None = None


def answers(public: PublicCatalog, current: Sheets) -> Iterator[Answer]:
    """Each mark of the ledger and of today, once."""
    held = [edition for _, edition in public.records(Edition)]
    for each in held:
        chart, mark = each.procedure.id, each.mark
        worth = standing(chart, mark, current)
        since = _replaced(each, held, current) if worth is Standing.REPLACED else None
        yield Answer(chart, mark, worth, each, since)
    for chart, mark in public.silent:
        yield Answer(chart, mark, standing(chart, mark, current))
    for chart, sheet in current.items():
        if sheet.edition is None and (chart, sheet.mark) not in public.silent:
            yield Answer(chart, sheet.mark, Standing.IN_FORCE)


def _replaced(edition: Edition, held: list[Edition], current: Sheets) -> When | None:
    """The first later registration, or today's edition if it is as old."""
    others = [each for each in held if each.procedure.id == edition.procedure.id]
    later = [each.registered for each in others if each.registered > edition.registered]
    new = current[edition.procedure.id].registered
    return min(later, default=new if new and new >= edition.registered else None)


@dataclass(frozen=True, slots=True)
class Hanging:
    """A sheet on a wall, and whether it is still to hang there."""

    entry: Entry
    posting: Posting
    standing: Standing


def hanging(records: Records, current: Sheets, as_of: datetime.date) -> tuple[Hanging, ...]:
    """The sheets that hang on a day, by place, then by chart."""
    return _hanging(records.of("posting"), current, as_of)


def hanging_of(
    records: Records, chart: str, current: Sheets, as_of: datetime.date
) -> tuple[Hanging, ...]:
    """Those of one procedure."""
    return _hanging(records.linking(chart, "posting", "procedure"), current, as_of)


def _hanging(
    entries: tuple[Entry, ...], current: Sheets, as_of: datetime.date
) -> tuple[Hanging, ...]:
    postings = [(each, each.record) for each in entries if isinstance(each.record, Posting)]
    found = [
        Hanging(entry, each, standing(each.procedure.id, each.mark, current))
        for entry, each in postings
        if each.state is State.PUBLISHED and _hangs(each, as_of)
    ]
    return tuple(sorted(found, key=lambda each: (each.posting.place, each.posting.procedure.id)))


def _hangs(posting: Posting, as_of: datetime.date) -> bool:
    down = posting.until is not None and posting.until.first <= as_of
    return posting.since.first <= as_of and not down
