"""What is due by obligations, and what was done of it: read from entries, meetings and tenures.

Worked out of heads alone, once for all records. Of the public catalog it knows what was
published, no more: what is missing there is without a public record.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from shaiquan.content.catalog import Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.base import Ref
from shaiquan.model.due_limits import DueLimit
from shaiquan.model.frequencies import Frequency
from shaiquan.model.obligation_terms import TAKING_OFFICE, DueState
from shaiquan.queries.agendas import find_meeting_type, list_leaders, list_rows_of_type
from shaiquan.queries.due_dates import Days, Happening, judge, list_periods
from shaiquan.queries.past_events import list_past
from shaiquan.queries.tenures import list_tenures, was_filled
from shaiquan.queries.workdays import find_last_day, has_workday

require_index("entry", "type", "at", "period", "by", "to", "subjects")
require_index("meeting", "type", "at")
require_index("tenure", "post", "since")
require_index("obligation", "action", "by", "leaders_of", "excepted", "each", "to", "subjects")
require_index("obligation", "frequency", "trigger", "limit", "before", "since", "until")
require_index("obligation", "hides_duty")


_DAY = datetime.timedelta(days=1)


class Due(NamedTuple):
    """Something that was due: whose it is, for whom or what, when, and what was done.

    ``holders`` are ids of posts and bodies, one of whom must act (none: whoever), ``subject`` the
    id of what it is to be about, or empty. ``first`` and ``last`` are the period, or twice the day
    of the record ``trigger``; ``deadline`` is the last day of all where none is set. ``done`` are
    ids of entries and meetings, ``wanted`` how many.
    """

    holders: tuple[str, ...]
    subject: str
    first: datetime.date
    last: datetime.date
    name: str
    trigger: str
    deadline: datetime.date
    done: tuple[str, ...]
    wanted: int
    state: DueState


def list_dues(records: Records, obligation: str) -> tuple[Due, ...]:
    """What an obligation has asked for so far, and what is running, the earliest first."""
    records.note_row("dues", obligation)
    return list_all_dues(records).get(obligation, ())


def list_all_dues(records: Records) -> Mapping[str, tuple[Due, ...]]:
    """The same of all obligations in use, by id."""
    return records.derive(_find_dues)


def _find_dues(records: Records) -> Mapping[str, tuple[Due, ...]]:
    acts = records.derive(group_acts)
    return {
        head.id: tuple(_list_dues_of(records, acts, head))
        for head in records.heads_of("obligation")
        if head.in_use and not head.index["hides_duty"]
    }


class Act(NamedTuple):
    """An entry or a meeting that has taken place, with whom and what it names."""

    unit: str
    by: frozenset[str]
    to: frozenset[str]
    subjects: frozenset[str]
    happening: Happening


Acts = Mapping[str, tuple[Act, ...]]


def group_acts(records: Records) -> Acts:
    """Type of entry or of meeting -> what took place of it by the as-of date, by date."""
    types: defaultdict[str, list[Act]] = defaultdict(list)
    for head in (*list_past(records, "entry"), *list_past(records, "meeting")):
        types[head.index["type"]].append(_make_act(head))
    return {
        type: tuple(sorted(acts, key=lambda act: act.happening.at)) for type, acts in types.items()
    }


def _list_by(records: Records, action: str, holders: tuple[str, ...]) -> Iterable[Act]:
    """What any of these has done of a type, by date: of a large site few have done much."""
    groups = records.derive(_group_by_holder)
    lists = [groups.get((action, id), ()) for id in holders]
    if len(lists) == 1:
        return lists[0]
    acts = {act.happening.id: act for acts in lists for act in acts}
    return sorted(acts.values(), key=lambda act: act.happening.at)


def _group_by_holder(records: Records) -> Mapping[tuple[str, str], tuple[Act, ...]]:
    """(type, id of a post or body) -> what it has done of that type, by date."""
    groups: defaultdict[tuple[str, str], list[Act]] = defaultdict(list)
    for type, acts in records.derive(group_acts).items():
        for act in acts:
            for id in act.by:
                groups[type, id].append(act)
    return {key: tuple(acts) for key, acts in groups.items()}


def _make_act(head: Head) -> Act:
    index = head.index
    by, to, subjects = (_ids_of(index.get(name, ())) for name in ("by", "to", "subjects"))
    return Act(head.unit_id, by, to, subjects, Happening(head.id, index["at"], index.get("period")))


def _ids_of(refs: Iterable[Ref]) -> frozenset[str]:
    return frozenset(ref.id for ref in refs)


def _list_dues_of(records: Records, acts: Acts, head: Head) -> Iterator[Due]:
    """By period or by trigger, for each who must act and each that it must be about.

    Nothing is due by an action that nobody knows, nor of people and matters of whom none is shown.
    """
    action = head.index["action"]
    subjects = [ref.id for ref in head.index["subjects"] if ref.id]
    if not is_action(records, action) or bool(subjects) != bool(head.index["subjects"]):
        return
    for holders in _group_holders(records, head):
        found = _list_by(records, action, holders) if holders else acts.get(action, ())
        suitable = [act for act in found if _suits(head, holders, act)]
        if head.index["trigger"]:
            yield from _list_triggered(records, acts, head, holders, suitable)
        elif frequency := find_frequency(records, head):
            yield from _list_periodic(records, head, frequency, holders, suitable)


def is_action(records: Records, word: str) -> bool:
    """Whether a word is a type of entry or of meeting."""
    return word in records.site.entry_types or bool(list_rows_of_type(records, word))


def find_frequency(records: Records, obligation: Head) -> Frequency | None:
    """Its 周期; of a meeting the 频次 of its type where none is written."""
    own: Frequency | None = obligation.index["frequency"]
    row = find_meeting_type(records, obligation.index["action"], None)
    return own or (row.frequency if row else None)


def list_holders(records: Records, obligation: Head) -> tuple[str, ...]:
    """Ids of whoever must act: those named, and the leaders of a unit but the excepted."""
    index = obligation.index
    leaders = list_leaders(records, index["leaders_of"].id) if index["leaders_of"] else ()
    excepted = _ids_of(index["excepted"])
    named = (*(ref.id for ref in index["by"]), *(id for id in leaders if id not in excepted))
    return tuple(dict.fromkeys(id for id in named if id))


def _group_holders(records: Records, obligation: Head) -> tuple[tuple[str, ...], ...]:
    """Each by itself where each must act; one empty group where whoever may."""
    index, holders = obligation.index, list_holders(records, obligation)
    of_office = index["trigger"] == TAKING_OFFICE and not index["subjects"]
    if index["by"] or index["leaders_of"]:
        each = index["each"] or index["leaders_of"] or of_office
        return tuple((id,) for id in holders) if each or not holders else (holders,)
    return ((),)


def _suits(obligation: Head, holders: tuple[str, ...], act: Act) -> bool:
    """Whether an act is by one of the holders and to those to whom it must be."""
    to = {ref.id for ref in obligation.index["to"]}
    if holders:
        return not act.by.isdisjoint(holders) and to <= act.to
    return to <= act.to and (not act.unit or act.unit == (obligation.unit_id or act.unit))


# -- by period ----------------------------------------------------------------------------------


def _list_periodic(
    records: Records,
    obligation: Head,
    frequency: Frequency,
    holders: tuple[str, ...],
    acts: list[Act],
) -> Iterator[Due]:
    index, limit = obligation.index, obligation.index["limit"]
    until = min(records.as_of, index["until"].last) if index["until"] else records.as_of
    subjects = [ref.id for ref in index["subjects"] if ref.id] or [""]
    for days in list_periods(frequency, index["since"].first, until):
        if index["until"] and index["until"].last < days[1]:
            continue  # it is over before the period is
        if not _has_holder(records, holders, days[1]):
            continue
        deadline = _find_last_day(records, limit, days[1]) if limit else days[1]
        for subject in subjects:
            about = [act for act in acts if not subject or subject in act.subjects]
            due = judge_period(records, frequency, (holders, subject), days, deadline, about)
            if due.wanted or due.done:
                yield due


def _find_last_day(records: Records, limit: DueLimit, end: datetime.date) -> datetime.date:
    """By when something is due after the end of a period, or after an event."""
    return find_last_day(records, limit.bound, end) if limit.bound else limit.find_day(end)


def _has_holder(records: Records, holders: tuple[str, ...], day: datetime.date) -> bool:
    """Whether, where one post must act, somebody held it on a day (or holds it now)."""
    if len(holders) != 1 or records.heads[holders[0]].kind != "post":
        return True
    return was_filled(records, holders[0], min(day, records.as_of)) is not False


def judge_period(
    records: Records,
    frequency: Frequency,
    whose: tuple[tuple[str, ...], str],
    days: Days,
    deadline: datetime.date,
    acts: Iterable[Act],
) -> Due:
    """What has become of a period, for the holders and the subject ``whose`` it is; in a week
    without a working day nothing is wanted."""
    done = [act.happening for act in acts if act.happening.belongs_to(*days)]
    wanted = frequency.least if has_workday(records, *days) else 0
    state = judge(done, wanted, deadline, records.as_of)
    ids, name = tuple(item.id for item in done), frequency.name_period(days[0])
    return Due(*whose, *days, name, "", deadline, ids, wanted, state)


# -- by trigger ---------------------------------------------------------------------------------


class _Trigger(NamedTuple):
    """What sets an obligation off: the record, the id that an act must name, the days of acts."""

    record: str
    named: str
    at: datetime.date
    #: the first and the last day of an act that may be meant; of an event that an act names, any
    days: Days = (datetime.date.min, datetime.date.max)


def _list_triggered(
    records: Records, acts: Acts, obligation: Head, holders: tuple[str, ...], suitable: list[Act]
) -> Iterator[Due]:
    """After each event, or before it: what names the event in 对象, or the post that was taken."""
    for trigger in _list_triggers(records, acts, obligation, holders):
        if not _has_holder(records, holders, trigger.at):
            continue
        first, last = trigger.days
        done = [
            act.happening
            for act in suitable
            if trigger.named in act.subjects | act.by and first <= act.happening.at.last
            if act.happening.at.first <= last
        ]
        deadline = _find_deadline(records, obligation, trigger.at)
        state = judge(done, 1, deadline, records.as_of)
        ids, name = tuple(item.id for item in done), records.heads[trigger.named].name
        days = (trigger.at, trigger.at)
        yield Due(holders, trigger.named, *days, name, trigger.record, deadline, ids, 1, state)


def _find_deadline(records: Records, obligation: Head, at: datetime.date) -> datetime.date:
    """The last day; the last of all where neither 期限 nor 事前 sets one."""
    if obligation.index["before"]:
        return at
    limit = obligation.index["limit"]
    return _find_last_day(records, limit, at) if limit else datetime.date.max


def _list_triggers(
    records: Records, acts: Acts, obligation: Head, holders: tuple[str, ...]
) -> Iterator[_Trigger]:
    index = obligation.index
    begin, end = index["since"].first, index["until"].last if index["until"] else records.as_of
    if index["trigger"] == TAKING_OFFICE:
        posts = [ref.id for ref in index["subjects"] if ref.id] or holders
        found = (each for post in posts for each in _list_tenures(records, post, index["before"]))
    else:
        of_unit = (
            act.happening
            for act in acts.get(index["trigger"], ())
            if not act.unit or act.unit == (obligation.unit_id or act.unit)
        )
        found = (_Trigger(item.id, item.id, item.at.first) for item in of_unit)
    yield from (each for each in found if begin <= each.at <= min(end, records.as_of))


def _list_tenures(records: Records, post: str, before: bool) -> Iterator[_Trigger]:
    """The tenures of a post, each with the days since the one before it, or up to the next."""
    tenures = [head for head in list_tenures(records, post) if head.index["since"]]
    begins = [head.index["since"].first for head in tenures]
    for head, at in zip(tenures, begins, strict=True):
        earlier = max((day + _DAY for day in begins if day < at), default=datetime.date.min)
        later = min((day - _DAY for day in begins if day > at), default=datetime.date.max)
        yield _Trigger(head.id, post, at, (earlier, at) if before else (at, later))


#: what is worked out of all heads, by the name with which a row is announced when read
TABLES: Mapping[str, Any] = {"dues": _find_dues}
