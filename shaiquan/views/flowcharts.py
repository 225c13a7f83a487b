"""Procedures as a chart and as a table of the same steps."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shaiquan.charts.chart_plan import Plan, StepWords, build_plan, choose_lanes
from shaiquan.content.catalog import Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.procedures import Procedure, Step
from shaiquan.model.terms import ChartLayout
from shaiquan.model.time_limits import names_limit
from shaiquan.procedures.durations import compute_duration
from shaiquan.procedures.graph import Graph, Node, graph_of
from shaiquan.procedures.graph_questions import count_steps
from shaiquan.procedures.timing import TotalTime
from shaiquan.views.addresses import entry_address, record_address
from shaiquan.views.step_actors import has_several, join_actors, list_actors
from shaiquan.views.step_cells import (
    LAST_SPEAKER,
    StepCells,
    find_other_procedure,
    says_last_speaker,
)
from shaiquan.views.step_rows import StepRows
from shaiquan.views.values import Chart, Table, words_of


@dataclass(frozen=True)
class ProcedureGraph:
    """A procedure with its graph: enough where it is named and not drawn."""

    entry: Entry
    procedure: Procedure
    graph: Graph

    @property
    def count(self) -> int:
        return count_steps(self.graph)


@dataclass(frozen=True)
class Drawing(ProcedureGraph):
    """A procedure with its graph, chart, rows of steps and longest time."""

    chart: Chart
    table: Table
    time: TotalTime


def make_procedure_graph(entry: Entry) -> ProcedureGraph | None:
    """A procedure with its graph; None if it is shown without steps."""
    procedure = entry.record
    assert isinstance(procedure, Procedure)
    graph = graph_of(procedure)
    return ProcedureGraph(entry, procedure, graph) if graph.nodes else None


def draw_procedures(public: PublicCatalog) -> dict[str, Drawing]:
    """Procedure id -> drawing, for all procedures that are shown with their steps."""
    pairs = ((entry.id, draw_procedure(public, entry)) for entry in public.entries_of("procedure"))
    return {id: drawing for id, drawing in pairs if drawing}


def draw_procedure(public: PublicCatalog, entry: Entry) -> Drawing | None:
    """The drawing of a procedure; None if it is shown without steps."""
    procedure_graph = make_procedure_graph(entry)
    if procedure_graph is None:
        return None
    procedure, graph = procedure_graph.procedure, procedure_graph.graph
    cells = StepCells(public, entry, graph)
    chart = _ChartMaker(cells).make_chart(procedure)
    table = StepRows(cells).make_table()
    return Drawing(entry, procedure, graph, chart, table, compute_duration(public, entry.id))


def label_hidden(step: Step, name: str) -> str:
    """What a box says of a field that is withheld: else one would think that the step is."""
    return f"{step.label_of(name)}：{WITHHELD}"


class _ChartMaker:
    """The steps of a procedure as boxes of its chart."""

    def __init__(self, cells: StepCells) -> None:
        self.cells = cells
        self.public, self.entry, self.graph = cells.public, cells.entry, cells.graph

    def make_chart(self, procedure: Procedure) -> Chart:
        legend = tuple(
            (f"▲{mark}", self.public.entries[id].record.name)
            for id, mark in self.cells.risks.items()
        )
        return Chart(
            chart=self.entry.id,
            plan=self._make_plan(procedure),
            title=procedure.name,
            desc=_describe_chart(self.graph, procedure.name),
            steps=entry_address(self.entry),
            id=f"flow-{self.entry.id}",
            wall=procedure.wall,
            legend=legend,
        )

    def _make_plan(self, procedure: Procedure) -> Plan:
        refs = [ref for ref in procedure.lanes or () if ref.id]
        named = [self.public.entries[ref.id].record.short_name for ref in refs]
        actors = {node.id: self._find_lane(node, named) for node in self.graph.nodes}
        dot = (procedure.layout or self.public.site.layout) is ChartLayout.DOT
        lanes = () if dot or procedure.lanes == () else choose_lanes(named, [*actors.values()])
        words = {n.id: self._make_box(n, actors[n.id], bool(lanes)) for n in self.graph.nodes}
        names = [name for node in self.graph.nodes for name in self._list_names(node)]
        plan = build_plan(self.graph, words, lanes, [*lanes, *names], named=bool(named))
        return replace(plan, dot=dot)

    def _list_names(self, node: Node) -> list[str]:
        """The names of those who act in a step, as far as they are shown."""
        partners = self.cells.get_text(node, "partners") if node.step else ""
        names = (*self._actor_names(node), *partners.replace("、", "\n").split("\n"))
        return [name for name in names if name and name != WITHHELD]

    def _actor_names(self, node: Node) -> list[str]:
        """The names of all who act, as lanes are titled, without those that are withheld."""
        refs = node.step.actors if node.step else ()
        entries = (self.public.entries.get(ref.id) for ref in refs)
        return [entry.record.short_name for entry in entries if entry]

    def _find_lane(self, node: Node, named: list[str]) -> str:
        """The name of who acts, as a lane is titled; empty if it is withheld.

        Of several who act, the first that has a lane: a box stands in one lane.
        """
        names = self._actor_names(node)
        return next((name for name in names if name in named), names[0] if names else "")

    def _make_box(self, node: Node, actor: str, laned: bool) -> StepWords:
        if node.step is None:
            return StepWords("")
        href = f"#{node.id}"
        if other := find_other_procedure(node.step):
            href = record_address("procedure", other.id)
        notes = tuple(line for line in self._list_notes(node, node.step, laned) if line)
        return StepWords(node.act, notes, href, actor, names_actors=has_several(node.step))

    def _list_notes(self, node: Node, step: Step, laned: bool) -> tuple[str, ...]:
        """The small lines of a box; the actor only if no lane names it."""
        texts = {name: self.cells.get_text(node, name) for name in _NOTE_FIELDS}
        hidden = {name: label_hidden(step, name) for name in texts if texts[name] == WITHHELD}
        documents = "".join(f"《{line}》" for line in texts["documents"].split("\n") if line)
        actor = hidden.get("actor", "" if laned else texts["actor"])
        if has_several(step):
            lines = [line[:1] for line in list_actors(self.public, self.entry, node)]
            actor = words_of((join_actors(step, lines),))
        partners = f"{texts['partners']}配合" if texts["partners"] else ""
        partners = hidden.get("partners", partners)
        return (
            f"{actor}（{partners}）" if actor and partners else actor or partners,
            *self._list_times(node, step, hidden.get("limit", texts["limit"])),
            hidden.get("documents", documents),
            LAST_SPEAKER if says_last_speaker(step) else "",
            f"表决：{texts['voting']}" if texts["voting"] else "",
            f"签批：{texts['signatures'].replace(chr(10), '、')}" if texts["signatures"] else "",
            f"关口：{texts['gates'].replace(chr(10), '、')}" if texts["gates"] else "",
            " ".join(f"▲{self.cells.risks[r.id]}" for r in step.risks if r.id),
        )

    def _list_times(self, node: Node, step: Step, limit: str) -> tuple[str, ...]:
        """The limit, unless the act names it (2日内备案), and what else is said of the time."""
        named = step.limit is not None and names_limit(node.act, step.limit)
        remarks = (
            "".join(run.text for run in line if run.tone != "muted")
            for line in self.cells.list_remarks(node)
        )
        return ("" if named else limit, *remarks)


_NOTE_FIELDS = ("actor", "partners", "limit", "documents", "voting", "signatures", "gates")


def _describe_chart(graph: Graph, name: str) -> str:
    """The description that a screen reader reads before the table of steps."""
    ends = "、".join(dict.fromkeys(n.act for n in graph.nodes if n.type == "end"))
    questions = sum(1 for n in graph.nodes if n.type == "decision")
    decisions = f"，其中判断 {questions} 处" if questions else ""
    return f"{name}：从“{graph.start.act}”开始，到“{ends}”结束{decisions}。各步见图旁的步骤表。"
