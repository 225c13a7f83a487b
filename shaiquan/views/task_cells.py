"""Tasks of topics, programmes and entries: their day, their order, tables of them (S0-30)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.model.decision_terms import TaskState
from shaiquan.model.topic_tasks import Task
from shaiquan.queries.task_states import find_done_day
from shaiquan.views.cells import part_cell
from shaiquan.views.record_links import link_with_state
from shaiquan.views.tables import make_rows
from shaiquan.views.task_progress import (
    anchor_of_task,
    find_task_state,
    show_progress,
    task_of,
)
from shaiquan.views.values import Cell, Inline, Table, TableRow

#: fields of a task that have a column, and the column with its progress
PROGRESS = "progress"
COLUMNS = ("task", "deadline", PROGRESS, "leader", "department", "standard")
#: the column with the topic or the programme of a task
ORIGIN = "出自"
_STATES = [*TaskState]


class TaskKey(NamedTuple):
    """A task: its topic, programme or entry, and its place among the tasks there."""

    record: str
    at: int


def find_task_day(public: PublicCatalog, task: Task) -> datetime.date | None:
    """The day by which tasks of a state stand in order: when it was done, or has to be."""
    if done := find_done_day(task, public.as_of):
        return done.first
    return task.deadline.last if task.deadline else None


def place_task(state: TaskState, day: datetime.date | None) -> tuple[int, int]:
    """What is late comes first, the longest overdue before all; of what is done the latest."""
    number = day.toordinal() if day else datetime.date.max.toordinal()
    return _STATES.index(state), -number if state is TaskState.DONE else number


def sort_tasks(public: PublicCatalog, keys: Iterable[TaskKey]) -> list[TaskKey]:
    """Tasks in the order of :func:`place_task`."""

    def place(key: TaskKey) -> tuple[int, int]:
        entry = public.entries[key.record]
        day = find_task_day(public, task_of(entry, key.at))
        return place_task(find_task_state(public, entry, key.at), day)

    return sorted(keys, key=place)


def task_address(kind: str, id: str, index: int) -> str:
    """Where a task stands on the page of its record."""
    return f"{KIND[kind].address(id)}#{anchor_of_task(index)}"


def make_task_table(
    public: PublicCatalog,
    keys: Sequence[TaskKey],
    title: str,
    id: str,
    leave_out: tuple[str, ...] = (),
) -> Table:
    """Tasks, each with where it comes from; a phone leaves the standard to the page of that."""
    shown = [name for name in COLUMNS if name not in leave_out]

    def row(key: TaskKey) -> TableRow:
        entry = public.entries[key.record]
        cells = (_make_cell(public, entry, key.at, name) for name in shown)
        return TableRow((*cells, link_with_state(entry)))

    headings = (*(Task.label_of(name) for name in shown), ORIGIN)
    minor = tuple(at for at, name in enumerate(shown) if name == "standard")
    return Table(headings, make_rows(keys, row), title, id, look="list dated", minor=minor)


def _make_cell(public: PublicCatalog, entry: Entry, index: int, name: str) -> Cell:
    task = task_of(entry, index)
    if name == PROGRESS:
        return show_progress(public, entry, index, task)
    cell = part_cell(public, entry, task, ("tasks", index), name)
    if name == "task" and cell and not cell[0][0].tone:
        return ((Inline(cell[0][0].text, task_address(entry.kind.name, entry.id, index)),),)
    return cell
