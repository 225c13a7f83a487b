"""Faults of what happens at a meeting: who presents, speaks, withdraws, votes."""

from __future__ import annotations

from tests.checks.random_meetings import COUNTED, MEMBERS, MadeMeeting, Values
from tests.checks.spoilers.registry import (
    change,
    drop,
    is_settled,
    item_of,
    speakers_of,
    spoil_topic,
    vote_of,
)


@spoil_topic("presenter-missing")
def drop_presenter(made: MadeMeeting, topic: Values) -> bool:
    return is_settled(topic) and drop(item_of(topic), "汇报")


@spoil_topic("presenter-not-in-charge")
def let_another_present(made: MadeMeeting, topic: Values) -> bool:
    drop(item_of(topic), "代汇报")
    others = [post for post in ("纪委书记", "县委办主任") if post in made.present]
    return "事项" in topic and bool(others) and change(item_of(topic), "汇报", others[0])


@spoil_topic("presenter-not-there")
def let_absent_present(made: MadeMeeting, topic: Values) -> bool:
    return bool(made.absent) and change(item_of(topic), "汇报", made.absent[0])


@spoil_topic("withdrew-but-not-there")
def let_absent_withdraw(made: MadeMeeting, topic: Values) -> bool:
    return bool(made.absent) and change(item_of(topic), "回避", made.absent[:1])


@spoil_topic("speaking-unrecorded")
def drop_speakers(made: MadeMeeting, topic: Values) -> bool:
    return is_settled(topic) and drop(item_of(topic), "发言")


@spoil_topic("head-not-last")
def let_head_speak_before(made: MadeMeeting, topic: Values) -> bool:
    speakers = speakers_of(topic)
    last = topic["类型"] in ("重大决策", "干部任免")
    return last and change(item_of(topic), "发言", [speakers[-1], *speakers[:-1]])


@spoil_topic("head-spoke-first")
def let_head_speak_first(made: MadeMeeting, topic: Values) -> bool:
    others = [post for post in speakers_of(topic) if post != made.head]
    return topic["类型"] == "资金使用" and change(item_of(topic), "发言", [made.head, *others])


@spoil_topic("speaker-twice")
def let_one_speak_twice(made: MadeMeeting, topic: Values) -> bool:
    speakers = speakers_of(topic)
    return bool(speakers) and change(item_of(topic), "发言", [speakers[0], *speakers])


@spoil_topic("speaker-not-there")
def let_absent_speak(made: MadeMeeting, topic: Values) -> bool:
    speakers = speakers_of(topic)
    return bool(speakers and made.absent) and change(
        item_of(topic), "发言", [made.absent[0], *speakers]
    )


@spoil_topic("speaker-withdrew")
def let_withdrawn_speak(made: MadeMeeting, topic: Values) -> bool:
    withdrew = item_of(topic).get("回避", [])
    return bool(withdrew) and change(item_of(topic), "发言", [*withdrew, *speakers_of(topic)])


@spoil_topic("few-speakers")
def silence_most(made: MadeMeeting, topic: Values) -> bool:
    return is_settled(topic) and change(item_of(topic), "发言", speakers_of(topic)[-2:])


@spoil_topic("no-discussion")
def discuss_for_no_time(made: MadeMeeting, topic: Values) -> bool:
    return is_settled(topic) and change(item_of(topic), "讨论分钟", "0")


@spoil_topic("secret-ballots-named")
def name_secret_ballots(made: MadeMeeting, topic: Values) -> bool:
    vote, key = vote_of(topic, "无记名"), made.rng.choice(("赞成", "反对", "弃权"))
    return bool(vote) and change(vote, key, made.voters(topic)[:1])


@spoil_topic("ballots-unnamed")
def count_named_vote(made: MadeMeeting, topic: Values) -> bool:
    vote = vote_of(topic, "记名")
    for key in ("赞成", "反对", "弃权") if vote else ():
        vote[f"{key}票"] = str(len(vote.pop(key)))
    return bool(vote)


@spoil_topic("ballot-missing")
def drop_ballot(made: MadeMeeting, topic: Values) -> bool:
    vote = vote_of(topic, "记名")
    return bool(vote) and any(vote[key] and vote[key].pop() for key in ("弃权", "反对", "赞成"))


@spoil_topic("ballot-twice")
def cast_ballot_twice(made: MadeMeeting, topic: Values) -> bool:
    vote = vote_of(topic, "记名")
    return bool(vote) and change(vote, "弃权", [*vote["弃权"], made.voters(topic)[0]])


@spoil_topic("ballot-of-another")
def let_absent_vote(made: MadeMeeting, topic: Values) -> bool:
    vote = vote_of(topic, "记名")
    other = made.rng.choice([*made.absent, "发改局长", *item_of(topic).get("回避", [])])
    return bool(vote) and change(vote, "反对", [*vote["反对"], other])


@spoil_topic("tally-differs")
def miscount_names(made: MadeMeeting, topic: Values) -> bool:
    vote = vote_of(topic, "记名")
    key = made.rng.choice([key for key in ("赞成", "反对", "弃权") if vote.get(key)] or [""])
    return bool(key) and change(vote, f"{key}票", str(len(vote[key]) + 1))


@spoil_topic("votes-more-than-present")
def add_votes(made: MadeMeeting, topic: Values) -> bool:
    vote = vote_of(topic, *COUNTED)
    more = made.rng.randint(1, 5)
    return bool(vote) and change(vote, "反对票", str(int(vote["反对票"]) + more))


@spoil_topic("votes-fewer-than-present")
def remove_votes(made: MadeMeeting, topic: Values) -> bool:
    vote = vote_of(topic, *COUNTED)
    keys = [key for key in ("反对票", "弃权票", "无效票") if vote and int(vote[key])]
    return bool(keys) and change(vote, keys[0], "0")


@spoil_topic("votes-uncounted")
def count_no_votes(made: MadeMeeting, topic: Values) -> bool:
    vote = vote_of(topic, *COUNTED)
    return bool(vote) and change(
        item_of(topic), "表决", {"方式": vote["方式"], "宣布": made.date(0)}
    )


@spoil_topic("ballot-missing")
def let_one_more_attend(made: MadeMeeting, topic: Values) -> bool:
    """The vote on a topic was told before it was noticed that one more had been there."""
    if not made.absent or not vote_of(topic, "记名"):
        return False
    made.meeting.pop("缺席")
    return change(made.meeting, "出席", list(MEMBERS))
