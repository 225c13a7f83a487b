"""Faults of the vote and of what it decides."""

from __future__ import annotations

from tests.checks.random_meetings import COUNTED, MadeMeeting, Values
from tests.checks.spoilers.registry import (
    change,
    drop,
    is_passed,
    is_settled,
    item_of,
    spoil,
    spoil_topic,
    vote_of,
)


@spoil_topic("topic-vote-missing")
def drop_vote(made: MadeMeeting, topic: Values) -> bool:
    return drop(item_of(topic), "表决")


@spoil_topic("vote-method-wrong")
def vote_otherwise(made: MadeMeeting, topic: Values) -> bool:
    vote = vote_of(topic)
    other = {"记名": "举手", "无记名": "口头", "举手": "记名", "口头": "无记名"}
    return bool(vote) and change(vote, "方式", other[vote["方式"]])


def swap_outcome(topic: Values, outcome: str, other: str) -> bool:
    counted = bool(vote_of(topic, "记名", *COUNTED)) and item_of(topic)["结果"] == outcome
    return counted and change(item_of(topic), "结果", other)


@spoil_topic("passed-without-majority")
def pass_what_was_rejected(made: MadeMeeting, topic: Values) -> bool:
    return not item_of(topic).get("回避") and swap_outcome(topic, "否决", "通过")


@spoil_topic("rejected-with-majority")
def reject_what_was_passed(made: MadeMeeting, topic: Values) -> bool:
    return swap_outcome(topic, "通过", "否决")


@spoil_topic("several-matters-in-one-vote")
def vote_on_two_matters(made: MadeMeeting, topic: Values) -> bool:
    return bool(vote_of(topic)) and change(vote_of(topic), "表决事项", ["甲", "乙"])


@spoil_topic("candidates-voted-together")
def vote_on_two_candidates(made: MadeMeeting, topic: Values) -> bool:
    two = [{"姓名": "某甲"}, {"姓名": "某乙"}]
    return "人选" in topic and bool(vote_of(topic)) and change(topic, "人选", two)


@spoil_topic("result-announced-late")
def announce_late(made: MadeMeeting, topic: Values) -> bool:
    return bool(vote_of(topic)) and change(
        vote_of(topic), "宣布", made.date(made.rng.choice((-1, 1, 3)))
    )


@spoil_topic("result-unannounced")
def announce_nothing(made: MadeMeeting, topic: Values) -> bool:
    return bool(vote_of(topic)) and drop(vote_of(topic), "宣布")


@spoil_topic("outcome-missing")
def drop_outcome(made: MadeMeeting, topic: Values) -> bool:
    return drop(item_of(topic), "结果")


@spoil("meeting-may-not-decide")
def decide_at_talks(made: MadeMeeting) -> bool:
    return any(map(is_settled, made.topics)) and change(made.meeting, "类型", "酝酿会")


@spoil_topic("topic-decided-by-another")
def decide_for_plenum(made: MadeMeeting, topic: Values) -> bool:
    return (
        topic["类型"] == "资金使用" and is_passed(topic) and change(topic, "事项", ["全会的决议"])
    )


@spoil_topic("deliberated-twice")
def deliberate_twice(made: MadeMeeting, topic: Values) -> bool:
    return change(topic, "审议", [item_of(topic), {"会议": "hy-01", "结果": "听取"}])


@spoil_topic("decided-without-meeting")
def decide_without_meeting(made: MadeMeeting, topic: Values) -> bool:
    return "决定" in topic and drop(topic, "审议")
