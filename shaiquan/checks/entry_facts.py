"""An entry with what its checks ask: the row of its type, whether it has happened, its numbers."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeGuard

from shaiquan.checks.entry_types import TASKS, TASKS_DONE
from shaiquan.content.catalog import Catalog
from shaiquan.model.entries import DatedEntry
from shaiquan.model.entry_types import EntryType
from shaiquan.model.scalars import PartialDate
from shaiquan.queries.task_states import find_done_day

#: of a type that nobody knows, which is told by itself: it asks for nothing
_NO_TYPE = EntryType()


@dataclass(frozen=True)
class EntryFacts:
    """What the records say of one entry."""

    catalog: Catalog
    entry: DatedEntry

    @functools.cached_property
    def type(self) -> EntryType:
        return self.catalog.site.entry_types.get(self.entry.type, _NO_TYPE)

    @property
    def has_happened(self) -> bool:
        """Whether all of it can be known; of what lies ahead another check tells."""
        return self.has_come(self.entry.at)

    def has_come(self, date: PartialDate | None) -> TypeGuard[PartialDate]:
        """Whether there is such a date, and it can be believed."""
        return date is not None and date.first <= self.catalog.as_of

    @functools.cached_property
    def numbers(self) -> Mapping[str, int]:
        """The numbers that it gives, and how many tasks it has and how many of them are done."""
        tasks, today = self.entry.tasks, self.catalog.as_of
        done = sum(find_done_day(task, today) is not None for task in tasks)
        return {TASKS: len(tasks), TASKS_DONE: done, **self.entry.numbers}
