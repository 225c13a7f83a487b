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
    """The days of a record, its limit, and whether that was kept: None where it is not known."""

    formed: datetime.date
    published: datetime.date
    limit: TimeBound
    in_time: bool | None


def find_openness_days(records: Records, record: Record) -> OpennessDays | None:
    """None where a record does not say when it was formed, or was not published yet.

    A month or a year in which it was formed counts from its last day.
    """
    formed, published = record.disclosure.formed, find_publication_day(record)
    if formed is None or published is None:
        return None
    limit = parameters_of(records, record.unit_id).disclosure_limit or BY_LAW
    in_time = published <= formed.last or keeps_bound(records, limit, formed.last, published)
    return OpennessDays(formed.last, published, limit, in_time)
