"""Which gates and signatures a topic must have: by its type, and by what is special about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shaiquan.content.catalog import Records
from shaiquan.model.topics import Topic

#: gates that a topic shows in a field of its own, and whether it does
_IN_FIELDS: Mapping[str, Callable[[Topic], bool]] = {
    "两个以上方案": lambda topic: len(topic.alternatives) > 1,
    "征求意见": lambda topic: bool(topic.consultations),
    "公示": lambda topic: bool(topic.notices),
}


def list_expected_gates(records: Records, topic: Topic) -> tuple[str, ...]:
    """The gates of the type of a topic, then those of its attributes, each once."""
    type = records.site.types.get(topic.type)
    if type is None:
        return ()
    special = (gate for word in topic.attributes for gate in type.conditional_gates.get(word, ()))
    return tuple(dict.fromkeys((*type.gates, *special)))


def list_missing_gates(records: Records, topic: Topic) -> tuple[str, ...]:
    """The expected gates of which a topic says nothing, neither as 关口 nor in a field."""
    written = {gate.gate for gate in topic.gates}
    return tuple(
        gate
        for gate in list_expected_gates(records, topic)
        if gate not in written and not (gate in _IN_FIELDS and _IN_FIELDS[gate](topic))
    )


def list_missing_signatures(records: Records, topic: Topic) -> tuple[str, ...]:
    """The roles of 签批 of the type that have not signed."""
    type = records.site.types.get(topic.type)
    signed = {item.role for item in topic.signatures if item.at}
    return tuple(role for role in (type.signatures if type else ()) if role not in signed)
