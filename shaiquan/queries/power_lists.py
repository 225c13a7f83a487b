"""两张清单 of a post (seed 000): the powers in which it has a part, the duties that it carries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from shaiquan.content.catalog import Records
from shaiquan.queries.relations import find_answered_powers

#: a field of a power, or of a part of it, in which a post may be named -> what its part in the
#: power is called
PARTS = {
    "decider": "决定",
    "joint_deciders": "共同决定",
    "tiers": "按金额审批",
    "handlers": "承办",
    "partners": "配合",
    "responsible.direct": "直接责任",
    "responsible.in_charge": "分管责任",
    "responsible.chief": "主要责任",
}
#: the part of a leader who answers for a power only because its area is his
BY_AREA = "分管领域"


def find_power_parts(records: Records, post: str) -> Mapping[str, tuple[str, ...]]:
    """The power list of a post: id of each power in use -> the parts of the post in it."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for mention in records.mentions_of.get(post, ()):
        names = [str(name) for name in mention.field if isinstance(name, str)]
        part = PARTS.get(names[0]) or PARTS.get(".".join(names))
        head = records.heads[mention.source]
        if part and head.kind == "power" and head.in_use:
            parts[mention.source].append(part)
    for power in find_answered_powers(records, post):
        if power not in parts:
            parts[power].append(BY_AREA)
    return {power: tuple(dict.fromkeys(words)) for power, words in parts.items()}


def find_power_list(records: Records, post: str) -> tuple[str, ...]:
    """Ids of the powers on the power list of a post."""
    return tuple(find_power_parts(records, post))


def list_duties_of(records: Records, post: str) -> tuple[str, ...]:
    """Ids of the duties on the duty list of a post."""
    ids = records.ids_naming(post, "duty", "holders", "responsible")
    return tuple(id for id in ids if records.heads[id].in_use)
