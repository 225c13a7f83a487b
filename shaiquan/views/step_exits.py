"""Where a step leads: the cell of the table of steps, and its words on a card.

A branch of which it is not said where it goes reads as if the rows followed each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import Graph, Node
from shaiquan.procedures.reaching import list_branches
from shaiquan.views.values import Cell, Inline, Line

#: the tone of words that say where on the chart a step is: its number may change with any other
#: step, so the marks of sheets are not computed from them
PLACE = "place"
BACK = "退回"
_END = "结束："
_AT_ONCE = "同时办"
JOINED = "各支路办完后"
_ENDS_ALL = "（其他支路不再办）"


def make_exits(graph: Graph, node: Node, edges: Sequence[Edge]) -> Cell:
    """The steps to which the edges of a step lead, each in a line, bars passed over."""
    nodes = {other.id: other for other in graph.nodes}
    return tuple(
        line
        for edge in edges
        if not edge.side
        for line in _list_lines(graph, nodes, edge, node, ())
    )


def _list_lines(
    graph: Graph, nodes: dict[str, Node], edge: Edge, source: Node, passed: tuple[str, ...]
) -> Iterator[Line]:
    """``passed``: the types of the bars between the step and the edge."""
    target = nodes[edge.target]
    if target.type not in ("fork", "join"):
        yield tuple(_list_runs(edge, source, target, passed))
        return
    for onward in graph.edges:
        if onward.source == target.id:
            further = Edge(edge.source, onward.target, edge.label, edge.back)
            yield from _list_lines(graph, nodes, further, source, (*passed, target.type))


def _list_runs(edge: Edge, source: Node, target: Node, passed: tuple[str, ...]) -> Iterator[Inline]:
    if edge.label:
        yield Inline(f"{edge.label}：")
    if "fork" in passed:
        yield Inline(_AT_ONCE, tone=PLACE)
    if place := _name_place(target):
        yield Inline(place, tone=PLACE)
    yield Inline(target.act, f"#{target.id}")
    if edge.back:
        yield Inline(BACK, tone="mark")
    if "join" in passed:
        yield Inline(JOINED, tone="mark") if edge.label else Inline(f"（{JOINED}）", tone=PLACE)
    elif _leaves_branch(edge, source, target, passed):
        yield Inline(_ENDS_ALL, tone=PLACE)


def _leaves_branch(edge: Edge, source: Node, target: Node, passed: tuple[str, ...]) -> bool:
    """Whether the other branches are given up; back to the bar, all of them begin again."""
    begins_again = edge.back and "fork" in passed
    return not begins_again and not (
        set(list_branches(source.path)) <= set(list_branches(target.path))
    )


def _name_place(node: Node) -> str:
    if node.type == "end":
        return _END
    return f"第 {node.number} 步 " if node.number else ""


def leads_just_to(line: Line, id: str) -> bool:
    """Whether an exit goes to one step without a condition: whoever reads on comes there."""
    *before, last = line
    return last.href == f"#{id}" and all(
        run.tone == PLACE and run.text != _AT_ONCE for run in before
    )


def say_exits(cell: Cell) -> tuple[str, ...]:
    """The exits of a step on a card; those of one answer to parallel steps in one."""
    groups = (tuple(lines) for _, lines in groupby(cell, _answer_of))
    return tuple(
        text for lines in groups for text in (_say_together(lines) or map(say_exit, lines))
    )


def _answer_of(line: Line) -> tuple[str, bool]:
    """The answer that an exit is for, and whether it leads to parallel steps."""
    label = line[0].text if not line[0].href and not line[0].tone else ""
    return label, any(run == Inline(_AT_ONCE, tone=PLACE) for run in line)


def _say_together(lines: Sequence[Line]) -> tuple[str, ...]:
    """Exits to parallel steps in one: 同时办第 2、3 步, 材料变了：退回，重新同时办第 2、3 步."""
    label, at_once = _answer_of(lines[0])
    numbers = [number.removeprefix("第 ").removesuffix(" 步") for number in map(_number_of, lines)]
    if not at_once or len(lines) == 1 or not all(numbers):
        return ()
    verb = f"{BACK}，重新{_AT_ONCE}" if _leads_back(lines[0]) else _AT_ONCE
    return (f"{label}{verb}第 {'、'.join(numbers)} 步",)


def _number_of(line: Line) -> str:
    places = (run.text.strip() for run in line if run.tone == PLACE)
    return next((text for text in places if text.startswith("第")), "")


def _leads_back(line: Line) -> bool:
    return any(run == Inline(BACK, tone="mark") for run in line)


def say_exit(line: Line) -> str:
    """An exit on a card: 通过：转第 2 步, 不通过：退回第 1 步, 否：终止（结束）."""
    label, at_once = _answer_of(line)
    act = next(run.text for run in line if run.href)
    places = [run.text for run in line if run.tone == PLACE]
    verb = _AT_ONCE if at_once else BACK if _leads_back(line) else "转"
    goes = f"{verb}{_number_of(line) or f'“{act}”'}"
    joined = JOINED if any(JOINED in run.text for run in line if run.tone) else ""
    ends = _ENDS_ALL if _ENDS_ALL in places else ""
    if _END in places:
        goes = f"{act}（结束{ends.replace('（', '，').rstrip('）')}）"
        ends = ""
    return f"{label}{joined}{goes}{ends}"
