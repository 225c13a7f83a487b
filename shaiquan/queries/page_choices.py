"""What the site has chosen of the lists and pages of a kind: 版面 in ``site.yml``."""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan.content.catalog import Records
from shaiquan.kinds.registry import find_kind_by_word


def find_columns(records: Records, kind: str) -> tuple[str, ...]:
    """The labels of the columns of a kind's tables; none: those of its descriptor."""
    records.note_row("columns", kind)
    return records.derive(list_columns).get(kind, ())


def find_hidden(records: Records, kind: str) -> frozenset[str]:
    """The labels of columns, rows and sections of a kind that are not shown."""
    records.note_row("hidden", kind)
    return frozenset(records.derive(list_hidden).get(kind, ()))


def list_columns(records: Records) -> Mapping[str, tuple[str, ...]]:
    choices = records.site.page_choices
    return {k.name: choices[w].columns for w in choices if (k := find_kind_by_word(w))}


def list_hidden(records: Records) -> Mapping[str, tuple[str, ...]]:
    choices = records.site.page_choices
    return {k.name: choices[w].hidden for w in choices if (k := find_kind_by_word(w))}
