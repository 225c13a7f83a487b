"""The public values of a record by label, for a layout that sets them itself."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.common import RELEASE_FIELDS, Record
from shaiquan.views.cells import field_cell
from shaiquan.views.values import Cell

#: the text is a section
_LEFT_OUT = RELEASE_FIELDS | {"text"}


class RecordValues(Mapping[str, Cell]):
    """Label -> cell, made when it is asked for, so that no page reads more than it shows.

    An empty field is an empty cell, a withheld one says so.
    """

    def __init__(self, public: PublicCatalog, entry: Entry) -> None:
        self._public, self._entry = public, entry
        self._names = _list_names(entry.kind.model)

    def __getitem__(self, label: str) -> Cell:
        return field_cell(self._public, self._entry, self._names[label])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@functools.cache
def _list_names(model: type[Record]) -> Mapping[str, str]:
    """Label -> name of each field that a page may show."""
    return {label: name for name, label in model.field_labels() if name not in _LEFT_OUT}
