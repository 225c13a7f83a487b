"""Ways through a chart as the words of a message, and the line that is to be changed."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shaiquan.model.shapes import Path
from shaiquan.problems import Bilingual
from shaiquan.procedures.detours import Detour, WayFinder, find_detours
from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import Graph, Node

#: how many names a way is told with
_MOST_NAMES = 5
#: how many characters of a name
_LONGEST_NAME = 16


def place_of_edge(graph: Graph, edge: Edge) -> Path:
    """The line of a branch; of a step without branches its 下一步, or the step."""
    node = next(node for node in graph.nodes if node.id == edge.source)
    if node.step and edge.label in node.step.branches:
        return (*node.path, "branches", edge.label)
    return (*node.path, "next") if node.step and node.step.next else node.path


def place_of_detour(graph: Graph, detour: Detour, otherwise: Node) -> Path:
    """The line of the branch that goes round; ``otherwise`` if no branch does."""
    return place_of_edge(graph, detour.branch) if detour.branch else otherwise.path


def describe_detour(graph: Graph, detour: Detour) -> str:
    return describe_way(graph, detour.nodes, detour.branch.label if detour.branch else "")


def describe_way(graph: Graph, ids: Sequence[str], answer: str = "") -> str:
    """A way as a text: the names of its steps, and the answer by which it leaves the first."""
    acts = {node.id: node.act for node in graph.nodes}
    names = [_shorten(acts[id]) for id in ids if acts[id]]
    if answer and names:
        names[0] = f"{names[0]}（{_shorten(answer)}）"
    if len(names) > _MOST_NAMES:
        names[_MOST_NAMES - 2 : -1] = ["…"]
    return " → ".join(names)


def _shorten(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


@dataclass(frozen=True, slots=True)
class Avoided:
    """What one way to a goal avoids of what it should pass: the line to change, and the way."""

    place: Path
    way: str
    goal: Node
    names: list[str]


def list_avoided(
    ways: WayFinder, required: Mapping[str, Sequence[Node]], goals: Iterable[Node]
) -> Iterable[Avoided]:
    """The ways to one of ``goals`` that go round what is required, once for each line.

    ``required``: name -> the nodes of which a way must pass one; a name without any is missing,
    which is told elsewhere.
    """
    by_place: dict[Path, Avoided] = {}
    for (name, nodes), goal in itertools.product(required.items(), goals):
        for detour in find_detours(ways, [node.id for node in nodes], goal.id) if nodes else ():
            place = place_of_detour(ways.graph, detour, nodes[0])
            way = describe_detour(ways.graph, detour)
            names = by_place.setdefault(place, Avoided(place, way, goal, [])).names
            if name not in names:
                names.append(name)
    return by_place.values()


def hint_step(act: str, key: str) -> Bilingual:
    """That a step seems to be what is missing, and lacks only a line."""
    return Bilingual(f"；“{act}”看来就是，只差一行 {key}", f"; '{act}' seems to be it")


def quote_names(names: Sequence[str]) -> str:
    """“甲”“乙”."""
    return "".join(f"“{name}”" for name in names)
