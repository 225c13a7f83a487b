"""What tables and pages say of a programme: how its tasks go, its phases, its picture (S4-32)."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.decision_terms import TaskState
from shaiquan.model.programmes import Programme, ProgrammeTask
from shaiquan.queries.task_states import WHOLE, find_done_day, sort_progress
from shaiquan.views.cells import part_cell
from shaiquan.views.gantt_pictures import PlannedTask, Span
from shaiquan.views.task_progress import (
    anchor_of_task,
    find_task_state,
    is_late,
    show_progress,
)
from shaiquan.views.values import Cell, Inline, Table, TableRow, words_of

#: the columns of 推进表 beside 完成情况
_COLUMNS = (
    *("phase", "category", "task", "leader", "department"),
    *("partners", "standard", "start", "deadline"),
)
_DONE = "完成情况"
#: above the tasks of no phase
_OTHERS = "不分阶段"


def programme_of(entry: Entry) -> Programme:
    assert isinstance(entry.record, Programme)
    return entry.record


def show_programme_progress(public: PublicCatalog, entry: Entry) -> Cell:
    """How many tasks are done, and how many are late."""
    programme = programme_of(entry)
    if not programme.in_use or not programme.tasks:
        return ()
    states = count_states(public, entry)
    done = Inline(f"{len(programme.tasks)} 项，办完 {states[TaskState.DONE]} 项")
    late = states[TaskState.OVERDUE]
    return ((done, *((Inline(f"逾期 {late} 项", tone="gap"),) if late else ())),)


def count_states(public: PublicCatalog, entry: Entry) -> Counter[TaskState]:
    """How many tasks stand where."""
    places = range(len(programme_of(entry).tasks))
    return Counter(find_task_state(public, entry, index) for index in places)


def say_current_phase(public: PublicCatalog, entry: Entry) -> str:
    """The phase in which the as-of date lies, the next one, or that all are over."""
    phases = programme_of(entry).phases
    for phase in sorted(phases, key=lambda phase: phase.since):
        if phase.until.last >= public.as_of:
            ahead = "，还没有开始" if phase.since.first > public.as_of else ""
            return f"{phase.name}（{phase.since}至{phase.until}）{ahead}"
    return "各阶段都已结束" if phases else ""


def make_programme_table(public: PublicCatalog, entry: Entry) -> Table:
    """推进表: a task a row, with what is done of it."""
    rows = []
    for index, task in enumerate(programme_of(entry).tasks):
        cells = (part_cell(public, entry, task, ("tasks", index), name) for name in _COLUMNS)
        progress = show_progress(public, entry, index, task)
        rows.append(TableRow((*cells, progress), anchor_of_task(index)))
    columns = (*(ProgrammeTask.label_of(name) for name in _COLUMNS), _DONE)
    return Table(columns, tuple(rows), lead=_COLUMNS.index("task"))


# -- over time ----------------------------------------------------------------------------------


def list_planned(public: PublicCatalog, entry: Entry) -> Iterator[PlannedTask]:
    """The phases, each with its tasks; then those of no phase."""
    programme = programme_of(entry)
    tasks = [*enumerate(programme.tasks)]
    for phase in programme.phases:
        span = _make_span(phase.since.first, phase.until.last)
        yield PlannedTask(phase.name, span, is_phase=True)
        own = [(index, task) for index, task in tasks if task.phase == phase.name]
        for index, task in own:
            yield _plan_task(public, entry, index, task, span)
        tasks = [pair for pair in tasks if pair not in own]
    if tasks and programme.phases:
        yield PlannedTask(_OTHERS, None, is_phase=True)
    since = programme.issued.first if programme.issued else None
    for index, task in tasks:
        day = task.deadline.last if task.deadline else None
        yield _plan_task(public, entry, index, task, _make_span(since or day, day))


def _plan_task(
    public: PublicCatalog, entry: Entry, index: int, task: ProgrammeTask, around: Span | None
) -> PlannedTask:
    """A task from its beginning to its deadline, or else those of what is ``around`` it."""
    first = task.start.first if task.start else around and around.first
    last = task.deadline.last if task.deadline else around and around.last
    done = find_done_day(task, public.as_of)
    late = None
    if task.deadline and (done or is_late(public, entry, index)):
        late = _make_span(
            task.deadline.last + datetime.timedelta(days=1), done.first if done else public.as_of
        )
    words = _say_task(public, entry, index, task)
    return PlannedTask(words, _make_span(first, last), find_percent(public, task), late)


def _make_span(first: datetime.date | None, last: datetime.date | None) -> Span | None:
    """None where an end is not known, or comes first."""
    return Span(first, last) if first and last and first <= last else None


def find_percent(public: PublicCatalog, task: ProgrammeTask) -> int:
    """How much of a task is done on the as-of date."""
    if find_done_day(task, public.as_of):
        return WHOLE
    steps = [step for step in sort_progress(task) if step.at.first <= public.as_of]
    return (steps[-1].percent or 0) if steps else 0


def _say_task(public: PublicCatalog, entry: Entry, index: int, task: ProgrammeTask) -> str:
    """Where it stands, so that no colour says it alone, and what it is."""
    name = words_of(part_cell(public, entry, task, ("tasks", index), "task"))
    state = find_task_state(public, entry, index)
    percent = find_percent(public, task)
    said = f" {percent}%" if 0 < percent < WHOLE else ""
    return f"【{state.label}{said}】{name}" if state is not TaskState.UNDER_WAY or said else name
