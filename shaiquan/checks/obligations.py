"""Obligations: what is to be done is known, by whom, and how often or after what (S0-32, S1-35)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.frequencies import Frequency
from shaiquan.model.obligation_terms import TAKING_OFFICE
from shaiquan.model.obligations import Obligation
from shaiquan.queries.agendas import list_leaders, list_rows_of_type
from shaiquan.queries.obligations import is_action
from shaiquan.queries.workdays import has_last_day


def list_actions(catalog: Catalog) -> tuple[str, ...]:
    """The types of entries and of meetings."""
    site = catalog.site
    meetings = (row.name or key for key, row in site.meeting_types.items())
    return (*site.entry_types, *dict.fromkeys(meetings))


@check(
    "obligation-action-unknown",
    ERROR,
    "S0-32, S1-35",
    subject=Obligation,
    states=IN_USE,
    zh="“{field}”写的“{word}”不在 site.yml 的 记事类型、会议类型 里{suggestion}",
    en="'{field}' is '{word}', neither among 记事类型 nor 会议类型 of site.yml{suggestion}",
    mend="改成里面有的，或者在 site.yml 里加上；触发 还可以写 任职",
    mend_en="use a type of 记事类型 or 会议类型, or add it; 触发 may also be 任职",
    example="做什么: 述责（记事类型 里写的是 述职）",
)
def find_unknown_actions(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    for field in ("action", "trigger"):
        word = getattr(obligation, field)
        more = (TAKING_OFFICE,) if field == "trigger" else ()
        if word and word not in more and not is_action(catalog, word):
            words = {"field": obligation.label_of(field), "word": word}
            hint = suggest_spelling(word, (*list_actions(catalog), *more))
            yield entry.location(field), {**words, "suggestion": hint}


@check(
    "obligation-without-time",
    ERROR,
    "S0-32, S1-35",
    subject=Obligation,
    states=IN_USE,
    zh="“{name}”没有写多久做一次，也没有写什么事引起的",
    en="'{name}' says neither how often it is due nor after what",
    mend="定期的写 周期: 每半年1次，事情引起的写 触发: 巡察 和 期限: 至多15个工作日",
    mend_en="write 周期 for what is regular, or 触发 with 期限 for what follows an event",
    example="{做什么: 述职, 谁: 书记, 从: 2026-01-01}（没有 周期，也没有 触发）",
)
def find_timeless_obligations(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    """A meeting is held as often as its type says."""
    is_told = obligation.frequency or obligation.trigger
    if not is_told and not _list_type_frequencies(catalog, obligation):
        yield entry.location("name"), {"name": obligation.name}


def _list_type_frequencies(catalog: Catalog, obligation: Obligation) -> list[Frequency]:
    """频次 of the rows of the meeting type that is to be held."""
    rows = list_rows_of_type(catalog, obligation.action)
    return [row.frequency for _, row in rows if row.frequency]


@check(
    "obligation-with-two-times",
    ERROR,
    "S0-32",
    subject=Obligation,
    states=IN_USE,
    zh="“{name}”写了 周期，又写了 触发，不知道按哪一个算",
    en="'{name}' has both 周期 and 触发; nobody knows which holds",
    mend="删去一个；两样都要做的，写成两条应办",
    mend_en="drop one; where both are due, write two obligations",
    example="周期: 每半年1次\n触发: 巡察",
)
def find_obligations_with_two_times(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    if obligation.frequency and obligation.trigger:
        yield entry.location("trigger"), {"name": obligation.name}


@check(
    "obligation-without-limit",
    ERROR,
    "S0-28, S0-41, S0-44",
    subject=Obligation,
    states=IN_USE,
    zh="“{trigger}”以后多久要做“{action}”没有写，迟了也查不出",
    en="within what time '{action}' must follow '{trigger}' is not said, so nothing is ever late",
    mend="写 期限: 至多15个工作日，当场要做的写 期限: 至多当场；要在以前做好的，写 事前: 是",
    mend_en="write 期限: 至多15个工作日, or 事前: 是 where it comes first",
    example="{做什么: 后续处理, 触发: 曝光}（没有 期限）",
)
def find_triggered_obligations_without_limit(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    if obligation.trigger and not (obligation.limit or obligation.before):
        words = {"trigger": obligation.trigger, "action": obligation.action}
        yield entry.location("trigger"), words


@check(
    "bound-without-end",
    ERROR,
    "S0-28, S0-36",
    subject=Obligation,
    states=IN_USE,
    zh="“{field}”写的是{limit}，算不出最晚是哪一天",
    en="'{field}' is {limit}, of which nobody can reckon the last day",
    mend="写成 至多15个工作日、至多1个月，当场的写 至多当场",
    mend_en="write 至多15个工作日, 至多1个月, or 至多当场",
    example="意见: {办结期限: 至少5日}",
)
def find_endless_limits(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    limit = obligation.limit
    if limit and not (has_last_day(limit.bound) if limit.bound else obligation.frequency):
        words = {"field": obligation.label_of("limit"), "limit": limit}
        yield entry.location("limit"), words


@check(
    "obligation-of-nobody",
    WARNING,
    "S0-36, S1-35",
    subject=Obligation,
    states=IN_USE,
    zh="“{name}”没有写由谁做，别的单位做了也算",
    en="'{name}' does not say who must act, so that anybody's entry counts",
    mend="写 谁: [岗位或机构]，或者 班子成员: 单位",
    mend_en="write 谁, or 班子成员 with the unit",
    example="{做什么: 述职, 周期: 每半年1次}（没有 谁，也没有 班子成员）",
)
def find_obligations_of_nobody(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    """What follows an event is for whom the event concerns."""
    is_meeting = bool(list_rows_of_type(catalog, obligation.action))
    named = obligation.by or obligation.leaders_of
    if obligation.frequency and not (is_meeting or named):
        yield entry.location("name"), {"name": obligation.name}


@check(
    "obligation-fits-no-meeting",
    ERROR,
    "S1-21, S3-24",
    subject=Obligation,
    states=IN_USE,
    zh="“{action}”是会议，会议里没有“{field}”，写了就一次会议也对不上",
    en="'{action}' is a meeting, which has no '{field}': so no meeting would count",
    mend="删去 {field}：谁开、开几次由 会议类型 决定",
    mend_en="drop {field}: the type of the meeting says who holds it",
    example="{做什么: 全委会会议, 谁: 常委会, 周期: 每季度1次}",
)
def find_obligations_that_fit_no_meeting(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    for field in list_unfit_fields(catalog, obligation):
        words = {"action": obligation.action, "field": obligation.label_of(field)}
        yield entry.location(field), words


def list_unfit_fields(catalog: Catalog, obligation: Obligation) -> list[str]:
    """The fields by which no meeting that it asks for would count."""
    is_meeting = list_rows_of_type(catalog, obligation.action)
    fields = ("by", "leaders_of", "to", "subjects", "trigger") if is_meeting else ()
    return [field for field in fields if getattr(obligation, field)]


@check(
    "unit-without-leaders",
    ERROR,
    "S1-35, S3-20",
    subject=Obligation,
    states=IN_USE,
    zh="“{body}”没有一个岗位写了 班子成员: 是，这条应办就没有人要做",
    en="no post of '{body}' has 班子成员: 是, so nobody has to act",
    mend="给它的领导岗位写 班子成员: 是，或者在 谁 里逐个写岗位",
    mend_en="write 班子成员: 是 of its posts, or name the posts in 谁",
    example="班子成员: 督查室（督查室的岗位都没有写 班子成员: 是）",
)
def find_units_without_leaders(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    body = obligation.leaders_of
    if body and not list_leaders(catalog, body.id):
        yield entry.location("leaders_of"), {"body": body.text}


@check(
    "excepted-is-no-leader",
    WARNING,
    "S3-20",
    subject=Obligation,
    states=IN_USE,
    zh="“{post}”本来就不在要做的人里，用不着写进 除外",
    en="'{post}' need not act anyway; 除外 does not change that",
    mend="改成班子里的岗位，或者删去；没有写 班子成员 的应办，不用写 除外",
    mend_en="name one of the leaders, or drop it",
    example="{班子成员: 县委, 除外: [办事员]}",
)
def find_exceptions_that_are_no_leaders(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    body = obligation.leaders_of
    leaders = list_leaders(catalog, body.id) if body else ()
    for index, post in enumerate(obligation.excepted if leaders or not body else ()):
        if post.id not in leaders:
            yield entry.location("excepted", index), {"post": post.text}


@check(
    "frequency-differs-from-type",
    ERROR,
    "S1-08, S1-21",
    subject=Obligation,
    states=IN_USE,
    zh="“{action}”这里写的是{frequency}，site.yml 的 会议类型 写的是{other}",
    en="'{action}' is due {frequency} here, and {other} by 会议类型 of site.yml",
    mend="改成一样的，或者删去这里的 周期，按会议类型的 频次 算",
    mend_en="make them the same, or drop 周期 here",
    example="{做什么: 全委会会议, 周期: 每半年1次}（会议类型 写的是 频次: 每季度1次）",
)
def find_differing_frequencies(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    own, others = obligation.frequency, _list_type_frequencies(catalog, obligation)
    if own and others and _numbers_of(own) not in map(_numbers_of, others):
        words = {"action": obligation.action, "frequency": own, "other": others[0]}
        yield entry.location("frequency"), words


def _numbers_of(frequency: Frequency) -> tuple[int, int, int | None]:
    return frequency.months, frequency.least, frequency.most
