"""Who presents a topic, and who withdraws from it (S1-13, S1-14)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.sittings import Sitting, TopicCourse
from shaiquan.checks.topic_origins import list_leaders
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.kinds.registry import require_index
from shaiquan.model.base import Ref

require_index("post", "body")


@check(
    "presenter-missing",
    WARNING,
    "S1-13",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”在“{meeting}”上由谁介绍情况，没有写",
    en="nobody is named who presented '{name}' at '{meeting}'",
    mend="补写 汇报: 分管的成员",
    mend_en="add 汇报: the member in charge",
    example="审议: [{会议: hy-01, 结果: 通过}]（没有 汇报）",
)
def find_missing_presenters(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting in course.held:
        if sitting.settles and sitting.item.presenter is None:
            yield sitting.place(), {"name": topic.name, "meeting": sitting.meeting.name}


@check(
    "presenter-not-in-charge",
    ERROR,
    "S1-13",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”由{leaders}分管，介绍情况的却是“{presenter}”",
    en="'{name}' is in charge of {leaders}, but '{presenter}' presented it",
    mend="改正 汇报；分管的没有到会的，写 代汇报 和原因",
    mend_en="correct 汇报, or give the reason as 代汇报",
    example="汇报: 副书记（这项权力由常务副县长分管，没有写 代汇报）",
)
def find_presenters_not_in_charge(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    leaders = list_leaders(catalog, topic)
    for sitting in course.held if leaders else ():
        presenter = sitting.item.presenter
        if presenter is None or presenter.id in leaders or sitting.item.substitute:
            continue
        if sitting.members and sitting.members.isdisjoint(leaders):
            continue  # a meeting to which none of them belongs, such as that of villagers
        names = "、".join(catalog.heads[id].short_name for id in leaders)
        words = {"name": topic.name, "leaders": names, "presenter": sitting.name(presenter)}
        yield sitting.place("presenter"), words


@check(
    "presenter-not-there",
    ERROR,
    "S1-13",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{presenter}”介绍了“{name}”，“{meeting}”的出席和列席里却没有",
    en="'{presenter}' presented '{name}', but is not among those at '{meeting}'",
    mend="改正 汇报，或者在会议的 出席、列席 里补上",
    mend_en="correct 汇报, or add them to 出席 or 列席 of the meeting",
    example="汇报: 副书记（会议的 出席 里没有副书记）",
)
def find_presenters_not_there(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting in course.held:
        presenter = sitting.item.presenter
        if presenter and sitting.present and not _is_there(sitting, presenter):
            words = {"presenter": sitting.name(presenter), "meeting": sitting.meeting.name}
            yield sitting.place("presenter"), {**words, "name": topic.name}


def _is_there(sitting: Sitting, presenter: Ref) -> bool:
    """Whether a post was there, or a body by itself or by one of its posts; a guest only where
    the meeting names guests at all."""
    if presenter.id in sitting.attending:
        return True
    heads = (sitting.catalog.heads.get(id) for id in sitting.attending)
    bodies = {head.index["body"].id for head in heads if head and head.kind == "post"}
    if presenter.id in bodies:
        return True
    if presenter.id in sitting.members:
        return False
    head = sitting.catalog.heads.get(presenter.id)
    body = head.index["body"].id if head and head.kind == "post" else ""
    named = any(guest.who for guest in sitting.meeting.observers)
    return body in sitting.attending or not named


@check(
    "withdrew-but-not-there",
    ERROR,
    "S0-23, S1-06",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{post}”没有到会，谈不上在“{name}”上回避",
    en="'{post}' was not there, so there was nothing to withdraw from in '{name}'",
    mend="改正 回避，或者在会议的 出席 里补上",
    mend_en="correct 回避, or add them to 出席 of the meeting",
    example="回避: [副书记]（会议的 出席 里没有副书记）",
)
def find_withdrawals_of_absent(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting in course.held:
        for index, ref in enumerate(sitting.item.withdrew if sitting.present else ()):
            if ref.id not in sitting.attending:
                words = {"post": sitting.name(ref), "name": topic.name}
                yield sitting.place("withdrew", index), words
