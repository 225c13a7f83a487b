"""``/inspection/`` 督查一览: what is missing, what is overdue, what is exempt, unit by unit.

For those who inspect, to be printed. It is made of the public catalog, and so tells nothing of
what is withheld.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import INSPECTION
from shaiquan.kinds.registry import KIND
from shaiquan.model.common import Declared, Record
from shaiquan.model.decision_terms import TaskState
from shaiquan.model.obligation_terms import DueState
from shaiquan.problems import parse_severity
from shaiquan.queries.powers import list_used_powers
from shaiquan.queries.relations import group_by_unit, sort_units
from shaiquan.queries.unit_dues import UnitDue, list_unit_dues
from shaiquan.site.due_parts import NOTE, make_dues_part
from shaiquan.site.entry_summaries import EntrySummary, list_entries
from shaiquan.site.matrix import find_gaps
from shaiquan.site.meeting_summaries import MeetingSummary, list_held_meetings
from shaiquan.site.record_groupings import make_records_part
from shaiquan.site.site_dates import SiteDates, say_as_of
from shaiquan.site.tasks import Facts, ListPart, Outline, PlainValues
from shaiquan.site.topic_facts import TaskFact, list_task_facts
from shaiquan.site.unit_years import find_slug

#: columns of the sums: the sections that each adds up
_GAPS, _OVERDUE, _EXEMPT = "缺口", "逾期和没有记录", "不适用"


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is to be told of a unit."""

    name: str
    slug: str
    powers: list[Head]
    dues: list[UnitDue]
    tasks: list[TaskFact]
    entries: list[EntrySummary]
    meetings: list[MeetingSummary]
    exempt: list[Head]


def outline_inspection(public: PublicCatalog, facts: Facts, dates: SiteDates) -> Outline | None:
    """The page; None where the site has neither powers nor anything due."""
    if not (list_used_powers(public) or list_unit_dues(public)):
        return None
    units = [
        (unit, [*_list_sections(public, facts, dates, unit)])
        for unit in _list_units(public, facts, dates)
    ]
    several = len(units) > 1
    parts = [_sum_up([(unit.name, sections) for unit, sections in units])]
    for unit, sections in units:
        group = unit.name if several else ""
        for _, part in sections:
            parts.append(_place(part, group, f"{part.id}-{unit.slug}"))
    parts += _list_site(public)
    what = NOTE if list_unit_dues(public) else "只看公开了的内容。"
    notice = ("info", f"截至{say_as_of(public)}。{what}")
    return Outline(INSPECTION.page.name, tuple(parts), (notice,))


def _place(part: ListPart, group: str, id: str) -> ListPart:
    """A section among those of its unit, with how many rows it has."""
    title = f"{group and f'{group} · '}{part.title}（{len(part.rows)} 项）"
    return ListPart(part.type, title, id, part.rows, part.more, group=group, dated=True)


def _sum_up(units: Iterable[tuple[str, list[tuple[str, ListPart]]]]) -> ListPart:
    """A row for each unit, with the number of each sort."""
    rows = []
    for name, sections in units:
        numbers = (
            sum(len(part.rows) for column, part in sections if column == heading)
            for heading in (_GAPS, _OVERDUE, _EXEMPT)
        )
        rows.append(("", name, *map(str, numbers)))
    columns = (Record.label_of("unit"), _GAPS, _OVERDUE, _EXEMPT)
    return ListPart("counts", "合计", "sums", tuple(rows), (columns, ""))


# -- by unit ------------------------------------------------------------------------------------


def _list_units(public: PublicCatalog, facts: Facts, dates: SiteDates) -> Iterator[_Unit]:
    """The units of which there is anything to look at, in the order of the bodies."""
    powers = group_by_unit(public, list_used_powers(public))
    dues = group_by_unit(public, list_unit_dues(public))
    tasks = group_by_unit(public, list_task_facts(public, facts))
    entries = group_by_unit(public, list_entries(public, facts))
    meetings = group_by_unit(public, list_held_meetings(public, facts))
    exempt = group_by_unit(public, (public.heads[id] for id in dates.exemptions))
    names = sort_units(public, (powers, dues, tasks, entries, meetings, exempt))
    for number, name in enumerate(names, 1):
        own = (
            powers.get(name, []),
            dues.get(name, []),
            tasks.get(name, []),
            entries.get(name, []),
            meetings.get(name, []),
            exempt.get(name, []),
        )
        yield _Unit(name, find_slug(own, number), *own)


