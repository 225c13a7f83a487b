"""Random procedures, the same for the same seed, of all types that a chart must draw."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import get_args

from shaiquan.charts.layout.layout_types import Box, BoxShape, LayoutEdge, LayoutGraph

#: the size of a character of a label, and of a line of them
EM, LINE = 11.0, 14.0


def generate_procedure(seed: int, *, lanes: bool) -> LayoutGraph:
    """A procedure of 5 to 60 steps in 1 to 9 lanes, or in none."""
    generator = _ProcedureGenerator(random.Random(seed))
    generator.generate()
    return generator.chart(lanes)


class _ProcedureGenerator:
    """Steps in reading order; ``exits`` are the steps from which the next step follows."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.goal = rng.choice((5, 8, 12, 12, 20, 20, 30, 40, 60))
        self.lanes = rng.randint(1, 9)
        self.decisions = rng.randint(0, 10)
        self.width = float(rng.choice((110, 130, 150, 150, 180, 210)))
        self.uneven = rng.random() < 0.15
        self.lane = 0
        self.boxes: list[Box] = []
        self.edges: list[LayoutEdge] = []

    # -- steps ----------------------------------------------------------------------------------

    def generate(self) -> None:
        exits = [self.add("round")]
        while len(self.boxes) < self.goal - 1:
            exits = self.extend(exits)
        self.join(exits, self.add("round"))
        self.add_oddities()

    def extend(self, exits: list[str]) -> list[str]:
        """One more step, decision or parallel after the open exits."""
        chance = self.rng.random()
        if chance < 0.1 and self.goal - len(self.boxes) > 8:
            return self.parallel(exits)
        if chance < 0.4 and self.decisions and len(self.boxes) > 1:
            self.decisions -= 1
            return self.decide(exits)
        step = self.add(self.rng.choice(("box", "box", "box", "document", "double")))
        self.join(exits, step)
        if self.rng.random() < 0.06:
            self.beside(step)
        return [step]

    def add(self, shape: BoxShape) -> str:
        if self.rng.random() < 0.5:
            self.lane = self.rng.randrange(self.lanes)
        width = self.width
        if self.uneven:
            width = float(self.rng.randint(60, 240))
        height = float(self.rng.choice((38, 38, 46, 54, 62, 78, 94, 150)))
        if shape == "bar":
            height = 6.0
        elif shape == "diamond":
            height = float(self.rng.randint(54, 110))
        id = f"s{len(self.boxes)}"
        self.boxes.append(Box(id, width, height, shape, self.lane))
        return id

    def join(self, exits: list[str], step: str) -> None:
        self.edges += [LayoutEdge(last, step) for last in exits]

    def beside(self, step: str) -> None:
        side = self.add("box")
        self.boxes[-1] = replace(self.boxes[-1], beside=step)
        self.edges.append(LayoutEdge(step, side, side=True))

    def decide(self, exits: list[str]) -> list[str]:
        """A decision with 2 to 8 exits: on, back, to an end, to a step of its own."""
        decision = self.add(self.rng.choice(("diamond", "hexagon")))
        self.join(exits, decision)
        first = self.add("box")
        self.edges.append(self.labelled(decision, first))
        exits = [first]
        for _ in range(self.rng.choice((1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7))):
            chance = self.rng.random()
            if chance < 0.4:
                self.edges.append(self.labelled(decision, self.rng.choice(self.boxes).id))
                continue
            step = self.add("round" if chance < 0.55 else "box")
            self.edges.append(self.labelled(decision, step))
            if chance >= 0.55:
                exits.append(step)
        return exits

    def labelled(self, source: str, target: str) -> LayoutEdge:
        lines = self.rng.choice((1, 1, 1, 1, 2, 2, 3, 6))
        characters = self.rng.randint(1, 5) if lines == 1 else 5
        return LayoutEdge(source, target, characters * EM + 2, lines * LINE)

    def parallel(self, exits: list[str]) -> list[str]:
        fork = self.add("bar")
        self.join(exits, fork)
        ends = []
        for _ in range(self.rng.randint(2, 5)):
            last = fork
            for _ in range(self.rng.randint(1, 2)):
                step = self.add("box")
                self.join([last], step)
                last = step
            ends.append(last)
        bar = self.add("bar")
        self.join(ends, bar)
        return [bar]

    def add_oddities(self) -> None:
        """Rarer parts of procedures: jumps, loops, double edges, unconnected steps."""
        ids = [box.id for box in self.boxes if not box.beside]
        pick = self.rng.choice
        for _ in range(self.rng.randint(0, 3)):
            self.edges.append(LayoutEdge(pick(ids), pick(ids)))
        if self.rng.random() < 0.1:
            twice = pick(self.edges)
            self.edges.append(twice)
        if self.rng.random() < 0.1:
            self.add("box")
        if self.rng.random() < 0.1:
            self.join([self.add("box")], pick(ids))
        if self.rng.random() < 0.05:
            self.edges += [LayoutEdge(pick(ids), pick(ids)) for _ in range(len(ids))]

    # -- the chart ------------------------------------------------------------------------------

    def chart(self, lanes: bool) -> LayoutGraph:
        boxes = self.boxes if lanes else [replace(box, lane=0) for box in self.boxes]
        index = {box.id: number for number, box in enumerate(boxes)}
        edges = sorted(self.edges, key=lambda edge: index[edge.source])
        edges = mark_returns([box.id for box in boxes], edges)
        return LayoutGraph(tuple(boxes), tuple(edges), self.lanes if lanes else 0)


def mark_returns(ids: list[str], edges: list[LayoutEdge]) -> list[LayoutEdge]:
    """Mark the returns: edges that close a cycle in a depth-first search in reading order."""
    visited: set[str] = set()
    open_: set[str] = set()
    back: set[int] = set()

    def walk(id: str) -> None:
        visited.add(id)
        open_.add(id)
        for number, edge in enumerate(edges):
            if edge.source == id:
                if edge.target in open_:
                    back.add(number)
                elif edge.target not in visited:
                    walk(edge.target)
        open_.discard(id)

    for id in ids:
        if id not in visited:
            walk(id)
    return [replace(edge, back=number in back) for number, edge in enumerate(edges)]


def generate_any_graph(seed: int) -> LayoutGraph:
    """Any graph at all: every shape, edge and mark anywhere, sizes from tiny to huge."""
    rng = random.Random(seed)
    count, lanes = rng.randint(1, 16), rng.randint(0, 4)
    shapes: tuple[BoxShape, ...] = get_args(BoxShape)
    ids = [f"s{number}" for number in range(count)]
    boxes = tuple(
        Box(
            id,
            float(rng.choice((12, 40, 90, 150, 400))),
            float(rng.choice((6, 12, 38, 90, 300))),
            rng.choice(shapes),
            rng.randrange(lanes) if lanes else 0,
            rng.choice((*ids, "nobody")) if rng.random() < 0.2 else "",
        )
        for id in ids
    )
    edges = tuple(
        LayoutEdge(
            rng.choice(ids),
            rng.choice(ids),
            *((rng.randint(5, 90), rng.randint(10, 90)) if rng.random() < 0.4 else (0, 0)),
            back=rng.random() < 0.3,
            side=rng.random() < 0.1,
        )
        for _ in range(rng.randint(0, 2 * count))
    )
    return LayoutGraph(boxes, edges, lanes)
