"""Fields of a topic that are withheld by themselves, whatever 不公开字段 says.

Candidates until 任前公示 begins, a decision that is not to be published and what tells of it
(X-04, S1-26, S2-15).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from shaiquan.content.catalog import Entry
from shaiquan.model.base import WithheldField
from shaiquan.model.decision_terms import NoticeForm
from shaiquan.model.topics import Topic

#: what is not told of a topic before its candidates are
EARLY_FIELDS = ("candidates", "nomination")
#: what tells of a decision that is not to be published
_OF_DECISION = ("decision", "tasks", "evaluation")
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
    early = {} if has_begun(topic, as_of) else dict.fromkeys(EARLY_FIELDS, _NOT_YET)
    exempt = dict.fromkeys(_OF_DECISION, topic.exempt) if topic.exempt else {}
    fields = tuple(
        WithheldField(field=name, basis=basis)
        for name, basis in {**early, **exempt}.items()
        if getattr(topic, name) and name not in topic.withheld_fields
    )
    return entry.with_withheld((*topic.withheld, *fields)) if fields else entry


def has_begun(topic: Topic, as_of: datetime.date) -> bool:
    """Whether the candidates have been shown to the public by a day."""
    return any(
        notice.form is NoticeForm.APPOINTMENT and notice.since.first <= as_of
        for notice in topic.notices
    )
