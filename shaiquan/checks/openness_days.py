"""What was formed is published in time (S2-09, 政府信息公开条例第二十六条)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import PUBLISHED, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.common import Record
from shaiquan.model.scalars import PartialDate
from shaiquan.queries.openness_days import find_openness_days


@check(
    "published-late",
    WARNING,
    "S2-09, 政府信息公开条例第二十六条",
    subject=Record,
    states=PUBLISHED,
    zh="“{name}”{formed}形成，{published}才公开，公开期限是{limit}",
    en="'{name}' was formed on {formed} and published on {published}, not {limit}",
    mend="日期写错的，改正 形成日期 或者 从；确实迟了的，以后按期公开",
    mend_en="correct 形成日期 or 从; keep the limit from now on",
    example="公开: {形成日期: 2026-01-05, 从: 2026-03-02}",
)
def find_records_published_late(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    days = find_openness_days(catalog, record)
    if days and days.in_time is False:
        words = {"name": record.name, "published": PartialDate.of_day(days.published)}
        words |= {"formed": record.disclosure.formed, "limit": days.limit}
        yield entry.location("disclosure", "formed"), words


@check(
    "first-published-unknown",
    WARNING,
    "S2-09",
    subject=Record,
    states=PUBLISHED,
    zh="“{name}”{formed}形成，没有写第一次公开是哪一天；审查是{reviewed}，已经超过公开期限{limit}",
    en="'{name}' was formed on {formed}; since when it is public is not said, and its review of "
    "{reviewed} is not {limit}",
    mend="在 公开 里写 从: 第一次公开的日期；审查那天才公开的，写那一天",
    mend_en="write in 从 of 公开 since when it is public",
    example="公开: {形成日期: 2026-01-05}（2031-01-10 又审查了一次）",
)
def find_records_without_first_day(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    """A later review replaces the one that released the record."""
    days = find_openness_days(catalog, record)
    if days and days.lacks_first:
        words = {"name": record.name, "reviewed": PartialDate.of_day(days.published)}
        words |= {"formed": record.disclosure.formed, "limit": days.limit}
        yield entry.location("disclosure", "formed"), words
