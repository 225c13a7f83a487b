"""Who held a post on a day: from 任职 alone (S1-05, S1-13)."""

from __future__ import annotations

import datetime

from shaiquan.content.catalog import Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index

require_index("tenure", "post", "since", "until")


def list_tenures(records: Records, post: str) -> tuple[Head, ...]:
    """The tenures of a post that are in use, the earliest first."""
    heads = (records.heads[id] for id in records.ids_naming(post, "tenure", "post"))
    return tuple(sorted((h for h in heads if h.in_use), key=lambda head: head.index["since"]))


def list_tenures_on(records: Records, post: str, day: datetime.date) -> tuple[Head, ...]:
    """The tenures of a post that ran on a day."""
    return tuple(head for head in list_tenures(records, post) if runs_on(head, day))


def runs_on(tenure: Head, day: datetime.date) -> bool:
    """Whether a tenure has begun and not ended on a day."""
    since, until = tenure.index["since"], tenure.index["until"]
    return since.first <= day and (until is None or until.last >= day)


def was_filled(records: Records, post: str, day: datetime.date) -> bool | None:
    """Whether somebody held a post on a day; None where the post has no tenure at all."""
    tenures = list_tenures(records, post)
    return any(runs_on(tenure, day) for tenure in tenures) if tenures else None
