"""A later topic that changes an earlier decision (S0-29, S1-36)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.scalars import PartialDate
from shaiquan.model.topics import Topic
from shaiquan.problems import Bilingual
from shaiquan.queries.decisions import Decision, find_decision, is_above


def _list_amended(
    catalog: Catalog, topic: Topic
) -> Iterator[tuple[int, Topic, Decision | None, Decision]]:
    """Place, topic and decision of what a topic that was passed changes, and its own decision."""
    own = find_decision(catalog, topic)
    for index, ref in enumerate(topic.amends):
        amended = catalog.record(ref, Topic)
        if own and amended and amended.in_use:
            yield index, amended, find_decision(catalog, amended), own


@check(
    "amended-by-another",
    ERROR,
    "S0-29, S1-36",
    subject=Topic,
    states=IN_USE,
    zh="“{amended}”由“{before}”决定，“{name}”由“{now}”变更：应当由原决定机构或者它的上级决定",
    en="'{amended}' was decided by '{before}', but '{name}' is decided by '{now}'",
    mend="重大调整、变更提交原决定机构决定；写错的，改正 变更 或者 审议 的会议",
    mend_en="let the same body decide, or its superior; or correct 变更 or the meeting",
    example="变更: [yt-01]（yt-01 由全委会决定，这个议题由常委会通过）",
)
def find_amendments_by_other_bodies(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    for index, amended, before, own in _list_amended(catalog, topic):
        if not before or not before.body or not own.body or before.body == own.body:
            continue
        if not is_above(catalog, own.body, before.body):
            bodies = {"before": before.body, "now": own.body}
            called = {name: catalog.heads[id].short_name for name, id in bodies.items()}
            words = {"name": topic.name, "amended": amended.name}
            yield entry.location("amends", index), {**words, **called}


@check(
    "amends-undecided",
    ERROR,
    "S0-29, S1-36",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”变更了“{amended}”，而“{amended}”{when}",
    en="'{name}' changes '{amended}', {when}",
    mend="改正 变更；原来的议题通过了的，补上它的 审议",
    mend_en="correct 变更, or add the deliberation that passed the earlier topic",
    example="变更: [yt-08]（yt-08 还没有上会）",
)
def find_amendments_of_what_is_undecided(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    for index, amended, before, own in _list_amended(catalog, topic):
        when = _say_what_is_wrong(amended, before, own)
        if when and not _find_way_back(catalog, amended.id, entry.id):
            words = {"name": topic.name, "amended": amended.name, "when": when}
            yield entry.location("amends", index), words


def _say_what_is_wrong(amended: Topic, before: Decision | None, own: Decision) -> str:
    """That a topic had not been decided when another changed it; empty where it had."""
    if before is None and amended.emergency is None:
        return Bilingual("还没有通过", "which was not passed yet")
    day = before.day if before else None
    if day and own.day and day > own.day:
        when = PartialDate.of_day(day)
        return Bilingual(f"{when}才决定", f"which was decided later, on {when}")
    return ""


@check(
    "amendment-circle",
    ERROR,
    "S1-36",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”变更的议题绕了一圈又变更它自己：{way}",
    en="'{name}' changes itself in a circle: {way}",
    mend="变更 只写以前的议题",
    mend_en="name earlier topics alone in 变更",
    example="yt-01 写 变更: [yt-02]，yt-02 又写 变更: [yt-01]",
)
def find_circles_of_amendments(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    for index, ref in enumerate(topic.amends):
        way = _find_way_back(catalog, ref.id, entry.id)
        if way and entry.id == min(way):  # told once
            names = "→".join((topic.name, *(catalog.heads[id].name for id in way)))
            yield entry.location("amends", index), {"name": topic.name, "way": names}


def _find_way_back(catalog: Catalog, start: str, target: str) -> tuple[str, ...]:
    """The topics from one to another, each changing the next; empty if there is no way."""
    ways: list[tuple[str, ...]] = [(start,)]
    visited = {start}
    for way in ways:
        if way[-1] == target:
            return way
        topic = catalog.entries[way[-1]].record
        for ref in topic.amends if isinstance(topic, Topic) else ():
            if ref.id not in visited and ref.id in catalog.entries:
                visited.add(ref.id)
                ways.append((*way, ref.id))
    return ()
