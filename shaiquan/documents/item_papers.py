"""A power or a duty as the table of one page that offices pass on (事项表)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.documents.word_paper import WordPaper
from shaiquan.kinds.fixed_pages import CHANNELS
from shaiquan.kinds.registry import KIND
from shaiquan.model.powers import Duty, Power
from shaiquan.prints.blocks import (
    BookletColumn,
    BookletTable,
    TableCell,
    convert_cell,
    make_cell,
)
from shaiquan.queries.page_choices import find_hidden
from shaiquan.queries.powers import list_serving
from shaiquan.queries.relations import find_leaders_of
from shaiquan.views.cells import field_cell, own_fields_of
from shaiquan.views.complaints import shown_channels
from shaiquan.views.extras import make_extra_rows
from shaiquan.views.handling import show_handling
from shaiquan.views.power_cells import link_procedures, link_risks
from shaiquan.views.record_links import link_short_names
from shaiquan.views.values import Cell, Inline, Row, plain

#: in em: the labels, and what is said of each
_COLUMNS = (BookletColumn(7.0, False), BookletColumn(28.0, True))
#: fields that other rows say
_ELSEWHERE = frozenset(("adopts", "joint_deciders"))


def make_item_paper(public: PublicCatalog, entry: Entry) -> WordPaper:
    """A row for each thing that is said of a power or a duty, in the order of its fields."""
    hidden = find_hidden(public, entry.kind.name)
    rows = tuple(
        (make_cell(row.label), TableCell(convert_cell(row.cell)))
        for row in _list_rows(public, entry)
        if row.cell and row.label not in hidden
    )
    unit = public.entries.get(entry.record.unit_id)
    notes = (unit.record.name if unit else public.site.unit,)
    return WordPaper(f"{entry.kind.label}表", notes, (BookletTable(_COLUMNS, (), rows),))


def _list_rows(public: PublicCatalog, entry: Entry) -> Iterator[Row]:
    record = entry.record
    yield Row(entry.kind.label, plain(record.name))
    yield Row(record.label_of("id"), plain(record.id.upper()))
    if record.code:
        yield Row(record.label_of("code"), plain(record.code))
    handling = show_handling(public, entry) if isinstance(record, Power) else None
    said = {row.label: row for row in handling.rows} if handling else {}
    for name in own_fields_of(record):
        label = record.label_of(name)
        if name not in _ELSEWHERE:
            yield said.get(label) or Row(label, field_cell(public, entry, name))
    if isinstance(record, Power):
        yield from _list_rows_of_power(public, entry, record)
    yield from make_extra_rows(public, entry)
    channels = shown_channels(public, record)
    yield Row(CHANNELS.title, tuple((c.name, Inline(f"　{c.value}")) for c in channels))


def _list_rows_of_power(public: PublicCatalog, entry: Entry, power: Power) -> Iterator[Row]:
    """What other records say of it: who answers, by which procedure, with which duties, risks."""
    yield Row("责任领导", link_short_names(find_leaders_of(public, power)))
    yield Row(KIND["procedure"].label, link_procedures(public, entry))
    duties = [public.entries[id] for id in list_serving(public, power, "duty")]
    yield Row(KIND["duty"].label, _join(public, duties, "content"))
    yield Row(Duty.label_of("accountability"), _join(public, duties, "accountability"))
    yield Row(KIND["risk"].label, link_risks(public, entry))


def _join(public: PublicCatalog, entries: list[Entry], name: str) -> Cell:
    """The lines of a field of several records."""
    return tuple(line for entry in entries for line in field_cell(public, entry, name))
