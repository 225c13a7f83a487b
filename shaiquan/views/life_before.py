"""The life of a topic up to its meetings: proposal, opinions, gates, signatures, notices."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.model.base import Ref
from shaiquan.model.deliberations import Deliberation
from shaiquan.model.topic_steps import GatePassed
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import find_meeting_date
from shaiquan.queries.gate_proofs import judge_finding, list_open_gates
from shaiquan.queries.sign_offs import list_missing_roles
from shaiquan.views.cells import field_cell, make_cell, part_cell
from shaiquan.views.lives import (
    EMERGENCY,
    FAILED,
    GATES,
    MEETINGS,
    NOTICES,
    OPINIONS,
    ORIGIN,
    PROPOSED,
    SIGNATURES,
    Life,
    PlacedStep,
    to_cell,
)
from shaiquan.views.values import Cell, Inline
from shaiquan.views.vote_cells import say_vote

#: the fields in which the proof of a gate may stand
_PROOFS = ("gates", "alternatives", "consultations", "notices")


def list_before(life: Life) -> Iterator[PlacedStep]:
    """What comes before a decision, in the order of a life."""
    yield from _list_origin(life)
    yield from _list_emergency(life)
    yield from _list_opinions(life)
    yield from _list_gates(life)
    yield from _list_signatures(life)
    yield from _list_notices(life)
    yield from _list_meetings(life)


def _list_origin(life: Life) -> Iterator[PlacedStep]:
    topic = life.topic
    if topic.origin:
        said = ("form", "place", "who")
        yield life.tell(ORIGIN, Topic.label_of("origin"), topic.origin, ("origin",), *said)
    label = Topic.label_of("proposed")
    if topic.proposed:
        yield life.tell(PROPOSED, label, topic.proposed, ("proposed",), "by")
    elif not life.hides("proposed"):
        yield life.expect(PROPOSED, label, is_due=True)
    gates = {gate.gate for gate in topic.gates}
    for index, item in enumerate(topic.stages):
        if item.stage not in gates:
            yield life.tell(OPINIONS, item.stage, item, ("stages", index), "note")


def _list_emergency(life: Life) -> Iterator[PlacedStep]:
    """What was done at once, and the meeting that was told of it afterwards (S1-09)."""
    emergency = life.topic.emergency
    if emergency is None:
        return
    label = Topic.label_of("emergency")
    yield life.tell(EMERGENCY, label, emergency, ("emergency",), "event", "by")
    if emergency.reported is None:
        yield life.expect(MEETINGS, "向会议报告处置情况", is_due=True)
    elif emergency.reported.id not in {ref.id for ref in life.topic.meetings}:
        yield _tell_of_meeting(life, "向会议报告处置情况", emergency.reported)


def _list_opinions(life: Life) -> Iterator[PlacedStep]:
    for index, item in enumerate(life.topic.consultations):
        path = ("consultations", index)
        whom = life.say(item, path, "whom")
        adopted = part_cell(life.public, life.entry, item, path, "adopted")
        said = (*whom, *((Inline("；"), *adopted[0]) if whom and adopted else ()))
        when = part_cell(life.public, life.entry, item, path, "at")
        yield life.place(OPINIONS, "征求意见", item.at, to_cell(said), when)


def _list_gates(life: Life) -> Iterator[PlacedStep]:
    """The gates that are written, then those of the type that are not."""
    topic = life.topic
    for index, gate in enumerate(topic.gates):
        yield _tell_of_gate(life, gate, index)
    hidden = any(map(life.hides, _PROOFS)) or any(
        life.hides("gates", index, "gate") for index in range(len(topic.gates))
    )
    if not (hidden or topic.emergency or life.hides("type")):
        for name in list_open_gates(life.public, topic):
            yield life.expect(GATES, name, is_due=life.discussed)


def _tell_of_gate(life: Life, gate: GatePassed, index: int) -> PlacedStep:
    path = ("gates", index)
    if gate.not_applicable or life.hides(*path, "not_applicable"):
        why = part_cell(life.public, life.entry, gate, path, "not_applicable")
        return life.skip(GATES, gate.gate, why)
    if not gate.at and not life.hides(*path, "at"):
        said = to_cell(life.say(gate, path, "received", "by", "document", "finding"))
        return life.expect(GATES, gate.gate, is_due=life.discussed, said=said)
    what, state = gate.gate, ""
    if not life.hides(*path, "finding"):
        passed = judge_finding(life.public, life.topic.type, gate)
        if not passed:
            what, state = f"{what}，{'结论不明' if passed is None else '没有通过'}", FAILED
    return life.tell(GATES, what, gate, path, "by", "document", "finding", state=state)


def _list_signatures(life: Life) -> Iterator[PlacedStep]:
    """The roles that signed, in the order written, then those of the type that have not."""
    topic = life.topic
    for index, item in enumerate(topic.signatures):
        if item.at:
            yield life.tell(SIGNATURES, f"{item.role}签批", item, ("signatures", index), "by")
    if not (life.hides("signatures") or topic.emergency or life.hides("type")):
        for role in list_missing_roles(life.public, topic):
            yield life.expect(SIGNATURES, f"{role}签批", is_due=life.discussed)


def _list_notices(life: Life) -> Iterator[PlacedStep]:
    for index, notice in enumerate(life.topic.notices):
        path = ("notices", index)
        said = to_cell(life.say(notice, path, "until", "where", "channels", "address", "result"))
        yield life.place(NOTICES, notice.form.label, notice.since, said)


def _list_meetings(life: Life) -> Iterator[PlacedStep]:
    """The meetings before which it came; where it is still open, that one is to come."""
    topic = life.topic
    if topic.fixed_by:
        yield _tell_of_meeting(life, "确定列入议题", topic.fixed_by)
    for index, item in enumerate(topic.deliberations):
        yield _tell_of_deliberation(life, item, index)
    if life.is_over or life.hides("deliberations") or life.meets_in_private:
        return
    if not topic.deliberations and not topic.emergency:
        yield life.expect(MEETINGS, "上会讨论")
    elif life.discussed and not _has_next(life):
        yield life.expect(MEETINGS, "再次上会")


def _has_next(life: Life) -> bool:
    """Whether a later meeting is on the topic's list already."""
    dates = (find_meeting_date(life.public, ref) for ref in life.topic.meetings)
    return any(date is not None and date.first > life.public.as_of for date in dates)


