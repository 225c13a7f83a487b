"""``/supervision/``: the units side by side, and the way to each unit and year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import CALENDAR, INSPECTION, MATRIX, SUPERVISION, TASKS, TIMELINESS
from shaiquan.kinds.registry import GROUPS
from shaiquan.model.common import Record
from shaiquan.model.decision_terms import TaskState
from shaiquan.model.obligation_terms import DueState
from shaiquan.queries.powers import list_used_powers
from shaiquan.queries.relations import group_by_unit, sort_units
from shaiquan.queries.unit_dues import list_unit_dues
from shaiquan.site.entry_summaries import list_entries
from shaiquan.site.frame import has_records
from shaiquan.site.list_sections import Drawings, SectionMaker
from shaiquan.site.meeting_summaries import list_held_meetings
from shaiquan.site.page import count_percent
from shaiquan.site.site_dates import SiteDates, say_as_of
from shaiquan.site.tasks import Facts, ListPart, Outline, PlainValues
from shaiquan.site.timeliness import find_due_reviews
from shaiquan.site.topic_facts import list_task_facts
from shaiquan.site.unit_years import UnitYear, list_unit_years
from shaiquan.views.tables import drop_empty_columns
from shaiquan.views.values import Cell, Table, TableRow, plain

#: how many of how many of a unit
Share = tuple[int, int]
#: heading of a column, where its numbers are explained
_COLUMNS = (
    ("五有一化齐全", f"{MATRIX.page.address}#shares"),
    ("应办按时", CALENDAR.page.address),
    ("任务没有逾期", TASKS.page.address),
    ("纪要按时", ""),
    ("审查在有效期内", f"{TIMELINESS.page.address}#reviews"),
    ("意见办结", ""),
    ("意见按期办结", ""),
)
_NOTE = (
    "各单位按机构的次序排，不是名次：事情多少不同，公开得多的，看得见的缺口也多。"
    "括号里是几项里的几项；没有数的，是没有要算的记录。数的都是公开了的：做了没有公开的，也算没有做到。"
)


def outline_supervision(public: PublicCatalog, facts: Facts, dates: SiteDates) -> Outline | None:
    """The page; None where nothing is due and nothing was entered."""
    if not has_supervision(public):
        return None
    years = list(list_unit_years(public, facts))
    parts = [ListPart("fields", "从这里看", "_ways", more=tuple(_list_ways(public)))]
    if years:
        parts.append(ListPart("fields", "按单位和年份", "_years", more=tuple(map(_link, years))))
    shares = tuple(_plan_shares(public, facts, dates))
    if len(shares) > 1:
        parts.append(ListPart("compared", "各单位对照", "_units", shares))
    notice = ("info", f"截至{say_as_of(public)}。")
    return Outline(SUPERVISION.page.name, tuple(parts), (notice,))


def has_supervision(public: PublicCatalog) -> bool:
    """Whether a list for which the page stands in the navigation has records."""
    return any(has_records(public, section) for section in GROUPS[SUPERVISION.page.name])


def _list_ways(public: PublicCatalog) -> Iterator[PlainValues]:
    """The lists that stand below this page in the navigation, and the pages about them all."""
    for section in GROUPS[SUPERVISION.page.name]:
        if has_records(public, section):
            yield section.title, section.lead, section.address
    if list_unit_dues(public):
        yield CALENDAR.page.title, CALENDAR.page.lead, CALENDAR.page.address
    yield INSPECTION.page.title, INSPECTION.page.lead, INSPECTION.page.address


def _link(year: UnitYear) -> PlainValues:
    missing = sum(item.due.state is DueState.MISSING for item in year.dues)
    words = f"{year.year}年：记事 {len(year.entries)} 条"
    if year.dues:
        words += f"，应办 {len(year.dues)} 次，没有记录 {missing} 次"
    return (year.unit, words, year.address)


# -- the units side by side ---------------------------------------------------------------------


def _plan_shares(public: PublicCatalog, facts: Facts, dates: SiteDates) -> Iterator[PlainValues]:
    """Name of each unit, then a (part, whole) for each column."""
    columns = [group_flags(public, flags) for flags in _list_flags(public, facts, dates)]
    for unit in sort_units(public, columns):
        yield (unit, *(column.get(unit, (0, 0)) for column in columns))


class _Flag(NamedTuple):
    """Whether something of a unit is as it should be."""

    unit_id: str
    good: bool


def group_flags(public: PublicCatalog, flags: Iterable[_Flag]) -> Mapping[str, Share]:
    """Name of the unit -> how many are as they should be, of how many."""
    units = group_by_unit(public, flags)
    return {unit: (sum(one.good for one in own), len(own)) for unit, own in units.items()}


def _list_flags(public: PublicCatalog, facts: Facts, dates: SiteDates) -> Iterator[Iterable[_Flag]]:
    """The flags of each column, in the order of ``_COLUMNS``."""
    yield (_Flag(head.unit_id, all(facts[head.id])) for head in list_used_powers(public))
    yield (
        _Flag(item.unit_id, item.due.state is DueState.DONE)
        for item in list_unit_dues(public)
        if item.due.state is not DueState.OPEN
    )
    yield (
        _Flag(task.record.unit_id, task.state is not TaskState.OVERDUE)
        for task in list_task_facts(public, facts)
    )
    yield (
        _Flag(fact.unit_id, fact.minutes_in_time)
        for fact in list_held_meetings(public, facts)
        if fact.minutes_in_time is not None
    )
    late = {*find_due_reviews(public, dates.reviews)}
    yield (_Flag(public.heads[id].unit_id, id not in late) for id in dates.reviews)
    types = {name for name, row in public.site.entry_types.items() if row.feedback}
    received = [entry for entry in list_entries(public, facts) if entry.type in types]
    yield (_Flag(entry.unit_id, bool(entry.done)) for entry in received)
    yield (
        _Flag(entry.unit_id, entry.was_in_time)
        for entry in received
        if entry.done or entry.is_overdue(public.as_of)
    )


def _make_compared(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    def row(values: PlainValues) -> TableRow:
        unit, *shares = values
        pairs = zip(shares, _COLUMNS, strict=True)
        return TableRow((plain(unit), *(_show_share(share, to) for share, (_, to) in pairs)))

    columns = (Record.label_of("unit"), *(heading for heading, _ in _COLUMNS))
    rows = tuple(map(row, part.rows))
    table = Table(columns, rows, part.title, part.id, _NOTE, look="list")
    return drop_empty_columns(table)


def _show_share(share: Share, address: str) -> Cell:
    done, whole = share
    return plain(f"{count_percent(done, whole)}%（{done}/{whole}）", address) if whole else ()


SECTION_MAKERS: dict[str, SectionMaker] = {"compared": _make_compared}
