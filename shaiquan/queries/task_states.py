"""How far a task of a decision is on a day (S0-30, S1-19)."""

from __future__ import annotations

import datetime

from shaiquan.model.topic_tasks import Progress, Task

#: 完成 of what is done
WHOLE = 100


def sort_progress(task: Task) -> list[Progress]:
    """What is written with a number, the earliest first."""
    told = (step for step in task.progress if step.percent is not None)
    return sorted(told, key=lambda step: step.at.first)


def is_overdue(task: Task, day: datetime.date) -> bool:
    """Whether its deadline has passed and nothing says when it was done."""
    return bool(task.deadline and task.deadline.last < day and not task.done)
