"""Who held a post on a day: from 任职 alone (S1-05, S1-13)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping

from shaiquan.content.catalog import Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index

require_index("tenure", "post", "since", "until")
require_index("post", "seats")


def list_tenures(records: Records, post: str) -> tuple[Head, ...]:
    """The tenures of a post that are in use, the earliest first."""
    records.note_row("tenures_of_post", post)
    return tuple(records.heads[id] for id in records.derive(group_tenures).get(post, ()))


def group_tenures(records: Records) -> Mapping[str, tuple[str, ...]]:
    """Post id -> ids of its tenures in use, the earliest first."""
    posts: defaultdict[str, list[Head]] = defaultdict(list)
    for head in records.heads_of("tenure"):
        if head.in_use and head.index["post"]:
            posts[head.index["post"].id].append(head)
    return {
        post: tuple(head.id for head in sorted(heads, key=_begin_of))
        for post, heads in posts.items()
    }


def _begin_of(tenure: Head) -> datetime.date:
    """The first day; one that may not be shown is taken for long ago."""
    since = tenure.index["since"]
    return since.first if since else datetime.date.min


def runs_on(tenure: Head, day: datetime.date) -> bool:
    """Whether a tenure has begun and not ended on a day."""
    until = tenure.index["until"]
    return _begin_of(tenure) <= day and (until is None or until.last >= day)


def was_filled(records: Records, post: str, day: datetime.date) -> bool | None:
    """Whether somebody held a post on a day; None where the post has no tenure at all."""
    tenures = list_tenures(records, post)
    return any(runs_on(tenure, day) for tenure in tenures) if tenures else None


def count_holders(records: Records, post: str, day: datetime.date) -> tuple[int, int] | None:
    """How many held a post on a day, at least and at most; None where it has no tenure at all.

    On the first and the last day of a tenure, and in a month of which no day is written, it may
    be either.
    """
    tenures, head = list_tenures(records, post), records.heads.get(post)
    if not tenures or head is None:
        return None
    seats = head.index["seats"] or 1
    surely = sum(_surely_runs_on(tenure, day) for tenure in tenures)
    possibly = sum(runs_on(tenure, day) for tenure in tenures)
    # who leaves and who follows on one day hold it both, but there is somebody
    least = max(surely, 1 if possibly > seats else 0)
    return min(least, seats), min(possibly, seats)


def _surely_runs_on(tenure: Head, day: datetime.date) -> bool:
    since, until = tenure.index["since"], tenure.index["until"]
    begun = since is not None and since.last < day
    return begun and (until is None or until.first > day)
