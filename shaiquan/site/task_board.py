"""``/tasks/``: what decisions, programmes and inspections want done, and what is late (S0-30)."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import TASKS
from shaiquan.kinds.registry import require_index
from shaiquan.model.decision_terms import TaskState
from shaiquan.model.scalars import PartialDate
from shaiquan.model.topic_tasks import Task
from shaiquan.queries.registers import find_topic_date
from shaiquan.site.list_sections import Drawings, SectionMaker
from shaiquan.site.site_dates import say_as_of
from shaiquan.site.tasks import LONG, Facts, ListPart, Outline
from shaiquan.site.topic_facts import TaskFact, list_task_facts
from shaiquan.views.addresses import record_address
from shaiquan.views.task_cells import TaskKey, make_task_table, place_task
from shaiquan.views.values import Table

require_index("programme", "issued")
require_index("entry", "at")

#: on the pages of posts and bodies the section with their tasks
OWN_TASKS = "topic-tasks"
_URGENT = (TaskState.OVERDUE, TaskState.DUE_SOON)


def outline_tasks(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """The board: what presses, then who has how much to do, then the rest."""
    tasks = sorted(list_task_facts(public, facts), key=_place)
    if not tasks:
        return None
    parts = [part for state in TaskState for part in _list_state(public, tasks, state)]
    numbers = Counter(task.state for task in tasks)
    first = sum(part.id.startswith(anchor_of(state)) for part in parts for state in _URGENT)
    parts[first:first] = (*_count_by_leader(public, tasks), *_count_by_department(public, tasks))
    told = "，".join(f"{state.label} {numbers[state]} 项" for state in TaskState if numbers[state])
    notice = ("info", f"截至{say_as_of(public)}，任务 {len(tasks)} 项：{told}。")
    return Outline(TASKS.page.name, tuple(parts), (notice,))


def _place(task: TaskFact) -> tuple[int, int]:
    return place_task(task.state, datetime.date.fromordinal(task.day) if task.day else None)


def anchor_of(state: TaskState) -> str:
    """The section of the board with the tasks of a state."""
    return f"_{state.value}"


def _list_state(
    public: PublicCatalog, tasks: Sequence[TaskFact], state: TaskState
) -> Iterator[ListPart]:
    """The tasks of a state; on a long board by the year of the decision or the programme."""
    own = [task for task in tasks if task.state is state]
    if own and len(tasks) <= LONG:
        yield _make_part(f"{state.label}（{len(own)} 项）", anchor_of(state), own)
        return
    years: defaultdict[int, list[TaskFact]] = defaultdict(list)
    for task in own:
        date = _find_given_date(public, task.record)
        years[date.year if date else 0].append(task)
    for year in sorted(years, reverse=True):
        name = f"{year}年" if year else "没有日期"
        title = f"{state.label} · {name}定的（{len(years[year])} 项）"
        yield _make_part(title, f"{anchor_of(state)}-{year}", years[year], state.label)


def _find_given_date(public: PublicCatalog, head: Head) -> PartialDate | None:
    """When a topic was decided, a programme issued, or an entry made."""
    if head.kind == "topic":
        return find_topic_date(public, head)
    given: PartialDate | None = head.index["issued" if head.kind == "programme" else "at"]
    return given


def _make_part(title: str, id: str, tasks: Sequence[TaskFact], group: str = "") -> ListPart:
    rows = tuple((task.record.id, task.at) for task in tasks)
    return ListPart("tasks", title, id, rows, group=group, dated=True)


# -- who has how much to do ---------------------------------------------------------------------


def _count_by_leader(public: PublicCatalog, tasks: Sequence[TaskFact]) -> Iterator[ListPart]:
    yield _count_by(public, tasks, "post", "leader", lambda task: task.leader)


def _count_by_department(public: PublicCatalog, tasks: Sequence[TaskFact]) -> Iterator[ListPart]:
    yield _count_by(public, tasks, "body", "department", lambda task: task.department)


def _count_by(
    public: PublicCatalog,
    tasks: Sequence[TaskFact],
    kind: str,
    field: str,
    who: Callable[[TaskFact], str],
) -> ListPart:
    """A row for each who answers for tasks; the total leads to the list on their page."""
    numbers: defaultdict[str, Counter[TaskState]] = defaultdict(Counter)
    for task in tasks:
        head = public.heads.get(who(task))
        numbers[head.id if head and head.in_use else ""][task.state] += 1
    rows = []
    for id in (*(id for id in public.ids_of(kind) if id in numbers), *({""} & {*numbers})):
        cells = (str(numbers[id][state] or "") for state in TaskState)
        total = str(numbers[id].total())
        address = f"{record_address(kind, id)}#{OWN_TASKS}" if id else ""
        name = () if id else ("其他",)
        rows.append((id, *name, *cells, (total, address) if id else total))
    label = Task.label_of(field)
    columns = (label, *(state.label for state in TaskState), "合计")
    return ListPart("counts", f"按{label}", f"_by-{field}", tuple(rows), (columns, ""))


def _make_tasks(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    return make_task_table(public, [TaskKey(*row) for row in part.rows], part.title, part.id)


SECTION_MAKERS: dict[str, SectionMaker] = {"tasks": _make_tasks}
