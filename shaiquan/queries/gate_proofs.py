"""What shows that a gate of a topic is closed: its line among 关口, or the thing itself.

Alternatives, consultations and public notices are written in fields of their own; a gate that asks
for them need not be written a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Records
from shaiquan.model.answers import fails_gate, passes_gate
from shaiquan.model.decision_terms import NoticeForm
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import Path
from shaiquan.model.topic_steps import Consultation, GatePassed
from shaiquan.model.topics import Topic

#: alternatives to choose from: so many at least
_ALTERNATIVES, _LEAST = re.compile(r"(?:[两二2]个以上|多)(?:可供比较的)?.*方案|方案比[选较]"), 2
#: opinions asked for: of anybody, or of whom the gate names (征求纪委意见)
_OPINIONS = re.compile(r"(?:公开)?(?:征求|听取)(?P<whom>.*?)意见|(?P<public>公众参与)")
_NOTICES: dict[str, tuple[NoticeForm, ...]] = {
    "公示": (NoticeForm.NOTICE,),
    "任前公示": (NoticeForm.APPOINTMENT,),
    "听证": (NoticeForm.HEARING,),
    "听证会": (NoticeForm.HEARING,),
}
#: the public may be asked in these forms too
_ASKING = (NoticeForm.COMMENTS, NoticeForm.HEARING)


@dataclass(frozen=True, slots=True)
class ClosedGate:
    """What closes a gate: the day where it has one, its place, what was found."""

    at: PartialDate | None
    path: Path
    finding: str = ""


def list_topic_gates(records: Records, topic: Topic) -> tuple[str, ...]:
    """The gates of the type, and those of the attributes that the topic has."""
    row = records.site.types.get(topic.type)
    return row.list_gates(topic.attributes) if row else ()


def list_open_gates(records: Records, topic: Topic) -> list[str]:
    """The gates that nothing closes and of which no line says anything either."""
    written = {passed.gate for passed in topic.gates}
    gates = list_topic_gates(records, topic)
    return [gate for gate in gates if gate not in written and not list_closed(topic, gate)]


def list_closed(topic: Topic, gate: str) -> list[ClosedGate]:
    """All that closes a gate, the earliest first; nothing where it is open."""
    proofs = [*_list_written(topic, gate), *_list_proofs(topic, gate)]
    return sorted(proofs, key=lambda proof: proof.at or PartialDate(1))


def judge_finding(records: Records, type: str, passed: GatePassed) -> bool | None:
    """Whether a 结论 passes its gate; None where its words are not known."""
    row = records.site.types.get(type)
    words = row.failing.get(passed.gate, ()) if row else ()
    if fails_gate(passed.finding, words):
        return False
    return True if passes_gate(passed.finding) else None


def find_proof_field(gate: str) -> str:
    """The field in which the proof of a gate may stand too; empty where there is none."""
    if _ALTERNATIVES.search(gate):
        return "alternatives"
    if gate in _NOTICES:
        return "notices"
    return "consultations" if _OPINIONS.fullmatch(gate) else ""


def _list_written(topic: Topic, gate: str) -> Iterator[ClosedGate]:
    for index, passed in enumerate(topic.gates):
        if passed.gate == gate and (passed.at or passed.not_applicable):
            yield ClosedGate(passed.at, ("gates", index), passed.finding)


def _list_proofs(topic: Topic, gate: str) -> Iterator[ClosedGate]:
    if _ALTERNATIVES.search(gate) and len(topic.alternatives) >= _LEAST:
        yield ClosedGate(None, ("alternatives",))
    forms = _NOTICES.get(gate, ())
    if match := _OPINIONS.fullmatch(gate):
        whom = match["whom"] or ("公众" if match["public"] else "")
        forms = () if match["whom"] else _ASKING
        for index, asked in enumerate(topic.consultations):
            if not whom or _is_of(asked, whom):
                yield ClosedGate(asked.at, ("consultations", index))
    for index, notice in enumerate(topic.notices):
        if notice.form in forms:
            yield ClosedGate(notice.since, ("notices", index))


def _is_of(asked: Consultation, whom: str) -> bool:
    """Whether it was the one whom a gate names that was asked: 纪委, 政府正职, 社会公众."""
    spellings = asked.category.spellings if asked.category else ()
    return whom in asked.whom or whom in spellings
