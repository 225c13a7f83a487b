"""Where a task stands on the as-of date, in words, as far as may be told (S0-30)."""

from __future__ import annotations

import datetime

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.decision_terms import TaskState
from shaiquan.model.topic_tasks import Task
from shaiquan.queries.task_states import find_done_day, is_overdue, list_tasks, was_done_late
from shaiquan.views.cells import part_cell
from shaiquan.views.values import Cell, Inline, Line

#: a task is due soon if so many days are left
_SOON = datetime.timedelta(days=30)


def anchor_of_task(index: int) -> str:
    """The row of a task on the page of its record."""
    return f"_task-{index + 1}"


def find_task_state(public: PublicCatalog, entry: Entry, index: int) -> TaskState:
    """Where a task stands; of one whose end may not be told, that it is under way."""
    task = task_of(entry, index)
    if find_done_day(task, public.as_of):
        return TaskState.DONE
    if is_late(public, entry, index):
        return TaskState.OVERDUE
    if task.deadline and public.as_of <= task.deadline.last <= public.as_of + _SOON:
        return TaskState.DUE_SOON
    return TaskState.UNDER_WAY


def task_of(entry: Entry, index: int) -> Task:
    return list_tasks(entry.record)[index]


def is_open(public: PublicCatalog, entry: Entry, index: int) -> bool:
    """Whether a task is not done, as far as may be told."""
    hidden = public.withheld.get(entry.id, {}).keys()
    may_tell = hidden.isdisjoint(("tasks", index, name) for name in ("done", "progress"))
    return may_tell and find_done_day(task_of(entry, index), public.as_of) is None


def is_late(public: PublicCatalog, entry: Entry, index: int) -> bool:
    """Whether a task is overdue, as far as may be told."""
    return is_open(public, entry, index) and is_overdue(task_of(entry, index), public.as_of)


def show_progress(public: PublicCatalog, entry: Entry, index: int, task: Task) -> Cell:
    """How much of a task is done; that it is late on the as-of date, or was done late."""
    path = ("tasks", index)
    if task.done:
        done = part_cell(public, entry, task, path, "done")
        was_late = was_done_late(task, public.as_of)
        end = Inline("逾期完成", tone="gap") if was_late else Inline("办完", tone="in-force")
        return ((end, Inline("　"), *done[0]),)
    steps = [step for step in task.progress if step.at.first <= public.as_of]
    last = max(steps, key=lambda step: step.at, default=None)
    said = "还没有进展"
    if last:
        said = f"{last.at}：" + (f"完成 {last.percent}%" if last.percent is not None else last.note)
    late = mark_late(task, public.as_of) if is_late(public, entry, index) else ()
    return ((Inline(said), *late),)


def mark_late(task: Task, as_of: datetime.date) -> Line:
    """By how many days a task is late; nothing where it is not."""
    if not (task.deadline and is_overdue(task, as_of)):
        return ()
    return (Inline(f"逾期 {(as_of - task.deadline.last).days} 天", tone="gap"),)