def _list_sections(
    public: PublicCatalog, facts: Facts, dates: SiteDates, unit: _Unit
) -> Iterator[tuple[str, ListPart]]:
    """The sections of a unit that have rows, each with the column in which it is summed."""
    found = (
        (_GAPS, _list_gaps(unit, facts)),
        (_OVERDUE, _list_dues(public, unit)),
        (_OVERDUE, _list_tasks(unit)),
        (_OVERDUE, _list_entries(public, unit)),
        (_OVERDUE, _list_minutes(unit)),
        (_EXEMPT, _list_exempt(unit, dates)),
    )
    yield from ((column, part) for column, part in found if part.rows)


def _list_gaps(unit: _Unit, facts: Facts) -> ListPart:
    columns = (KIND["power"].label, "缺什么")
    gaps = tuple(find_gaps(tuple(unit.powers), facts))
    return ListPart("counts", "五有一化的缺口", "_gaps", gaps, (columns, ""))


def _list_dues(public: PublicCatalog, unit: _Unit) -> ListPart:
    missing = [item for item in unit.dues if item.due.state is DueState.MISSING]
    missing.sort(key=lambda item: item.due.deadline)
    return make_dues_part(public, "应办没有记录的", "_dues", missing)


def _list_tasks(unit: _Unit) -> ListPart:
    late = [task for task in unit.tasks if task.state is TaskState.OVERDUE]
    rows = tuple((task.record.id, task.at) for task in sorted(late, key=lambda one: one.day))
    return ListPart("tasks", "逾期的任务", "_tasks", rows)


def _list_entries(public: PublicCatalog, unit: _Unit) -> ListPart:
    late = tuple(one.head.id for one in unit.entries if one.is_overdue(public.as_of))
    return make_records_part(KIND["entry"], "逾期没有办结的", "_entries", late)


def _list_minutes(unit: _Unit) -> ListPart:
    late = tuple(one.head.id for one in unit.meetings if one.minutes_in_time is False)
    return make_records_part(KIND["meeting"], "纪要迟了或者没有公开的会议", "_minutes", late)


def _list_exempt(unit: _Unit, dates: SiteDates) -> ListPart:
    rows = tuple(
        (head.id, what, reason)
        for head in unit.exempt
        for what, reason in dates.exemptions[head.id]
    )
    columns = (Record.label_of("name"), "什么", "原因")
    return ListPart("counts", _EXEMPT, "_exempt", rows, (columns, ""))


# -- of the whole site --------------------------------------------------------------------------


def _list_site(public: PublicCatalog) -> Iterator[ListPart]:
    """What ``site.yml`` says of the whole: numbers not listed in full, changed severities; how
    many records are not public."""
    site = public.site
    numbers: list[PlainValues] = [
        ("", name, str(declared.count), declared.incomplete)
        for name, declared in site.declared.items()
        if declared.incomplete
    ]
    if numbers:
        columns = ("声明", Declared.label_of("count"), Declared.label_of("incomplete"))
        yield ListPart("counts", "声明了、没有列全的", "_declared", tuple(numbers), (columns, ""))
    changed = [(code, parse_severity(word)) for code, word in site.severities.items()]
    severities = tuple(("", code, level.label if level else "不报") for code, level in changed)
    if severities:
        names = ("检查", "改成")
        note = "本站在 site.yml 里改了这些检查的严重程度；各是什么检查，见问题代码表。"
        yield ListPart("counts", "改过严重程度的检查", "_severities", severities, (names, note))
    unreleased = tuple(
        ("", kind.label, str(number))
        for name, number in public.unreleased_counts.items()
        if number and (kind := KIND[name])
    )
    if unreleased:
        kinds = ("清单", "条数")
        yield ListPart("counts", "依法不予公开的", "_unreleased", unreleased, (kinds, ""))
