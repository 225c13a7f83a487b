"""会议职能簿, for a county 三会职能簿 (S3-01, S0-03): which meeting decides what, on what basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import COMPARISON
from shaiquan.model.powers import Power
from shaiquan.prints.blocks import (
    Block,
    BookletTable,
    TableCell,
    convert_cell,
    make_cell,
    size_columns,
)
from shaiquan.prints.booklet_units import find_content_date
from shaiquan.prints.citations import make_basis_cell
from shaiquan.prints.markdown_blocks import parse_blocks
from shaiquan.queries.linked import list_linked_at
from shaiquan.queries.meetings import APPROVES, DECIDES, RAISED, find_entries_of_meetings
from shaiquan.views.cells import field_cell


@dataclass(frozen=True, slots=True)
class MeetingPowers:
    """A meeting: what it is, what it decides, always or by the amount, and what is raised to it."""

    name: str
    about: tuple[Block, ...]
    decided: BookletTable | None
    approved: BookletTable | None
    raised: BookletTable | None


@dataclass(frozen=True, slots=True)
class UnitMeetings:
    name: str
    meetings: tuple[MeetingPowers, ...]


@dataclass(frozen=True, slots=True)
class FunctionBooklet:
    """The booklet; ``edition`` is the date of the content."""

    title: str
    unit: str
    edition: str
    example: bool
    units: tuple[UnitMeetings, ...]


def make_function_booklet(public: PublicCatalog) -> FunctionBooklet | None:
    """None where no meeting decides anything."""
    units = find_entries_of_meetings(public)
    if not units:
        return None
    powers = [power for power in public.entries_of("power") if power.record.review]
    return FunctionBooklet(
        title=COMPARISON.page.title,
        unit=public.site.unit,
        edition=find_content_date(public, powers),
        example=public.site.example,
        units=tuple(
            UnitMeetings(name, tuple(_make_meetings(public, bodies)))
            for name, bodies in units.items()
        ),
    )


def _make_meetings(public: PublicCatalog, bodies: Iterable[Entry]) -> Iterator[MeetingPowers]:
    for entry in bodies:
        decided, approved, raised = (
            list_linked_at(public, entry.id, part) for part in (DECIDES, APPROVES, RAISED)
        )
        yield MeetingPowers(
            name=entry.record.name,
            about=parse_blocks(entry.record.text, public.counts),
            decided=_make_table(public, decided, "handlers", Power.label_of("handlers")),
            approved=_make_table(public, approved, "handlers", Power.label_of("handlers")),
            raised=_make_table(public, raised, "decider", "平时由谁决定"),
        )


def _make_table(
    public: PublicCatalog, powers: Iterable[str], field: str, label: str
) -> BookletTable | None:
    """The powers (ids) with their limits and bases, and ``field`` under the heading ``label``."""
    limits, basis = Power.label_of("limits"), Power.label_of("basis")
    head = tuple(make_cell(heading) for heading in ("序号", "权力事项", limits, label, basis))
    rows = tuple(
        (
            make_cell(str(number)),
            make_cell(power.record.name),
            TableCell(convert_cell(field_cell(public, power, "limits"))),
            TableCell(convert_cell(field_cell(public, power, field))),
            make_basis_cell(public, power),
        )
        for number, power in enumerate(map(public.entries.__getitem__, powers), 1)
    )
    return BookletTable(size_columns((head, *rows)), (head,), rows) if rows else None
