"""What has to be settled, such as opinions: how many were, in time, after how many days (S3-13)."""

from __future__ import annotations

import datetime
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.site.entry_summaries import EntrySummary
from shaiquan.site.page import count_percent
from shaiquan.site.record_groupings import make_records_part
from shaiquan.site.tasks import ListPart
from shaiquan.site.unit_years import (
    Number,
    UnitYear,
    anchor_of,
    group_types,
    link_number,
    list_months,
)

require_index("entry", "at", "done")


def list_settled(public: PublicCatalog, year: UnitYear) -> Iterator[ListPart]:
    """By type how many came in, how many were settled, in time, after how many days."""
    groups = {type: own for type, own in group_types(year).items() if _is_settled(public, type)}
    if not groups:
        return
    rows = tuple(
        ("", type, *_count_settled(public, year, type, own)) for type, own in groups.items()
    )
    columns = ("类型", "收到", "办结", "按期办结", "用时（中位数）", "没有办结", "其中逾期")
    note = "用时从收到的那一天算到办结的那一天，一半不超过中位数。"
    yield ListPart("counts", "意见和其他要办结的", "settled", rows, (columns, note))
    yield from _draw_settled(public, year, [one for own in groups.values() for one in own])
    for type, own in groups.items():
        for words, choose, suffix in _OPEN_SECTIONS:
            ids = tuple(one.head.id for one in own if choose(one, public.as_of))
            if ids:
                title, anchor = f"{type}：{words}（{len(ids)} 项）", anchor_of(public, type)
                yield make_records_part(KIND["entry"], title, f"{anchor}-{suffix}", ids)


#: the sections of what is not settled: title, which entries, the end of its anchor
_OPEN_SECTIONS: tuple[tuple[str, Callable[[EntrySummary, datetime.date], bool], str], ...] = (
    ("没有办结的", lambda entry, _: entry.is_open, "open"),
    ("逾期没有办结的", EntrySummary.is_overdue, "overdue"),
)


def _is_settled(public: PublicCatalog, type: str) -> bool:
    row = public.site.entry_types.get(type)
    return bool(row and (row.feedback or row.done_limit))


def _count_settled(
    public: PublicCatalog, year: UnitYear, type: str, entries: list[EntrySummary]
) -> Iterator[Number]:
    anchor = anchor_of(public, type)
    done = [one for one in entries if one.done]
    in_time = sum(one.was_in_time for one in done)
    days = sorted(_list_days(done))
    yield link_number(year, len(entries), anchor)
    yield str(len(done))
    yield f"{in_time}（{count_percent(in_time, len(done))}%）" if done else "0"
    yield f"{statistics.median_low(days)} 天" if days else ""
    for _, choose, suffix in _OPEN_SECTIONS:
        number = sum(choose(one, public.as_of) for one in entries)
        yield link_number(year, number, f"{anchor}-{suffix}")


def _list_days(entries: Iterable[EntrySummary]) -> Iterator[int]:
    """From the day to that on which it was settled, where both are known to the day."""
    for entry in entries:
        at, done = entry.head.index["at"], entry.head.index["done"]
        if at.day and done.day and at <= done:
            yield (done.first - at.first).days


def _draw_settled(
    public: PublicCatalog, year: UnitYear, entries: list[EntrySummary]
) -> Iterator[ListPart]:
    """How many of those that came in each month were settled."""
    dated = [one for one in entries if one.head.index["at"].month]
    came = Counter(one.head.index["at"].month for one in dated)
    settled = Counter(one.head.index["at"].month for one in dated if one.done)
    if len(came) > 1:
        months = list_months(public, year)
        columns = tuple((f"{month}月", (came[month], settled[month])) for month in months)
        more = (("收到的月份", "收到", "其中办结"), "")
        yield ListPart("bars", "各月收到的，办结了多少", "_settled-months", columns, more)
