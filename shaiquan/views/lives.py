"""The steps in the life of a topic: what was done, when, by whom, on which paper."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.base import Part
from shaiquan.model.decision_terms import TopicState
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import Path
from shaiquan.model.topics import Topic
from shaiquan.queries.decisions import Decision, find_decision
from shaiquan.queries.topic_states import find_last_deliberation, find_state
from shaiquan.views.cells import make_cell, part_cell
from shaiquan.views.values import Cell, Inline, LifeStep, Line

#: the order of a life; steps without a day stand by it
ORIGIN, PROPOSED, EMERGENCY, OPINIONS, GATES, SIGNATURES, NOTICES, MEETINGS = range(8)
DECISION, TASKS, PUBLISHED, EXECUTED, FEEDBACK, EVALUATED, FINISHED = range(8, 15)
DONE, MISSING, COMING, SKIPPED, LATE = "done", "missing", "coming", "skipped", "late"
FAILED = "failed"


#: where a topic stands that was passed
_DECIDED = frozenset(
    (TopicState.DECIDED, TopicState.EXECUTED, TopicState.EVALUATED, TopicState.CLOSED)
)


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step with its place: by its day, else by its rank among those of a life."""

    rank: int
    day: datetime.date | None
    step: LifeStep


@dataclass(frozen=True, slots=True)
class Life:
    """A topic as the public sees it, and where it stands on the as-of date.

    ``decision``: by which it was passed, if it was by then.
    """

    public: PublicCatalog
    entry: Entry
    topic: Topic
    state: TopicState
    discussed: bool
    decision: Decision | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come before a decision."""
        return bool(self.decision) or self.state in (TopicState.REJECTED, TopicState.DECIDED)

    @property
    def meets_in_private(self) -> bool:
        """Whether it comes before a meeting that is not public: what came of it is not known."""
        return not all(ref.id for ref in self.topic.meetings)

    def hides(self, *path: str | int) -> bool:
        """Whether a field is withheld, so that nothing can be said to be missing in it."""
        return path in self.public.withheld.get(self.entry.id, {})

    def say(self, part: Part, path: Path, *names: str) -> Line:
        """Fields of a part that say something, each with its label, in one line."""
        line: list[Inline] = []
        for name in names:
            if cell := part_cell(self.public, self.entry, part, path, name):
                line += [Inline("；")] if line else []
                line += [Inline(f"{type(part).label_of(name)}："), *cell[0]]
        return tuple(line)

    def tell(
        self,
        rank: int,
        what: str,
        part: Part,
        path: Path,
        *names: str,
        date: str = "at",
        state: str = "",
    ) -> PlacedStep:
        """What a part tells: its day, and what else of it is said."""
        at = getattr(part, date)
        when = part_cell(self.public, self.entry, part, path, date)
        return self.place(rank, what, at, to_cell(self.say(part, path, *names)), when, state)

    def place(
        self,
        rank: int,
        what: str,
        at: PartialDate | None,
        said: Cell = (),
        when: Cell = (),
        state: str = "",
    ) -> PlacedStep:
        """A step that was done or is to be done on a day; without one it was done."""
        is_past = at is None or at.first <= self.public.as_of
        when = when or make_cell(self.public, at)
        step = LifeStep(what, state or (DONE if is_past else COMING), when, said)
        return PlacedStep(rank, at.first if at else None, step)

    def expect(self, rank: int, what: str, is_due: bool = False, said: Cell = ()) -> PlacedStep:
        """A step of which nothing is recorded: missing if it was due, else still to come."""
        return PlacedStep(rank, None, LifeStep(what, MISSING if is_due else COMING, (), said))

    def skip(self, rank: int, what: str, why: Cell) -> PlacedStep:
        return PlacedStep(rank, None, LifeStep(what, SKIPPED, (), why))


def read_life(public: PublicCatalog, entry: Entry) -> Life:
    """A topic, and where it stands."""
    topic = entry.record
    assert isinstance(topic, Topic)
    state = find_state(public, topic)
    decision = find_decision(public, topic) if state in _DECIDED else None
    discussed = find_last_deliberation(public, topic, public.as_of) is not None
    return Life(public, entry, topic, state, discussed, decision)


def to_cell(*lines: Line) -> Cell:
    """The lines that say something."""
    return tuple(line for line in lines if line)
