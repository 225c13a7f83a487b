"""When an entry was finished and published, and of which time it tells (S0-28, S2-26)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import IN_USE, INFO, WARNING, Violation, check
from shaiquan.checks.entry_facts import EntryFacts
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.entries import DatedEntry
from shaiquan.model.scalars import PartialDate
from shaiquan.queries.entry_limits import find_deadline, find_last_day_to_publish


@check(
    "entry-overdue",
    INFO,
    "S0-28, S0-41, S3-28",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{name}”应当{deadline}前办结，到{today}还没有写办结",
    en="'{name}' was to be finished by {deadline} and is not by {today}",
    mend="办结了的写 办结:；没有办结的，抓紧办",
    mend_en="write 办结 if it is finished",
    example="{类型: 群众意见, 日期: 2026-05-07}（办结期限: 至多15个工作日，没有 办结）",
)
def find_overdue_entries(catalog: Catalog, entry: Entry, record: DatedEntry) -> Iterator[Violation]:
    deadline = find_deadline(catalog, record)
    facts = EntryFacts(catalog, record)
    if deadline and not facts.has_come(record.done) and deadline < catalog.as_of:
        words = {"name": record.name, "deadline": PartialDate.of_day(deadline)}
        field = "due" if record.due else "at"
        yield entry.location(field), {**words, "today": PartialDate.of_day(catalog.as_of)}


@check(
    "entry-finished-late",
    INFO,
    "S0-28, S0-41",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{name}”应当{deadline}前办结，{done}才办结",
    en="'{name}' was to be finished by {deadline}, and was on {done}",
    mend="日期写错的，改正；确实迟了的，不用改",
    mend_en="correct the day if it is wrong",
    example="{日期: 2026-05-07, 办结: 2026-07-20}（记事类型 写着 办结期限: 至多15个工作日）",
)
def find_entries_finished_late(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    deadline = find_deadline(catalog, record)
    facts = EntryFacts(catalog, record)
    if deadline and facts.has_come(record.done) and record.done.first > deadline:
        words = {"name": record.name, "deadline": PartialDate.of_day(deadline)}
        yield entry.location("done"), {**words, "done": record.done}


@check(
    "entry-unpublished",
    WARNING,
    "S2-26, S0-32",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{type}”要求{limit}公布结果，{at}的还没有写公布",
    en="the results of a '{type}' are published {limit}; of this one of {at} that is not told",
    mend="公布了的写 公布:；没有公布的，照要求公布",
    mend_en="write 公布 if they were",
    example="{类型: 三述, 日期: 2026-01-20}（记事类型 写着 公布期限: 至多当场，没有 公布）",
)
def find_unpublished_entries(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    last = find_last_day_to_publish(catalog, record)
    facts = EntryFacts(catalog, record)
    if last and not facts.has_come(record.published) and last < catalog.as_of:
        limit = facts.type.publish_limit
        yield entry.location("at"), {"type": record.type, "limit": limit, "at": record.at}


@check(
    "entry-published-late",
    WARNING,
    "S2-26, S0-32",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{type}”要求{limit}公布结果，{at}的{published}才公布",
    en="the results of a '{type}' are published {limit}; of this one of {at} on {published}",
    mend="日期写错的，改正；确实迟了的，照实写",
    mend_en="correct the day if it is wrong",
    example="{日期: 2026-01-20, 公布: 2026-01-27}（记事类型 写着 公布期限: 至多当场）",
)
def find_entries_published_late(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    last = find_last_day_to_publish(catalog, record)
    facts = EntryFacts(catalog, record)
    if last and facts.has_come(record.published) and record.published.first > last:
        limit = facts.type.publish_limit
        words = {"type": record.type, "limit": limit, "at": record.at}
        yield entry.location("published"), {**words, "published": record.published}


@check(
    "entry-period-ahead",
    WARNING,
    "S0-32, S1-35",
    subject=DatedEntry,
    states=IN_USE,
    zh="{at}的记事写了结果，说的是{period}，那时还没有开始",
    en="this entry of {at} tells results of {period}, which had not begun",
    mend="改正 所属期 或者 日期；打算以后做的，不写 结果、数量、评分、排名",
    mend_en="correct 所属期 or the day; of what is planned, tell no results",
    example="{日期: 2026-07-10, 所属期: 2026年第4季度, 结果: 排名第一}",
)
def find_periods_ahead(catalog: Catalog, entry: Entry, record: DatedEntry) -> Iterator[Violation]:
    told = record.result or record.numbers or record.indicators or record.ranking
    if record.period and told and record.period.first > record.at.last:
        yield entry.location("period"), {"at": record.at, "period": record.period}
