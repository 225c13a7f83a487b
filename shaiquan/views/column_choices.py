"""Which columns a table of records has: those of the descriptor, or those that the site chose."""

from __future__ import annotations

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Column, Kind
from shaiquan.model.common import RELEASE_FIELDS
from shaiquan.queries.page_choices import find_columns, find_hidden
from shaiquan.views.columns import heading_of

#: fields of a record that no column shows
_NO_COLUMN = RELEASE_FIELDS | {"text"}


def list_column_choices(kind: Kind) -> dict[str, Column]:
    """The columns that tables of a kind may have, by what a site calls them: the heading, or the
    field's label."""
    labels = kind.model.field_labels()
    fields = {label: Column(name) for name, label in labels if name not in _NO_COLUMN}
    own = {heading_of(kind, column): column for column in kind.columns}
    named = {kind.model.label_of(c.value): c for c in kind.columns if c.value in dict(labels)}
    lead = {kind.model.label_of("name"): kind.columns[kind.lead_index]}
    return {**fields, **own, **named, **(lead if "name" not in named else {})}


def choose_columns(public: PublicCatalog, kind: Kind) -> tuple[Column, ...]:
    """The columns of tables of a kind that the site asks for, the leading one always."""
    wanted, hidden = find_columns(public, kind.name), find_hidden(public, kind.name)
    if not (wanted or hidden):
        return kind.columns
    choices, lead = list_column_choices(kind), kind.columns[kind.lead_index]
    chosen = [choices[label] for label in wanted] if wanted else list(kind.columns)
    left_out = {choices[label] for label in hidden if label in choices} - {lead}
    shown = [column for column in dict.fromkeys(chosen) if column not in left_out]
    return tuple(shown if lead in shown else [lead, *shown])
