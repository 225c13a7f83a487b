"""Programmes: phases one after the other, tasks within theirs, filed where they are to be (S4-23).

What every task says, how far it is and when it is late is asked by ``topic_tasks`` and
``task_progress``, of decisions and programmes alike; the declared number by ``declared``.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.task_progress import list_dates
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.programmes import Phase, Programme, ProgrammeTask
from shaiquan.model.scalars import PartialDate
from shaiquan.queries.task_states import find_done_day

_DAY = datetime.timedelta(days=1)


@check(
    "phases-apart",
    ERROR,
    "S4-23",
    subject=Programme,
    states=IN_USE,
    zh="阶段“{before}”{until}结束，“{name}”{since}才开始，中间空着",
    en="the phase '{before}' ends on {until}, and '{name}' begins only on {since}",
    mend="阶段要一个接一个：“{name}”从{expected}开始",
    mend_en="let '{name}' begin on {expected}",
    example="阶段: [{名称: 排查, 从: 2026-05-15, 至: 2026-06-25}, {名称: 规范, 从: 2026-07-01, …}]",
)
def find_phases_apart(catalog: Catalog, entry: Entry, programme: Programme) -> Iterator[Violation]:
    for index, (before, phase) in enumerate(itertools.pairwise(programme.phases), 1):
        if phase.since.first > before.until.last + _DAY:
            yield entry.location("phases", index, "since"), _describe_pair(before, phase)


@check(
    "phases-overlap",
    ERROR,
    "S4-23",
    subject=Programme,
    states=IN_USE,
    zh="阶段“{before}”{until}才结束，“{name}”{since}就开始了",
    en="the phase '{before}' ends on {until}, and '{name}' begins as early as {since}",
    mend="阶段不能重叠，也要依次写：“{name}”从{expected}开始",
    mend_en="write them in order, and let '{name}' begin on {expected}",
    example="阶段: [{名称: 排查, 从: 2026-05-15, 至: 2026-06-25}, {名称: 规范, 从: 2026-06-25, …}]",
)
def find_overlapping_phases(
    catalog: Catalog, entry: Entry, programme: Programme
) -> Iterator[Violation]:
    for index, (before, phase) in enumerate(itertools.pairwise(programme.phases), 1):
        if phase.since.last <= before.until.first:
            yield entry.location("phases", index, "since"), _describe_pair(before, phase)


def _describe_pair(before: Phase, phase: Phase) -> dict[str, object]:
    expected = PartialDate.of_day(before.until.last + _DAY)
    days = {"until": before.until, "since": phase.since, "expected": expected}
    return {"before": before.name, "name": phase.name, **days}


@check(
    "phase-before-issue",
    ERROR,
    "S4-23",
    subject=Programme,
    states=IN_USE,
    zh="“{name}”{issued}才印发，阶段“{phase}”{since}就开始了",
    en="'{name}' was issued on {issued}, but its phase '{phase}' begins on {since}",
    mend="改正印发日期，或者阶段开始的日期",
    mend_en="correct 印发日期, or the beginning of the phase",
    example="印发日期: 2026-05-15\n阶段: [{名称: 排查, 从: 2026-05-01, 至: 2026-06-25}]",
)
def find_phases_before_issue(
    catalog: Catalog, entry: Entry, programme: Programme
) -> Iterator[Violation]:
    if programme.issued and programme.phases:
        first = programme.phases[0]
        if first.since.last < programme.issued.first:
            words = {"name": programme.name, "issued": programme.issued}
            location = entry.location("phases", 0, "since")
            yield location, {**words, "phase": first.name, "since": first.since}


@check(
    "unknown-phase",
    WARNING,
    "S4-32",
    subject=Programme,
    states=IN_USE,
    zh="任务“{task}”的阶段“{phase}”，方案里没有{suggestion}",
    en="the programme has no phase '{phase}', named by the task '{task}'{suggestion}",
    mend="写 阶段 里的一个名称，或者在 阶段 里补上它",
    mend_en="name one of its phases, or add this one",
    example="阶段: [{名称: 风险排查, …}]\n任务: [{任务: 逐岗填表, 阶段: 排查风险}]",
)
def find_unknown_phases(
    catalog: Catalog, entry: Entry, programme: Programme
) -> Iterator[Violation]:
    names = [phase.name for phase in programme.phases]
    for index, task in enumerate(programme.tasks):
        if task.phase and task.phase not in names:
            words = {"task": task.task, "phase": task.phase}
            suggestion = suggest_spelling(task.phase, names)
            yield entry.location("tasks", index, "phase"), {**words, "suggestion": suggestion}


@check(
    "task-outside-phase",
    ERROR,
    "S4-32",
    subject=Programme,
    states=IN_USE,
    zh="任务“{task}”的“{field}”{date}不在阶段“{phase}”（{since}至{until}）里",
    en="'{field}' of '{task}' ({date}) is outside its phase '{phase}' ({since} to {until})",
    mend="改正日期，或者改正任务的 阶段",
    mend_en="correct the date, or 阶段 of the task",
    example="{任务: 逐岗填表, 阶段: 风险排查, 时限: 2026-07-10}（这个阶段到 2026-06-25）",
)
def find_tasks_outside_phases(
    catalog: Catalog, entry: Entry, programme: Programme
) -> Iterator[Violation]:
    phases = {phase.name: phase for phase in programme.phases}
    for index, task in enumerate(programme.tasks):
        phase = phases.get(task.phase)
        for field in ("start", "deadline") if phase else ():
            date = getattr(task, field)
            if phase and date and _is_outside(date, phase):
                words = {"task": task.task, "field": ProgrammeTask.label_of(field), "date": date}
                days = {"since": phase.since, "until": phase.until}
                location = entry.location("tasks", index, field)
                yield location, {**words, "phase": phase.name, **days}


def _is_outside(date: PartialDate, phase: Phase) -> bool:
    """Whether it lies before the phase or after it, for sure."""
    return date.last < phase.since.first or date.first > phase.until.last


@check(
    "task-before-start",
    WARNING,
    "S4-23",
    subject=Programme,
    states=IN_USE,
    zh="任务“{task}”{start}才开始，“{field}”写的却是{date}",
    en="the task '{task}' begins on {start}, but its '{field}' is of {date}",
    mend="改正 开始，或者改正这个日期",
    mend_en="correct 开始, or this date",
    example="{任务: 逐项验收, 开始: 2026-12-01, 进度: [{日期: 2026-11-20, 完成: 10}]}",
)
def find_tasks_before_their_start(
    catalog: Catalog, entry: Entry, programme: Programme
) -> Iterator[Violation]:
    for index, task in enumerate(programme.tasks):
        for path, label, date in list_dates(task) if task.start else ():
            if task.start and path != ("deadline",) and date.last < task.start.first:
                words = {"task": task.task, "start": task.start, "field": label, "date": date}
                yield entry.location("tasks", index, *path), words


@check(
    "phase-with-open-tasks",
    WARNING,
    "S4-23, S4-32",
    subject=Programme,
    states=IN_USE,
    zh="阶段“{phase}”{until}结束了，还有 {number} 项任务没有写做完：{tasks}",
    en="the phase '{phase}' ended on {until} with {number} open tasks: {tasks}",
    mend="做完了的写 完成日期；没有做完的，写清 进度，或者放到后面的阶段",
    mend_en="write 完成日期, or 进度, or move them to a later phase",
    example="阶段: [{名称: 风险排查, 至: 2026-06-25, …}]（它的一项任务没有 完成日期）",
)
def find_phases_with_open_tasks(
    catalog: Catalog, entry: Entry, programme: Programme
) -> Iterator[Violation]:
    for index, phase in enumerate(programme.phases):
        own = [task for task in programme.tasks if task.phase == phase.name]
        names = [task.task for task in own if not find_done_day(task, catalog.as_of)]
        if names and phase.until.last < catalog.as_of:
            words = {"phase": phase.name, "until": phase.until, "number": len(names)}
            yield entry.location("phases", index, "until"), {**words, "tasks": "、".join(names)}


@check(
    "not-filed",
    WARNING,
    "S4-24",
    subject=Programme,
    states=IN_USE,
    zh="“{name}”要报{office}备案，没有写哪一天报的",
    en="'{name}' is to be filed with {office}, but does not say when it was",
    mend="报了的，在 备案 里写 日期 和 文号；用不着备案的，删去 备案",
    mend_en="write 日期 and 文号 under 备案, or drop it",
    example="备案: {机关: 市纪委}",
)
def find_programmes_not_filed(
    catalog: Catalog, entry: Entry, programme: Programme
) -> Iterator[Violation]:
    filing = programme.filing
    if filing and not filing.at:
        words = {"name": programme.name, "office": filing.office}
        yield entry.location("filing", "office"), words
