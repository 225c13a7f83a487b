"""The lists of topics and meetings: registers by year and body, a calendar (S1-08, S1-30)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind, ListPlace
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.kinds.sections import TOPICS
from shaiquan.model.decision_terms import MeetingState
from shaiquan.model.scalars import PartialDate
from shaiquan.queries.agendas import find_meeting_type
from shaiquan.queries.linked import list_naming
from shaiquan.queries.registers import (
    find_meeting_state,
    find_topic_body,
    find_topic_date,
    list_coming_meetings,
    sort_newest_first,
)
from shaiquan.site.decision_pictures import LIST_LINK
from shaiquan.site.record_groupings import MakeParts, ids_of, make_records_part
from shaiquan.site.tasks import Facts, ListPart, PlainValues

require_index("meeting", "type", "at", "starts", "place", "notified", "cancelled")

#: what stands between a year and its part in titles; the contents say the year once
_DOT = " · "
_MONTHS = range(1, 13)


# -- topics -------------------------------------------------------------------------------------


def _divide_by_year_and_body(
    public: PublicCatalog, facts: Facts, kind: Kind, place: ListPlace
) -> Iterator[ListPart]:
    """How many topics each body had in each year; then a register of each, the latest first."""
    registers = _group_topics(public, kind)
    bodies = _sort_bodies(public, {body for _, body in registers})
    years = sorted({year for year, _ in registers}, reverse=True)
    if registers:
        yield ListPart("fields", more=(LIST_LINK,))
    if len(registers) > 1:
        yield _count_registers(public, registers, years, bodies)
    for year in years:
        for body in bodies:
            if ids := registers.get((year, body)):
                title = f"{_name_body(public, body)}（{len(ids)} 项）"
                anchor = _anchor_register(year, body)
                prefix = f"{_name_year(year)}{_DOT}"
                part = make_records_part(
                    kind, title, anchor, sort_newest_first(public, ids), prefix
                )
                yield replace(part, dated=True)


def _group_topics(public: PublicCatalog, kind: Kind) -> dict[tuple[int, str], list[str]]:
    """(year or 0, id of the body or nothing) -> the topics in use."""
    groups: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for head in public.heads_of(kind.name):
        if head.in_use:
            date = find_topic_date(public, head)
            groups[date.year if date else 0, find_topic_body(public, head)].append(head.id)
    return groups


def _count_registers(
    public: PublicCatalog,
    registers: dict[tuple[int, str], list[str]],
    years: list[int],
    bodies: list[str],
) -> ListPart:
    """A row for each year, a column for each body; a number leads to its register."""
    rows = []
    for year in years:
        cells = (
            _link_number(TOPICS.address, _anchor_register(year, body), registers.get((year, body)))
            for body in bodies
        )
        total = sum(len(ids) for (one, _), ids in registers.items() if one == year)
        rows.append(("", _name_year(year), *cells, str(total)))
    columns = ("年份", *(_name_body(public, body) for body in bodies), "合计")
    note = "一个议题算在作出决定的那一年和那个机构；还没有决定的，算在提出的那一年。"
    return ListPart("counts", "各年各机构的议题", "_years", tuple(rows), (columns, note))


def _link_number(address: str, anchor: str, ids: list[str] | None) -> str | tuple[str, str]:
    return (str(len(ids)), f"{address}#{anchor}") if ids else ""


def _anchor_register(year: int, body: str) -> str:
    return f"_{year or 'undated'}-{body or 'none'}"


def _name_year(year: int) -> str:
    return f"{year}年" if year else "没有日期"


def _name_body(public: PublicCatalog, body: str) -> str:
    return public.heads[body].short_name if body else "没有上会"


def _sort_bodies(public: PublicCatalog, bodies: set[str]) -> list[str]:
    """The bodies in the order of the content; without one comes last."""
    return [*(head.id for head in public.heads_of("body") if head.id in bodies), *({""} & bodies)]


# -- meetings -----------------------------------------------------------------------------------


def _divide_by_month(
    public: PublicCatalog, facts: Facts, kind: Kind, place: ListPlace
) -> Iterator[ListPart]:
    """What is announced; then of each year how often each body met, and its meetings by month."""
    ahead = list_coming_meetings(public, public.as_of)
    if coming := tuple(_announce(public, head) for head in ahead):
        yield ListPart("fields", "将要召开的会议", "_coming", more=coming)
    years: defaultdict[int, list[Head]] = defaultdict(list)
    undated = []
    for head in public.heads_of(kind.name):
        at = head.index["at"]
        if head.in_use and at:
            years[at.year].append(head)
        elif head.in_use:
            undated.append(head)
    for year in sorted(years, reverse=True):
        yield _count_months(public, year, years[year])
        yield from _list_months(kind, year, years[year])
    if undated:
        yield make_records_part(kind, "没有日期", "_undated", ids_of(undated))


def _announce(public: PublicCatalog, head: Head) -> PlainValues:
    """When a coming meeting is; where, how many topics, when it was called; its address."""
    index = head.index
    number = len(list_naming(public, head.id, "topic", "deliberations"))
    is_called = find_meeting_state(head, public.as_of) is MeetingState.CALLED
    said = (
        index["starts"],
        head.name,
        index["place"],
        f"议题 {number} 项" if number else "",
        f"{index['notified']}发出通知" if is_called else "还没有发通知",
    )
    return _name_day(public, index["at"]), "，".join(filter(None, said)), _address_of(head)


def _address_of(meeting: Head) -> str:
    return KIND["meeting"].address(meeting.id)


def _name_day(public: PublicCatalog, at: PartialDate) -> str:
    """12月21日 周一; with its year where that is another one, or the day is not known."""
    if not at.day or at.year != public.as_of.year:
        return str(at)
    return f"{at.month}月{at.day}日 {at.weekday}"


def _list_months(kind: Kind, year: int, heads: list[Head]) -> Iterator[ListPart]:
    """The meetings of each month, the latest first; those without a month last."""
    prefix = f"{year}年{_DOT}"
    heads = sorted(heads, key=lambda head: (head.index["at"], head.id), reverse=True)
    for month in (*reversed(_MONTHS), None):
        if ids := ids_of(head for head in heads if head.index["at"].month == month):
            title = f"{month}月" if month else "月份不详"
            part = make_records_part(kind, title, _anchor_month(year, month), ids, prefix)
            yield replace(part, dated=True)


def _anchor_month(year: int, month: int | None) -> str:
    return f"_{year}-{month or 0:02}"


def _count_months(public: PublicCatalog, year: int, heads: list[Head]) -> ListPart:
    """How often each body met in each month of a year.

    The numbers are no links: the list of a month has the meetings of all bodies.
    """
    held: defaultdict[str, Counter[int | None]] = defaultdict(Counter)
    for head in heads:
        if find_meeting_state(head, public.as_of) is MeetingState.HELD:
            type = find_meeting_type(public, head.index["type"], head.index["at"])
            body = type.body.id if type and type.body.id in public.heads else ""
            held[body][head.index["at"].month] += 1
    rows = []
    for body in _sort_bodies(public, {*held}):
        cells = (str(held[body][month] or "") for month in _MONTHS)
        name = _name_body(public, body) if body else "其他"
        rows.append(("", name, *cells, str(held[body].total())))
    columns = (KIND["body"].label, *(f"{month}月" for month in _MONTHS), "全年")
    title = f"{year}年{_DOT}各机构开会次数"
    note = "只数已经召开的会议。"
    return ListPart("counts", title, f"_{year}", tuple(rows), (columns, note), group=f"{year}年")


GROUPINGS: dict[str, MakeParts] = {
    "register": _divide_by_year_and_body,
    "calendar": _divide_by_month,
}
