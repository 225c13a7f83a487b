"""A unit in a year: what was due of it, its entries and meetings; what its pages share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import SUPERVISION
from shaiquan.kinds.registry import require_index
from shaiquan.queries.relations import OfUnit, group_by_unit, sort_units
from shaiquan.queries.unit_dues import UnitDue, list_unit_dues
from shaiquan.site.entry_summaries import EntrySummary, list_entries
from shaiquan.site.meeting_summaries import MeetingSummary, list_held_meetings
from shaiquan.site.tasks import Facts

require_index("entry", "at")

D = TypeVar("D", UnitDue, EntrySummary, MeetingSummary)
#: a number, or one that leads to a section with just so many rows
Number = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class UnitYear:
    """What is known of a unit in a year."""

    unit: str
    slug: str
    year: int
    dues: tuple[UnitDue, ...]
    entries: tuple[EntrySummary, ...]
    meetings: tuple[MeetingSummary, ...]

    @property
    def title(self) -> str:
        return f"{self.unit}：{self.year}年执行和监督"

    @property
    def address(self) -> str:
        return f"{SUPERVISION.page.address}{self.slug}/"


def list_unit_years(public: PublicCatalog, facts: Facts) -> Iterator[UnitYear]:
    """Each unit with a page, the latest year first; a year with meetings alone has none."""
    dues = group_by_unit(public, list_unit_dues(public))
    entries = group_by_unit(public, list_entries(public, facts))
    meetings = group_by_unit(public, list_held_meetings(public, facts))
    for number, unit in enumerate(sort_units(public, (dues, entries)), 1):
        due, entered, held = (
            _group_by_year(dues.get(unit, ())),
            _group_by_year(entries.get(unit, ())),
            _group_by_year(meetings.get(unit, ())),
        )
        for year in sorted({*due, *entered}, reverse=True):
            own = (due.get(year, ()), entered.get(year, ()), held.get(year, ()))
            slug = f"{find_slug(own, number)}-{year}"
            yield UnitYear(unit, slug, year, *own)


def find_slug(groups: Iterable[Iterable[OfUnit]], number: int) -> str:
    """The id of the unit to which all belong; its number where they name none."""
    ids = {item.unit_id for group in groups for item in group} - {""}
    return ids.pop() if len(ids) == 1 else str(number)


def _group_by_year(items: Iterable[D]) -> dict[int, tuple[D, ...]]:
    years: defaultdict[int, list[D]] = defaultdict(list)
    for item in items:
        years[item.year].append(item)
    return {year: tuple(own) for year, own in years.items()}


def link_number(year: UnitYear, number: int, anchor: str) -> Number:
    """A number that leads to a section of the page; 0 leads nowhere."""
    return (str(number), f"{year.address}#{anchor}") if number else str(number)


def group_types(year: UnitYear) -> dict[str, list[EntrySummary]]:
    """The entries by type, the latest first."""
    types: defaultdict[str, list[EntrySummary]] = defaultdict(list)
    for entry in sorted(year.entries, key=lambda one: one.head.index["at"], reverse=True):
        types[entry.type].append(entry)
    return types


def anchor_of(public: PublicCatalog, type: str) -> str:
    """The section with the entries of a type, by its place among 记事类型."""
    types = [*public.site.entry_types]
    return f"_type-{types.index(type) + 1 if type in types else 0}"


def list_months(public: PublicCatalog, year: UnitYear) -> range:
    """The months of a year up to the as-of date."""
    return range(1, public.as_of.month + 1 if year.year == public.as_of.year else 13)
