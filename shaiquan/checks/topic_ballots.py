"""The ballots of a vote: who cast them, how many there are (S0-23, S0-24, S2-14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.sittings import Sitting, TopicCourse
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.base import Ref
from shaiquan.model.deliberations import CHOICES, Vote
from shaiquan.model.shapes import Path
from shaiquan.model.terms import Voting
from shaiquan.model.topics import Topic
from shaiquan.problems import Bilingual
from shaiquan.queries.agendas import count_present


def list_ballots(vote: Vote) -> list[tuple[Path, Ref]]:
    """The ballots by name, each with its place."""
    return [
        (("vote", names, index), ref)
        for names, _ in CHOICES
        for index, ref in enumerate(getattr(vote, names))
    ]


def is_counted(vote: Vote) -> bool:
    """Whether anything is said of how many voted how."""
    numbers = (getattr(vote, number) for _, number in CHOICES)
    return bool(list_ballots(vote)) or any(number is not None for number in numbers)


def list_votes(course: TopicCourse, *methods: Voting) -> Iterator[tuple[Sitting, Vote]]:
    """The votes that were taken, by these methods if any are given."""
    for sitting in course.held:
        vote = sitting.item.vote
        if vote and (not methods or vote.method in methods):
            yield sitting, vote


@check(
    "secret-ballots-named",
    ERROR,
    "S0-23, X-04",
    subject=Topic,
    guards=True,
    zh="“{name}”是无记名表决，{field} 里却写了岗位；谁怎样投票不得记在这里，更不得公布",
    en="'{name}' was a secret vote, but {field} names posts; who voted how must not be told",
    mend="删去岗位，只写票数：赞成票: 8、反对票: 1、弃权票: 0",
    mend_en="remove the posts and write numbers alone: 赞成票, 反对票, 弃权票",
    example="表决: {方式: 无记名, 赞成: [书记, 副书记]}",
)
def find_named_secret_ballots(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    for index, item in enumerate(topic.deliberations):
        vote = item.vote if item.vote and item.vote.method is Voting.SECRET else None
        for field, _ in CHOICES if vote else ():
            if getattr(vote, field):
                words = {"name": topic.name, "field": Vote.label_of(field)}
                yield entry.location("deliberations", index, "vote", field), words


@check(
    "ballots-unnamed",
    WARNING,
    "S0-24",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”是记名表决，没有写谁赞成、谁反对、谁弃权",
    en="'{name}' was voted by name, but nobody is named who voted how",
    mend="补写 赞成、反对、弃权 的岗位；不宜公布的，写在 不公开字段 里",
    mend_en="name the posts in 赞成, 反对, 弃权; what must not be shown goes into 不公开字段",
    example="表决: {方式: 记名, 赞成票: 9}",
)
def find_unnamed_ballots(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting, vote in list_votes(course, Voting.NAMED):
        if sitting.voters and not list_ballots(vote):
            yield sitting.place("vote"), {"name": topic.name}


@check(
    "ballot-missing",
    ERROR,
    "S0-24, S2-14",
    subject=TopicCourse,
    states=IN_USE,
    zh="记名表决里没有{posts}的票；到会又没有回避的，每人一票",
    en="the vote by name has no ballot of {posts}; each present that did not withdraw has one",
    mend="补在 赞成、反对 或 弃权 里；回避了的，写在 回避 里",
    mend_en="add them to 赞成, 反对 or 弃权, or to 回避",
    example="表决: {方式: 记名, 赞成: [书记]}（到会的还有副书记）",
)
def find_missing_ballots(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    for sitting, vote in list_votes(course, Voting.NAMED):
        cast = Counter(ref.id for _, ref in list_ballots(vote))
        missing = sitting.voters - cast
        if cast and missing:
            refs = {ref.id: ref for ref in sitting.meeting.present}
            words = {"posts": "、".join(sitting.name(refs[id]) for id in missing)}
            yield sitting.place("vote"), words


@check(
    "ballot-twice",
    ERROR,
    "S0-24, S2-14",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{post}”投了两次票；一人一票",
    en="'{post}' voted twice; each has one ballot",
    mend="删去一处",
    mend_en="remove one of the two",
    example="表决: {方式: 记名, 赞成: [书记, 副书记], 反对: [副书记]}",
)
def find_ballots_twice(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    for sitting, vote in list_votes(course):
        cast: Counter[str] = Counter()
        for path, ref in list_ballots(vote) if vote.method is not Voting.SECRET else ():
            cast[ref.id] += 1
            if cast[ref.id] > max(sitting.voters[ref.id], 1):
                yield sitting.place(*path), {"post": sitting.name(ref)}


@check(
    "ballot-of-another",
    ERROR,
    "S0-24, S0-27, S2-14",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{post}”{why}，不能在“{name}”上投票",
    en="'{post}' {why}, and cannot vote on '{name}'",
    mend="改正 表决；或者改正会议的 出席、议题的 回避",
    mend_en="correct 表决, or 出席 of the meeting, or 回避",
    example="表决: {方式: 记名, 赞成: [书记, 副书记]}（回避: [副书记]）",
)
def find_ballots_of_others(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting, vote in list_votes(course):
        secret = vote.method is Voting.SECRET  # that names stand there at all is told by itself
        for path, ref in list_ballots(vote) if not secret else ():
            why = None
            if ref.id in sitting.withdrew:
                why = Bilingual("回避了", "withdrew")
            elif sitting.members and ref.id not in sitting.members:
                why = Bilingual("不是成员", "is no member")
            elif sitting.present and ref.id not in sitting.present:
                why = Bilingual("没有到会", "was not there")
            if why:
                words = {"post": sitting.name(ref), "why": why, "name": topic.name}
                yield sitting.place(*path), words


@check(
    "tally-differs",
    ERROR,
    "S0-24",
    subject=TopicCourse,
    states=IN_USE,
    zh="{field}写的是{number}，名单上有{names}人",
    en="{field} says {number}, but {names} are named",
    mend="改正一处；记名表决只写名单就够了",
    mend_en="correct one of the two; where posts are named no number is needed",
    example="表决: {方式: 记名, 赞成: [书记, 副书记], 赞成票: 3}",
)
def find_tallies_that_differ(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    for sitting, vote in list_votes(course):
        for field, number_field in CHOICES:
            names, number = getattr(vote, field), getattr(vote, number_field)
            if names and number is not None and number != len(names):
                words = {"field": Vote.label_of(number_field), "number": number}
                yield sitting.place("vote", number_field), {**words, "names": len(names)}


@check(
    "votes-more-than-present",
    ERROR,
    "S0-23, S2-14",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”共{votes}票，到会能投票的只有{voters}人",
    en="'{name}' has {votes} votes, but only {voters} were there to vote",
    mend="改正票数，或者会议的 出席（出席人数）、议题的 回避",
    mend_en="correct the numbers, or 出席 of the meeting, or 回避",
    example="表决: {方式: 举手, 赞成票: 9, 反对票: 1, 弃权票: 0}（到会 9 人）",
)
def find_votes_in_excess(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting, votes, voters in _list_sums(course):
        if votes > voters:
            words = {"name": topic.name, "votes": votes, "voters": voters}
            yield sitting.place("vote"), words


@check(
    "votes-fewer-than-present",
    WARNING,
    "S0-23, S2-14",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”共{votes}票，到会能投票的有{voters}人",
    en="'{name}' has {votes} votes, but {voters} were there to vote",
    mend="把 弃权票、无效票 也写上；没有投票的，算 弃权票",
    mend_en="write 弃权票 and 无效票 too; who did not vote abstained",
    example="表决: {方式: 举手, 赞成票: 7, 反对票: 1, 弃权票: 0}（到会 9 人）",
)
def find_votes_missing(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    topic = course.topic
    for sitting, votes, voters in _list_sums(course):
        if votes < voters:
            words = {"name": topic.name, "votes": votes, "voters": voters}
            yield sitting.place("vote"), words


def _list_sums(course: TopicCourse) -> Iterator[tuple[Sitting, int, int]]:
    """Votes in numbers, and how many could vote; of names other checks ask."""
    for sitting, vote in list_votes(course):
        voters = count_voters(sitting)
        if voters is not None and is_counted(vote) and not list_ballots(vote):
            yield sitting, sum(map(vote.count, CHOICES)) + (vote.invalid or 0), voters


def count_voters(sitting: Sitting) -> int | None:
    """How many were there to vote; None where it is not known."""
    if sitting.voters:
        return sitting.voters.total()
    present = count_present(sitting.meeting)
    return None if present is None else present - len(sitting.withdrew)


@check(
    "votes-uncounted",
    WARNING,
    "S1-24",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”用{method}表决，没有写票数",
    en="'{name}' was voted by {method}, but the votes are not counted",
    mend="补写 赞成票、反对票、弃权票",
    mend_en="add 赞成票, 反对票, 弃权票",
    example="表决: {方式: 举手}",
)
def find_votes_uncounted(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    """An oral vote counts nobody, and a vote by name is asked for its names."""
    topic = course.topic
    for sitting, vote in list_votes(course, Voting.HANDS, Voting.SECRET):
        if not is_counted(vote):
            yield sitting.place("vote"), {"name": topic.name, "method": vote.method.label}
