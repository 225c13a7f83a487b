"""The sections of the lists, made of the records that a page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.site.organisation import draw_bodies
from shaiquan.site.page import Choices, Item, PageSection
from shaiquan.site.tasks import ListPart
from shaiquan.views import tables
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.record_links import link_short_names, link_with_state
from shaiquan.views.values import Cell, Fields, Row, Table, TableRow, plain

Drawings = Mapping[str, Drawing]
SectionMaker = Callable[[PublicCatalog, Drawings, ListPart], PageSection | None]


def entries_of(public: PublicCatalog, part: ListPart) -> tuple[Entry, ...]:
    """The records of a part whose rows are ids."""
    return tuple(public.entries[id] for id in part.rows)


def _make_records(public: PublicCatalog, charts: Drawings, part: ListPart) -> PageSection | None:
    """Records in the columns of their kind."""
    (kind,) = part.more
    return tables.make_record_table(
        public, KIND[kind], part.rows, part.title, part.id, part.partial
    )


def _make_fields(public: PublicCatalog, charts: Drawings, part: ListPart) -> PageSection:
    """Links to other pages: (label, text, address)."""
    rows = tuple(Row(label, plain(text, address)) for label, text, address in part.more)
    return Fields(rows, part.title, part.id)


def _make_linked(public: PublicCatalog, charts: Drawings, part: ListPart) -> PageSection:
    """Records side by side: rows of a label and ids."""
    rows = (
        Row(label, link_short_names(public.entries[id] for id in ids)) for label, ids in part.more
    )
    return Fields(tuple(rows), part.title, part.id)


def _make_tree(public: PublicCatalog, charts: Drawings, part: ListPart) -> PageSection:
    return draw_bodies(part.more)


def _make_counts(public: PublicCatalog, charts: Drawings, part: ListPart) -> PageSection:
    """Numbers of the whole list: rows of an id or nothing, then texts, or texts with addresses.

    Where there is an id, the record's name is the first cell. ``more``: the columns and a note.
    """
    columns, note = part.more
    rows = tuple(
        TableRow(((link_with_state(public.entries[id]),) if id else ()) + tuple(map(_show, texts)))
        for id, *texts in part.rows
    )
    look = "numbers" if len(columns) > 2 and not _has_words(part) else "list"
    return Table(columns, rows, part.title, part.id, note, look=look)


def _has_words(part: ListPart) -> bool:
    """Whether a column after the name has no number: reasons are read from the left, in lines."""
    texts = ([_text_of(cell) for cell in row[1 if row[0] else 2 :]] for row in part.rows)
    filled = ([text for text in column if text] for column in zip(*texts, strict=True))
    return any(column and not any(text[0].isdigit() for text in column) for column in filled)


def _text_of(cell: str | tuple[str, str]) -> str:
    return cell if isinstance(cell, str) else cell[0]


def _make_choices(public: PublicCatalog, charts: Drawings, part: ListPart) -> PageSection:
    """The parts of a long list, or letters: rows of an anchor, words, a number, an address.

    ``more`` has the address of the one that is shown.
    """
    items = tuple(
        Item(words, address, f"{number} 项", id) for id, words, number, address in part.rows
    )
    return Choices(items, part.title, part.id, *part.more)


def _show(text: str | tuple[str, str]) -> Cell:
    return plain(text) if isinstance(text, str) else plain(*text)


SECTION_MAKERS: dict[str, SectionMaker] = {
    "records": _make_records,
    "fields": _make_fields,
    "linked": _make_linked,
    "tree": _make_tree,
    "counts": _make_counts,
    "choices": _make_choices,
}
