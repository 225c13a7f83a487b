"""Fields of a topic that are withheld by themselves, whatever 不公开字段 says.

Candidates until 任前公示 begins, a decision that is not to be published and all texts that may tell
of it, in the parts of the topic too (X-04, S1-26, S2-15).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from shaiquan.content.catalog import Entry
from shaiquan.model.base import Part, WithheldField, Withholding
from shaiquan.model.decision_terms import NoticeForm
from shaiquan.model.deliberations import Deliberation, Emergency, Vote
from shaiquan.model.shapes import fields_containing
from shaiquan.model.topic_steps import Consultation, GatePassed, PublicNotice, StageLogged
from shaiquan.model.topics import Topic

P = TypeVar("P", bound=Part)

#: what is not told of a topic before its candidates are
EARLY_FIELDS = ("candidates", "nomination")
#: what may tell of a decision that is not to be published: fields of the topic and of its parts.
#: What is left says that there was such a matter, who dealt with it, when and how
OF_DECISION: Mapping[type[Withholding], tuple[str, ...]] = {
    Topic: (
        *("alternatives", *EARLY_FIELDS, "decision", "tasks", "no_tasks", "transaction"),
        *("evaluation", "text", "extras"),
    ),
    Consultation: ("note",),
    PublicNotice: ("result",),
    GatePassed: ("document", "finding", "not_applicable"),
    StageLogged: ("note",),
    Emergency: ("event",),
    Deliberation: ("substitute", "note"),
    Vote: ("matters",),
}
_NOT_YET = "任前公示开始以前不公布"


def withhold_early_fields(entries: Mapping[str, Entry], as_of: datetime.date) -> dict[str, Entry]:
    """The records, with these fields withheld on a day."""
    return {id: _withhold(entry, as_of) for id, entry in entries.items()}


def is_too_early(field: WithheldField) -> bool:
    """Whether a field is withheld only until its day."""
    return field.basis == _NOT_YET


def show_early_fields(entry: Entry) -> Entry:
    """The record as on the day on which its early fields may be shown."""
    kept = tuple(field for field in entry.record.withheld if not is_too_early(field))
    return entry if kept == entry.record.withheld else entry.with_withheld(kept)


def _withhold(entry: Entry, as_of: datetime.date) -> Entry:
    topic = entry.record
    if not isinstance(topic, Topic) or not topic.in_use:
        return entry
    if topic.exempt:
        topic = _withhold_decision(topic, topic.exempt)
        entry = Entry(entry.kind, topic, entry.path, entry.entry)
    early = () if has_begun(topic, as_of) else _list_fields(topic, EARLY_FIELDS, _NOT_YET)
    return entry.with_withheld((*topic.withheld, *early)) if early else entry


def _list_fields(part: Withholding, names: Iterable[str], basis: str) -> tuple[WithheldField, ...]:
    """Those of the fields that say something and are not withheld yet."""
    hidden = part.withheld_fields
    return tuple(
        WithheldField(field=part.label_of(name), basis=basis)
        for name in names
        if getattr(part, name) and name not in hidden
    )


def _withhold_decision(part: P, basis: str) -> P:
    """A topic, or a part in it, without what may tell of its decision."""
    changed: dict[str, Any] = {}
    for name, _ in fields_containing(type(part), (Withholding,)):
        value = getattr(part, name)
        if isinstance(value, tuple):
            changed[name] = tuple(_withhold_decision(item, basis) for item in value)
        elif value:
            changed[name] = _withhold_decision(value, basis)
    if isinstance(part, Withholding):
        fields = _list_fields(part, OF_DECISION.get(type(part), ()), basis)
        changed["withheld"] = (*part.withheld, *fields)
    return part.model_copy(update=changed)


def has_begun(topic: Topic, as_of: datetime.date) -> bool:
    """Whether the candidates have been shown to the public by a day."""
    return any(
        notice.form is NoticeForm.APPOINTMENT and notice.since.first <= as_of
        for notice in topic.notices
    )
