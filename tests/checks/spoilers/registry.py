"""One fault at a time in a meeting that had none: a code, and how to bring it about.

A spoiler changes the meeting in place and says whether it could. To add one, write a function with
``@spoil(code)``; where it only changes a topic, one with ``@spoil_topic(code)`` that is called for
one topic after another until it says that it could. A new module is imported in ``__init__``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.checks.random_meetings import MadeMeeting, Values

Spoil = Callable[[MadeMeeting], bool]
SpoilTopic = Callable[[MadeMeeting, Values], bool]


class Spoiler(NamedTuple):
    """What brings a fault about, and the code by which it must be found."""

    code: str
    spoil: Spoil


SPOILERS: list[Spoiler] = []


def spoil(code: str) -> Callable[[Spoil], Spoil]:
    def add(function: Spoil) -> Spoil:
        SPOILERS.append(Spoiler(code, function))
        return function

    return add


def spoil_topic(code: str) -> Callable[[SpoilTopic], SpoilTopic]:
    def add(function: SpoilTopic) -> SpoilTopic:
        def spoil_one(made: MadeMeeting) -> bool:
            return any(function(made, topic) for topic in made.topics)

        SPOILERS.append(Spoiler(code, spoil_one))
        return function

    return add


def change(values: Values, key: str, value: Any) -> bool:
    values[key] = value
    return True


def drop(values: Values, key: str) -> bool:
    return values.pop(key, None) is not None


def item_of(topic: Values) -> Values:
    """The one 审议 of a topic."""
    item: Values = topic["审议"][0]
    return item


def vote_of(topic: Values, *methods: str) -> Values:
    """The vote on a topic if it was by one of the methods, or by any; else nothing."""
    vote: Values = item_of(topic).get("表决", {})
    return vote if vote and (not methods or vote["方式"] in methods) else {}


def is_settled(topic: Values) -> bool:
    return item_of(topic)["结果"] in ("通过", "否决")


def is_passed(topic: Values) -> bool:
    return bool(item_of(topic)["结果"] == "通过")


def speakers_of(topic: Values) -> list[str]:
    speakers: list[str] = item_of(topic).get("发言", [])
    return speakers
