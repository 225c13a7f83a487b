"""The table of the steps of a procedure."""

from __future__ import annotations

from shaiquan.disclosure.projection import WITHHELD
from shaiquan.kinds.registry import KIND
from shaiquan.model.base import Ref
from shaiquan.model.procedures import Procedure, Step
from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import Node
from shaiquan.views.addresses import entry_address, record_address
from shaiquan.views.cells import join_lines
from shaiquan.views.step_actors import has_several, join_actors, list_actors
from shaiquan.views.step_cells import (
    LAST_SPEAKER,
    StepCells,
    add_prefix,
    find_other_procedure,
    prepend,
    says_last_speaker,
)
from shaiquan.views.step_exits import make_exits
from shaiquan.views.values import Cell, Inline, Table, TableRow, plain

#: headings of the table of steps; sheets and cards find its columns by them, and the marks of
#: sheets are computed from them
NUMBER_HEADING = "序号"
STEP_HEADING = Step.label_of("step")
STAGE_HEADING = Step.label_of("stage")
ACTOR_HEADING = Step.label_of("actor")
LIMIT_HEADING = Step.label_of("limit")
DOCUMENTS_HEADING = Step.label_of("documents")
NEXT_HEADING = Step.label_of("next")
RISKS_HEADING = KIND["risk"].label
_TYPES = {type: Step.label_of(type) for type in ("start", "end", "decision", "subprocess")}


class StepRows:
    """The steps of a procedure as rows."""

    def __init__(self, cells: StepCells) -> None:
        self.cells = cells
        self._exits_of: dict[str, list[Edge]] = {node.id: [] for node in cells.graph.nodes}
        for edge in cells.graph.edges:
            self._exits_of[edge.source].append(edge)

    def make_table(self) -> Table:
        nodes = [n for n in self.cells.graph.nodes if n.type not in ("fork", "join")]
        staged = any(n.step and n.step.stage for n in nodes)
        rows = tuple(self._make_row(n, staged) for n in nodes)
        columns = (
            NUMBER_HEADING,
            STEP_HEADING,
            *((STAGE_HEADING,) if staged else ()),
            ACTOR_HEADING,
            LIMIT_HEADING,
            DOCUMENTS_HEADING,
            NEXT_HEADING,
            RISKS_HEADING,
        )
        title = Procedure.label_of("steps")
        return Table(columns, rows, title, "steps", lead=1, look="steps")

    def _make_row(self, node: Node, staged: bool) -> TableRow:
        cells = (
            plain(str(node.number) if node.number else "—"),
            self._make_act(node),
            *((self.cells.get_cell(node, "stage"),) if staged else ()),
            self._make_actors(node) + add_prefix("配合：", self.cells.get_cell(node, "partners")),
            self.cells.get_cell(node, "limit") + self.cells.list_remarks(node),
            self.cells.get_cell(node, "documents"),
            self._make_exits(node),
            self._make_risks(node),
        )
        return TableRow(cells, node.id)

    def _make_actors(self, node: Node) -> Cell:
        assert node.step is not None
        if not has_several(node.step):
            return self.cells.get_cell(node, "actor")
        return (join_actors(node.step, list_actors(self.cells.public, self.cells.entry, node)),)

    def _make_act(self, node: Node) -> Cell:
        """The act with the type of step, its gates and its vote."""
        step = node.step
        assert step is not None
        href = ""
        if other := find_other_procedure(step):
            href = record_address("procedure", other.id)
        runs = [Inline(node.act, href, "withheld" if node.act == WITHHELD else "")]
        type = Step.label_of("side") if node.side else _TYPES.get(node.type, "")
        marks = [type, *self._list_marks(node)]
        runs += [Inline(mark, tone="mark") for mark in marks if mark]
        lines: list[tuple[Inline, ...]] = [tuple(runs)]
        cells = ((name, self.cells.get_cell(node, name)) for name in ("criteria", "result"))
        lines += [prepend(f"{Step.label_of(n)}：", join_lines(cell)) for n, cell in cells if cell]
        lines += [prepend("依据：", line) for line in self.cells.get_cell(node, "basis")]
        lines += self.cells.get_cell(node, "note")
        return (*lines, *self._list_extras(node))

    def _list_extras(self, node: Node) -> Cell:
        """其他要素, a line each; where they are withheld, one that says so."""
        assert node.step is not None
        cell = self.cells.get_cell(node, "extras")
        return cell if node.step.extras else add_prefix(f"{Step.label_of('extras')}：", cell)

    def _list_marks(self, node: Node) -> tuple[str, ...]:
        gates = self.cells.get_text(node, "gates").split("\n")
        signatures = self.cells.get_text(node, "signatures").split("\n")
        voting = self.cells.get_text(node, "voting")
        together = node.step is not None and node.step.collective
        return (
            *(f"关口：{gate}" for gate in gates if gate),
            *(f"签批：{role}" for role in signatures if role),
            f"{voting}表决" if voting else "",
            "集体决定" if together else "",
            LAST_SPEAKER if node.step and says_last_speaker(node.step) else "",
        )

    def _make_exits(self, node: Node) -> Cell:
        if node.side:
            return plain("与上一步同时进行", tone="muted")
        return make_exits(self.cells.graph, node, self._exits_of[node.id])

    def _make_risks(self, node: Node) -> Cell:
        assert node.step is not None
        return tuple(
            (Inline(f"▲{self.cells.risks[ref.id]} ", tone="risk"), self._link_risk(ref))
            for ref in node.step.risks
            if ref.id
        )

    def _link_risk(self, ref: Ref) -> Inline:
        entry = self.cells.public.entries[ref.id]
        return Inline(entry.record.name, entry_address(entry))
