"""What tables say of a topic: which body decided it and when, where it stands."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.decision_terms import TopicState
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import find_meeting_date
from shaiquan.queries.registers import find_final_meeting, find_topic_body, find_topic_date
from shaiquan.queries.topic_states import find_state
from shaiquan.views.cells import make_cell
from shaiquan.views.record_links import link_record
from shaiquan.views.task_progress import is_late
from shaiquan.views.values import Cell, Inline, plain

_TONES = {
    TopicState.REJECTED: "repealed",
    TopicState.POSTPONED: "medium",
    TopicState.RETURNED: "medium",
    TopicState.CLOSED: "in-force",
}
#: what a state means for a reader
_MEANINGS = {
    TopicState.PROPOSED: "已经提出，还没有上会",
    TopicState.EXAMINED: "正在审核，还没有上会",
    TopicState.APPROVED: "签批完了，还没有上会",
    TopicState.SCHEDULED: "列入了会议议程，还没有开会",
    TopicState.DISCUSSED: "上会讨论过，没有写结果",
    TopicState.POSTPONED: "上会讨论过，以后再议",
    TopicState.RETURNED: "上会讨论过，退回修改",
    TopicState.REJECTED: "上会讨论过，没有通过",
    TopicState.DECIDED: "已经决定",
    TopicState.EXECUTED: "已经决定，正在落实",
    TopicState.EVALUATED: "已经决定，落实后评估过",
    TopicState.CLOSED: "已经决定，全部办完",
}


def link_topic_body(public: PublicCatalog, entry: Entry) -> Cell:
    """The body that decided a topic, or before which it came last."""
    body = public.entries.get(find_topic_body(public, entry.head))
    return link_record(body, body.record.short_name) if body else ()


def show_topic_date(public: PublicCatalog, entry: Entry) -> Cell:
    """When a topic was decided; of one that is not, when it was proposed, and that it is so."""
    date = find_topic_date(public, entry.head)
    if date is None or find_meeting_date(public, find_final_meeting(entry.head)):
        return make_cell(public, date)
    topic = entry.record
    assert isinstance(topic, Topic)
    word = "提出" if topic.proposed_at else "上会"
    return ((Inline(str(date)), Inline(word, tone="place")),)


def show_topic_state(public: PublicCatalog, entry: Entry) -> Cell:
    """Where a topic stands on the as-of date."""
    topic = entry.record
    assert isinstance(topic, Topic)
    if not topic.in_use:
        return ()
    state = find_state(public, topic)
    return plain(state.label, tone=_TONES.get(state, "mark"))


def describe_topic_state(public: PublicCatalog, entry: Entry) -> Cell:
    """Where a topic stands, in words; how many of its tasks are late."""
    topic = entry.record
    assert isinstance(topic, Topic)
    state = show_topic_state(public, entry)
    if not state:
        return ()
    meaning = _explain_state(public, topic)
    late = sum(is_late(public, entry, index) for index in range(len(topic.tasks)))
    more = (Inline(f"{late} 项任务逾期", tone="gap"),) if late else ()
    return ((*state[0], Inline(f"　{meaning}"), *more),)


def _explain_state(public: PublicCatalog, topic: Topic) -> str:
    """What a state means; nobody learns whether a meeting that is not public has been held."""
    state = find_state(public, topic)
    if state is TopicState.SCHEDULED and not all(ref.id for ref in topic.meetings):
        return "列入了依法不公开的会议"
    return _MEANINGS[state]
