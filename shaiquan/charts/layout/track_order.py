"""Orders the segments in each channel and strip, so that wires cross as little as possible.

Which of two segments lies before the other (above it, left of it) decides which of their bends
cross them. Each strip is ordered by sifting: one segment at a time moves to where it crosses
least. The strips across stay as they are meanwhile, so upright and level strips take turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from shaiquan.charts.layout.segments import Wiring

#: how often all strips are put in order, and the segments of one strip are moved
ROUNDS, MOVES = 2, 12
#: the cost of two wires that must get around each other between two boxes, in crossings
DETOUR = 0.3

Strip = tuple[bool, int]
TrackOrders = dict[Strip, list[int]]


def order_tracks(wiring: Wiring) -> TrackOrders:
    """The numbers of the segments of each channel and strip, by (level, strip), in order."""
    sorter = _TrackSorter(wiring)
    for _ in range(ROUNDS):
        moved = False
        for level in (False, True):
            for strip in sorter.orders:
                if strip[0] == level and sorter.improve(strip):
                    moved = True
        if not moved:
            break
    return sorter.orders


@dataclass(frozen=True, slots=True)
class _Bend:
    """Where a segment bends: the strip across and the place in it, on which sides it goes on."""

    strip: int
    at: float
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class _Reach:
    """The extent of a segment, in strips across and parts of them, and its bends."""

    low: float
    high: float
    bends: tuple[_Bend, ...]


class _TrackSorter:
    """The orders so far; ``rank``: the place of each segment in its strip, between 0 and 1."""

    def __init__(self, wiring: Wiring) -> None:
        self.segments = wiring.segments
        self.orders = wiring.segments_by_strip()
        self.rank = [0.5] * len(self.segments)
        for strip, order in self.orders.items():
            if len(order) > 1:
                order.sort(key=lambda n: (self._pull(n), self.segments[n].low, n))
                self._update_ranks(strip)

    def improve(self, strip: Strip) -> bool:
        """Move segments of one strip while that saves crossings; whether any was moved."""
        order = self.orders[strip]
        if len(order) < 2:
            return False
        reaches = [self._reach(number) for number in order]
        if not any(_count_crossings(one, other) for one, other in combinations(reaches, 2)):
            return False
        cost = [[_count_crossings(one, other) for other in reaches] for one in reaches]
        places = _sift(cost)
        self.orders[strip] = [order[place] for place in places]
        self._update_ranks(strip)
        return self.orders[strip] != order

    def _update_ranks(self, strip: Strip) -> None:
        order = self.orders[strip]
        for place, number in enumerate(order, start=1):
            self.rank[number] = place / (len(order) + 1)

    def _pull(self, number: int) -> int:
        """Whether the wires of a segment go on more before or after its strip."""
        segment = self.segments[number]
        across = [self.segments[bend] for bend in segment.bends]
        return sum((r.high > segment.strip) - (r.low < segment.strip) for r in across)

    def _reach(self, number: int) -> _Reach:
        segment = self.segments[number]
        bends = []
        for bend in segment.bends:
            across = self.segments[bend]
            at = across.strip + self.rank[bend]
            bends.append(
                _Bend(across.strip, at, across.low < segment.strip, across.high > segment.strip)
            )
        places = [bend.at for bend in bends] + [port.box_strip + 0.5 for port in segment.ports]
        return _Reach(min(places), max(places), tuple(bends))


def _count_crossings(one: _Reach, other: _Reach) -> float:
    """The cost of ``one`` before ``other``."""
    cost = 0.0
    for bend in one.bends:
        if bend.after:
            cost += other.low < bend.at < other.high
            if bend.strip % 2:
                cost += DETOUR * any(b.before and b.strip == bend.strip for b in other.bends)
    for bend in other.bends:
        if bend.before:
            cost += one.low < bend.at < one.high
    return cost


def _sift(cost: Sequence[Sequence[float]]) -> list[int]:
    """An order in which no single move saves anything; ``cost[a][b]``: the cost of a before b."""
    order = list(range(len(cost)))
    for _ in range(MOVES):
        moved = False
        for item in range(len(cost)):
            place = order.index(item)
            rest = order[:place] + order[place + 1 :]
            best = _find_best_place(cost, item, rest, place)
            if best != place:
                order = [*rest[:best], item, *rest[best:]]
                moved = True
        if not moved:
            break
    return order


def _find_best_place(
    cost: Sequence[Sequence[float]], item: int, rest: Sequence[int], place: int
) -> int:
    """Where among the rest an item costs least; its own place if that is as good as any."""
    total = sum(cost[item][other] for other in rest)
    totals = [total]
    for other in rest:
        total += cost[other][item] - cost[item][other]
        totals.append(total)
    least = min(totals) + 1e-9
    return min((abs(at - place), at) for at, paid in enumerate(totals) if paid <= least)[1]
