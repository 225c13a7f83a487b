"""The life of a topic as one dated line: what was done, what is missing, what is still to come.

Steps with a day stand by their day. What has none stands where it belongs: after the last step that
comes before it in the order of a life.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.views.life_after import list_after
from shaiquan.views.life_before import list_before
from shaiquan.views.lives import COMING, PlacedStep, read_life
from shaiquan.views.values import LifeLine

#: what the line is called
LIFE = "全过程"


def make_life_line(public: PublicCatalog, entry: Entry) -> LifeLine | None:
    """The line; None where nothing of the topic is known yet."""
    life = read_life(public, entry)
    events = (*list_before(life), *list_after(life))
    if all(event.step.state == COMING for event in events):
        return None
    return LifeLine(tuple(event.step for event in sort_events(events)), LIFE, "life")


def sort_events(events: Sequence[PlacedStep]) -> list[PlacedStep]:
    """Those with a day by it; each other one after the last of its rank or of an earlier one.

    What should have been there by now stands before all that is to come.
    """
    dated = [event for event in events if event.day]
    line = sorted(dated, key=lambda event: (event.day or datetime.date.min, event.rank))
    for event in sorted((e for e in events if not e.day), key=lambda event: event.rank):
        may_follow = event.step.state == COMING
        places = (
            place
            for place, other in enumerate(line, 1)
            if other.rank <= event.rank and (may_follow or other.step.state != COMING)
        )
        line.insert(max(places, default=0), event)
    return line
