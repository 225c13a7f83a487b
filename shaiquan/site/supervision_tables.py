"""Tables of entries side by side: faults, what is to be mended, scores, ranking."""

from __future__ import annotations

from collections.abc import Sequence

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.model.decimals import say_decimal
from shaiquan.model.entries import DatedEntry, Indicator, Ranked
from shaiquan.model.topic_tasks import Task
from shaiquan.site.entry_summaries import find_faults
from shaiquan.site.list_sections import Drawings, SectionMaker, entries_of
from shaiquan.site.tasks import ListPart
from shaiquan.views.cells import field_cell, part_cell
from shaiquan.views.evaluation_cells import sum_scores
from shaiquan.views.record_links import link_record
from shaiquan.views.tables import make_rows
from shaiquan.views.task_progress import mark_late
from shaiquan.views.values import Cell, Table, TableRow, plain

_NAME, _AT, _BY, _RESULT = (DatedEntry.label_of(name) for name in ("name", "at", "by", "result"))
_TASK_FIELDS = ("task", "department", "deadline")


def _record_of(entry: Entry) -> DatedEntry:
    assert isinstance(entry.record, DatedEntry)
    return entry.record


def _make_faults(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    """Inspections with how much each found, and how much of it is still to be mended."""

    def row(entry: Entry) -> TableRow:
        found, mended = find_faults(public, _record_of(entry)) or (0, 0)
        said = (field_cell(public, entry, name) for name in ("at", "by"))
        counts = (str(number) for number in (found, mended, found - mended))
        return TableRow((link_record(entry), *said, *map(plain, counts)))

    columns = (_NAME, _AT, _BY, "查出问题", "整改到位", "还差")
    rows = make_rows(entries_of(public, part), row)
    return Table(columns, rows, part.title, part.id, look="list dated")


def _make_rectifications(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    """What is to be mended: the row is an entry and a place among its 整改."""

    def row(key: tuple[str, int]) -> TableRow:
        entry, at = public.entries[key[0]], key[1]
        task = _record_of(entry).tasks[at]
        path = ("tasks", at)
        what, who, deadline = (part_cell(public, entry, task, path, name) for name in _TASK_FIELDS)
        late = mark_late(task, public.as_of)
        when = (*deadline, late) if late else deadline
        return TableRow((what, who, when, link_record(entry)))

    columns = (*(Task.label_of(name) for name in _TASK_FIELDS), KIND["entry"].label)
    return Table(columns, make_rows(part.rows, row), part.title, part.id, look="list")


def _make_scores(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    """Evaluations with their scores by aspect, as far as they are divided so, and in all."""
    entries = entries_of(public, part)
    aspects = dict.fromkeys(item.aspect for one in entries for item in _record_of(one).indicators)
    named = [aspect for aspect in aspects if aspect]

    def row(entry: Entry) -> TableRow:
        items = _record_of(entry).indicators
        groups = [[item for item in items if item.aspect == aspect] for aspect in named]
        scores = (_show_scores(group) for group in (*groups, items))
        at, result = (field_cell(public, entry, name) for name in ("at", "result"))
        return TableRow((link_record(entry), at, *scores, result))

    columns = (_NAME, _AT, *named, "合计", _RESULT)
    note = "得分在前，满分在后。"
    return Table(columns, make_rows(entries, row), part.title, part.id, note, look="list dated")


def _show_scores(indicators: Sequence[Indicator]) -> Cell:
    scores = sum_scores(tuple(indicators))
    return plain(" / ".join(map(say_decimal, scores))) if scores else ()


def _make_ranking(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    """The row is an entry and a place in its 排名."""
    fields = ("place", "who", "score")

    def row(key: tuple[str, int]) -> TableRow:
        entry, at = public.entries[key[0]], key[1]
        ranked, path = _record_of(entry).ranking[at], ("ranking", at)
        cells = (part_cell(public, entry, ranked, path, name) for name in fields)
        return TableRow((*cells, link_record(entry)))

    columns = (*(Ranked.label_of(name) for name in fields), KIND["entry"].label)
    return Table(columns, make_rows(part.rows, row), part.title, part.id, lead=1, look="list")


SECTION_MAKERS: dict[str, SectionMaker] = {
    "faults": _make_faults,
    "rectifications": _make_rectifications,
    "scores": _make_scores,
    "ranking": _make_ranking,
}
