"""How the public takes part: notices, calls for comments, hearings (S1-30, S2-07, S4-21)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.dates import find_reversed_dates, say_reversed
from shaiquan.checks.procedure_types import find_type
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.decision_terms import PUBLIC_INTEREST, Consulted, NoticeForm, Outcome
from shaiquan.model.scalars import PartialDate
from shaiquan.model.time_bounds import TimeBound
from shaiquan.model.topic_steps import PublicNotice
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import find_meeting_day
from shaiquan.queries.decisions import find_decision
from shaiquan.queries.workdays import keeps_bound

_DAY = datetime.timedelta(days=1)
#: forms whose result tells what became of what people said
_ANSWERED = (NoticeForm.COMMENTS, NoticeForm.HEARING)


def list_bounds(catalog: Catalog, topic: Topic) -> Iterator[tuple[int, PublicNotice, TimeBound]]:
    """The notices of a topic for which its type sets a length, with their place."""
    deadlines = find_type(catalog, topic.type).deadlines
    for index, notice in enumerate(topic.notices):
        for word in notice.form.spellings:
            yield from ((index, notice, bound) for bound in deadlines.get(word, ()))


@check(
    "notice-too-short",
    ERROR,
    "S1-30, X-04",
    subject=Topic,
    states=IN_USE,
    zh="“{type}”要求{form}{bound}，这里从{since}到{until}",
    en="'{type}' asks for {form} {bound}; this one ran from {since} to {until}",
    mend="改正日期；还没有到期的，延长到{bound}",
    mend_en="correct the dates, or let it run {bound}",
    example="公示: [{从: 2026-03-20, 至: 2026-03-25}]（类型表 期限: {公示: 至少10日}）",
)
def find_short_notices(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    for index, notice, bound in list_bounds(catalog, topic):
        if not notice.until or not notice.since.day or not notice.until.day:
            continue
        if notice.until < notice.since:  # that is told by itself
            continue
        # the first day is a day of the notice too
        start = notice.since.first - _DAY
        if keeps_bound(catalog, bound, start, notice.until.first) is False:
            words = {"type": topic.type, "form": notice.form.label, "bound": bound}
            location = entry.location("notices", index, "until")
            yield location, {**words, "since": notice.since, "until": notice.until}


@check(
    "notice-without-end",
    WARNING,
    "S1-30",
    subject=Topic,
    states=IN_USE,
    zh="“{type}”要求{form}{bound}，这里没有写到哪一天为止",
    en="'{type}' asks for {form} {bound}; this one does not say until when",
    mend="写 至:",
    mend_en="add 至",
    example="公示: [{从: 2026-03-20}]（类型表 期限: {公示: 至少10日}）",
)
def find_notices_without_end(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    for index, notice, bound in list_bounds(catalog, topic):
        if not notice.until and notice.form is not NoticeForm.HEARING:
            words = {"type": topic.type, "form": notice.form.label, "bound": bound}
            yield entry.location("notices", index, "since"), words


@find_reversed_dates.for_subject(subject=Topic, states=IN_USE)
def find_reversed_notices(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    for index, notice in enumerate(topic.notices):
        if words := say_reversed(notice):
            yield entry.location("notices", index, "until"), words


@check(
    "notice-without-result",
    WARNING,
    "S2-07, 重大行政决策程序暂行条例第十八条",
    subject=Topic,
    states=IN_USE,
    zh="{form}{day}结束，没有写结果",
    en="the {form} ended on {day} without a result",
    mend="写 结果:，收到多少意见、怎样采纳",
    mend_en="write in 结果 how many opinions came and what became of them",
    example="公示: [{形式: 听证会, 从: 2026-03-20}]（没有 结果）",
)
def find_notices_without_result(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    for index, notice in enumerate(topic.notices):
        day = (notice.until or notice.since).last
        if notice.form in _ANSWERED and not notice.result and day < catalog.as_of:
            words = {"form": notice.form.label, "day": notice.until or notice.since}
            yield entry.location("notices", index, "form"), words


@check(
    "appointment-noticed-early",
    ERROR,
    "S2-15, 党政领导干部选拔任用工作条例",
    subject=Topic,
    states=IN_USE,
    zh="任前公示从{since}开始，{day}才讨论决定",
    en="the notice before the appointment began on {since}, the decision was on {day}",
    mend="改正 从 或者会议：先讨论决定，再任前公示",
    mend_en="correct 从 or the meeting: first the decision, then the notice",
    example="公示: [{形式: 任前公示, 从: 2026-07-01, 至: 2026-07-07}]（2026-07-13 的会上通过）",
)
def find_appointments_noticed_early(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    """Before the first meeting that passed it: a higher one may confirm it afterwards."""
    passed = (item for item in topic.deliberations if item.outcome is Outcome.PASSED)
    days = [day for item in passed if (day := find_meeting_day(catalog, item.meeting))]
    for index, notice in enumerate(topic.notices if days else ()):
        if notice.form is NoticeForm.APPOINTMENT and notice.since.last < min(days):
            words = {"since": notice.since, "day": PartialDate.of_day(min(days))}
            yield entry.location("notices", index, "since"), words


@check(
    "appointment-unnoticed",
    WARNING,
    "S2-15, 党政领导干部选拔任用工作条例",
    subject=Topic,
    states=IN_USE,
    zh="“{type}”要求任前公示{bound}，“{name}”{day}通过了，没有写任前公示",
    en="'{type}' asks for a notice {bound}; '{name}' was passed on {day} without one",
    mend="补写 公示: [{{形式: 任前公示, 从: …, 至: …}}]；用不着公示的，写 例外 和原因",
    mend_en="add 公示 with 形式: 任前公示, or 例外 with the reason where none is needed",
    example="人选: [{姓名: 某某, 拟任: 局长}]（期限: {任前公示: 至少5个工作日}，没有 公示）",
)
def find_appointments_without_notice(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    """Once the decision itself ought to have been published, if a rule says when.

    Who is only removed from a post has no 拟任, and no notice.
    """
    form = NoticeForm.APPOINTMENT
    appointed = any(one.seat or one.post for one in topic.candidates)
    bounds = find_type(catalog, topic.type).deadlines.get(form.label, ())
    decision = find_decision(catalog, topic)
    if not (appointed and bounds and decision and decision.day) or topic.exempt:
        return
    limit = decision.type.publish_limit if decision.type else None
    if decision.day >= catalog.as_of or any(notice.form is form for notice in topic.notices):
        return
    if limit is None or keeps_bound(catalog, limit, decision.day, catalog.as_of) is False:
        words = {"type": topic.type, "bound": bounds[0], "name": topic.name}
        yield entry.location("candidates"), {**words, "day": PartialDate.of_day(decision.day)}


@check(
    "project-without-consultation",
    WARNING,
    "S4-21",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”是公益性建设，没有公示、听证，也没有征求群众的意见",
    en="'{name}' is a project for the public good, but the public was not asked",
    mend="写 公示:（公开征求意见、听证会），或者 征求意见: 里写 类别: 群众",
    mend_en="write 公示, or 征求意见 with 类别: 群众",
    example="属性: [公益性建设]（没有 公示，也没有 征求意见）",
)
def find_projects_without_consultation(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    asked = topic.notices or any(item.category is Consulted.PUBLIC for item in topic.consultations)
    if PUBLIC_INTEREST in topic.attributes and not asked and find_decision(catalog, topic):
        place = topic.attributes.index(PUBLIC_INTEREST)
        yield entry.location("attributes", place), {"name": topic.name}
