"""A reference that is left out because its file says it: 审议 beside the one meeting of a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from shaiquan.content.raw_types import RawRecord
from shaiquan.kinds.descriptor import Beside


def name_the_only_record(records: Iterable[RawRecord]) -> list[RawRecord]:
    """The records of a file, with the references filled in that mean the only record of a kind.

    Where the file has several, or none, nothing is filled in: what is missing is told at its line.
    """
    records = list(records)
    only: dict[str, str] = {}
    for raw in records:
        # without an id it is found by its name; with two of the kind none is meant
        text = raw.values.get("id") or raw.values.get("name") or ""
        only[raw.kind.name] = text if raw.kind.name not in only and isinstance(text, str) else ""
    return [
        _fill_in(raw, beside, text)
        if (beside := raw.kind.beside) and (text := only.get(beside.kind))
        else raw
        for raw in records
    ]


def _fill_in(raw: RawRecord, beside: Beside, text: str) -> RawRecord:
    parts = raw.values.get(beside.parts)
    if not isinstance(parts, list):
        return raw
    values: dict[str, Any] = {beside.parts: [_add(part, beside.field, text) for part in parts]}
    return replace(raw, values={**raw.values, **values})


def _add(part: Any, field: str, text: str) -> Any:
    return {field: text, **part} if isinstance(part, dict) else part
