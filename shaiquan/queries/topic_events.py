"""When something of a topic became news: its decision, its notices (S1-30, S2-07)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Entry, Records
from shaiquan.model.decision_terms import NoticeForm, Outcome
from shaiquan.model.scalars import PartialDate
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import find_meeting_date

#: outcomes that settle a topic, and what is said of them
_OUTCOMES = {Outcome.PASSED: "作出决定", Outcome.REJECTED: "没有通过"}


def list_topic_events(records: Records, entry: Entry) -> Iterator[tuple[PartialDate, str]]:
    """(date, what happened) of its decisions and of the beginnings of its notices."""
    topic = entry.record
    assert isinstance(topic, Topic)
    for item in topic.deliberations:
        date = find_meeting_date(records, item.meeting)
        if date and item.outcome in _OUTCOMES:
            yield date, _OUTCOMES[item.outcome]
    for notice in topic.notices:
        is_hearing = notice.form is NoticeForm.HEARING
        yield notice.since, "举行听证会" if is_hearing else f"开始{notice.form.label}"
