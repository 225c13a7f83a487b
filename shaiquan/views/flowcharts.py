"""Procedures as a chart and as a table of the same steps."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shaiquan.charts.chart_plan import Plan, StepWords, build_plan, choose_lanes
from shaiquan.content.catalog import Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.model.base import Ref
from shaiquan.model.procedures import Procedure, Step
from shaiquan.model.terms import ChartLayout
from shaiquan.model.time_limits import UNCOUNTED, names_limit
from shaiquan.procedures.durations import compute_duration
from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import Graph, Node, graph_of
from shaiquan.procedures.graph_questions import count_steps
from shaiquan.procedures.timing import TotalTime
from shaiquan.views.addresses import entry_address, record_address
from shaiquan.views.cells import part_cell
from shaiquan.views.step_actors import has_several, join_actors, list_actors
from shaiquan.views.step_exits import make_exits
from shaiquan.views.values import Cell, Chart, Inline, Table, TableRow, plain, words_of

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
LAST_SPEAKER = "主要负责人末位发言"
_TYPES = {type: Step.label_of(type) for type in ("start", "end", "decision", "subprocess")}


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
    view = _ProcedureView(public, entry, graph)
    chart, table, time = (
        view.make_chart(procedure),
        view.make_table(),
        compute_duration(public, entry.id),
    )
    return Drawing(entry, procedure, graph, chart, table, time)


def label_hidden(step: Step, name: str) -> str:
    """What a box says of a field that is withheld: else one would think that the step is."""
    return f"{step.label_of(name)}：{WITHHELD}"


def says_last_speaker(step: Step) -> bool:
    """Whether a step must still say that the head speaks last: its act may say so already."""
    return step.speaks_last and "末位" not in step.act


def number_risks(graph: Graph) -> dict[str, int]:
    """Risk id -> its number on the chart (▲1), in the order in which the steps name them."""
    ids = (risk.id for node in graph.nodes if node.step for risk in node.step.risks if risk.id)
    return {id: number for number, id in enumerate(dict.fromkeys(ids), 1)}


class _ProcedureView:
    """The steps of a procedure as boxes and as rows; both show the same cells."""

    def __init__(self, public: PublicCatalog, entry: Entry, graph: Graph) -> None:
        self.public, self.entry, self.graph = public, entry, graph
        self._exits_of: dict[str, list[Edge]] = {node.id: [] for node in graph.nodes}
        for edge in graph.edges:
            self._exits_of[edge.source].append(edge)
        self._all_shown = not public.withheld.get(entry.id)
        self._cells: dict[tuple[str, str], Cell] = {}
        nodes = {node.id: node for node in graph.nodes}
        #: step -> the one in whose limit its time is
        self._holders = {id: nodes[holder] for id, holder in graph.contained}
        self.risks = number_risks(graph)

    def make_chart(self, procedure: Procedure) -> Chart:
        legend = tuple(
            (f"▲{mark}", self.public.entries[id].record.name) for id, mark in self.risks.items()
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

    def make_table(self) -> Table:
        nodes = [n for n in self.graph.nodes if n.type not in ("fork", "join")]
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
        return Table(columns, rows, title=Procedure.label_of("steps"), id="steps", lead=1)

    # -- a box of the chart --

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
        partners = self._get_text(node, "partners") if node.step else ""
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
        if other := _other_procedure(node.step):
            href = record_address("procedure", other.id)
        notes = tuple(line for line in self._list_notes(node, node.step, laned) if line)
        return StepWords(node.act, notes, href, actor, names_actors=has_several(node.step))

    def _list_notes(self, node: Node, step: Step, laned: bool) -> tuple[str, ...]:
        """The small lines of a box; the actor only if no lane names it."""
        texts = {name: self._get_text(node, name) for name in _NOTE_FIELDS}
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
            " ".join(f"▲{self.risks[r.id]}" for r in step.risks if r.id),
        )

    def _list_times(self, node: Node, step: Step, limit: str) -> tuple[str, ...]:
        """The limit, unless the act names it (2日内备案), and what else is said of the time."""
        named = step.limit is not None and names_limit(node.act, step.limit)
        remarks = (
            "".join(run.text for run in line if run.tone != "muted")
            for line in self._list_remarks(node)
        )
        return ("" if named else limit, *remarks)

    def _list_remarks(self, node: Node) -> Cell:
        """What is said of the time of a step beside its limit, a line each."""
        uncounted, within = self._get_cell(node, "uncounted"), self._get_cell(node, "within")
        extension = self._get_cell(node, "extension")
        step, holder = node.step, self._holders.get(node.id)
        assert step is not None
        if step.uncounted:
            is_said = step.uncounted == UNCOUNTED or step.uncounted in node.act
            reason = "" if is_said else f"：{step.uncounted}"
            uncounted = plain(f"不计入办理时限{reason}")
        else:
            uncounted = _add_prefix(f"{Step.label_of('uncounted')}：", uncounted)
        if holder:
            act = "另一步" if holder.act == WITHHELD else f"“{holder.act}”"
            within = ((Inline("含在"), Inline(act, f"#{holder.id}"), Inline("的时限里")),)
        else:
            within = _add_prefix(f"{Step.label_of('within')}：", within)
        return (*uncounted, *within, *_hide_extension(step, extension))

    def _get_text(self, node: Node, name: str) -> str:
        """A field of the step as text, the same as in the row."""
        cell = self._get_cell(node, name)
        text = words_of(cell) if cell else ""
        return WITHHELD if text.startswith(WITHHELD) else text

    def _get_cell(self, node: Node, name: str) -> Cell:
        """A field of the step as a cell, made once for box and row."""
        assert node.step is not None
        if self._all_shown and not getattr(node.step, name):
            return ()
        key = node.id, name
        if key not in self._cells:
            self._cells[key] = part_cell(self.public, self.entry, node.step, node.path, name)
        return self._cells[key]

    # -- a row of the table --

    def _make_row(self, node: Node, staged: bool) -> TableRow:
        cells = (
            plain(str(node.number) if node.number else "—"),
            self._make_act(node),
            *((self._get_cell(node, "stage"),) if staged else ()),
            self._make_actors(node) + _add_prefix("配合：", self._get_cell(node, "partners")),
            self._get_cell(node, "limit") + self._list_remarks(node),
            self._get_cell(node, "documents"),
            self._make_exits(node),
            self._make_risks(node),
        )
        return TableRow(cells, node.id)

    def _make_actors(self, node: Node) -> Cell:
        assert node.step is not None
        if not has_several(node.step):
            return self._get_cell(node, "actor")
        return (join_actors(node.step, list_actors(self.public, self.entry, node)),)

    def _make_act(self, node: Node) -> Cell:
        """The act with the type of step, its gates and its vote."""
        step = node.step
        assert step is not None
        href = ""
        if other := _other_procedure(step):
            href = record_address("procedure", other.id)
        runs = [Inline(node.act, href, "withheld" if node.act == WITHHELD else "")]
        type = Step.label_of("side") if node.side else _TYPES.get(node.type, "")
        marks = [type, *self._list_marks(node)]
        runs += [Inline(mark, tone="mark") for mark in marks if mark]
        lines: list[tuple[Inline, ...]] = [tuple(runs)]
        lines += [_prepend("依据：", line) for line in self._get_cell(node, "basis")]
        lines += list(self._get_cell(node, "note"))
        return tuple(lines)

    def _list_marks(self, node: Node) -> tuple[str, ...]:
        gates = self._get_text(node, "gates").split("\n")
        signatures = self._get_text(node, "signatures").split("\n")
        voting = self._get_text(node, "voting")
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
        return make_exits(self.graph, node, self._exits_of[node.id])

    def _make_risks(self, node: Node) -> Cell:
        assert node.step is not None
        return tuple(
            (Inline(f"▲{self.risks[ref.id]} ", tone="risk"), self._link_risk(ref))
            for ref in node.step.risks
            if ref.id
        )

    def _link_risk(self, ref: Ref) -> Inline:
        entry = self.public.entries[ref.id]
        return Inline(entry.record.name, entry_address(entry))


def _other_procedure(step: Step) -> Ref | None:
    """The procedure that a step stands for or leads to, if it may be shown."""
    ref = step.subprocess or step.leads_to
    return ref if ref and ref.id else None


_NOTE_FIELDS = ("actor", "partners", "limit", "documents", "voting", "signatures", "gates")


def _add_prefix(words: str, cell: Cell) -> Cell:
    return tuple(_prepend(words, line) for line in cell)


def _hide_extension(step: Step, cell: Cell) -> Cell:
    """The extension; one that is withheld says what is."""
    return cell if step.extension else _add_prefix(f"{Step.label_of('extension')}：", cell)


def _prepend(words: str, line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (Inline(words), *line)


def _describe_chart(graph: Graph, name: str) -> str:
    """The description that a screen reader reads before the table of steps."""
    ends = "、".join(dict.fromkeys(n.act for n in graph.nodes if n.type == "end"))
    questions = sum(1 for n in graph.nodes if n.type == "decision")
    decisions = f"，其中判断 {questions} 处" if questions else ""
    return f"{name}：从“{graph.start.act}”开始，到“{ends}”结束{decisions}。各步见图旁的步骤表。"
