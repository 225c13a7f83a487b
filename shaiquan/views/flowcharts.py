"""Procedures drawn and told: the picture and the rows of the same steps."""

from __future__ import annotations

from dataclasses import dataclass

from shaiquan.charts.plan import Plan, StepWords, lanes_of, plan
from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import WITHHELD, PublicCatalog
from shaiquan.model.base import Ref
from shaiquan.model.procedures import Procedure, Step
from shaiquan.procedures.durations import duration
from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import Graph, Node, counted, graph_of
from shaiquan.procedures.timing import Total
from shaiquan.views.addresses import address, of_entry
from shaiquan.views.cells import part_cell
from shaiquan.views.values import Cell, Chart, Inline, Table, TableRow, plain, words_of

COLUMNS = ("序号", "步骤", "主体", "时限", "文书", "下一步", "风险点")
_SORTS = {"start": "开始", "end": "结束", "decision": "判断", "subprocess": "子流程"}


@dataclass(frozen=True)
class ProcedureGraph:
    """A procedure with its graph: all that is needed where it is named and not drawn."""

    entry: Entry
    procedure: Procedure
    graph: Graph

    @property
    def count(self) -> int:
        return counted(self.graph)


@dataclass(frozen=True)
class Drawing(ProcedureGraph):
    """A procedure with its graph, chart, rows of steps and longest time."""

    chart: Chart
    table: Table
    time: Total


def make_procedure_graph(entry: Entry) -> ProcedureGraph | None:
    """A procedure with its graph; None where it is shown without steps."""
    procedure = entry.record
    assert isinstance(procedure, Procedure)
    graph = graph_of(procedure)
    return ProcedureGraph(entry, procedure, graph) if graph.nodes else None


def draw_procedures(public: PublicCatalog) -> dict[str, Drawing]:
    """Procedure id -> drawing, for every procedure that is shown with its steps."""
    found = ((entry.id, draw_procedure(public, entry)) for entry in public.of("procedure"))
    return {id: drawn for id, drawn in found if drawn}


def draw_procedure(public: PublicCatalog, entry: Entry) -> Drawing | None:
    """The drawing of one procedure; None where it is shown without steps."""
    found = make_procedure_graph(entry)
    if found is None:
        return None
    procedure, graph = found.procedure, found.graph
    teller = _Teller(public, entry, graph)
    chart, table, time = teller.chart(procedure), teller.table(), duration(public, entry.id)
    return Drawing(entry, procedure, graph, chart, table, time)


def number_risks(graph: Graph) -> dict[str, int]:
    """Risk id -> its number on the chart (▲1), in the order in which the steps name them."""
    ids = (risk.id for node in graph.nodes if node.step for risk in node.step.risks if risk.id)
    return {id: number for number, id in enumerate(dict.fromkeys(ids), 1)}


