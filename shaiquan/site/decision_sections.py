"""The sections of a topic's page: where it stands, its life, its votes, its tasks."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.model.deliberations import Deliberation
from shaiquan.model.topic_tasks import Task
from shaiquan.model.topics import Topic
from shaiquan.queries.registers import sort_newest_first
from shaiquan.site.list_sections import Drawings
from shaiquan.site.record_sections import MakeSections, Sections
from shaiquan.views import tables
from shaiquan.views.cells import make_cell, make_row, part_cell
from shaiquan.views.life_line import make_life_line
from shaiquan.views.task_progress import anchor_of_task, show_progress
from shaiquan.views.topic_cells import describe_topic_state
from shaiquan.views.values import Cell, Fields, Inline, Line, Row, Table, TableRow, plain
from shaiquan.views.vote_cells import say_ballots, say_vote


def _summarize_topic(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """Where it stands, what was decided, how it was voted on, who presented it."""
    topic = _topic_of(entry)
    rows = [Row("进展", describe_topic_state(public, entry))]
    if decision := make_row(public, entry, "decision"):
        rows.append(decision)
    votes = tuple(
        line
        for index, item in enumerate(topic.deliberations)
        for line in _say(public, entry, index, item)
    )
    rows += [Row("表决", votes)] if votes else []
    presenters = tuple(_list_presenters(public, entry))
    rows += [Row("汇报", presenters)] if presenters else []
    yield Fields(tuple(row for row in rows if row.cell), "现在到哪一步", "summary")


def _topic_of(entry: Entry) -> Topic:
    assert isinstance(entry.record, Topic)
    return entry.record


def _say(public: PublicCatalog, entry: Entry, index: int, item: Deliberation) -> Cell:
    """The vote in a sentence that begins with the meeting, so that one sees at once who decided."""
    vote = say_vote(public, entry, index, item)
    if not vote:
        return ()
    outcome = part_cell(public, entry, item, ("deliberations", index), "outcome")
    end = (Inline("，"), *outcome[0]) if outcome else ()
    meeting = (*make_cell(public, item.meeting)[0], Inline("："))
    return ((*meeting, *vote[0], *end, Inline("。")),)


def _list_presenters(public: PublicCatalog, entry: Entry) -> Iterator[Line]:
    """Who presented it, each with the reason where it was somebody else's."""
    said = set()
    for index, item in enumerate(_topic_of(entry).deliberations):
        path = ("deliberations", index)
        who = part_cell(public, entry, item, path, "presenter")
        why = part_cell(public, entry, item, path, "substitute")
        line = (*(who[0] if who else ()), *((Inline("（"), *why[0], Inline("）")) if why else ()))
        if line and line not in said:
            said.add(line)
            yield line


def _show_life(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    yield make_life_line(public, entry)


def _show_ballots(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """Of each vote by name who voted how."""
    rows = tuple(
        TableRow((plain(word), (line,), make_cell(public, item.meeting)))
        for index, item in enumerate(_topic_of(entry).deliberations)
        for word, line in say_ballots(public, entry, index, item)
    )
    columns = ["表决", KIND["post"].label, KIND["meeting"].label]
    if len({row.cells[-1] for row in rows}) == 1:
        rows = tuple(TableRow(row.cells[:-1]) for row in rows)
        columns.pop()
    yield Table(tuple(columns), rows, "记名表决", "votes") if rows else None


def _list_alternatives(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    label = Topic.label_of("alternatives")
    texts = enumerate(_topic_of(entry).alternatives, 1)
    rows = tuple(Row(f"{label} {number}", plain(text)) for number, text in texts)
    yield Fields(rows, label, "alternatives") if rows else None


def _list_opinions(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """Who was asked, and what became of the opinion."""
    yield tables.make_part_table(public, entry, "consultations")


#: what is said of a task beside its progress
_OF_TASK = ("task", "leader", "department", "partners", "standard", "deadline")


def _list_tasks(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    tasks = _topic_of(entry).tasks
    if not tasks:
        return
    rows = []
    for index, task in enumerate(tasks):
        cells = (part_cell(public, entry, task, ("tasks", index), name) for name in _OF_TASK)
        progress = show_progress(public, entry, index, task)
        rows.append(TableRow((*cells, progress), anchor_of_task(index)))
    columns = (*(Task.label_of(name) for name in _OF_TASK), "进度")
    table = Table(columns, tuple(rows), f"任务（{len(rows)} 项）", "tasks")
    yield tables.drop_empty_columns(table)


def _link_topic(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """The powers that it exercises, and the topics that it amends."""
    topic = _topic_of(entry)
    powers = [ref.id for ref in topic.powers if ref.id]
    yield tables.make_record_table(public, KIND["power"], powers, "行使的权力事项", "powers")
    amended = sort_newest_first(public, (ref.id for ref in topic.amends if ref.id))
    yield tables.make_record_table(public, KIND["topic"], amended, "变更的议题", "amends")


CUSTOM_SECTIONS: dict[str, MakeSections] = {
    "topic_summary": _summarize_topic,
    "topic_life": _show_life,
    "topic_votes": _show_ballots,
    "topic_alternatives": _list_alternatives,
    "topic_opinions": _list_opinions,
    "topic_tasks": _list_tasks,
    "topic_links": _link_topic,
}
