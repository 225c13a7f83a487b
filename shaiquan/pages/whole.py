"""Who decides what (三会职能簿, S0-03, S3-01) and the balance of work across posts (S0-05)."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from shaiquan.catalog import Entry
from shaiquan.model.bodies import Body, Post
from shaiquan.model.terms import BodyType, State
from shaiquan.pages import tables
from shaiquan.pages.frame import Around
from shaiquan.relations import answered, by_unit, in_order
from shaiquan.release import PublicCatalog
from shaiquan.rendering.urls import of_entry
from shaiquan.rendering.views import (
    Card,
    Cards,
    Cell,
    Item,
    Page,
    Section,
    Table,
    TableRow,
    plain,
)

COMPARE = "三会职能簿"
BALANCE = "工作量均衡"
_COMPARE_LEAD = "哪些事由哪个会议决定，一栏一个会议。"
_BALANCE_LEAD = "领导班子成员各自负责的领域、权力、责任和风险点，用来看分工是否大致均衡。"
_MEETINGS = (BodyType.CONGRESS, BodyType.PLENUM, BodyType.STANDING, BodyType.COMMITTEE)


def compare_page(public: PublicCatalog, around: Around) -> Page | None:
    """``/bodies/compare/``; None where no meeting of the party decides anything."""
    found = tuple(_meetings(public))
    if not found:
        return None
    return Page(
        address="/bodies/compare/",
        layout="page.html",
        title=COMPARE,
        frame=around.frame,
        sections=found,
        lead=_COMPARE_LEAD,
        crumbs=around.crumbs("bodies"),
        section="bodies",
        description=_COMPARE_LEAD,
        sheet="landscape",
    )


def _meetings(public: PublicCatalog) -> Iterator[Section]:
    for number, (unit, held) in enumerate(meetings(public).items(), 1):
        cards = tuple(_card(public, each) for each in held)
        yield Cards(cards, unit, f"_unit-{number}", "meetings")


def meetings(public: PublicCatalog) -> dict[str, list[Entry]]:
    """Name of the unit -> its meetings that have something before them, the highest first."""
    bodies = [(e, body) for e, body in public.records(Body) if body.type in _MEETINGS]
    deciding = [e for e, body in bodies if _comes_in(public, e, body)]
    found = by_unit(public, deciding)
    for held in found.values():
        held.sort(key=lambda each: _MEETINGS.index(getattr(each.record, "type", _MEETINGS[-1])))
    return found


def _comes_in(public: PublicCatalog, entry: Entry, body: Body) -> bool:
    """The three meetings with anything before them; a committee only if it decides itself."""
    fields = ("decider",) if body.type is BodyType.COMMITTEE else ("decider", "escalates")
    return bool(in_use(public.linking(entry.id, "power", *fields)))


def _card(public: PublicCatalog, body: Entry) -> Card:
    """The powers that come before a meeting."""
    own = in_use(public.linking(body.id, "power", "decider"))
    raised = in_use(public.linking(body.id, "power", "escalates"))
    items = [Item(each.record.name, of_entry(each)) for each in own]
    items += [Item(each.record.name, of_entry(each), "提级") for each in raised]
    lead = f"决定 {len(own)} 项" + (f"，提级审议 {len(raised)} 项" if raised else "")
    return Card(body.record.name, lead, of_entry(body), tuple(items))


def in_use(entries: tuple[Entry, ...]) -> list[Entry]:
    return [each for each in entries if each.record.state is not State.WITHDRAWN]


def balance_page(public: PublicCatalog, around: Around) -> Page | None:
    """``/posts/balance/``: the work of each leader with mean and standard deviation."""
    leaders = [
        each
        for each in in_order(public, "post")
        if isinstance(each.record, Post) and each.record.member
    ]
    if len(leaders) < 2:
        return None
    sections = tuple(
        _table(public, unit, held, f"_unit-{number}")
        for number, (unit, held) in enumerate(by_unit(public, leaders).items(), 1)
    )
    return Page(
        address="/posts/balance/",
        layout="page.html",
        title=BALANCE,
        frame=around.frame,
        sections=sections,
        lead=_BALANCE_LEAD,
        crumbs=around.crumbs("posts"),
        section="posts",
        description=_BALANCE_LEAD,
    )


def load_of(public: PublicCatalog, post: Entry) -> tuple[int, ...]:
    """领域、负责的权力、责任事项、防控的风险点 of a post."""
    record = post.record
    assert isinstance(record, Post)
    answering = len(answered(public, post.id))
    duties = public.linking(post.id, "duty", "holders")
    risks = public.linking(post.id, "risk", "holders")
    return (len(record.portfolio.governed()), answering, len(duties), len(risks))


def _table(public: PublicCatalog, unit: str, posts: list[Entry], id: str) -> Table:
    loads = {each.id: load_of(public, each) for each in posts}
    totals = [sum(load) for load in loads.values()]
    columns = [*zip(*loads.values(), strict=True), tuple(totals)]
    means = [statistics.fmean(column) for column in columns]
    spreads = [statistics.pstdev(column) for column in columns]
    rows = [
        TableRow(
            (
                tables.named(each),
                *(plain(str(value)) for value in loads[each.id]),
                _marked(sum(loads[each.id]), means[-1], spreads[-1]),
            )
        )
        for each in posts
    ]
    rows.append(TableRow((plain("平均"), *(plain(f"{value:.1f}") for value in means))))
    rows.append(TableRow((plain("标准差"), *(plain(f"{value:.1f}") for value in spreads))))
    note = "合计离平均超过一个半标准差的，标“偏多”或“偏少”。多少只是参考，事情有轻重。"
    heads = ("岗位", "主管、分管领域", "负责的权力", "责任事项", "防控的风险点", "合计")
    return Table(heads, tuple(rows), unit, id, note)


def _marked(total: int, mean: float, spread: float) -> Cell:
    words = str(total)
    if spread and abs(total - mean) > 1.5 * spread:
        words += "　偏多" if total > mean else "　偏少"
    return plain(words)
