"""Sections of obligations and entries: what was due, numbers, scores, what is to be mended."""

from __future__ import annotations

from dataclasses import replace

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.page_parts import COUNTED
from shaiquan.kinds.registry import KIND
from shaiquan.model.decimals import say_decimal
from shaiquan.model.entries import DatedEntry
from shaiquan.queries.obligations import Due, list_dues
from shaiquan.queries.unit_dues import list_obligations_of
from shaiquan.site.list_sections import Drawings
from shaiquan.site.record_sections import MakeSections, Sections
from shaiquan.views.cells import field_cell
from shaiquan.views.due_cells import link_shown, say_deadline, show_done, show_states
from shaiquan.views.evaluation_cells import sum_scores
from shaiquan.views.record_links import link_record
from shaiquan.views.tables import make_part_table, make_rows
from shaiquan.views.task_progress import anchor_of_task
from shaiquan.views.values import Table, TableRow, plain


def _list_dues(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """What the obligation has asked for, the latest first: when, of whom, and what was done."""
    dues = sorted(list_dues(public, entry.id), key=lambda due: (due.last, due.first), reverse=True)
    if dues:
        who, about = (any(values) for values in zip(*map(_names_of, dues), strict=True))

        def row(due: Due) -> TableRow:
            parts = ((who, due.holders), (about, (due.subject,)))
            named = [link_shown(public, ids) for shown, ids in parts if shown]
            cells = (*named, plain(say_deadline(due.deadline)), show_done(public, due))
            return TableRow((plain(due.name), *cells))

        columns = (
            "时期",
            *(("谁",) if who else ()),
            *(("对象",) if about else ()),
            "最晚",
            "做了没有",
        )
        yield Table(columns, make_rows(dues, row), "做了没有", "dues", look="list")


def _list_obligations(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """The obligations that bind a post or a body, each with what has become of it here."""
    ids = list_obligations_of(public, entry.id)

    def row(id: str) -> TableRow:
        obligation = public.entries[id]
        own = [due for due in list_dues(public, id) if entry.id in due.holders]
        often = field_cell(public, obligation, "frequency")
        when = often or field_cell(public, obligation, "trigger")
        return TableRow((link_record(obligation), when, show_states(own)))

    if ids:
        columns = (KIND["obligation"].label, "周期、触发", "做了没有")
        title = "应办事项" + COUNTED.format(count=len(ids))
        yield Table(columns, make_rows(ids, row), title, "obliged", look="list")


def _names_of(due: Due) -> tuple[bool, bool]:
    return bool(due.holders), bool(due.subject)


def _list_numbers(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    record = entry.record
    assert isinstance(record, DatedEntry)
    label = DatedEntry.label_of("numbers")
    rows = tuple(
        TableRow((plain(name), plain(str(number)))) for name, number in record.numbers.items()
    )
    yield Table(("名目", label), rows, label, "numbers", look="numbers") if rows else None


def _list_scores(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    if table := make_part_table(public, entry, "indicators"):
        yield replace(table, note=_say_sum(entry))
    yield make_part_table(public, entry, "ranking")


def _say_sum(entry: Entry) -> str:
    """What the scores add up to, of how many; nothing where one is missing."""
    record = entry.record
    assert isinstance(record, DatedEntry)
    if scores := sum_scores(record.indicators):
        score, whole = map(say_decimal, scores)
        return f"合计 {score} 分，满分 {whole} 分。"
    return ""


def _list_stages(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    yield make_part_table(public, entry, "stages")


def _list_rectifications(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """Each row can be linked to, as the tasks of decisions can."""
    if table := make_part_table(public, entry, "tasks"):
        rows = (row._replace(id=anchor_of_task(at)) for at, row in enumerate(table.rows))
        yield replace(table, rows=tuple(rows))


CUSTOM_SECTIONS: dict[str, MakeSections] = {
    "dues": _list_dues,
    "obligations": _list_obligations,
    "entry_numbers": _list_numbers,
    "entry_scores": _list_scores,
    "entry_stages": _list_stages,
    "entry_rectifications": _list_rectifications,
}
