"""What was due by obligations: without a record, too late, too often (S0-32, S1-35, S3-19, S3-20).

One check carries the calendars of all seeds. Of what each of many must do a period is one line.
"""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from shaiquan.checks.check_types import INFO, PUBLISHED, WARNING, HeadTable, Violation, check
from shaiquan.checks.obligations import list_unfit_fields
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.places import Location
from shaiquan.kinds.registry import require_index
from shaiquan.model.obligation_terms import TAKING_OFFICE, DueState
from shaiquan.model.obligations import Obligation
from shaiquan.model.scalars import PartialDate
from shaiquan.problems import Bilingual
from shaiquan.queries.agendas import list_rows_of_type
from shaiquan.queries.due_dates import Days
from shaiquan.queries.obligations import Due, find_frequency, list_dues
from shaiquan.queries.unit_dues import list_type_dues

require_index("obligation", "action")
#: so many are named where there are more
_MOST_NAMED = 6
_DAY = datetime.timedelta(days=1)


def _find_counted(records: Records) -> Mapping[str, tuple[Days, ...]]:
    """Obligations to hold meetings of a type with a 频次 -> the periods of which its meetings are
    counted: those before the first one an obligation alone knows."""
    periods: defaultdict[str, set[Days]] = defaultdict(set)
    for row in list_type_dues(records):
        periods[row.type].update((due.first, due.last) for due in row.dues)
    obligations = records.heads_of("obligation")
    return {head.id: tuple(sorted(periods[head.index["action"]])) for head in obligations}


#: id of an obligation -> the periods of which meetings-too-few tells
COUNTED = HeadTable("meetings counted by their type", _find_counted)


def _list_told(catalog: Catalog, obligation: Obligation) -> tuple[Due, ...]:
    """What has been due of an obligation, but for periods that are counted by the type; nothing
    where no meeting would count, which another check tells."""
    if list_unfit_fields(catalog, obligation):
        return ()
    counted = COUNTED.row(catalog, obligation.id) or ()
    dues = list_dues(catalog, obligation.id)
    return tuple(due for due in dues if (due.first, due.last) not in counted)


def _has_no_record(dues: tuple[Due, ...]) -> bool:
    """Whether several times something was due, and never anything done."""
    times = {_time_of(due) for due in dues if due.state is DueState.MISSING}
    return len(times) > 1 and not any(due.done for due in dues)


