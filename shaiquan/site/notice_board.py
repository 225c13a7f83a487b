"""``/notices/``: on what the public may speak now, what is announced, what came of it (S2-07)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import NOTICES
from shaiquan.model.decision_terms import NoticeState
from shaiquan.site.list_sections import Drawings, SectionMaker
from shaiquan.site.site_dates import say_as_of
from shaiquan.site.tasks import LONG, Facts, ListPart, Outline
from shaiquan.site.topic_facts import NoticeFact, list_notice_facts
from shaiquan.views.notice_cells import NoticeKey, make_notice_table
from shaiquan.views.values import Table


def outline_notices(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """The notices by whether they are open; None where there is none."""
    notices = tuple(list_notice_facts(public, facts))
    if not notices:
        return None
    states: defaultdict[NoticeState, list[NoticeFact]] = defaultdict(list)
    for one in notices:
        states[one.state].append(one)
    open_now = len(states[NoticeState.OPEN])
    told = f"正在进行的 {open_now} 项" if open_now else "没有正在进行的"
    parts = (part for state in NoticeState for part in _list_state(state, states[state]))
    notice = ("info", f"截至{say_as_of(public)}，{told}。")
    return Outline(NOTICES.page.name, tuple(parts), (notice,))


def list_open_notices(public: PublicCatalog, facts: Facts) -> list[NoticeFact]:
    """Those open on the as-of date, the one that ends next first."""
    notices = list_notice_facts(public, facts)
    return _sort(NoticeState.OPEN, [one for one in notices if one.state is NoticeState.OPEN])


def _list_state(state: NoticeState, notices: list[NoticeFact]) -> Iterator[ListPart]:
    """The notices of a state; many that have ended by the year in which they began."""
    ordered = _sort(state, notices)
    if state is not NoticeState.ENDED or len(notices) <= LONG:
        if notices:
            title = f"{state.label}（{len(notices)} 项）"
            yield _make_part(state, title, f"_{state.value}", ordered)
        return
    years: defaultdict[int, list[NoticeFact]] = defaultdict(list)
    for notice in ordered:
        years[date.fromordinal(notice.since).year].append(notice)
    for year, own in years.items():
        title = f"{state.label} · {year}年（{len(own)} 项）"
        yield _make_part(state, title, f"_{state.value}-{year}", own, state.label)


def _sort(state: NoticeState, notices: list[NoticeFact]) -> list[NoticeFact]:
    """Those open by their end, those to come by their beginning, those that ended backwards."""
    if state is NoticeState.OPEN:
        return sorted(notices, key=lambda one: (one.until or date.max.toordinal(), one.since))
    return sorted(notices, key=lambda one: one.since, reverse=state is NoticeState.ENDED)


def _make_part(
    state: NoticeState, title: str, id: str, notices: list[NoticeFact], group: str = ""
) -> ListPart:
    rows = tuple((notice.topic.id, notice.at) for notice in notices)
    more = (state is NoticeState.ENDED,)
    return ListPart("notices", title, id, rows, more, group=group, dated=True)


def _make_notices(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    keys = [NoticeKey(*row) for row in part.rows]
    return make_notice_table(public, keys, part.title, part.id, *part.more)


SECTION_MAKERS: dict[str, SectionMaker] = {"notices": _make_notices}
