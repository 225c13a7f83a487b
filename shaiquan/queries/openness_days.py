"""When a record was formed and published, and whether that was in time (S2-09)."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from shaiquan.content.catalog import Records
from shaiquan.model.common import Record
from shaiquan.model.time_bounds import TimeBound
from shaiquan.queries.changes import find_publication_day
from shaiquan.queries.decisions import BY_LAW
from shaiquan.queries.relations import parameters_of
from shaiquan.queries.workdays import keeps_bound


class OpennessDays(NamedTuple):
    """The days of a record and its limit; ``kept``: whether it was public by ``published`` in time,
    None where no calendar tells. Where that day is not the first one but that of the last review,
    it may have been public long before."""

    formed: datetime.date
    published: datetime.date
    limit: TimeBound
    kept: bool | None
    is_first: bool

    @property
    def in_time(self) -> bool | None:
        """Whether it was published in time; None where nobody knows."""
        return self.kept if self.is_first else self.kept or None

    @property
    def lacks_first(self) -> bool:
        """Whether it depends on the first day, which nobody wrote, if it was in time."""
        return self.kept is False and not self.is_first


def find_openness_days(records: Records, record: Record) -> OpennessDays | None:
    """None where a record does not say when it was formed, or was not published yet.

    A month or a year in which it was formed counts from its last day.
    """
    formed, published = record.disclosure.formed, find_publication_day(record)
    if formed is None or published is None:
        return None
    limit = parameters_of(records, record.unit_id).disclosure_limit or BY_LAW
    kept = published <= formed.last or keeps_bound(records, limit, formed.last, published)
    return OpennessDays(formed.last, published, limit, kept, record.disclosure.since is not None)
