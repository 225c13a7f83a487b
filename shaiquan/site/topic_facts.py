"""What pages of the whole must know of topics, and of whatever has tasks, beyond their heads."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from shaiquan.content.catalog import Entry
from shaiquan.content.heads import Head
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.base import Ref
from shaiquan.model.decision_terms import NoticeState, TaskState, TopicState
from shaiquan.model.topics import Topic
from shaiquan.queries.task_states import list_tasks
from shaiquan.queries.topic_states import find_state
from shaiquan.site.tasks import Facts, PlainValues
from shaiquan.views.notice_cells import find_notice_state
from shaiquan.views.task_cells import find_task_day
from shaiquan.views.task_progress import find_task_state, task_of


class TaskFact(NamedTuple):
    """A task: where it stands, the ordinal of its day or 0, who leads and who does it, its words.

    ``record`` is its topic, programme or entry. Words that may not be shown are empty.
    """

    record: Head
    at: int
    state: TaskState
    day: int
    leader: str
    department: str
    words: str

    @property
    def unit_id(self) -> str:
        return self.record.unit_id


class NoticeFact(NamedTuple):
    """A notice: whether it is open, its form, the ordinals of its first and last day, or 0."""

    topic: Head
    at: int
    state: NoticeState
    form: str
    since: int
    until: int


def describe_topic(public: PublicCatalog, entry: Entry) -> PlainValues:
    """The state of a topic, its tasks, its notices; nothing of one that was withdrawn."""
    topic = entry.record
    assert isinstance(topic, Topic)
    if not topic.in_use:
        return ("", (), ())
    notices = tuple(_describe_notice(public, entry, at) for at in range(len(topic.notices)))
    return (find_state(public, topic).name, describe_tasks(public, entry), notices)


def describe_tasks(public: PublicCatalog, entry: Entry) -> PlainValues:
    """The tasks of a topic, a programme or an entry; of one that was withdrawn, none."""
    return tuple(_describe_task(public, entry, at) for at in range(len(list_tasks(entry.record))))


def _describe_task(public: PublicCatalog, entry: Entry, index: int) -> PlainValues:
    task = task_of(entry, index)
    day = find_task_day(public, task)
    words = "" if task.task == WITHHELD else task.task
    state = find_task_state(public, entry, index).name
    return (state, number_of_day(day), _id_of(task.leader), _id_of(task.department), words)


def _describe_notice(public: PublicCatalog, entry: Entry, index: int) -> PlainValues:
    assert isinstance(entry.record, Topic)
    notice = entry.record.notices[index]
    state = find_notice_state(public, entry, index).name
    until = notice.until.last if notice.until else None
    return (state, notice.form.label, number_of_day(notice.since.first), number_of_day(until))


def number_of_day(day: datetime.date | None) -> int:
    """The ordinal of a day; 0 where it is not known."""
    return day.toordinal() if day else 0


def _id_of(ref: Ref | None) -> str:
    return ref.id if ref else ""


# -- read back ----------------------------------------------------------------------------------


def list_states(public: PublicCatalog, facts: Facts) -> Iterator[tuple[Head, TopicState]]:
    """The topics in use, each with its state."""
    for head in _list_topics(public):
        yield head, TopicState[facts[head.id][0]]


def list_task_facts(public: PublicCatalog, facts: Facts) -> Iterator[TaskFact]:
    """The tasks of all topics, programmes and entries in use."""
    tasks = [(head, facts[head.id][1]) for head in _list_topics(public)]
    tasks += [(head, facts[head.id]) for head in public.heads_of("programme") if head.in_use]
    tasks += [(head, facts[head.id][-1]) for head in public.heads_of("entry") if head.in_use]
    for head, rows in tasks:
        for index, (state, *more) in enumerate(rows):
            yield TaskFact(head, index, TaskState[state], *more)


def list_notice_facts(public: PublicCatalog, facts: Facts) -> Iterator[NoticeFact]:
    """The notices of all topics in use."""
    for head in _list_topics(public):
        for index, (state, *more) in enumerate(facts[head.id][2]):
            yield NoticeFact(head, index, NoticeState[state], *more)


def _list_topics(public: PublicCatalog) -> Iterator[Head]:
    return (head for head in public.heads_of("topic") if head.in_use)
