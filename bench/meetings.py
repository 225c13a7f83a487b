"""W3: meetings with their topics as plain records, valid by the checks.

Five bodies meet every eighteen days and decide ten topics each time: four matters of weight with
gates, signatures and a named vote, two posts to be filled by secret ballot, four matters of
course. One in fifty is put off to the next meeting of the body. Decisions have tasks, and are
published with their results.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from bench import words
from bench.words import TextGenerator

TOPICS_PER_MEETING = 10
#: the as-of date of the benchmark, and the day of the last meeting of the first body
AS_OF = datetime.date(2026, 11, 24)
_LAST = datetime.date(2026, 11, 2)
_DAYS_BETWEEN = 18
#: name of the type of meeting, its body; by the categories whose powers the body decides
MEETING_TYPES = (
    ("常委会会议", "常委会", (0, 1)),
    ("部务会议", "组织部", (2,)),
    ("政府常务会议", "县政府", (3, 4)),
    ("纪委常委会会议", "县纪委", (5,)),
    ("指挥部会议", "应急指挥部", (6,)),
)
WEIGHTY, POST, COURSE = "重大决策", "干部任免", "一般事项"
#: what each of the ten topics of a meeting is
_TYPES = (WEIGHTY, COURSE, POST, COURSE, WEIGHTY, COURSE, WEIGHTY, POST, COURSE, WEIGHTY)


@dataclass(frozen=True, slots=True)
class PlainMeeting:
    id: str
    name: str
    type: str
    at: datetime.date
    #: number of the leader who is away; the head and who presents never are
    absent: int
    #: number in the series of the year
    number: int


@dataclass(frozen=True, slots=True)
class PlainTopic:
    id: str
    name: str
    type: str
    category: int
    power: str
    department: int
    #: numbers of the meetings, and its place on the agenda of the last
    meetings: tuple[int, ...]
    order: int
    against: int
    decision: str
    alternatives: tuple[str, str]
    opinion: str
    tasks: tuple[str, str]
    person: str


def make_meetings(items: int) -> tuple[PlainMeeting, ...]:
    """The meetings for so many topics, of each body the earliest first."""
    each = -(-items // (TOPICS_PER_MEETING * len(MEETING_TYPES)))
    return tuple(
        meeting for kind in range(len(MEETING_TYPES)) for meeting in _make_series(kind, each)
    )


def _make_series(kind: int, number: int) -> Iterator[PlainMeeting]:
    type, _, categories = MEETING_TYPES[kind]
    years: dict[int, int] = {}
    for index in range(number):
        at = _LAST + datetime.timedelta(kind - _DAYS_BETWEEN * (number - 1 - index))
        at -= datetime.timedelta(max(0, at.weekday() - 4))  # not on a weekend
        years[at.year] = years.get(at.year, 0) + 1
        away = [n for n in range(1, len(words.LEADERS)) if n not in categories]
        yield PlainMeeting(
            id=f"hy-{kind + 1}-{index + 1:04}",
            name=f"{type}{at.year}年第{years[at.year]}次",
            type=type,
            at=at,
            absent=away[index % len(away)],
            number=years[at.year],
        )


def make_topics(
    seed: int, meetings: tuple[PlainMeeting, ...], powers: int, departments: int
) -> Iterator[PlainTopic]:
    """Ten topics for each meeting, in the order of the meetings."""
    for index, meeting in enumerate(meetings):
        kind = next(n for n, row in enumerate(MEETING_TYPES) if row[0] == meeting.type)
        for place in range(TOPICS_PER_MEETING):
            number = index * TOPICS_PER_MEETING + place
            texts = TextGenerator("W3", seed, number)
            category = texts.random.choice(MEETING_TYPES[kind][2])
            follows = index and meetings[index - 1].type == meeting.type
            put_off = follows and place == 0 and index % 5 == 0
            power = texts.random.randrange(powers // len(words.CATEGORIES)) * len(words.CATEGORIES)
            yield PlainTopic(
                id=f"yt-{number + 1:05}",
                name=_topic_name(number),
                type=_TYPES[place],
                category=category,
                power=f"p-{power + category + 1:05}",
                department=texts.random.randrange(departments),
                meetings=(index - 1, index) if put_off else (index,),
                order=place + 1,
                against=texts.random.choice((0, 0, 0, 1)),
                decision=f"同意。{texts.sentence()}",
                alternatives=(texts.clause(), texts.clause()),
                opinion=texts.clause(),
                tasks=(texts.control(), texts.control()),
                person=texts.pick(("张某某", "李某某", "王某某", "赵某某")),
            )


def _topic_name(number: int) -> str:
    category, row = number % len(words.CATEGORIES), number // len(words.CATEGORIES)
    objects = tuple(words.CATEGORIES.values())[category][0]
    town, which = divmod(row, len(objects))
    return f"{words.town_name(town)}{objects[which]}议题"
