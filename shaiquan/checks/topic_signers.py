"""Whether who signed in a role holds it, where the records tell (S0-18, S1-11)."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from shaiquan.checks.check_types import IN_USE, WARNING, HeadTable, Violation, check
from shaiquan.checks.topic_origins import list_leaders
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.kinds.registry import require_index
from shaiquan.model.scalars import day_of
from shaiquan.model.topic_steps import Signature
from shaiquan.model.topics import Topic
from shaiquan.queries.tenures import was_filled

require_index("post", "body", "head")

#: 分管常委, 分管领导: who is in charge of what the topic is about
_IN_CHARGE = re.compile(r"^分管")
#: the head of the body that proposes
_HEAD = re.compile(r"^(?:提出|提议|主办|承办)?(?:单位|部门)?(?:的)?主要负责人$")


#: the short name and the id of posts
PostNames = tuple[tuple[str, str], ...]


def _group_posts_by_unit(records: Records) -> Mapping[str, PostNames]:
    posts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for head in records.heads_of("post"):
        if head.in_use:
            posts[head.unit_id].append((head.short_name, head.id))
    return {unit: tuple(names) for unit, names in posts.items()}


def _group_chiefs(records: Records) -> Mapping[str, tuple[str, ...]]:
    chiefs: defaultdict[str, list[str]] = defaultdict(list)
    for head in records.heads_of("post"):
        if head.in_use and head.index["head"]:
            chiefs[head.index["body"].id].append(head.id)
    return {body: tuple(ids) for body, ids in chiefs.items()}


#: unit -> its posts. Not by name: a role that a topic names would stay among what was read
POSTS_OF_UNIT = HeadTable("posts of units", _group_posts_by_unit)
#: body -> its posts with 正职
CHIEFS_OF_BODY = HeadTable("chiefs of bodies", _group_chiefs)


@check(
    "topic-signed-by-another",
    WARNING,
    "S0-18, S1-11, S1-40",
    subject=Topic,
    states=IN_USE,
    zh="“{role}”由“{by}”签字，应当是{holders}",
    en="'{by}' signed as '{role}', which is {holders}",
    mend="改正 签字；受委托代签的，角色 另写（例如 受托副书记），路径 写 委托审定",
    mend_en="correct 签字; who signs for another has a 角色 of its own, and 路径: 委托审定",
    example="签批: [{角色: 分管常委, 签字: 组织部长}]（这项权力由宣传部长分管）",
)
def find_signatures_of_others(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    for index, signature in enumerate(topic.signatures):
        by = signature.by
        holders = _list_holders(catalog, entry, topic, signature) if by else ()
        if by and holders and by.id not in holders:
            names = "、".join(f"“{catalog.heads[id].short_name}”" for id in holders)
            words = {"role": signature.role, "by": catalog.heads[by.id].short_name}
            yield entry.location("signatures", index, "by"), {**words, "holders": names}


def _list_holders(
    catalog: Catalog, entry: Entry, topic: Topic, signature: Signature
) -> Collection[str]:
    """The posts that hold a role; none where nobody can tell."""
    role = signature.role
    if _IN_CHARGE.match(role):
        leaders = list_leaders(catalog, topic)
        return [id for id in leaders if _may_sign_for(catalog, id, day_of(signature.at))]
    if _HEAD.match(role):
        return (topic.proposer and CHIEFS_OF_BODY.row(catalog, topic.proposer.id)) or ()
    posts = POSTS_OF_UNIT.row(catalog, entry.head.unit_id) or ()
    return [id for name, id in posts if name == role]


def _may_sign_for(catalog: Catalog, leader: str, day: datetime.date | None) -> bool:
    """Whether a leader is one of those in charge who can sign: no head, who signs in a role of
    its own, and no post that was vacant on the day."""
    head = catalog.heads.get(leader)
    is_vacant = day is not None and was_filled(catalog, leader, day) is False
    return head is not None and not head.index["head"] and not is_vacant
