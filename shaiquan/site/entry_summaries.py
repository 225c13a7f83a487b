"""What pages of the whole must know of each entry beyond its head: numbers, scores, open tasks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from shaiquan.content.catalog import Entry
from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import require_index
from shaiquan.model.entries import DatedEntry
from shaiquan.queries.entry_limits import find_deadline
from shaiquan.queries.task_states import find_done_day
from shaiquan.site.tasks import Facts, PlainValues
from shaiquan.site.topic_facts import describe_tasks

require_index("entry", "type", "at")

#: the numbers of what an inspection found, and of what was mended of it
FOUND, MENDED = "问题", "整改到位"


class EntrySummary(NamedTuple):
    """An entry that has taken place: its numbers by name, whether it has scores, how many it ranks,
    which of its 整改 are open by their places, the ordinals of the day by which it is to
    be settled and of that on which it was, or 0; whether that may be told."""

    head: Head
    numbers: tuple[tuple[str, int], ...]
    scored: bool
    ranked: int
    open_tasks: tuple[int, ...]
    deadline: int
    done: int
    tells_done: bool

    @property
    def unit_id(self) -> str:
        return self.head.unit_id

    @property
    def type(self) -> str:
        return str(self.head.index["type"])

    @property
    def year(self) -> int:
        return int(self.head.index["at"].year)

    def number(self, name: str) -> int:
        """One of its numbers; 0 where it is not said."""
        return dict(self.numbers).get(name, 0)

    @property
    def is_open(self) -> bool:
        """Whether it is not settled, as far as may be told."""
        return self.tells_done and not self.done

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether it should have been settled by now and is not."""
        return self.is_open and 0 < self.deadline < today.toordinal()

    @property
    def was_in_time(self) -> bool:
        """Whether it was settled, and by its deadline where it has one."""
        return 0 < self.done <= (self.deadline or self.done)


def describe_entry(public: PublicCatalog, entry: Entry) -> PlainValues:
    """Its summary but the head, then its tasks."""
    record = entry.record
    assert isinstance(record, DatedEntry)
    if not record.in_use:
        return ((), False, 0, (), 0, 0, True, ())
    numbers = tuple(record.numbers.items())
    tasks = tuple(_list_open_tasks(public, entry, record))
    scores = (bool(record.indicators), len(record.ranking))
    done = record.done.first if record.done and record.done.first <= public.as_of else None
    tells_done = ("done",) not in public.withheld.get(entry.id, {})
    days = (_number(find_deadline(public, record)), _number(done))
    return (numbers, *scores, tasks, *days, tells_done, describe_tasks(public, entry))


def _number(day: datetime.date | None) -> int:
    return day.toordinal() if day else 0


def _list_open_tasks(public: PublicCatalog, entry: Entry, record: DatedEntry) -> Iterator[int]:
    """Those of which it may be told that they are not done."""
    hidden = public.withheld.get(entry.id, {}).keys()
    for index, task in enumerate(record.tasks):
        paths = (("tasks", index, name) for name in ("done", "progress"))
        if hidden.isdisjoint(paths) and find_done_day(task, public.as_of) is None:
            yield index


def list_entries(public: PublicCatalog, facts: Facts) -> Iterator[EntrySummary]:
    """Of the entries in use whose day has come."""
    for head in public.heads_of("entry"):
        at = head.index["at"]
        if head.in_use and at and at.first <= public.as_of:
            yield EntrySummary(head, *facts[head.id][:-1])
