"""By which amounts a chart branches, and who approves after such a branch (S2-19)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.model.ladders import is_named_by
from shaiquan.model.money import Band, find_band
from shaiquan.model.powers import Tier
from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import Graph, Node
from shaiquan.procedures.graph_questions import find_following


def list_money_branches(graph: Graph) -> Iterator[Edge]:
    """The answers that name an amount."""
    return (edge for edge in graph.edges if edge.label and not edge.side and find_band(edge.label))


def list_bands(graph: Graph) -> list[Band]:
    """The amounts by which a chart branches."""
    return [band for edge in list_money_branches(graph) if (band := find_band(edge.label))]


def find_approvals(graph: Graph, branch: Edge, collective: bool) -> list[Node]:
    """The first collective decisions after a branch; else the steps on this branch alone."""
    edges = [edge for edge in graph.edges if not (edge.side or edge.back)]
    queue, passed = [branch.target], list[str]()
    nodes = {node.id: node for node in graph.nodes}
    while queue:
        id = queue.pop(0)
        if id not in passed:
            passed.append(id)
            if not nodes[id].is_collective:
                queue += [edge.target for edge in edges if edge.source == id]
    acting = [nodes[id] for id in passed if nodes[id].actors]
    together = [node for node in acting if node.is_collective]
    if collective and together:
        return together
    others = {e.target for e in edges if e.source == branch.source and e.target != branch.target}
    shared = others.union(*(find_following(graph, other) for other in others))
    return [node for node in acting if node.id not in shared]


def find_votes_on(graph: Graph, tier: Tier) -> list[Node]:
    """The votes of who approves a tier on its way; on any way if the chart has none for it."""
    body = tier.approver.id
    votes = [node for node in graph.nodes if _is_vote_of(node, body)]
    ways = [edge for edge in graph.edges if not edge.side and is_named_by(tier, edge.label)]
    approvals = [node for way in ways for node in find_approvals(graph, way, True)]
    first = [node.id for node in approvals if body in node.actors]
    after = {id for node in first for id in (node, *find_following(graph, node))}
    return [node for node in votes if node.id in after] if ways else votes


def _is_vote_of(node: Node, body: str) -> bool:
    return bool(node.step and node.step.voting and not node.side and body in node.actors)
