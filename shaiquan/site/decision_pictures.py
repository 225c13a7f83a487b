"""``/decisions/``: in pictures where topics stand, how many were decided, how long it took."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import DECISIONS, NOTICES, TASKS
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.kinds.sections import MEETINGS, TOPICS
from shaiquan.model.decision_terms import TaskState, TopicState
from shaiquan.model.scalars import PartialDate
from shaiquan.queries.agendas import find_meeting_date
from shaiquan.queries.registers import find_final_meeting
from shaiquan.site.frame import has_records
from shaiquan.site.list_sections import Drawings, SectionMaker
from shaiquan.site.site_dates import say_as_of
from shaiquan.site.task_board import anchor_of
from shaiquan.site.tasks import LONG, Facts, ListPart, Outline, PlainValues
from shaiquan.site.topic_facts import list_notice_facts, list_states, list_task_facts
from shaiquan.views.bar_pictures import BarColumn, draw_bars
from shaiquan.views.values import BarPicture

require_index("topic", "proposed_at")

#: so many quarters are drawn: two years
_QUARTERS = 8
#: what a column of days is called, and the most days in it
_DAYS = (
    ("30天 以内", 30),
    ("31至 60天", 60),
    ("61至 90天", 90),
    ("91至 180天", 180),
    ("181至 365天", 365),
    ("一年 以上", 10**6),
)
#: (label, numbers, address, tone) of each column
PlainColumns = tuple[PlainValues, ...]
#: what leads from the list of topics to this page
LIST_LINK = ("一览", "议题到了哪一步，用了多少天，任务办得怎样", DECISIONS.page.address)


def outline_decisions(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """The page; None where there is no topic."""
    states = Counter(state for _, state in list_states(public, facts))
    if not states:
        return None
    pictures = (
        _draw_states(states),
        _draw_quarters(public),
        _draw_days(public),
        _draw_tasks(public, facts),
    )
    links = ListPart("fields", "从这里看", "_ways", more=tuple(_list_ways(public, facts)))
    notice = ("info", f"截至{say_as_of(public)}，公开的议题 {states.total()} 项。")
    parts = (*(picture for picture in pictures if picture), links)
    return Outline(DECISIONS.page.name, parts, (notice,))


def _list_ways(public: PublicCatalog, facts: Facts) -> Iterator[PlainValues]:
    yield TOPICS.title, "一项一项看", TOPICS.address
    if has_records(public, MEETINGS):
        yield MEETINGS.title, "开了哪些会，将要开哪些会", MEETINGS.address
    for overview, there in ((TASKS, list_task_facts), (NOTICES, list_notice_facts)):
        if any(True for _ in there(public, facts)):
            yield overview.page.title, overview.page.lead, overview.page.address


def _make_part(
    title: str, id: str, columns: PlainColumns, headings: tuple[str, ...], note: str = ""
) -> ListPart:
    return ListPart("bars", title, id, columns, (headings, note))


def _draw_states(states: Counter[TopicState]) -> ListPart:
    columns = tuple((state.label, (states[state],)) for state in TopicState if states[state])
    return _make_part("议题现在到哪一步", "_states", columns, ("进展", KIND["topic"].label))


# -- by quarter ---------------------------------------------------------------------------------


def _draw_quarters(public: PublicCatalog) -> ListPart | None:
    """How many topics were proposed and how many decided in each of the last quarters."""
    proposed = Counter(_quarter_of(proposed) for proposed, _ in _list_dates(public))
    decided = Counter(_quarter_of(decided) for _, decided in _list_dates(public))
    known = {*proposed, *decided} - {0}
    if not known:
        return None
    last = _number_quarter(public.as_of.year, public.as_of.month)
    first = max(last - _QUARTERS + 1, min(known))
    columns = tuple(
        (_name_quarter(quarter), (proposed[quarter], decided[quarter]))
        for quarter in range(first, last + 1)
    )
    headings = ("季度", "提出", "决定")
    note = "没有通过的也是决定。没有写到月份的不算。"
    return _make_part("各季度提出和决定的议题", "_quarters", columns, headings, note)


def _list_dates(
    public: PublicCatalog,
) -> Iterator[tuple[PartialDate | None, PartialDate | None]]:
    """When each topic was proposed and when it was settled, up to the as-of date."""
    for head in public.heads_of("topic"):
        settled = find_meeting_date(public, find_final_meeting(head))
        if head.in_use:
            yield _until_now(public, head.index["proposed_at"]), _until_now(public, settled)


def _until_now(public: PublicCatalog, date: PartialDate | None) -> PartialDate | None:
    return date if date and date.first <= public.as_of else None


def _quarter_of(date: PartialDate | None) -> int:
    """The number of a quarter, counted from the year 0; 0 where it is not known."""
    return _number_quarter(date.year, date.month) if date and date.month else 0


def _number_quarter(year: int, month: int) -> int:
    return 4 * year + (month - 1) // 3


def _name_quarter(number: int) -> str:
    """The two lines of a label: 2026年, 4季度."""
    return f"{number // 4}年 {number % 4 + 1}季度"


# -- days, tasks --------------------------------------------------------------------------------


def _draw_days(public: PublicCatalog) -> ListPart | None:
    """How many days it took from the proposal to the decision, of how many topics."""
    days = sorted(
        (decided.first - proposed.first).days
        for proposed, decided in _list_dates(public)
        if proposed and decided and proposed.day and decided.day and proposed <= decided
    )
    if not days:
        return None
    numbers = Counter(next(name for name, most in _DAYS if one <= most) for one in days)
    columns = tuple((name, (numbers[name],)) for name, _ in _DAYS)
    middle = statistics.median_low(days)
    note = (
        f"写明了两个日期的 {len(days)} 项，最短 {days[0]} 天，最长 {days[-1]} 天，"
        f"一半不超过 {middle} 天。"
    )
    headings = ("用时", KIND["topic"].label)
    return _make_part("从提出到决定用了多少天", "_days", columns, headings, note)


def _draw_tasks(public: PublicCatalog, facts: Facts) -> ListPart | None:
    states = Counter(task.state for task in list_task_facts(public, facts))
    page = TASKS.page.address
    columns = tuple(
        (
            state.label,
            (states[state],),
            f"{page}#{anchor_of(state)}" if states[state] and states.total() <= LONG else "",
            "late" if state is TaskState.OVERDUE else "",
        )
        for state in (TaskState.DONE, TaskState.UNDER_WAY, TaskState.DUE_SOON, TaskState.OVERDUE)
    )
    if not states:
        return None
    return _make_part("任务办得怎样", "_tasks", columns, ("进展", "任务"))


def _make_bars(public: PublicCatalog, charts: Drawings, part: ListPart) -> BarPicture:
    headings, note = part.more
    columns = [BarColumn(*values) for values in part.rows]
    return draw_bars(columns, headings, part.title, part.id, note)


SECTION_MAKERS: dict[str, SectionMaker] = {"bars": _make_bars}
