"""The tasks of a decision, a programme or an entry: how far each is on a day (S0-30, S0-31)."""

from __future__ import annotations

import datetime

from shaiquan.model.common import Record
from shaiquan.model.entries import DatedEntry
from shaiquan.model.programmes import Programme
from shaiquan.model.scalars import PartialDate
from shaiquan.model.topic_tasks import Progress, Task
from shaiquan.model.topics import Topic

#: the records that have tasks: their types, and the names of their kinds
TaskHolder = Topic | Programme | DatedEntry
TASK_HOLDERS: tuple[type[TaskHolder], ...] = (Topic, Programme, DatedEntry)
WITH_TASKS = ("topic", "programme", "entry")
#: 完成 of what is done
WHOLE = 100


def list_tasks(record: Record) -> tuple[Task, ...]:
    """The tasks of a record; of one of another kind, or that was withdrawn, none."""
    return record.tasks if isinstance(record, TaskHolder) and record.in_use else ()


def sort_progress(task: Task) -> list[Progress]:
    """What is written with a number, the earliest first."""
    told = (step for step in task.progress if step.percent is not None)
    return sorted(told, key=lambda step: step.at.first)


def find_done_day(task: Task, day: datetime.date) -> PartialDate | None:
    """When a task was done: as it says, else since when all of it was, by a day."""
    whole = (
        step.at
        for step in sort_progress(task)
        if step.at.first <= day and (step.percent or 0) >= WHOLE
    )
    return task.done or next(whole, None)


def is_overdue(task: Task, day: datetime.date) -> bool:
    """Whether its deadline has passed and it is not done."""
    passed = task.deadline is not None and task.deadline.last < day
    return passed and find_done_day(task, day) is None


def was_done_late(task: Task, day: datetime.date) -> bool:
    """Whether it was done, by a day, after its deadline for sure."""
    done = find_done_day(task, day)
    return bool(done and task.deadline and done.first > task.deadline.last)
