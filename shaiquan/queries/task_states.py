"""How far a task of a decision is on a day (S0-30, S1-19)."""

from __future__ import annotations

import datetime

from shaiquan.model.topic_tasks import Progress, Task

#: 完成 of what is done
WHOLE = 100


def find_last_progress(task: Task, day: datetime.date) -> Progress | None:
    """The last progress that is written by a day, and that says how much."""
    told = [step for step in sort_progress(task) if step.at.first <= day]
    return told[-1] if told else None


def sort_progress(task: Task) -> list[Progress]:
    """What is written with a number, the earliest first."""
    told = (step for step in task.progress if step.percent is not None)
    return sorted(told, key=lambda step: step.at.first)


def is_done(task: Task, day: datetime.date) -> bool:
    """Whether a task is done by a day: it says so, or all of it is."""
    if task.done:
        return task.done.first <= day
    last = find_last_progress(task, day)
    return last is not None and (last.percent or 0) >= WHOLE


def is_overdue(task: Task, day: datetime.date) -> bool:
    """Whether its deadline has passed and it is not done."""
    return task.deadline is not None and task.deadline.last < day and not is_done(task, day)