@check(
    "due-never-done",
    WARNING,
    "S0-32, S0-36, S1-35",
    subject=Obligation,
    states=PUBLISHED,
    zh="“{name}”从“{first}”到“{last}”{number}次都没有记录，没有一条“{action}”对得上",
    en="'{name}' was due {number} times, from '{first}' to '{last}'; no '{action}' fits it",
    mend="补上记事；做过的记事对不上的，核对 类型、主体、向谁、对象；还没有开始要求的，改正 从",
    mend_en="add the entries; or correct their 类型, 主体, 向谁 and 对象, or 从 of the obligation",
    example="（周期: 每半年1次，从: 2025-01-01，没有一条记事的 主体 是应当做的岗位）",
)
def find_obligations_without_records(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    dues = _list_told(catalog, obligation)
    if _has_no_record(dues):
        missing = _choose(dues, DueState.MISSING)
        days = {"first": missing[0].name, "last": missing[-1].name}
        number = len({_time_of(due) for due in missing})
        words = {"name": obligation.name, "action": obligation.action, "number": number}
        yield _place_of(catalog, entry, obligation), {**words, **days}


@check(
    "due-not-done",
    WARNING,
    "S0-19, S0-32, S0-36, S0-40, S0-42, S0-43, S0-44, S0-45, S1-35, S1-41, "
    "S2-20, S2-26, S2-27, S2-33, S2-35, S3-19, S3-20, S3-42, S4-13",
    subject=Obligation,
    states=PUBLISHED,
    zh="“{name}”{time}的{deadline}，没有记录{who}",
    en="'{name}' of {time}{deadline} has no record{who}",
    mend="做过的，补上记事；对不上的，核对 类型、主体、向谁、对象、所属期；没有做的，补做",
    mend_en="add the entry; or correct its 类型, 主体, 向谁, 对象 and 所属期",
    example="（周期: 每半年1次，上半年过去了，没有组织部长的述职）",
)
def find_dues_without_record(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    if not _has_no_record(_list_told(catalog, obligation)):
        yield from _tell_by_time(catalog, entry, obligation, DueState.MISSING)


@check(
    "due-done-late",
    INFO,
    "S0-32, S0-36, S1-35, S3-19",
    subject=Obligation,
    states=PUBLISHED,
    zh="“{name}”{time}的{deadline}，做晚了{who}",
    en="'{name}' of {time}{deadline} was done later{who}",
    mend="日期或者 所属期 写错的，改正；确实晚了的，不用改，网页上写 迟办",
    mend_en="correct the day or 所属期 if it is wrong; what was late is shown as late",
    example="（周期: 每半年1次，期限: 至多31日，上半年的述职是9月做的）",
)
def find_dues_done_late(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    yield from _tell_by_time(catalog, entry, obligation, DueState.LATE)


@check(
    "due-done-too-often",
    WARNING,
    "S1-08, S0-32",
    subject=Obligation,
    states=PUBLISHED,
    zh="“{name}”{time}做了{times}次，要求{frequency}{who}",
    en="'{name}' was done {times} times in {time}, the rule is {frequency}{who}",
    mend="日期或者 所属期 写错的，改正；要求改了的，改 周期",
    mend_en="correct the day or 所属期, or 周期 of the obligation",
    example="（周期: 每年至多1次，一年里有两次督查考核）",
)
def find_dues_done_too_often(
    catalog: Catalog, entry: Entry, obligation: Obligation
) -> Iterator[Violation]:
    """Of meetings whose type has a 频次 another check tells, which knows 临时."""
    frequency = find_frequency(catalog, entry.head)
    rows = list_rows_of_type(catalog, obligation.action)
    if obligation.trigger or any(row.frequency for _, row in rows):
        return
    if frequency is None or frequency.most is None:
        return
    for due in _list_told(catalog, obligation):
        if len(due.done) > frequency.most:
            words = {"name": obligation.name, "times": len(due.done), "frequency": frequency}
            more = {"time": _name_time(obligation, due), "who": _name_all(catalog, [due])}
            yield _place_of(catalog, entry, obligation), {**words, **more}


# -- words --------------------------------------------------------------------------------------


def _time_of(due: Due) -> str:
    """What dues of one time have in common."""
    return due.trigger or due.name


def _choose(dues: Iterable[Due], state: DueState) -> list[Due]:
    """Those in a state, by their time."""
    chosen = (due for due in dues if due.state is state)
    return sorted(chosen, key=lambda due: (due.first, _time_of(due)))


def _tell_by_time(
    catalog: Catalog, entry: Entry, obligation: Obligation, state: DueState
) -> Iterator[Violation]:
    """One line for each event that set it off; of periods, one for all of which the same people
    lack something."""
    dues = _choose(_list_told(catalog, obligation), state)
    whose: defaultdict[str, list[list[Due]]] = defaultdict(list)
    for _, group in itertools.groupby(dues, key=_time_of):
        alike = list(group)
        whose[alike[0].trigger or _name_all(catalog, alike)].append(alike)
    for times in whose.values():
        first = times[0][0]
        words = {"name": obligation.name, "who": _name_all(catalog, times[0])}
        words |= {"time": _name_times(obligation, [alike[0] for alike in times])}
        words |= {"deadline": _name_deadline(len(times), PartialDate.of_day(first.deadline))}
        yield _place_of(catalog, entry, obligation, first.trigger), words


def _name_deadline(times: int, day: PartialDate) -> Bilingual:
    if times == 1:
        return Bilingual(f"，最晚{day}", f", due by {day},")
    zh = f"共{times}次，最早的一次最晚{day}"
    return Bilingual(zh, f", {times} times, the first due by {day},")


def _place_of(
    catalog: Catalog, entry: Entry, obligation: Obligation, trigger: str = ""
) -> Location:
    """The day of the event, else how often it is due or from when."""
    if trigger:
        event = catalog.entries[trigger]
        return event.location("since" if event.kind.name == "tenure" else "at")
    return entry.location("frequency" if obligation.frequency else "since")


def _name_time(obligation: Obligation, due: Due) -> Bilingual:
    if not due.trigger:
        return Bilingual(due.name, f"{due.first} to {due.last}")
    side, en = ("以前", "before") if obligation.before else ("以后", "after")
    event = TAKING_OFFICE if obligation.trigger == TAKING_OFFICE else ""
    return Bilingual(f"在“{due.name}”{event}{side}", f"{en} '{due.name}'")


def _name_times(obligation: Obligation, dues: Sequence[Due]) -> Bilingual:
    """The times in order; of three periods or more that follow each other the first and last."""
    runs: list[list[Due]] = []
    for due in dues:
        follows = runs and due.first - runs[-1][-1].last == _DAY
        runs[-1:] = [[*runs[-1], due]] if follows else [*runs[-1:], [due]]
    named = [_name_run(obligation, run) for run in runs]
    return Bilingual("、".join(named), ", ".join(one.en for one in named))


def _name_run(obligation: Obligation, run: Sequence[Due]) -> Bilingual:
    first, *_, last = (_name_time(obligation, due) for due in (*run, run[-1]))
    if len(run) == 1:
        return first
    if len(run) == 2:
        return Bilingual(f"{first}、{last}", f"{first.en}, {last.en}")
    return Bilingual(f"{first}至{last}", f"{run[0].first} to {run[-1].last}")


def _name_all(catalog: Catalog, dues: list[Due]) -> Bilingual:
    """Who lacks something, each with about whom and how many there are; few are named."""
    labels = dict.fromkeys(filter(None, (_label(catalog, due) for due in dues)))
    if not labels:
        return Bilingual("", "")
    shown = "、".join(list(labels)[:_MOST_NAMED])
    if len(labels) <= _MOST_NAMED:
        return Bilingual(f"：{shown}", f": {shown}")
    number = len(labels)
    return Bilingual(f"：{shown}……共{number}个", f": {shown} … {number} in all")


def _label(catalog: Catalog, due: Due) -> str:
    who = "或".join(catalog.heads[id].short_name for id in due.holders)
    if due.subject and not due.trigger:
        subject = catalog.heads[due.subject].short_name
        who = f"{who}（{subject}）" if who else subject
    return f"{who}（{len(due.done)}次，应当{due.wanted}次）" if due.wanted > 1 else who
