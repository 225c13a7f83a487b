"""Notices to the public: whether one is open on the as-of date, and tables of them (S2-07)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.model.decision_terms import NoticeForm, NoticeState
from shaiquan.model.topic_steps import PublicNotice
from shaiquan.model.topics import Topic
from shaiquan.queries.registers import find_final_meeting
from shaiquan.views.cells import join_runs, make_cell, part_cell
from shaiquan.views.complaints import shown_channels
from shaiquan.views.record_links import link_with_state
from shaiquan.views.tables import make_rows
from shaiquan.views.values import Cell, Table, TableRow, plain


class NoticeKey(NamedTuple):
    """A notice: its topic, and its place among the notices there."""

    topic: str
    at: int


def notice_of(entry: Entry, index: int) -> PublicNotice:
    assert isinstance(entry.record, Topic)
    return entry.record.notices[index]


def find_notice_state(public: PublicCatalog, entry: Entry, index: int) -> NoticeState:
    """Whether a notice is open. A hearing is on its day; a notice of which no end is written is
    open until there is a result or the topic is settled."""
    notice = notice_of(entry, index)
    if notice.since.first > public.as_of:
        return NoticeState.COMING
    last = notice.until or (notice.since if notice.form is NoticeForm.HEARING else None)
    if last:
        return NoticeState.OPEN if public.as_of <= last.last else NoticeState.ENDED
    has_result = show_result(public, entry, index)
    is_settled = has_result or find_final_meeting(entry.head)
    return NoticeState.ENDED if is_settled else NoticeState.OPEN


def show_result(public: PublicCatalog, entry: Entry, index: int) -> Cell:
    """What came of a notice, or that it is withheld; empty where nothing is written."""
    return part_cell(public, entry, notice_of(entry, index), ("notices", index), "result")


def make_notice_table(
    public: PublicCatalog, keys: Sequence[NoticeKey], title: str, id: str, has_results: bool
) -> Table:
    """Notices, each with its topic; of those that ended what came of them, else where opinions
    go."""
    columns = (KIND["topic"].label, "时间", PublicNotice.label_of("form"), "地点")
    last = PublicNotice.label_of("result") if has_results else "向哪里反映"

    def row(key: NoticeKey) -> TableRow:
        entry = public.entries[key.topic]
        notice = notice_of(entry, key.at)
        cells = (
            link_with_state(entry),
            say_days(notice),
            make_cell(public, notice.form),
            part_cell(public, entry, notice, ("notices", key.at), "where"),
        )
        if has_results:
            result = show_result(public, entry, key.at) or plain("没有写明", tone="muted")
            return TableRow((*cells, result))
        return TableRow((*cells, _say_where_to(public, entry, notice)))

    return Table((*columns, last), make_rows(keys, row), title, id, look="list dated")


def _say_where_to(public: PublicCatalog, entry: Entry, notice: PublicNotice) -> Cell:
    """县纪委举报电话、县纪委信箱, each with a link to its number and hours: those of the notice,
    else those of the topic."""
    own = (make_cell(public, notice.channels), make_cell(public, notice.address))
    if lines := tuple(line for cell in own for line in cell):
        return lines
    names = [channel.name for channel in shown_channels(public, entry.record)]
    return (join_runs(names),) if names else ()


def say_days(notice: PublicNotice) -> Cell:
    """2026年11月10日至2026年12月9日, or the day of a hearing."""
    until = f"至{notice.until}" if notice.until else ""
    start = "" if until or notice.form is NoticeForm.HEARING else "起"
    return plain(f"{notice.since}{until}{start}")
