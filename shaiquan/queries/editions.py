"""The registered editions of the sheet of a procedure (S4-19)."""

from __future__ import annotations

from shaiquan.content.catalog import Records
from shaiquan.model.ledger import Edition


def editions_of(records: Records, procedure: str) -> tuple[Edition, ...]:
    """The editions of the sheet of a procedure (its id), in the order of the ledger."""
    entries = records.entries_naming(procedure, "edition", "procedure")
    return tuple(entry.record for entry in entries if isinstance(entry.record, Edition))
