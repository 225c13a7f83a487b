"""Minutes and records of meetings: written in time, by whom the rule says (S1-18, S4-11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.meeting_facts import MeetingFacts
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.base import Ref
from shaiquan.model.meetings import Meeting, Minutes
from shaiquan.model.scalars import day_of
from shaiquan.model.serial_numbers import parse_serial_number
from shaiquan.queries.agendas import find_body_of_post
from shaiquan.queries.workdays import keeps_bound


class _KeptPaper(NamedTuple):
    """纪要 or 记录 of a meeting, and who keeps it by the rule."""

    field: str
    label: str
    written: Minutes | None
    keeper: Ref | None
    keeper_label: str


def _list_papers(facts: MeetingFacts) -> Iterator[_KeptPaper]:
    """Both papers; the rule of a type that nobody knows keeps neither."""
    for field in ("minutes", "record"):
        key = f"{field}_by"
        keeper = getattr(facts.type, key) if facts.type else None
        label = facts.type.label_of(key) if facts.type else ""
        written = getattr(facts.meeting, field)
        yield _KeptPaper(field, Meeting.label_of(field), written, keeper, label)


@check(
    "minutes-missing",
    WARNING,
    "S1-18, S1-25, S4-11, S4-12",
    subject=Meeting,
    states=IN_USE,
    zh="{at}开的会，没有写会议{paper}",
    en="the meeting of {at} has no '{paper}'",
    mend="补写 {paper}: {{号: …}}；没有开成的，写 取消: 和原因",
    mend_en="write {paper} with its number, or 取消 with the reason",
    example="{类型: 常委会会议, 日期: 2026-07-13}（会议类型 写着 纪要期限: 至多3个工作日）",
)
def find_missing_minutes(catalog: Catalog, entry: Entry, meeting: Meeting) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    limit = facts.type.minutes_limit if facts.type else None
    if not facts.is_over:
        return
    if limit and (
        not facts.day or keeps_bound(catalog, limit, facts.day, catalog.as_of) is not False
    ):
        return  # there is still time, or nobody knows
    for paper in _list_papers(facts):
        is_asked = paper.keeper or (limit and paper.field == "minutes")
        if is_asked and paper.written is None:
            yield entry.location("at"), {"at": meeting.at, "paper": paper.label}


@check(
    "minutes-undated",
    WARNING,
    "S1-18, S1-25",
    subject=Meeting,
    states=IN_USE,
    zh="“{type}”要求会后{limit}印发纪要，纪要没有写印发的日期",
    en="'{type}' asks for minutes within {limit}; these have no date",
    mend="在 纪要 里写 日期:",
    mend_en="write 日期 of 纪要",
    example="纪要: {号: 2026-13}（会议类型 写着 纪要期限: 至多3个工作日）",
)
def find_undated_minutes(catalog: Catalog, entry: Entry, meeting: Meeting) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    limit = facts.type.minutes_limit if facts.type else None
    if limit and facts.is_over and meeting.minutes and meeting.minutes.at is None:
        yield entry.location("minutes"), {"type": meeting.type, "limit": limit}


@check(
    "minutes-unnumbered",
    WARNING,
    "S4-12",
    subject=Meeting,
    states=IN_USE,
    zh="会议{paper}没有写号",
    en="'{paper}' has no number",
    mend="在 {paper} 里写 号:；这种会议不编号的，不用管，纸上的号空着",
    mend_en="write 号 of {paper}; where none is given the paper leaves it blank",
    example="纪要: {日期: 2026-07-16}",
)
def find_unnumbered_minutes(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    for field, label, written, *_ in _list_papers(MeetingFacts(catalog, meeting)):
        if written and not written.number:
            yield entry.location(field), {"paper": label}


@check(
    "minutes-late",
    ERROR,
    "S1-18, S1-25",
    subject=Meeting,
    states=IN_USE,
    zh="“{type}”要求会后{limit}印发纪要，{at}开的会，纪要{date}才印发",
    en="'{type}' asks for minutes within {limit}; the meeting was on {at}, its minutes on {date}",
    mend="日期写错的，改正；法定节假日同实际不一致的，改 site.yml 的 节假日",
    mend_en="correct the date, or 节假日 of site.yml",
    example="日期: 2026-07-13\n纪要: {号: 2026-13, 日期: 2026-07-20}（纪要期限: 至多3个工作日）",
)
def find_late_minutes(catalog: Catalog, entry: Entry, meeting: Meeting) -> Iterator[Violation]:
    facts, minutes = MeetingFacts(catalog, meeting), meeting.minutes
    limit = facts.type.minutes_limit if facts.type else None
    day = day_of(minutes.at) if minutes else None
    if not (minutes and limit and day and facts.day):
        return
    if keeps_bound(catalog, limit, facts.day, day) is False:
        words = {"type": meeting.type, "limit": limit, "at": meeting.at}
        yield entry.location("minutes", "at"), {**words, "date": minutes.at}


@check(
    "minutes-before-meeting",
    ERROR,
    "S1-18",
    subject=Meeting,
    states=IN_USE,
    zh="{at}开的会，{paper}却写着{date}，是会前",
    en="the meeting was on {at}, but '{paper}' is of {date}, before it",
    mend="改正 {paper} 的 日期:，或者会议的 日期:",
    mend_en="correct the day of {paper} or of the meeting",
    example="日期: 2026-07-13\n纪要: {号: 示例纪〔2026〕13号, 日期: 2026-07-10}",
)
def find_minutes_before_meetings(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    for field, label, written, *_ in _list_papers(MeetingFacts(catalog, meeting)):
        if written and written.at and written.at.last < meeting.at.first:
            words = {"at": meeting.at, "paper": label, "date": written.at}
            yield entry.location(field, "at"), words


@check(
    "minutes-keeper-differs",
    ERROR,
    "S4-12",
    subject=Meeting,
    states=IN_USE,
    zh="“{type}”的{paper}由“{keeper}”编写和编号，这里写的是“{by}”",
    en="'{paper}' of '{type}' is kept by '{keeper}', here by '{by}'",
    mend="改成{keeper}；制度改了的，改 site.yml 会议类型 的 {label}",
    mend_en="name {keeper}, or correct {label} of the type",
    example="纪要: {号: 2026-12, 承办: 党政办}（会议类型 写着 纪要承办: 镇纪委）",
)
def find_minutes_kept_by_others(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    for field, label, written, keeper, keeper_label in _list_papers(facts):
        by = written.by if written else None
        # a post writes for its body
        if by and keeper and keeper.id not in (by.id, find_body_of_post(catalog, by.id)):
            words = {"type": meeting.type, "paper": label, "label": keeper_label}
            names = {"keeper": facts.name(keeper.id), "by": facts.name(by.id)}
            yield entry.location(field, "by"), words | names


@check(
    "minutes-year-differs",
    ERROR,
    "S4-12, X-07",
    subject=Meeting,
    states=IN_USE,
    zh="{paper}的号“{number}”是{year}年的，会议在{at}",
    en="the number '{number}' of '{paper}' is of {year}, the meeting was on {at}",
    mend="按年度编号：改正号里的年份，或者会议的 日期:",
    mend_en="numbers begin anew each year: correct the year or the day of the meeting",
    example="日期: 2026-07-13\n纪要: {号: 示例纪〔2025〕13号}",
)
def find_minutes_of_other_years(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    for field, label, written, *_ in _list_papers(MeetingFacts(catalog, meeting)):
        if written is None or not written.number:
            continue
        year = parse_serial_number(written.number).year
        # of a meeting at the end of December the minutes may be issued, and numbered, in January
        if year not in (meeting.at.year, written.at.year if written.at else None):
            words = {"paper": label, "number": written.number, "year": year}
            yield entry.location(field, "number"), {**words, "at": meeting.at}
