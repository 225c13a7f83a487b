"""What a post or a body has to do: the tasks of decisions, programmes and entries (S0-30)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.page_parts import COUNTED
from shaiquan.kinds.registry import require_index
from shaiquan.kinds.sections import TOPICS
from shaiquan.model.base import Ref
from shaiquan.queries.task_states import WITH_TASKS, list_tasks
from shaiquan.site.frame import has_records
from shaiquan.site.list_sections import Drawings
from shaiquan.site.record_sections import MakeSections, Sections
from shaiquan.site.task_board import OWN_TASKS
from shaiquan.views.cells import make_prose
from shaiquan.views.task_cells import TaskKey, make_task_table, sort_tasks
from shaiquan.views.values import Table

require_index("post", "member", "head")

#: the titles, as descriptors know them
LED, DONE, ASSISTED = "负责的任务", "牵头的任务", "配合的任务"


def _list_of_post(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """The tasks for which a post answers; of one that might have some, that it has none."""
    table = _make_table(public, entry, "leader", LED, OWN_TASKS)
    may_lead = entry.head.index["member"] or entry.head.index["head"]
    if table is None and may_lead and has_records(public, TOPICS):
        yield make_prose(public, "没有待办的任务。", LED, OWN_TASKS)
    yield table


def _list_of_body(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """The tasks that a body carries out, and those with which it helps."""
    yield _make_table(public, entry, "department", DONE, OWN_TASKS)
    yield _make_table(public, entry, "partners", ASSISTED, f"{OWN_TASKS}-assisted")


def _make_table(
    public: PublicCatalog, entry: Entry, field: str, title: str, id: str
) -> Table | None:
    keys = sort_tasks(public, _find_tasks(public, entry.id, field))
    counted = title + COUNTED.format(count=len(keys))
    return make_task_table(public, keys, counted, id, (field,)) if keys else None


def _find_tasks(public: PublicCatalog, id: str, field: str) -> Iterator[TaskKey]:
    """The tasks of topics, programmes and entries in use that name a record in a field."""
    for kind in WITH_TASKS:
        for other in public.entries_naming(id, kind, f"tasks.{field}"):
            for index, task in enumerate(list_tasks(other.record)):
                named = getattr(task, field)
                refs = (named,) if isinstance(named, Ref) else named or ()
                if id in {ref.id for ref in refs}:
                    yield TaskKey(other.id, index)


CUSTOM_SECTIONS: dict[str, MakeSections] = {
    "tasks_of_post": _list_of_post,
    "tasks_of_body": _list_of_body,
}
