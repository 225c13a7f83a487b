"""The tasks of decisions, programmes and entries: dates, progress, what is overdue (S0-30)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, INFO, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import Path
from shaiquan.model.topic_tasks import Progress, Task
from shaiquan.model.topics import Topic
from shaiquan.queries.decisions import find_decision
from shaiquan.queries.task_states import (
    TASK_HOLDERS,
    WHOLE,
    TaskHolder,
    find_done_day,
    is_overdue,
    sort_progress,
    was_done_late,
)


@check(
    "task-before-decision",
    ERROR,
    "S0-30, S1-19, S2-13",
    subject=Topic,
    states=IN_USE,
    zh="任务“{task}”的“{field}”{date}比{day}的决定还早",
    en="'{field}' of the task '{task}' ({date}) is before the decision of {day}",
    mend="改正日期；突发事件先处置的，写 临机处置",
    mend_en="correct the date, or write 临机处置 where somebody acted first",
    example="时限: 2026-05-01（2026-05-11 才决定）",
)
def find_tasks_before_decisions(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    decision = find_decision(catalog, topic)
    if not decision or not decision.day or topic.emergency:
        return
    for index, task in enumerate(topic.tasks):
        for path, label, date in list_dates(task):
            if date.last < decision.day:
                words = {"task": task.task, "field": label, "date": date}
                day = PartialDate.of_day(decision.day)
                yield entry.location("tasks", index, *path), {**words, "day": day}


def list_dates(task: Task) -> Iterator[tuple[Path, str, PartialDate]]:
    """Place, label and value of each date of a task."""
    for name in ("deadline", "done"):
        if date := getattr(task, name):
            yield (name,), Task.label_of(name), date
    for index, step in enumerate(task.progress):
        yield ("progress", index, "at"), Task.label_of("progress"), step.at


@check(
    "progress-beyond-whole",
    ERROR,
    "S0-30",
    subject=TASK_HOLDERS,
    states=IN_USE,
    zh="任务“{task}”写着完成 {percent}%，最多是 100%",
    en="the task '{task}' is {percent} per cent done; there are but 100",
    mend="写 0 到 100 的数",
    mend_en="write a number from 0 to 100",
    example="进度: [{日期: 2026-07-01, 完成: 160}]",
)
def find_progress_beyond_whole(
    catalog: Catalog, entry: Entry, holder: TaskHolder
) -> Iterator[Violation]:
    for index, task in enumerate(holder.tasks):
        for step, progress in enumerate(task.progress):
            if (progress.percent or 0) > WHOLE:
                location = entry.location("tasks", index, "progress", step, "percent")
                yield location, {"task": task.task, "percent": progress.percent}


@check(
    "progress-backwards",
    WARNING,
    "S0-30",
    subject=TASK_HOLDERS,
    states=IN_USE,
    zh="任务“{task}”{date}完成 {percent}%，比以前的 {before}% 还少",
    en="the task '{task}' was {percent} per cent done on {date}, less than {before} before",
    mend="改正数字或者日期；任务变了、要从头做的，另写一项任务",
    mend_en="correct the number or the date; where the task changed, write another one",
    example="进度: [{日期: 2026-07-01, 完成: 60}, {日期: 2026-08-01, 完成: 40}]",
)
def find_progress_that_goes_back(
    catalog: Catalog, entry: Entry, holder: TaskHolder
) -> Iterator[Violation]:
    for index, task in enumerate(holder.tasks):
        for earlier, later in itertools.pairwise(sort_progress(task)):
            if (later.percent or 0) < (earlier.percent or 0):
                words = {"task": task.task, "date": later.at, "percent": later.percent}
                place = ("progress", _find_place(task, later), "percent")
                location = entry.location("tasks", index, *place)
                yield location, {**words, "before": earlier.percent}


def _find_place(task: Task, progress: Progress) -> int:
    return next(index for index, step in enumerate(task.progress) if step is progress)


@check(
    "task-done-not-whole",
    WARNING,
    "S0-30",
    subject=TASK_HOLDERS,
    states=IN_USE,
    zh="任务“{task}”{done}做完了，进度最后写的却是百分之{percent}",
    en="the task '{task}' was done on {done}, but its last progress is {percent} per cent",
    mend="补写最后一次 进度，完成: 100；没有做完的，删去 完成日期",
    mend_en="add the last progress with 100, or drop 完成日期",
    example="{完成日期: 2026-09-20, 进度: [{日期: 2026-09-20, 完成: 80}]}",
)
def find_done_tasks_that_are_not(
    catalog: Catalog, entry: Entry, holder: TaskHolder
) -> Iterator[Violation]:
    for index, task in enumerate(holder.tasks):
        steps = sort_progress(task)
        if task.done and steps and (steps[-1].percent or 0) < WHOLE:
            words = {"task": task.task, "done": task.done, "percent": steps[-1].percent}
            yield entry.location("tasks", index, "done"), words


@check(
    "finished-with-open-tasks",
    WARNING,
    "S0-30, S4-22",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”{finished}办结了，任务“{task}”还没有做完",
    en="'{name}' was closed on {finished}, but its task '{task}' is not done",
    mend="给任务写 完成日期；没有做完的，删去议题的 办结",
    mend_en="write 完成日期 of the task, or drop 办结",
    example="办结: 2026-11-20（分解里的一项没有 完成日期，进度也不到 100）",
)
def find_closed_topics_with_open_tasks(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    if not topic.finished or topic.finished.first > catalog.as_of:
        return
    for task in topic.tasks:
        if not find_done_day(task, catalog.as_of):
            words = {"name": topic.name, "finished": topic.finished, "task": task.task}
            yield entry.location("finished"), words
            return


@check(
    "task-overdue",
    INFO,
    "S0-30, S1-19",
    subject=TASK_HOLDERS,
    states=IN_USE,
    zh="任务“{task}”应当{deadline}前做完，到{today}还没有写做完",
    en="the task '{task}' was due on {deadline} and is not done by {today}",
    mend="做完了的写 完成日期；没有做完的，在 进度 里写办到了哪一步",
    mend_en="write 完成日期 if it is done, else how far it is in 进度",
    example="时限: 2026-06-30（没有 完成日期，进度到 60）",
)
def find_overdue_tasks(catalog: Catalog, entry: Entry, holder: TaskHolder) -> Iterator[Violation]:
    today = catalog.as_of
    for index, task in enumerate(holder.tasks):
        if is_overdue(task, today):
            words = {"task": task.task, "deadline": task.deadline}
            location = entry.location("tasks", index, "deadline")
            yield location, {**words, "today": PartialDate.of_day(today)}


@check(
    "task-done-late",
    INFO,
    "S0-30, S1-19",
    subject=TASK_HOLDERS,
    states=IN_USE,
    zh="任务“{task}”应当{deadline}前做完，{done}才做完",
    en="the task '{task}' was due on {deadline} and done on {done}",
    mend="日期写错的，改正；确实迟了的，不用改，网页上写 逾期完成",
    mend_en="correct the date if it is wrong; what was late is shown as late",
    example="时限: 2026-06-30\n完成日期: 2026-07-20",
)
def find_tasks_done_late(catalog: Catalog, entry: Entry, holder: TaskHolder) -> Iterator[Violation]:
    """Of a deadline before the decision another check tells."""
    decision = find_decision(catalog, holder) if isinstance(holder, Topic) else None
    day = decision.day if decision else None
    for index, task in enumerate(holder.tasks):
        due = task.deadline.last if task.deadline else None
        if was_done_late(task, catalog.as_of) and not (day and due and due < day):
            done = find_done_day(task, catalog.as_of)
            words = {"task": task.task, "deadline": task.deadline, "done": done}
            yield entry.location("tasks", index, "done" if task.done else "deadline"), words
