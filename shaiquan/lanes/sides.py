"""By which side of its box a wire may leave or enter, and at what price.

Wires leave by the bottom or a side and enter by the top or a side. A labelled exit has its
side for itself; two may share the bottom, left and right of all others.
"""

from __future__ import annotations

from shaiquan.lanes.grid import DOWN, UP
from shaiquan.lanes.model import Box, Chart, Link
from shaiquan.lanes.ranks import conditions_of

#: from so many labelled exits the sides of a step are kept for them
SIDES_KEPT = 3
#: room that a wire needs on the side of a box
ROOM = 11.0
_FULL = 4.0


class Sides:
    """The wires at each side of each box, by the point of its cell."""

    def __init__(self, chart: Chart) -> None:
        self._boxes = {box.id: box for box in chart.boxes}
        self._labels = dict.fromkeys(self._boxes, 0)
        self._main: dict[str, int] = {}
        conditions = self._conditions = conditions_of(chart)
        self.labelled = [e.labelled and n not in conditions for n, e in enumerate(chart.links)]
        for number, link in enumerate(chart.links):
            self._labels[link.source] += self.labelled[number]
            if not link.back and not link.side:
                self._main.setdefault(link.source, number)
        self._used: dict[tuple[int, int], list[tuple[int, bool]]] = {}

    def use(self, number: int, point: int, side: int, *, out: bool) -> None:
        self._used.setdefault((point, side), []).append((number, out))

    def leave(self, number: int, point: int, side: int, *, out: bool) -> None:
        """Take back what ``use`` counted."""
        self._used[point, side].remove((number, out))

    def exit_price(self, number: int, link: Link, point: int, side: int) -> float | None:
        """What leaving by a side costs, None where a wire may not."""
        box = self._boxes[link.source]
        used = self._used.get((point, side), [])
        labels = sum(out and self.labelled[n] for n, out in used)
        if side == UP or (side != DOWN and box.shape == "bar"):
            return None
        if self.labelled[number]:
            if labels >= 2 or (used and side != DOWN):
                return None
        elif side != DOWN and (labels or self._labels[box.id] >= SIDES_KEPT):
            return None
        if link.side:
            return 6.0 if side == DOWN else 0.0
        if number in self._conditions:
            return (0.4 if side == DOWN else _FULL) * len(used)
        if side == DOWN:
            return self._bottom_price(number, link, box) + 1.2 * len(used)
        aside = link.back or (self._labels[box.id] > 1 and self._main.get(box.id) != number)
        return (0.1 if aside else 0.9) + 0.5 * len(used) + self._crowd(box, used)

    def _bottom_price(self, number: int, link: Link, box: Box) -> float:
        if box.shape == "bar":
            return 0.0
        if link.back:
            return 2.2
        return 0.0 if self._main.get(box.id) == number else 0.6

    def entry_price(self, link: Link, point: int, side: int) -> float | None:
        """What entering by a side costs, None where a wire may not."""
        box = self._boxes[link.target]
        used = self._used.get((point, side), [])
        if side == DOWN or (side != UP and box.shape == "bar"):
            return None
        if side != UP and (
            self._labels[box.id] >= SIDES_KEPT or any(out and self.labelled[n] for n, out in used)
        ):
            return None
        if link.side:
            return 6.0 if side == UP else 0.0
        if side == UP:
            return (0.9 if link.back else 0.0) + 0.3 * len(used)
        return (0.2 if link.back else 0.6) + 0.3 * len(used) + self._crowd(box, used)

    def _crowd(self, box: Box, used: list[tuple[int, bool]]) -> float:
        return _FULL if (len(used) + 1) * ROOM > box.height else 0.0
