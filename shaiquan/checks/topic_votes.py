"""The vote on a topic: that it is held, how, what it decides (S0-23, S0-24, S1-15 to S1-17)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.sittings import Sitting, TopicCourse, is_later
from shaiquan.checks.topic_ballots import count_voters, list_ballots, list_votes
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.decision_terms import Outcome
from shaiquan.model.deliberations import IN_FAVOUR
from shaiquan.model.terms import MajorityBase, Voting
from shaiquan.problems import Bilingual
from shaiquan.queries.agendas import count_entitled


def list_methods(sitting: Sitting) -> tuple[Voting, ...]:
    """The methods that the topic's type and the meeting's both allow; nothing: any.

    Where they exclude each other the meeting's own rule holds, as that of the plenum does (S1-24).
    """
    asked = sitting.row.voting if sitting.decides else ()
    allowed = sitting.type.voting if sitting.type else ()
    both = tuple(method for method in asked if method in allowed)
    return both or allowed or asked


@check(
    "topic-vote-missing",
    ERROR,
    "S0-23, S0-24, S2-14",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{type}”要{wanted}表决，“{name}”在“{meeting}”上{outcome}了，没有写表决",
    en="'{type}' is voted by {wanted}, but no vote is told by which '{meeting}' decided '{name}'",
    mend="补写 表决: {{方式: {choice}, ……}}",
    mend_en="add 表决 with its method and numbers",
    example="审议: [{会议: hy-01, 结果: 通过}]（类型表 表决: 记名，没有写 表决）",
)
def find_missing_votes(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    topic = course.topic
    for sitting in course.held:
        asked = sitting.row.voting and sitting.decides and sitting.settles
        if asked and not sitting.item.vote and sitting.item.outcome:
            words = {"type": topic.type, "name": topic.name, "meeting": sitting.meeting.name}
            words |= {"wanted": _join(list_methods(sitting))}
            words |= {"choice": list_methods(sitting)[0].label}
            yield sitting.place(), {**words, "outcome": sitting.item.outcome.label}


def _join(methods: tuple[Voting, ...]) -> Bilingual:
    labels = [method.label for method in methods]
    return Bilingual("或".join(labels), " or ".join(labels))


@check(
    "vote-method-wrong",
    ERROR,
    "S0-23, S0-24, S1-15, S1-24",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”在“{meeting}”上应当{wanted}表决，这里写的是{found}",
    en="'{name}' is voted by {wanted} at '{meeting}', not by {found}",
    mend="改成 方式: {choice}；类型表、会议类型漏了一种的，写 表决: [{choice}, …]",
    mend_en="write 方式: {choice}, or add the method to the type of the topic or the meeting",
    example="表决: {方式: 举手, 赞成票: 9}（类型表 干部任免 表决: 无记名）",
)
def find_wrong_methods(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    topic = course.topic
    for sitting, vote in list_votes(course):
        methods = list_methods(sitting)
        if methods and vote.method not in methods:
            words = {"name": topic.name, "meeting": sitting.meeting.name, "wanted": _join(methods)}
            words |= {"found": vote.method.label, "choice": methods[0].label}
            yield sitting.place("vote", "method"), words


@check(
    "passed-without-majority",
    ERROR,
    "S1-17, 党政领导干部选拔任用工作条例",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”赞成{favour}票，没有超过{base}{whole}人的半数，不能通过",
    en="'{name}' has {favour} votes in favour, not more than half of {whole} ({base})",
    mend="改正票数或者 结果",
    mend_en="correct the numbers or 结果",
    example="{表决: {方式: 举手, 赞成票: 5}, 结果: 通过}（应到会 10 人）",
)
def find_decisions_without_majority(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting, favour, base, whole in _list_results(course, Outcome.PASSED):
        # whether those who withdrew count is for the rules of the body: only what is none anyway
        if favour * 2 <= whole - len(sitting.withdrew):
            words = {"name": topic.name, "favour": favour, "base": base.label, "whole": whole}
            yield sitting.place("outcome"), words


@check(
    "rejected-with-majority",
    ERROR,
    "S1-17",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”赞成{favour}票，超过{base}{whole}人的半数，却写了没有通过",
    en="'{name}' has {favour} votes in favour, more than half of {whole} ({base}), yet is rejected",
    mend="改正票数或者 结果",
    mend_en="correct the numbers or 结果",
    example="{表决: {方式: 举手, 赞成票: 9}, 结果: 否决}（应到会 10 人）",
)
def find_rejections_with_majority(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting, favour, base, whole in _list_results(course, Outcome.REJECTED):
        if favour * 2 > whole:
            words = {"name": topic.name, "favour": favour, "base": base.label, "whole": whole}
            yield sitting.place("outcome"), words


def _list_results(
    course: TopicCourse, outcome: Outcome
) -> Iterator[tuple[Sitting, int, MajorityBase, int]]:
    """Votes of an outcome: how many were in favour, of whom a majority is counted."""
    catalog = course.catalog
    for sitting, vote in list_votes(course):
        if sitting.item.outcome is not outcome:
            continue
        if vote.votes_in_favour is None and not list_ballots(vote):
            continue  # perhaps only those against are counted
        base = _find_base(sitting)
        if base is MajorityBase.ENTITLED:
            whole = count_entitled(catalog, sitting.meeting)
        else:
            voters = count_voters(sitting)
            whole = None if voters is None else voters + len(sitting.withdrew)
        if whole is not None:
            yield sitting, vote.count(IN_FAVOUR), base, whole


def _find_base(sitting: Sitting) -> MajorityBase:
    """Of whom the majority is counted: of all who are entitled, if one of the rules says so."""
    rules = [sitting.row.majority if sitting.decides else None]
    rules.append(sitting.type.majority if sitting.type else None)
    entitled = MajorityBase.ENTITLED in rules
    return MajorityBase.ENTITLED if entitled else MajorityBase.PRESENT


@check(
    "several-matters-in-one-vote",
    ERROR,
    "S1-16, S1-24",
    subject=TopicCourse,
    states=IN_USE,
    zh="一次表决了{number}件事，应当逐项表决",
    en="{number} matters were decided by one vote; each has a vote of its own",
    mend="一件事写一个议题，各写各的 表决；表决事项 只写一件",
    mend_en="make a topic of each, with a vote of its own",
    example="表决: {方式: 举手, 赞成票: 9, 表决事项: [预算, 规划]}",
)
def find_votes_on_several_matters(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    for sitting, vote in list_votes(course):
        if len(vote.matters) > 1:
            yield sitting.place("vote", "matters", 1), {"number": len(vote.matters)}


@check(
    "candidates-voted-together",
    WARNING,
    "S0-23, S1-16",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”有{number}个人选，只表决了一次；干部任免逐人表决",
    en="'{name}' has {number} candidates but one vote; each is voted on alone",
    mend="一个人选写一个议题，各写各的 表决",
    mend_en="make a topic of each candidate, with a vote of its own",
    example="{人选: [{姓名: 某甲}, {姓名: 某乙}], 审议: [{会议: hy-01, 表决: {方式: 无记名}}]}",
)
def find_candidates_voted_together(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting, _ in list_votes(course) if len(topic.candidates) > 1 else ():
        yield sitting.place("vote"), {"name": topic.name, "number": len(topic.candidates)}


@check(
    "result-announced-late",
    ERROR,
    "S1-17, S1-24",
    subject=TopicCourse,
    states=IN_USE,
    zh="{day}表决的，{date}才宣布结果；应当当场宣布",
    en="the vote was on {day}, its result was announced on {date}; it is announced at once",
    mend="改正 宣布，或者会议的日期",
    mend_en="correct 宣布, or the day of the meeting",
    example="表决: {方式: 举手, 赞成票: 9, 宣布: 2026-07-14}（2026-07-13 开的会）",
)
def find_results_announced_late(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    for sitting, vote in list_votes(course):
        at, day = vote.announced, sitting.meeting.at
        if at and (is_later(at, day) or is_later(day, at)):
            yield sitting.place("vote", "announced"), {"date": at, "day": day}


@check(
    "result-unannounced",
    WARNING,
    "S1-17, S1-24",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”的表决结果哪一天宣布的，没有写",
    en="when the result of the vote on '{name}' was announced is not told",
    mend="补写 宣布: {day}，当场宣布的就是开会那天",
    mend_en="add 宣布: the day of the meeting, where it was announced at once",
    example="表决: {方式: 举手, 赞成票: 9}（没有 宣布）",
)
def find_results_unannounced(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting, vote in list_votes(course):
        if sitting.settles and vote.announced is None:
            yield sitting.place("vote"), {"name": topic.name, "day": sitting.meeting.at.iso}
