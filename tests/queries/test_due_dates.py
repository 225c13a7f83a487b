"""Years of duties made up by chance, with gaps: each gap is found, and no other.

What is expected is worked out day by day, without the module that is tested.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import chinese_calendar
import pytest

from shaiquan.content.loading import load_content
from shaiquan.model.obligation_terms import DueState
from shaiquan.queries import obligations
from tests.conftest import FULL

TODAY = datetime.date(2026, 11, 24)
BEGIN = datetime.date(2024, 1, 1)
_DAY = datetime.timedelta(days=1)
#: all days that matter: some before the duties begin, some after today
DAYS = [BEGIN + number * _DAY for number in range((datetime.date(2028, 1, 1) - BEGIN).days)]
Due = tuple[tuple[str, ...], str, str, str, str, str, int]
Days = tuple[datetime.date, datetime.date]

LABELS: dict[str, Callable[[datetime.date], object]] = {
    "周": lambda day: day.isocalendar()[:2],
    "月": lambda day: (day.year, day.month),
    "季度": lambda day: (day.year, (day.month + 2) // 3),
    "半年": lambda day: (day.year, day.month > 6),
    "年": lambda day: day.year,
}


def group_days(unit: str) -> list[Days]:
    """The periods, each with its first and its last day."""
    groups: defaultdict[object, list[datetime.date]] = defaultdict(list)
    for day in DAYS:
        groups[LABELS[unit](day)].append(day)
    return [(days[0], days[-1]) for days in groups.values()]


PERIODS = {unit: group_days(unit) for unit in LABELS}


def is_worked(day: datetime.date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


#: the periods in which somebody works
WORKED = {
    days
    for periods in PERIODS.values()
    for days in periods
    if any(is_worked(day) for day in DAYS if days[0] <= day <= days[1])
}


@dataclass
class Told:
    """An entry: its day, the period of which it tells, who acted, what it names."""

    id: str
    day: datetime.date
    tells: Days | None
    by: list[str]
    to: list[str]
    about: list[str]

    def day_in_its_time(self) -> datetime.date:
        if self.tells is None:
            return self.day
        days = [day for day in DAYS if self.tells[0] <= day <= self.tells[1]]
        return min(days, key=lambda day: abs(day - self.day))


@dataclass
class Duty:
    """An obligation with its posts, their tenures, its events and what was told."""

    id: str
    random: Random
    posts: list[str] = field(default_factory=list)
    tenures: list[tuple[str, datetime.date, datetime.date | None]] = field(default_factory=list)
    entries: list[Told] = field(default_factory=list)
    events: list[tuple[str, datetime.date]] = field(default_factory=list)

    def __post_init__(self) -> None:
        random = self.random
        self.posts = [f"{self.id}-p{number}" for number in range(random.choice((1, 2, 3)))]
        self.way = random.choice(("any", "each", "leaders", "excepted"))
        self.since = random.choice((BEGIN, random.choice(DAYS[100:700])))
        self.until = random.choice((None, None, random.choice(DAYS[700:1000])))
        self.subjects = [f"{self.id}-b{n}" for n in range(random.choice((0, 0, 1, 2)))]
        self.to = random.choice(([], ["dw"], ["dw", "bgs"]))
        self.least = random.choice((1, 1, 1, 2))
        self.unit = random.choice([*LABELS])
        self.grace = random.choice((None, (5, "日"), (12, "日"), (8, "个工作日")))
        self.trigger = random.choice(("", "", "entry", "office"))
        self.before = bool(self.trigger) and random.random() < 0.4
        if self.trigger and not self.before:
            self.grace = self.grace or (20, "日")
        for post in self.posts:
            self.tenures += self._make_tenures(post)
        if self.trigger:
            self._happen()
        else:
            self._tell_by_period()
        for _ in range(3):
            self.entries.append(self._tell(random.choice(DAYS[:1200]), None))

    def _make_tenures(self, post: str) -> Iterator[tuple[str, datetime.date, datetime.date | None]]:
        """None at all, one without end, or several with times between them."""
        begin = self.random.randrange(0, 500)
        for _ in range(self.random.choice((0, 1, 2, 3))):
            end = begin + self.random.randrange(30, 500)
            is_last = self.random.random() < 0.3
            yield post, DAYS[begin], None if is_last else DAYS[min(end, 1300)]
            if is_last or end > 1000:
                return
            begin = end + self.random.choice((1, 40))

    # -- what was told, with gaps ----------------------------------------------------------------

    def _tell(
        self, day: datetime.date, tells: Days | None, by: list[str] | None = None, *about: str
    ) -> Told:
        random = self.random
        by = by or random.sample(self.posts, random.randrange(1, len(self.posts) + 1))
        to = self.to if random.random() < 0.95 else []
        named = [*(s for s in self.subjects if random.random() < 0.95), *about]
        return Told(f"{self.id}-e{len(self.entries)}", day, tells, by, to, named)

    def _tell_by_period(self) -> None:
        for first, last in PERIODS[self.unit]:
            for post in self.posts:
                if self.random.random() < 0.25 or (self.unit == "周" and first.year != 2026):
                    continue
                for _ in range(self.least):
                    late = self.random.random() < 0.2
                    day = last + self.random.randrange(1, 30) * _DAY if late else first
                    tells = self.random.choice(((first, last), None)) if not late else (first, last)
                    day = min(day, DAYS[-2])
                    self.entries.append(self._tell(day, tells, [post]))

    def _happen(self) -> None:
        for number in range(self.random.randrange(1, 6)):
            day = self.random.choice(DAYS[:1100])
            self.events.append((f"{self.id}-t{number}", day))
            if self.random.random() < 0.7:
                after = day + self.random.randrange(-20, 40) * _DAY
                day = min(max(after, BEGIN), DAYS[-2])
                self.entries.append(self._tell(day, None, None, f"{self.id}-t{number}"))
        for post, day, _ in self.tenures:
            if self.trigger == "office" and self.random.random() < 0.7:
                after = max(day + self.random.randrange(-20, 40) * _DAY, BEGIN)
                self.entries.append(self._tell(after, None, None, post))

    # -- what is expected ------------------------------------------------------------------------

    @property
    def holders(self) -> list[tuple[str, ...]]:
        posts = self.posts[1:] if self.way == "excepted" else self.posts
        if self.way == "any" and not self.is_of_office:
            return [tuple(posts)]
        return [(post,) for post in posts]

    @property
    def is_of_office(self) -> bool:
        """Whether whoever takes a post must act."""
        return self.trigger == "office" and not self.subjects

    def is_held(self, holders: tuple[str, ...], day: datetime.date) -> bool:
        if len(holders) > 1:
            return True
        own = [(since, until) for post, since, until in self.tenures if post == holders[0]]
        return not own or any(since <= day <= (until or DAYS[-1]) for since, until in own)

    def add_grace(self, day: datetime.date) -> datetime.date:
        left, unit = self.grace or (0, "日")
        while left:
            day += _DAY
            left -= unit == "日" or is_worked(day)
        return day

    def list_dues(self) -> list[Due]:
        return sorted(self._expect_events() if self.trigger else self._expect_periods())

    def _expect_periods(self) -> Iterator[Due]:
        for first, last in PERIODS[self.unit]:
            is_whole = self.since <= first and (self.until is None or last <= self.until)
            for holders in self.holders:
                if is_whole and first <= TODAY and self.is_held(holders, min(last, TODAY)):
                    for subject in self.subjects or [""]:
                        done = [
                            told
                            for told in self._list_suitable(holders)
                            if first <= told.day_in_its_time() <= last
                            and (not subject or subject in told.about)
                        ]
                        wanted = self.least if (first, last) in WORKED else 0
                        if wanted or done:
                            end = self.add_grace(last)
                            yield self._judge(holders, subject, first, "", end, done, wanted)

    def _list_suitable(self, holders: tuple[str, ...]) -> list[Told]:
        return [
            told
            for told in self.entries
            if told.day <= TODAY and set(told.by) & set(holders) and set(self.to) <= set(told.to)
        ]

    def _judge(
        self,
        holders: tuple[str, ...],
        subject: str,
        first: datetime.date,
        trigger: str,
        deadline: datetime.date,
        done: list[Told],
        wanted: int = 1,
    ) -> Due:
        in_time = len([told for told in done if told.day <= deadline])
        state = "迟办" if len(done) >= wanted else "没有记录" if deadline < TODAY else "未到期"
        state = "已办" if in_time >= wanted else state
        return holders, subject, str(first), trigger, str(deadline), state, len(done)

    def _expect_events(self) -> Iterator[Due]:
        for holders in self.holders:
            for id, named, day, days in self._list_events(holders):
                begun = self.since <= day <= min(self.until or TODAY, TODAY)
                if begun and self.is_held(holders, day):
                    done = [
                        told
                        for told in self._list_suitable(holders)
                        if named in [*told.about, *told.by] and days[0] <= told.day <= days[1]
                    ]
                    deadline = day if self.before else self.add_grace(day)
                    yield self._judge(holders, named, day, id, deadline, done)

    def _list_events(
        self, holders: tuple[str, ...]
    ) -> Iterator[tuple[str, str, datetime.date, Days]]:
        if self.trigger == "entry":
            yield from ((id, id, day, (DAYS[0], DAYS[-1])) for id, day in self.events)
            return
        for number, (post, day, _) in enumerate(self.tenures):
            if post in (self.subjects or holders):
                others = [since for other, since, _ in self.tenures if other == post]
                before = [since for since in others if since < day]
                after = [since for since in others if since > day]
                if self.before:
                    days = (max(before) + _DAY if before else DAYS[0], day)
                else:
                    days = (day, min(after) - _DAY if after else DAYS[-1])
                yield f"{self.id}-rz{number}", post, day, days

    # -- as content ------------------------------------------------------------------------------

    def write(self) -> dict[str, list[str]]:
        """Kind -> its records, a line each."""
        leads = "是" if self.way in ("leaders", "excepted") else "否"
        bodies = [f"{{编号: {self.id}-u, 名称: 单位{self.id}}}"]
        bodies += [f"{{编号: {id}, 名称: 对象{id}}}" for id in self.subjects]
        posts = [
            f"{{编号: {id}, 名称: 岗位{id}, 机构: {self.id}-u, 单位: {self.id}-u, 班子成员: {leads}}}"
            for id in self.posts
        ]
        tenures = [
            f"{{编号: {self.id}-rz{number}, 岗位: {post}, 从: {since}{_say(', 至: ', until)}}}"
            for number, (post, since, until) in enumerate(self.tenures)
        ]
        entries = [
            f"{{编号: {told.id}, 名称: {told.id}, 类型: 做{self.id}, 日期: {told.day},"
            f" 主体: {_list(told.by)}, 向谁: {_list(told.to)}, 对象: {_list(told.about)}"
            f"{_say_period(told.tells)}}}"
            for told in self.entries
        ]
        entries += [
            f"{{编号: {id}, 名称: {id}, 类型: 事{self.id}, 日期: {day}}}" for id, day in self.events
        ]
        return {
            "机构": bodies,
            "岗位": posts,
            "任职": tenures,
            "应办": [self._write_obligation()],
            "记事": entries,
        }

    def _write_obligation(self) -> str:
        who = f"谁: {_list(self.posts)}, 各自: {'是' if self.way == 'each' else '否'}"
        if self.way in ("leaders", "excepted"):
            out = f", 除外: [{self.posts[0]}]" if self.way == "excepted" else ""
            who = f"班子成员: {self.id}-u{out}"
        trigger = {"entry": f"事{self.id}", "office": "任职"}.get(self.trigger)
        when = f"触发: {trigger}" if trigger else f"周期: 每{self.unit}{self.least}次"
        when += ", 事前: 是" if self.before else ""
        when += f", 期限: 至多{self.grace[0]}{self.grace[1]}" if self.grace else ""
        about = "" if self.trigger == "entry" else f", 对象: {_list(self.subjects)}"
        return (
            f"{{编号: {self.id}, 名称: 应办{self.id}, 做什么: 做{self.id}, {who}, {when}{about},"
            f" 向谁: {_list(self.to)}, 从: {self.since}{_say(', 至: ', self.until)}}}"
        )


def _list(names: list[str]) -> str:
    return f"[{', '.join(names)}]"


def _say(words: str, value: object) -> str:
    return f"{words}{value}" if value else ""


def _say_period(days: Days | None) -> str:
    if days is None:
        return ""
    first, last = days
    return f", 所属期: {first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"


def write_site(duties: list[Duty], content: Path) -> Path:
    content.mkdir()
    types = "".join(f"  做{duty.id}: {{}}\n  事{duty.id}: {{}}\n" for duty in duties)
    site = f"名称: 小站\n单位: 小镇\n示例: 是\n默认:\n  所有: {{状态: 发布}}\n记事类型:\n{types}"
    (content / "site.yml").write_text(site, "utf-8")
    records: defaultdict[str, list[str]] = defaultdict(list)
    records["机构"] = ["{编号: dw, 名称: 党委}", "{编号: bgs, 名称: 办公室}"]
    for duty in duties:
        for kind, rows in duty.write().items():
            records[kind] += rows
    folders = {"机构": "bodies", "岗位": "bodies", "任职": "bodies", "应办": "obligations"}
    for kind, rows in records.items():
        folder = content / folders.get(kind, "entries")
        folder.mkdir(exist_ok=True)
        text = "\n".join([f"{kind}:", *(f"  - {row}" for row in rows)])
        (folder / f"{kind}.yml").write_text(f"{text}\n", "utf-8")
    return content


def _key_of(due: obligations.Due) -> Due:
    days = (str(due.first), due.trigger, str(due.deadline))
    return due.holders, due.subject, *days, due.state.label, len(due.done)


@pytest.mark.parametrize("batch", range(20 if FULL else 1))
def test_each_gap_is_found_and_no_other(batch: int, tmp_path: Path) -> None:
    number = 50 if FULL else 60
    seeds = range(batch * number, (batch + 1) * number)
    duties = [Duty(f"d{seed}", Random(seed)) for seed in seeds]
    loaded = load_content(write_site(duties, tmp_path / "content"), as_of=TODAY)
    assert loaded.catalog is not None
    assert loaded.sound, loaded.problems
    dues = obligations.list_all_dues(loaded.catalog)
    states: Counter[str] = Counter()
    for seed, duty in zip(seeds, duties, strict=True):
        found = sorted(map(_key_of, dues[duty.id]))
        assert found == duty.list_dues(), f"seed {seed}"
        states.update(due.state.label for due in dues[duty.id])
    print(f"seeds {seeds}: {dict(states)}")
    assert all(states[state.label] for state in DueState)