class _Teller:
    """Says the nodes of one procedure, once for the boxes and once for the rows."""

    def __init__(self, public: PublicCatalog, entry: Entry, graph: Graph) -> None:
        self.public, self.entry, self.graph = public, entry, graph
        self._nodes = {node.id: node for node in graph.nodes}
        self._ways: dict[str, list[Edge]] = {node.id: [] for node in graph.nodes}
        for edge in graph.edges:
            self._ways[edge.source].append(edge)
        self._whole = not public.withheld.get(entry.id)
        self._cells: dict[tuple[str, str], Cell] = {}
        self.risks = number_risks(graph)

    def chart(self, procedure: Procedure) -> Chart:
        legend = tuple(
            (f"▲{mark}", self.public.entries[id].record.name) for id, mark in self.risks.items()
        )
        return Chart(
            chart=self.entry.id,
            plan=self._plan(procedure),
            title=procedure.name,
            desc=_described(self.graph, procedure.name),
            steps=of_entry(self.entry),
            id=f"flow-{self.entry.id}",
            wall=procedure.wall,
            legend=legend,
        )

    def table(self) -> Table:
        nodes = [n for n in self.graph.nodes if n.sort not in ("fork", "join")]
        staged = any(n.step and n.step.stage for n in nodes)
        rows = tuple(self._row(n, staged) for n in nodes)
        columns = (*COLUMNS[:2], *(("阶段",) if staged else ()), *COLUMNS[2:])
        return Table(columns, rows, title="步骤", id="steps", lead=1)

    # -- a box of the chart --

    def _plan(self, procedure: Procedure) -> Plan:
        actors = {node.id: self._actor(node) for node in self.graph.nodes}
        named = [self.public.entries[ref.id].record for ref in procedure.lanes if ref.id]
        lanes = lanes_of([each.short or each.name for each in named], [*actors.values()])
        words = {n.id: self._words(n, actors[n.id], bool(lanes)) for n in self.graph.nodes}
        return plan(self.graph, words, lanes)

    def _actor(self, node: Node) -> str:
        """Who acts, by the name that heads a lane; nobody where it is withheld."""
        ref = node.step.actor if node.step else None
        entry = self.public.entries.get(ref.id) if ref else None
        return (entry.record.short or entry.record.name) if entry else ""

    def _words(self, node: Node, actor: str, laned: bool) -> StepWords:
        if node.step is None:
            return StepWords("")
        href = f"#{node.id}"
        if other := _other(node.step):
            href = address("procedure", other.id)
        notes = tuple(line for line in self._notes(node, node.step, laned) if line)
        return StepWords(node.act, notes, href, actor)

    def _notes(self, node: Node, step: Step, laned: bool) -> tuple[str, ...]:
        """The small lines of a box; the actor only where no lane says it."""
        said = {name: self._said(node, name) for name in _NOTED}
        documents = "".join(f"《{each}》" for each in said["documents"].split("\n") if each)
        actor = "" if laned and said["actor"] != WITHHELD else said["actor"]
        partners = f"{said['partners']}配合" if said["partners"] else ""
        return (
            f"{actor}（{partners}）" if actor and partners else actor or partners,
            said["limit"],
            documents,
            f"表决：{said['voting']}" if said["voting"] else "",
            f"关口：{said['gates'].replace(chr(10), '、')}" if said["gates"] else "",
            " ".join(f"▲{self.risks[r.id]}" for r in step.risks if r.id),
        )

    def _said(self, node: Node, name: str) -> str:
        """A field of the step in words, as the row says it too."""
        cell = self._cell(node, name)
        found = words_of(cell) if cell else ""
        return WITHHELD if found.startswith(WITHHELD) else found

    def _cell(self, node: Node, name: str) -> Cell:
        """The value of a field of the step, told once for its box and its row."""
        assert node.step is not None
        if self._whole and not getattr(node.step, name):
            return ()
        key = node.id, name
        if key not in self._cells:
            self._cells[key] = part_cell(self.public, self.entry, node.step, node.path, name)
        return self._cells[key]

    # -- a row of the table --

    def _row(self, node: Node, staged: bool) -> TableRow:
        cells = (
            plain(str(node.number) if node.number else "—"),
            self._act(node),
            *((self._cell(node, "stage"),) if staged else ()),
            self._cell(node, "actor") + _prefixed("配合：", self._cell(node, "partners")),
            self._cell(node, "limit"),
            self._cell(node, "documents"),
            self._exits(node),
            self._risks(node),
        )
        return TableRow(cells, node.id)

    def _act(self, node: Node) -> Cell:
        """The act with what sort of step it is, its gates and its vote."""
        step = node.step
        assert step is not None
        to = ""
        if other := _other(step):
            to = address("procedure", other.id)
        runs = [Inline(node.act, to, "withheld" if node.act == WITHHELD else "")]
        sort = "旁路" if node.side else _SORTS.get(node.sort, "")
        marks = [sort, *self._marks(node)]
        runs += [Inline(mark, tone="mark") for mark in marks if mark]
        lines: list[tuple[Inline, ...]] = [tuple(runs)]
        lines += [_first("依据：", line) for line in self._cell(node, "basis")]
        lines += list(self._cell(node, "note"))
        return tuple(lines)

    def _marks(self, node: Node) -> tuple[str, ...]:
        gates = self._said(node, "gates").split("\n")
        voting = self._said(node, "voting")
        together = node.step is not None and node.step.collective
        return (
            *(f"关口：{gate}" for gate in gates if gate),
            f"{voting}表决" if voting else "",
            "集体决定" if together else "",
        )

    def _exits(self, node: Node) -> Cell:
        if node.side:
            return plain("与上一步同时进行", tone="muted")
        lines = []
        for edge in self._ways[node.id]:
            if edge.side:
                continue
            for target in self._through(edge.target):
                label = f"{edge.label}：" if edge.label else ""
                runs = (Inline(label), Inline(target.act, f"#{target.id}"))
                back = (Inline("退回", tone="mark"),) if edge.back else ()
                lines.append((*(run for run in runs if run.text), *back))
        return tuple(lines)

    def _through(self, id: str) -> tuple[Node, ...]:
        """The steps that an edge leads to, seen through parallel bars."""
        node = self._nodes[id]
        if node.sort not in ("fork", "join"):
            return (node,)
        return tuple(each for edge in self._ways[id] for each in self._through(edge.target))

    def _risks(self, node: Node) -> Cell:
        assert node.step is not None
        return tuple(
            (Inline(f"▲{self.risks[ref.id]} ", tone="risk"), self._risk(ref))
            for ref in node.step.risks
            if ref.id
        )

    def _risk(self, ref: Ref) -> Inline:
        entry = self.public.entries[ref.id]
        return Inline(entry.record.name, of_entry(entry))


def _other(step: Step) -> Ref | None:
    """The procedure that a step stands for or leads to, where it may be shown."""
    found = step.subprocess or step.leads_to
    return found if found and found.id else None


_NOTED = ("actor", "partners", "limit", "documents", "voting", "gates")


def _prefixed(words: str, cell: Cell) -> Cell:
    return tuple(_first(words, line) for line in cell)


def _first(words: str, line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (Inline(words), *line)


def _described(graph: Graph, name: str) -> str:
    """The description that a screen reader says before the table of steps."""
    ends = "、".join(dict.fromkeys(n.act for n in graph.nodes if n.sort == "end"))
    questions = sum(1 for n in graph.nodes if n.sort == "decision")
    asked = f"，其中判断 {questions} 处" if questions else ""
    return f"{name}：从“{graph.start.act}”开始，到“{ends}”结束{asked}。各步见图旁的步骤表。"
