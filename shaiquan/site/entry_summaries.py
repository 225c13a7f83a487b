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
from shaiquan.model.entry_types import EntryType
from shaiquan.queries.entry_limits import find_deadline
from shaiquan.queries.past_events import list_past
from shaiquan.site.tasks import Facts, PlainValues
from shaiquan.site.topic_facts import describe_tasks, number_of_day
from shaiquan.views.task_progress import is_open

require_index("entry", "type", "at")

#: what a type that the site does not define says of its entries
_UNKNOWN_TYPE = EntryType()


class EntrySummary(NamedTuple):
    """An entry that has taken place: how many faults it found and how many of them are mended
    (None: it counts none), its other numbers by name, whether it has scores, how many it ranks,
    which of its 整改 are open by their places, the ordinals of the day by which it is to
    be settled and of that on which it was, or 0; whether that may be told."""

    head: Head
    faults: tuple[int, int] | None
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

    @property
    def is_unmended(self) -> bool:
        """Whether it found more faults than were mended."""
        return self.faults is not None and self.faults[1] < self.faults[0]

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
        return (None, (), False, 0, (), 0, 0, True, ())
    type = public.site.entry_types.get(record.type, _UNKNOWN_TYPE)
    faults = find_faults(public, record)
    told = (type.found, type.mended) if faults else ()
    numbers = tuple((name, number) for name, number in record.numbers.items() if name not in told)
    tasks = tuple(at for at in range(len(record.tasks)) if is_open(public, entry, at))
    scores = (bool(record.indicators), len(record.ranking))
    done = record.done.first if record.done and record.done.first <= public.as_of else None
    tells_done = ("done",) not in public.withheld.get(entry.id, {})
    days = (number_of_day(find_deadline(public, record)), number_of_day(done))
    more = (*scores, tasks, *days, tells_done, describe_tasks(public, entry))
    return (faults, numbers, *more)


def find_faults(public: PublicCatalog, record: DatedEntry) -> tuple[int, int] | None:
    """How many faults were found, and how many of them mended; None where none are counted.

    Which of its numbers these are, its type says (查出数, 整改数).
    """
    type, numbers = public.site.entry_types.get(record.type, _UNKNOWN_TYPE), record.numbers
    if type.found not in numbers:
        return None
    return numbers[type.found], numbers.get(type.mended, 0)


def list_entries(public: PublicCatalog, facts: Facts) -> Iterator[EntrySummary]:
    """Of the entries that have taken place."""
    for head in list_past(public, "entry"):
        yield EntrySummary(head, *facts[head.id][:-1])
