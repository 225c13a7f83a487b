"""Rows of texts to a meeting and its topics, as the table words them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from shaiquan.importing.headings import (
    MEETING_WORDS,
    TOPIC_WORDS,
    find_field,
    split_said,
    tighten,
)
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.table_files import Grid, Sheet

_TITLE_END = re.compile(r"(?:的)?(?:议题|审议|表决|议定)[^会]*(?:表|单|情况|安排)$|议程(?:表)?$")
_NUMBERING = re.compile(r"[（(]?(?:[一二三四五六七八九十]+|\d{1,2})(?:[)）、]|[.．](?!\d))\s*")
_TOTALS = ("合计", "总计", "小计", "备注", "说明", "注")


@dataclass(frozen=True, slots=True)
class TopicRows:
    """A topic: the number of its first row, what its rows say, each by fields, and what stands
    under other headings, which may be gates."""

    row: int
    rows: tuple[Mapping[str, str], ...]
    other: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The first row's text of a field; empty where it says nothing."""
        return self.rows[0].get(name, "")


@dataclass(frozen=True, slots=True)
class MeetingTable:
    """What a table says: of the meeting by fields, its topics, where its headings are, which
    headings mean nothing to us."""

    meeting: Mapping[str, str]
    topics: tuple[TopicRows, ...]
    heading_row: int
    columns: Mapping[int, str]
    unknown: tuple[str, ...] = ()
    sheet: str = field(default="")


def read_meeting_table(sheets: Sequence[Sheet]) -> MeetingTable:
    """The table of a meeting, of the first sheet that has one. Raises UnreadableTable."""
    for sheet in sheets:
        if table := _read_sheet(sheet):
            return table
    zh = "没有找到表头：要有一行写着 议题，还有 类型、汇报、表决方式、结果 这样的栏名"
    raise UnreadableTable(zh, "no heading row: one with 议题 and headings such as 类型 is expected")


def _read_sheet(sheet: Sheet) -> MeetingTable | None:
    """Its table; the lines above one of a Word file are rows that tell of the meeting."""
    width = max(map(len, sheet.rows[:1]), default=0)
    above = tuple((text, *[""] * (width - 1)) for text in sheet.above)
    return _read_rows_of(replace(sheet, rows=above + sheet.rows)) if width else None


def _read_rows_of(sheet: Sheet) -> MeetingTable | None:
    headings = max(
        (_read_headings(sheet.rows, row) for row in range(len(sheet.rows))),
        key=len,
        default={},
    )
    if len(headings) < 2:
        return None
    at = next(n for n in range(len(sheet.rows)) if _read_headings(sheet.rows, n) == headings)
    below = at + 1 + _has_second_row(sheet.rows, at)
    other = {
        column: tighten(text)
        for column, text in enumerate(sheet.rows[at])
        if text and column not in headings
    }
    meeting, topics = _read_rows(sheet.rows, at, below, headings, other)
    unknown = tuple(dict.fromkeys(other.values()))
    row = at + 1 - len(sheet.above)
    return MeetingTable(meeting, topics, row, headings, unknown, sheet.name)


def _read_headings(rows: Grid, at: int) -> dict[int, str]:
    """Column -> field of a row of headings; empty where it does not name the topics."""
    fields = [find_field(TOPIC_WORDS, text) for text in rows[at]]
    if "name" not in fields:
        return {}
    if _has_second_row(rows, at):  # 赞成, 反对, 弃权 stand below 表决情况
        below = [find_field(TOPIC_WORDS, text) for text in rows[at + 1]]
        fields = [lower or upper for upper, lower in zip(fields, below, strict=True)]
    found: dict[int, str] = {}
    for column, name in enumerate(fields):
        if name and name not in found.values():
            found[column] = name
    return found


def _has_second_row(rows: Grid, at: int) -> bool:
    """Whether the row below has more headings, and no topic."""
    if at + 1 >= len(rows):
        return False
    upper = [find_field(TOPIC_WORDS, text) for text in rows[at]]
    lower = [find_field(TOPIC_WORDS, text) for text in rows[at + 1]]
    column = upper.index("name") if "name" in upper else 0
    said = [name for name, above in zip(lower, upper, strict=True) if name and name != above]
    return lower[column] in ("", "name") and not _is_topic(rows[at + 1][column]) and len(said) > 1


def _is_topic(text: str) -> bool:
    return bool(text) and not find_field(TOPIC_WORDS, text) and tighten(text) not in _TOTALS


def _read_rows(
    rows: Grid, at: int, below: int, headings: Mapping[int, str], other: Mapping[int, str]
) -> tuple[dict[str, str], tuple[TopicRows, ...]]:
    """The meeting, from the rows above and those that are no topics; the topics."""
    column = next(number for number, name in headings.items() if name == "name")
    meeting: dict[str, str] = {}
    topics: list[TopicRows] = []
    for number, row in enumerate(rows):
        is_topic = number >= below and _is_topic(row[column]) and not _says_meeting(row)
        if is_topic:
            values = {name: row[column] for column, name in headings.items() if row[column]}
            values["name"] = _NUMBERING.sub("", values["name"], count=1) or values["name"]
            if topics and topics[-1].get("name") == values["name"]:  # merged: one more task
                topics[-1] = replace(topics[-1], rows=(*topics[-1].rows, values))
            else:
                said = {name: row[column] for column, name in other.items() if row[column]}
                topics.append(TopicRows(number + 1, (values,), said))
        elif not at <= number < below:
            for name, text in _read_said(row).items():
                meeting.setdefault(name, text)
    if "name" not in meeting and (title := _find_title(rows[:at])):
        meeting["name"] = title
    return meeting, tuple(topics)


def _says_meeting(row: Iterable[str]) -> bool:
    """Whether a row below the topics tells of the meeting: 出席：书记、县长."""
    first = next((text for text in row if text), "")
    return bool(split_said(first)) or (
        bool(find_field(MEETING_WORDS, first)) and not find_field(TOPIC_WORDS, first)
    )


def _read_said(row: Sequence[str]) -> dict[str, str]:
    """What a row says of the meeting: words with colons, or a word and its value beside it."""
    said: dict[str, str] = {}
    waiting = ""
    for text in filter(None, row):
        within = split_said(text)
        bare = find_field(MEETING_WORDS, text)
        if waiting and not within and not bare:
            said.setdefault(waiting, text)
            waiting = ""
        elif within:
            last = list(within)[-1]
            waiting = last if not within[last] else ""
            said |= {name: value for name, value in within.items() if value}
        else:
            waiting = bare
    return said


def _find_title(rows: Grid) -> str:
    """The name of the meeting above the table: 县委常委会第14次会议议题表."""
    for row in rows:
        for text in filter(None, row):
            if "会" in text and not split_said(text) and not find_field(MEETING_WORDS, text):
                return _TITLE_END.sub("", tighten(text))
    return ""
