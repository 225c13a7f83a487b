"""The ledger of sheets: editions left as registered, postings without contradiction (S4-19)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, INFO, PUBLISHED, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.ledger import Edition, Posting, make_edition_id
from shaiquan.model.marks import list_marks_of
from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import SheetCondition, State
from shaiquan.problems import Bilingual
from shaiquan.queries.editions import editions_of
from shaiquan.queries.relations import parameters_of

_ID = Bilingual("编号和流程、标记", "the id")
#: months after which somebody looks at a sheet again, where no parameter says so
_CHECK_MONTHS = 12
_LINES = Bilingual("标记和正文行", "the mark")


@check(
    "edition-altered",
    ERROR,
    "S4-19, X-09",
    subject=Edition,
    zh="登记过的版本被改动了：{what}对不上",
    en="a registered edition was altered: {what} does not fit",
    mend="从备份里恢复这个文件；改过 标记密钥 的，改回去；"
    "误录了不该公开的字，写 状态: 撤回、原因、撤回日期，删去全部 正文行",
    mend_en="restore the file from git, and 标记密钥 if it was changed; "
    "to take words back, withdraw it and drop its 正文行",
    example="标记: K7QF-3M2P（正文行 里有一个字改过）",
)
def find_altered_editions(catalog: Catalog, entry: Entry, edition: Edition) -> Iterator[Violation]:
    emptied = edition.state is State.WITHDRAWN and not edition.lines
    if entry.id != make_edition_id(edition.procedure.id, edition.mark):
        yield entry.location("id"), {"what": _ID}
    elif not emptied and edition.mark not in list_marks_of(edition.lines, catalog.site.mark_key):
        yield entry.location("mark"), {"what": _LINES}


@check(
    "posting-dates",
    ERROR,
    "S4-19",
    subject=Posting,
    states=PUBLISHED,
    zh="{until}撤下，却是{since}才贴上的",
    en="taken down on {until}, but put up on {since}",
    mend="改正 从: 或 至:",
    mend_en="correct 从 or 至",
    example="{从: 2026-05-07, 至: 2026-05-01}",
)
def find_wrong_posting_dates(
    catalog: Catalog, entry: Entry, posting: Posting
) -> Iterator[Violation]:
    if posting.until and posting.until.last < posting.since.first:
        yield entry.location("until"), {"until": posting.until, "since": posting.since}


@check(
    "posting-before-edition",
    INFO,
    "S4-19",
    subject=Posting,
    states=PUBLISHED,
    zh="标记 {mark} 的图{registered}才登记，却写着{since}已经贴上",
    en="the sheet {mark} was registered on {registered}, but hangs since {since}",
    mend="核对墙上那张图的标记和张贴的日期；先贴后登记的，日期没有错，可以不管",
    mend_en="compare the mark of the sheet and the day on which it was put up",
    example="{标记: K7QF-3M2P, 从: 2026-03-05}（登记日期: 2026-05-07）",
)
def find_postings_before_their_edition(
    catalog: Catalog, entry: Entry, posting: Posting
) -> Iterator[Violation]:
    for edition in editions_of(catalog, posting.procedure.id):
        if edition.mark == posting.mark and posting.since.last < edition.registered.first:
            words = {"mark": edition.mark, "registered": edition.registered}
            yield entry.location("since"), {**words, "since": posting.since}


@check(
    "posting-ahead",
    INFO,
    "S4-19",
    subject=Posting,
    states=PUBLISHED,
    zh="写的是{since}才贴，现在不算贴着",
    en="it goes up on {since}; until then it does not count as hanging",
    mend="已经贴了的，改正 从:；没有贴的，到时候贴上就行",
    mend_en="correct 从 if it hangs already",
    example="从: 2099-05-07",
)
def find_postings_ahead(catalog: Catalog, entry: Entry, posting: Posting) -> Iterator[Violation]:
    if posting.since.first > catalog.as_of:
        yield entry.location("since"), {"since": posting.since}


@check(
    "posting-twice",
    ERROR,
    "S4-19, S4-31",
    subject=Procedure,
    zh="“{place}”同时挂着两张“{chart}”，另一张见 {other}",
    en="two sheets of '{chart}' hang at '{place}' at a time, the other is {other}",
    mend="先贴的那张撤下了，就补写 撤下日期:；没有撤下，就去撤下",
    mend_en="give the earlier one its 撤下日期",
    example="（两条张贴写同一个流程、同一个地点，先贴的没有写 撤下日期）",
)
def find_sheets_posted_twice(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    last: dict[str, tuple[Entry, Posting]] = {}
    for posting_entry, posting in _published_postings(catalog, entry.id):
        place = "".join(posting.place.split())
        if place in last and _last_day(last[place][1]) > posting.since.first:
            words = {"place": posting.place, "chart": procedure.name}
            yield posting_entry.location("place"), {**words, "other": last[place][0].id}
        if place not in last or _last_day(posting) > _last_day(last[place][1]):
            last[place] = (posting_entry, posting)


def _published_postings(catalog: Catalog, procedure: str) -> list[tuple[Entry, Posting]]:
    """The published postings of a procedure, the earliest first."""
    postings = [
        (entry, entry.record)
        for entry in catalog.entries_naming(procedure, "posting", "procedure")
        if isinstance(entry.record, Posting) and entry.record.state is State.PUBLISHED
    ]
    return sorted(postings, key=lambda pair: pair[1].since.first)


def _last_day(posting: Posting) -> datetime.date:
    """The day on which a sheet was taken down; the end of time where it still hangs."""
    return posting.until.last if posting.until else datetime.date.max


def _hangs(catalog: Catalog, posting: Posting) -> bool:
    return posting.since.first <= catalog.as_of and (
        posting.until is None or posting.until.first > catalog.as_of
    )


@check(
    "posting-not-checked",
    INFO,
    "S4-19",
    subject=Posting,
    states=PUBLISHED,
    zh="{place}的图从{since}起没有人去看过，已经 {months} 个月",
    en="nobody has looked at the sheet at {place} since {since}, {months} months",
    mend="去看看还在不在、清不清楚，补写 核查日期: 和 状况:；隔多久看一次，改 参数 的 张贴核查月数",
    mend_en="look at it and write 核查日期 and 状况, or change 张贴核查月数",
    example="从: 2019-05-07（没有写 核查日期）",
)
def find_unchecked_postings(
    catalog: Catalog, entry: Entry, posting: Posting
) -> Iterator[Violation]:
    procedure = catalog.heads.get(posting.procedure.id)
    if not _hangs(catalog, posting) or procedure is None:
        return
    looked = max(filter(None, (posting.since, posting.checked)))
    day = catalog.as_of
    months = (day.year - looked.last.year) * 12 + day.month - looked.last.month
    unit = catalog.entries[posting.procedure.id].record.unit_id
    most = parameters_of(catalog, unit).check_months
    if months > (_CHECK_MONTHS if most is None else most):
        words = {"place": posting.place, "since": looked, "months": months}
        yield entry.location("checked" if posting.checked else "since"), words


@check(
    "posting-damaged",
    WARNING,
    "S4-19",
    subject=Posting,
    states=PUBLISHED,
    zh="{place}的图已经{condition}",
    en="the sheet at {place} is {condition}",
    mend="照现行的图重新印一张贴上；贴好了，状况: 改成 完好，核查日期: 写那一天",
    mend_en="print it again and put it up, then write 状况: 完好 and 核查日期",
    example="{状况: 破损, 核查日期: 2026-11-02}",
)
def find_damaged_postings(catalog: Catalog, entry: Entry, posting: Posting) -> Iterator[Violation]:
    if posting.condition in (SheetCondition.DAMAGED, SheetCondition.LOST):
        condition = Bilingual(posting.condition.label, posting.condition.value)
        if _hangs(catalog, posting):
            yield entry.location("condition"), {"place": posting.place, "condition": condition}


@check(
    "posting-check-dates",
    ERROR,
    "S4-19",
    subject=Posting,
    states=PUBLISHED,
    zh="{since}才贴上，{checked}不会看过",
    en="put up on {since}, it cannot have been looked at on {checked}",
    mend="改正 从: 或 核查日期:",
    mend_en="correct 从 or 核查日期",
    example="{从: 2026-05-07, 核查日期: 2026-05-01}",
)
def find_wrong_check_dates(catalog: Catalog, entry: Entry, posting: Posting) -> Iterator[Violation]:
    if posting.checked and posting.checked.last < posting.since.first:
        yield entry.location("checked"), {"since": posting.since, "checked": posting.checked}
