"""New rows that say what another record withholds: most likely a row was copied.

不公开字段 has no column, so a copy of a row would publish what its original keeps back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from shaiquan.importing.list_files import ExistingRecord
from shaiquan.importing.list_records import ImportedRecord
from shaiquan.kinds.descriptor import Kind
from shaiquan.model.spellings import spellings_of


def list_withheld(existing: Iterable[ExistingRecord], kind: Kind) -> dict[tuple[str, str], str]:
    """(field, or column of one's own; a text in it) -> the id of the record that withholds it."""
    names = spellings_of(kind.model)
    found: dict[tuple[str, str], str] = {}
    for before in existing:
        for item in before.values.get("withheld") or ():
            word = str(item.get("field", ""))
            field = names.get(word, word)
            for text in _list_texts(_find_value(before.values, field)):
                found.setdefault((field, text), before.id)
    return found


def keep_back(
    record: ImportedRecord, withheld: Mapping[tuple[str, str], str], kind: Kind
) -> ImportedRecord:
    """The record, as a draft where it says what another one withholds."""
    labels = dict(kind.model.field_labels())
    notes = {
        f"{labels.get(field, field)}和 {id} 不公开的一样：写上 不公开字段，或者核对过可以公开": None
        for (field, text), id in withheld.items()
        if text in set(_list_texts(_find_value(record.values, field)))
    }
    return replace(record, notes=(*record.notes, *notes)) if notes else record


def _find_value(values: Mapping[str, Any], field: str) -> Any:
    extras = values.get("extras") or {}
    return values.get(field, extras.get(field))


def _list_texts(value: Any) -> Iterator[str]:
    """The texts in a value, at any depth."""
    if isinstance(value, str):
        yield from filter(None, (value.strip(),))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _list_texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _list_texts(item)
