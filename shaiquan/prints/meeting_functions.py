"""三会职能簿 (seed 003, S3-01; seed 000, S0-03): which meeting decides what, on what basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import COMPARISON
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
from shaiquan.queries.meetings import entries_of_meetings
from shaiquan.views import tables


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: what it is, what it decides, what is raised to it."""

    name: str
    about: tuple[Block, ...]
    decided: BookletTable | None
    raised: BookletTable | None


@dataclass(frozen=True, slots=True)
class UnitMeetings:
    name: str
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class FunctionBooklet:
    """The booklet; ``edition`` is the content's date."""

    title: str
    unit: str
    edition: str
    example: bool
    units: tuple[UnitMeetings, ...]


def make_function_booklet(public: PublicCatalog) -> FunctionBooklet | None:
    """None where no meeting decides anything."""
    held = entries_of_meetings(public)
    if not held:
        return None
    powers = [each for each in public.of("power") if each.record.review]
    return FunctionBooklet(
        title=COMPARISON.page.title,
        unit=public.site.unit,
        edition=find_content_date(public, powers),
        example=public.site.example,
        units=tuple(
            UnitMeetings(name, tuple(_meetings(public, found))) for name, found in held.items()
        ),
    )


def _meetings(public: PublicCatalog, bodies: Iterable[Entry]) -> Iterator[Meeting]:
    for entry in bodies:
        decided = _used_powers(public, entry, "decider")
        raised = _used_powers(public, entry, "escalates")
        yield Meeting(
            name=entry.record.name,
            about=parse_blocks(entry.record.text, public.counts),
            decided=_grid(public, decided, "承办", "handlers"),
            raised=_grid(public, raised, "平时由谁决定", "decider"),
        )


def _used_powers(public: PublicCatalog, body: Entry, field: str) -> list[Entry]:
    """The powers in use that name a body in a field."""
    return [power for power in public.linking(body.id, "power", field) if power.record.in_use]


def _grid(public: PublicCatalog, powers: list[Entry], label: str, who: str) -> BookletTable | None:
    """The powers with their limits, one column saying who else has to do with them."""
    head = tuple(make_cell(each) for each in ("序号", "权力事项", "权限", label, "依据"))
    rows = tuple(
        (
            make_cell(str(number)),
            make_cell(each.record.name),
            TableCell(convert_cell(tables.field(public, each, "limits"))),
            TableCell(convert_cell(tables.field(public, each, who))),
            make_basis_cell(public, each),
        )
        for number, each in enumerate(powers, 1)
    )
    return BookletTable(size_columns((head, *rows)), (head,), rows) if rows else None
