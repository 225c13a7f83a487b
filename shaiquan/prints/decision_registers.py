"""决定登记册: what a body decided in a year, as a table (S1-30)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.model.decision_terms import Outcome
from shaiquan.model.topics import Topic
from shaiquan.prints.blocks import BookletColumn, TableCell, convert_cell, make_cell
from shaiquan.prints.booklet_units import find_content_date
from shaiquan.prints.wide_tables import RowGroup, TablePart, WideTable
from shaiquan.queries.registers import (
    Register,
    find_final_index,
    find_final_meeting,
    find_topic_date,
    list_registered,
)
from shaiquan.views import cells
from shaiquan.views.values import Cell
from shaiquan.views.vote_cells import say_vote

TITLE = "决定登记册"
_HEAD = (
    *("序号", "日期", KIND["meeting"].label, KIND["topic"].label, Topic.label_of("type")),
    *(Topic.label_of("decision"), "表决", "责任领导", "公布"),
)
_COLUMNS = (
    BookletColumn(3.2, False),
    BookletColumn(9.2, False),
    BookletColumn(10, True),
    BookletColumn(14, True),
    BookletColumn(6.5, False),
    BookletColumn(25, True),
    BookletColumn(11, True),
    BookletColumn(9, True),
    BookletColumn(9, True),
)


def make_register(public: PublicCatalog, register: Register) -> WideTable | None:
    """The register; None where nothing is entered in it."""
    topics = [public.entries[id] for id in list_registered(public, register)]
    if not topics:
        return None
    name = f"{public.heads[register.body].name}{register.year}年"
    part = TablePart(name, f"{len(topics)}项", tuple(_group_by_month(public, topics)))
    date = find_content_date(public, topics)
    head = tuple(make_cell(heading) for heading in _HEAD)
    return WideTable(TITLE, date, public.site.example, head, _COLUMNS, (part,))


def _group_by_month(public: PublicCatalog, topics: list[Entry]) -> Iterator[RowGroup]:
    """The months in which anything was decided; numbers run through the year."""

    def month(numbered: tuple[int, Entry]) -> int:
        at = find_topic_date(public, numbered[1].head)
        return (at.month if at else None) or 0

    for number, group in itertools.groupby(enumerate(topics, 1), month):
        rows = tuple(_make_row(public, place, entry) for place, entry in group)
        title = f"{number}月" if number else "月份不详"
        yield RowGroup(f"{title}（{len(rows)}项）", rows)


def _make_row(public: PublicCatalog, number: int, entry: Entry) -> tuple[TableCell, ...]:
    topic, meeting = entry.record, find_final_meeting(entry.head)
    assert isinstance(topic, Topic)
    at = find_topic_date(public, entry.head)
    made = (
        cells.make_cell(public, str(at) if at else ""),
        cells.make_cell(public, meeting),
        cells.make_cell(public, topic.name),
        cells.field_cell(public, entry, "type"),
        _say_decision(public, entry, topic),
        _say_vote(public, entry, topic),
        _name_leaders(public, topic),
        _say_published(public, entry, topic),
    )
    return (make_cell(str(number)), *(TableCell(convert_cell(cell)) for cell in made))


def _say_decision(public: PublicCatalog, entry: Entry, topic: Topic) -> Cell:
    """What was decided; what became of it before, where it was not passed."""
    item = topic.deliberations[find_final_index(entry.head) or 0]
    decision = cells.field_cell(public, entry, "decision")
    passed = item.outcome is Outcome.PASSED
    outcome = cells.make_cell(public, item.outcome) if not (passed and decision) else ()
    return (*outcome, *decision)


def _say_vote(public: PublicCatalog, entry: Entry, topic: Topic) -> Cell:
    index = find_final_index(entry.head) or 0
    return say_vote(public, entry, index, topic.deliberations[index])


def _name_leaders(public: PublicCatalog, topic: Topic) -> Cell:
    """The leaders of its tasks, each once; one who is withheld is not told here."""
    leaders = dict.fromkeys(task.leader for task in topic.tasks if task.leader)
    shown = [cells.make_run(public, ref) for ref in leaders if ref.id]
    return (cells.join_runs(shown),) if shown else ()


def _say_published(public: PublicCatalog, entry: Entry, topic: Topic) -> Cell:
    """The day of publication, or on which basis it is not published."""
    if topic.publication and topic.publication.decision:
        return cells.make_cell(public, topic.publication.decision)
    return cells.field_cell(public, entry, "exempt")
