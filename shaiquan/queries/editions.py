"""The registered editions of the sheet of a procedure (S4-19)."""

from __future__ import annotations

from collections.abc import Iterable

from shaiquan.content.catalog import Records
from shaiquan.kinds.registry import require_index
from shaiquan.model.ledger import Edition
from shaiquan.model.marks import list_marks_of

require_index("edition", "procedure", "mark")


def editions_of(records: Records, procedure: str) -> tuple[Edition, ...]:
    """The editions of the sheet of a procedure (its id), the earliest first."""
    entries = records.entries_naming(procedure, "edition", "procedure")
    editions = (entry.record for entry in entries if isinstance(entry.record, Edition))
    return tuple(sorted(editions, key=lambda edition: edition.registered))


def choose_mark(records: Records, procedure: str, lines: Iterable[str]) -> str:
    """The mark of a sheet of a procedure: the one that it was registered with, or a new one."""
    new, *older = list_marks_of(lines, records.site.mark_key)
    registered = {edition.mark for edition in editions_of(records, procedure)}
    return next((mark for mark in (new, *older) if mark in registered), new)


def list_registered_marks(records: Records, procedure: str) -> tuple[str, ...]:
    """The marks of the editions of a procedure in the order of the ledger; reads only heads."""
    editions = records.ids_naming(procedure, "edition", "procedure")
    return tuple(records.heads[id].index["mark"] for id in editions)
