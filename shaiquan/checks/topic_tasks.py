"""Tasks of decisions, programmes and entries: that there are some, who leads, by when (S0-30)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.topic_origins import list_leaders
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.kinds.registry import require_index
from shaiquan.model.entries import DatedEntry
from shaiquan.model.programmes import Programme, ProgrammeTask
from shaiquan.model.scalars import PartialDate, day_of
from shaiquan.model.topic_tasks import Task
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import list_members
from shaiquan.queries.decisions import find_decision
from shaiquan.queries.task_states import TASK_HOLDERS, TaskHolder
from shaiquan.queries.tenures import was_filled

require_index("post", "member", "head")

#: what every task says, unless a programme says which
_NEEDED = ("leader", "department", "standard", "deadline")
#: the same of what an inspection found: the fault itself says what is to be mended
_NEEDED_TO_MEND = ("department", "deadline")


@check(
    "decision-without-tasks",
    WARNING,
    "S0-30, S1-19, S2-13",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”通过了，没有分解任务，也没有写 无需分解",
    en="'{name}' was passed, but has no tasks and does not say why it needs none",
    mend="写 分解:，一项任务一条；用不着分解的，写 无需分解: 和原因",
    mend_en="write 分解, or 无需分解 with the reason",
    example="结果: 通过（没有 分解，也没有 无需分解）",
)
def find_decisions_without_tasks(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    decision = find_decision(catalog, topic)
    if decision and not topic.tasks and not topic.no_tasks:
        location = entry.location("deliberations", decision.index, "outcome")
        yield location, {"name": topic.name}


@check(
    "tasks-and-none-needed",
    ERROR,
    "S0-30",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”写了 无需分解，又分解了 {number} 项任务",
    en="'{name}' says that it needs no tasks, and has {number}",
    mend="删去 无需分解，或者删去 分解",
    mend_en="drop 无需分解 or 分解",
    example="无需分解: 一次办完（又写了 分解）",
)
def find_needless_tasks(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    if topic.tasks and topic.no_tasks:
        yield entry.location("no_tasks"), {"name": topic.name, "number": len(topic.tasks)}


@check(
    "task-incomplete",
    WARNING,
    "S0-30, S0-31, S1-19",
    subject=TASK_HOLDERS,
    states=IN_USE,
    zh="任务“{task}”没有写{missing}",
    en="the task '{task}' lacks {missing}",
    mend="补写：谁负责、哪个单位牵头、做到什么样、什么时候做完",
    mend_en="say who leads it, which department does it, the standard and the deadline",
    example="分解: [{任务: 完成选址, 责任领导: 常务副县长}]（没有 责任单位、标准、时限）",
)
def find_incomplete_tasks(
    catalog: Catalog, entry: Entry, holder: TaskHolder
) -> Iterator[Violation]:
    needed = _list_needed(holder)
    for index, task in enumerate(holder.tasks):
        missing = [
            label
            for name, label in needed
            if not getattr(task, name) and not (name == "progress" and _lies_ahead(catalog, task))
        ]
        if missing:
            words = {"task": task.task, "missing": "、".join(missing)}
            yield entry.location("tasks", index, "task"), words


def _lies_ahead(catalog: Catalog, task: Task) -> bool:
    """Whether a task has not begun: then there is no progress to tell of."""
    start = task.start if isinstance(task, ProgrammeTask) else None
    return start is not None and start.first > catalog.as_of


def _list_needed(holder: TaskHolder) -> list[tuple[str, str]]:
    """What each task says, by name and label; a programme may name it itself (要素)."""
    if isinstance(holder, Programme) and holder.elements:
        return [(element.value, element.label) for element in holder.elements]
    needed = _NEEDED_TO_MEND if isinstance(holder, DatedEntry) else _NEEDED
    return [(name, Task.label_of(name)) for name in needed]


# -- who answers for a task ---------------------------------------------------------------------


@check(
    "task-by-another-leader",
    WARNING,
    "S0-30, S1-19, S1-34",
    subject=Topic,
    states=IN_USE,
    zh="任务“{task}”由“{leader}”负责，这个议题的权力事项由“{owners}”负责",
    en="the task '{task}' is led by '{leader}', the powers of the topic by '{owners}'",
    mend="谁分管、谁负责：改正 责任领导；有意让别人负责的，写 另行指定: 和原因",
    mend_en="name who governs the area, or write 另行指定 with the reason",
    example="责任领导: 宣传部长（事项的领域由常务副县长分管）",
)
def find_tasks_of_other_leaders(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    owners = list_leaders(catalog, topic)
    for index, task in enumerate(topic.tasks):
        led_by = task.leader.id if task.leader and not task.other_leader else ""
        if led_by and owners and led_by not in owners:
            names = "、".join(catalog.heads[id].short_name for id in owners)
            words = {"task": task.task, "leader": catalog.heads[led_by].short_name}
            yield entry.location("tasks", index, "leader"), {**words, "owners": names}


@check(
    "task-not-led-by-member",
    WARNING,
    "S1-19, S1-34",
    subject=Topic,
    states=IN_USE,
    zh="任务“{task}”的责任领导“{leader}”不是班子成员，也不是决定它的会议的成员",
    en="the task '{task}' is led by '{leader}', no member of a leading group or of the meeting",
    mend="责任领导 写班子成员；由部门负责人负责的，写 责任单位，或者写 另行指定: 和原因",
    mend_en="name a member, or write 另行指定 with the reason",
    example="责任领导: 办事员（没有写 班子成员: 是，会议类型的 成员 里也没有）",
)
def find_tasks_of_no_member(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    """Where who answers for its powers is known, another check asks for them."""
    decision = find_decision(catalog, topic)
    members = list_members(catalog, decision.type) if decision and decision.type else ()
    for index, task in enumerate(() if list_leaders(catalog, topic) else topic.tasks):
        post = catalog.heads.get(task.leader.id) if task.leader and not task.other_leader else None
        if post and not (post.index["member"] or post.index["head"] or post.id in members):
            words = {"task": task.task, "leader": post.short_name}
            yield entry.location("tasks", index, "leader"), words


@check(
    "task-leader-vacant",
    WARNING,
    "S0-30, S1-05",
    subject=TASK_HOLDERS,
    states=IN_USE,
    zh="任务“{task}”交给“{leader}”，{day}这个岗位没有人在任",
    en="the task '{task}' was given to '{leader}', a post that nobody held on {day}",
    mend="改正 责任领导，或者补上这个岗位那时的 任职",
    mend_en="correct 责任领导, or add the tenure of that day",
    example="责任领导: 副书记（副书记的任职从决定以后才开始）",
)
def find_tasks_of_vacant_posts(
    catalog: Catalog, entry: Entry, holder: TaskHolder
) -> Iterator[Violation]:
    if not (given := _find_given_day(catalog, holder)):
        return
    for index, task in enumerate(holder.tasks):
        if task.leader and was_filled(catalog, task.leader.id, given) is False:
            words = {
                "task": task.task,
                "leader": task.leader.text,
                "day": PartialDate.of_day(given),
            }
            yield entry.location("tasks", index, "leader"), words


def _find_given_day(catalog: Catalog, holder: TaskHolder) -> datetime.date | None:
    """When the tasks were given: decided, issued, or told."""
    if isinstance(holder, Programme):
        return day_of(holder.issued)
    if isinstance(holder, DatedEntry):
        return day_of(holder.at)
    decision = find_decision(catalog, holder)
    return decision.day if decision else None
