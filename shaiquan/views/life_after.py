"""The life of a topic from its decision on: tasks, publication, evaluation, the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from shaiquan.model.decision_terms import TopicState
from shaiquan.model.scalars import PartialDate
from shaiquan.model.topic_tasks import PublicationStages, Task
from shaiquan.model.topics import Topic
from shaiquan.queries.decisions import Decision
from shaiquan.queries.task_states import find_done_day, was_done_late
from shaiquan.queries.workdays import keeps_bound
from shaiquan.views.cells import make_row, part_cell
from shaiquan.views.lives import (
    DECISION,
    EVALUATED,
    EXECUTED,
    FEEDBACK,
    FINISHED,
    LATE,
    PUBLISHED,
    TASKS,
    Life,
    PlacedStep,
    to_cell,
)
from shaiquan.views.task_progress import is_late
from shaiquan.views.values import Inline, Line


def list_after(life: Life) -> Iterator[PlacedStep]:
    """What comes with a decision and after it; of a topic that was rejected, nothing."""
    if life.state is TopicState.REJECTED:
        return
    if life.decision:
        yield _tell_of_decision(life, life.decision)
    elif not (life.is_over or life.hides("deliberations") or life.meets_in_private):
        yield life.expect(DECISION, Topic.label_of("decision"))
    if life.decision or not life.is_over:
        yield from _list_tasks(life)
        yield from _list_publication(life)
        yield from _list_end(life)


def _tell_of_decision(life: Life, decision: Decision) -> PlacedStep:
    row = None if life.hides("decision") else make_row(life.public, life.entry, "decision")
    at = PartialDate.of_day(decision.day) if decision.day else None
    return life.place(DECISION, Topic.label_of("decision"), at, row.cell if row else ())


# -- tasks --------------------------------------------------------------------------------------


def _list_tasks(life: Life) -> Iterator[PlacedStep]:
    topic = life.topic
    if topic.tasks:
        yield from _list_progress(life)
        for index, task in enumerate(topic.tasks):
            yield from _tell_of_task(life, task, index)
    elif topic.no_tasks:
        row = make_row(life.public, life.entry, "no_tasks")
        yield life.skip(TASKS, "分解任务", row.cell if row else ())
    elif not (life.hides("tasks") or life.hides("no_tasks")):
        yield life.expect(TASKS, "分解任务", is_due=life.decision is not None)


def _list_progress(life: Life) -> Iterator[PlacedStep]:
    """What was done on a day, a line for each task; the day that ended one is told with its end."""
    days: defaultdict[PartialDate, list[Line]] = defaultdict(list)
    for index, task in enumerate(life.topic.tasks):
        done = find_done_day(task, life.public.as_of)
        for step in task.progress:
            if step.at == done:
                continue
            said = f"：完成 {step.percent}%" if step.percent is not None else ""
            note = f"。{step.note}" if step.note else ""
            name = _name_task(life, task, index)
            days[step.at].append((*name, Inline(f"{said}{note}")))
    for at, lines in days.items():
        yield life.place(TASKS, "落实进展", at, to_cell(*lines))


def _tell_of_task(life: Life, task: Task, index: int) -> Iterator[PlacedStep]:
    """That a task was done, or by when it is to be."""
    path = ("tasks", index)
    who = life.say(task, path, "leader", "department")
    said = to_cell(_name_task(life, task, index), who)
    if done := find_done_day(task, life.public.as_of):
        notes = [step.note for step in task.progress if step.at == done and step.note]
        said = to_cell(*said, *((Inline(note),) for note in notes))
        late = was_done_late(task, life.public.as_of)
        yield life.place(TASKS, "任务逾期完成" if late else "任务办完", done, said)
    elif task.deadline:
        late = is_late(life.public, life.entry, index)
        what, state = ("任务到期，没有办完", LATE) if late else ("任务到期", "")
        yield life.place(TASKS, what, task.deadline, said, state=state)


def _name_task(life: Life, task: Task, index: int) -> Line:
    return part_cell(life.public, life.entry, task, ("tasks", index), "task")[0]


# -- publication and the end --------------------------------------------------------------------

_STAGES = {
    "decision": (PUBLISHED, "公布决定"),
    "execution": (EXECUTED, "公布执行情况"),
    "feedback": (FEEDBACK, "公布结果和反馈"),
}


def _list_publication(life: Life) -> Iterator[PlacedStep]:
    """When each of the three was published; a decision that is exempt says on which basis."""
    topic = life.topic
    stages = topic.publication or PublicationStages()
    if topic.exempt:
        row = make_row(life.public, life.entry, "exempt")
        yield life.skip(PUBLISHED, "公布决定", row.cell if row else ())
    for name, (rank, what) in _STAGES.items():
        if at := getattr(stages, name):
            yield life.place(rank, what, at)
        elif not (topic.exempt or life.hides("exempt") or life.hides("publication")):
            is_due = _is_decision_due(life) if name == "decision" else _is_carried_out(life)
            yield life.expect(rank, what, is_due)


def _is_decision_due(life: Life) -> bool:
    """Whether the time in which a decision is to be published has passed."""
    decision, today = life.decision, life.public.as_of
    if decision is None or decision.day is None:
        return False
    return keeps_bound(life.public, decision.publish_limit, decision.day, today) is False


def _is_carried_out(life: Life) -> bool:
    """Whether all tasks are done, or the topic is: then there is something to tell of."""
    tasks, today = life.topic.tasks, life.public.as_of
    is_done = bool(tasks) and all(find_done_day(task, today) for task in tasks)
    return bool(life.decision) and (is_done or life.topic.finished is not None)


def _list_end(life: Life) -> Iterator[PlacedStep]:
    topic = life.topic
    for index, item in enumerate(topic.evaluation):
        label = Topic.label_of("evaluation")
        yield life.tell(EVALUATED, label, item, ("evaluation", index), "by", "finding")
    if topic.finished:
        yield life.place(FINISHED, Topic.label_of("finished"), topic.finished)
    elif not (life.hides("finished") or life.hides("evaluation")):
        if not topic.evaluation:
            yield life.expect(EVALUATED, Topic.label_of("evaluation"))
        yield life.expect(FINISHED, Topic.label_of("finished"))