def _tell_of_deliberation(life: Life, item: Deliberation, index: int) -> PlacedStep:
    public, entry, path = life.public, life.entry, ("deliberations", index)
    outcome = part_cell(public, entry, item, path, "outcome")
    what = f"上会：{item.outcome.label}" if item.outcome else "上会"
    hidden = outcome if outcome and not item.outcome else ()
    said = (
        life.say(item, path, "presenter", "substitute", "note"),
        life.say(item, path, "speakers", "minutes", "withdrew"),
        *say_vote(public, entry, index, item),
        life.say(item.vote, (*path, "vote"), "announced", "tellers") if item.vote else (),
    )
    return _tell_of_meeting(life, what, item.meeting, (*hidden, *to_cell(*said)))


def _tell_of_meeting(life: Life, what: str, meeting: Ref, more: Cell = ()) -> PlacedStep:
    """A step at a meeting, which the line names; one that may not be named has no day."""
    entry = life.public.entries.get(meeting.id) if meeting.id else None
    name = make_cell(life.public, meeting)
    cancelled = field_cell(life.public, entry, "cancelled") if entry else ()
    if cancelled:
        name = ((*name[0], Inline("（没有开成："), *cancelled[0], Inline("）")),)
    return life.place(MEETINGS, what, find_meeting_date(life.public, meeting), (*name, *more))
