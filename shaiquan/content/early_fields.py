"""Fields that a record itself does not show before a day: candidates before 任前公示 (X-04)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from shaiquan.content.catalog import Entry
from shaiquan.model.base import WithheldField
from shaiquan.model.decision_terms import NoticeForm
from shaiquan.model.topics import Topic

#: what is not told of a topic before its candidates are
_EARLY = ("candidates", "nomination")
_WHY = "任前公示开始以前不公布"


def withhold_early_fields(entries: Mapping[str, Entry], as_of: datetime.date) -> dict[str, Entry]:
    """The records, where a field that it is too early to show is withheld."""
    return {id: _withhold(entry, as_of) for id, entry in entries.items()}


def _withhold(entry: Entry, as_of: datetime.date) -> Entry:
    topic = entry.record
    if not isinstance(topic, Topic) or _has_begun(topic, as_of):
        return entry
    early = [name for name in _EARLY if getattr(topic, name)]
    fields = tuple(
        WithheldField(field=name, basis=_WHY) for name in early if name not in topic.withheld_fields
    )
    return entry.with_withheld((*topic.withheld, *fields)) if fields else entry


def _has_begun(topic: Topic, as_of: datetime.date) -> bool:
    """Whether the candidates have been shown to the public by a day."""
    return any(
        notice.form is NoticeForm.APPOINTMENT and notice.since.first <= as_of
        for notice in topic.notices
    )
