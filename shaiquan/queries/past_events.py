"""Which entries and meetings have taken place, by the day of the content."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index

require_index("entry", "at")
require_index("meeting", "at", "cancelled")


def has_taken_place(records: Records, event: Head) -> bool:
    """Whether an entry or a meeting is in use, was not cancelled, and its day has come.

    2026-07 has come on 1 July; one whose date may not be shown is not known to have come.
    """
    at = event.index["at"]
    return bool(
        event.in_use and at and at.first <= records.as_of and not event.index.get("cancelled")
    )


def list_past(records: Records, kind: str) -> Iterator[Head]:
    """The entries or the meetings, by the name of their kind, that have taken place."""
    return (head for head in records.heads_of(kind) if has_taken_place(records, head))
