"""The fields of the steps as cells: what the boxes of a chart and the rows of its table share."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.base import Ref
from shaiquan.model.procedures import Step
from shaiquan.model.time_limits import UNCOUNTED
from shaiquan.procedures.graph import Graph, Node
from shaiquan.views.cells import part_cell
from shaiquan.views.values import Cell, Inline, plain, words_of

LAST_SPEAKER = "主要负责人末位发言"


class StepCells:
    """The fields of the steps of a procedure, each made once for box and row."""

    def __init__(self, public: PublicCatalog, entry: Entry, graph: Graph) -> None:
        self.public, self.entry, self.graph = public, entry, graph
        self.risks = number_risks(graph)
        self._all_shown = not public.withheld.get(entry.id)
        self._cells: dict[tuple[str, str], Cell] = {}
        nodes = {node.id: node for node in graph.nodes}
        #: step -> the one in whose limit its time is
        self._holders = {id: nodes[holder] for id, holder in graph.contained}

    def get_text(self, node: Node, name: str) -> str:
        """A field of the step as text, the same as in the row."""
        cell = self.get_cell(node, name)
        text = words_of(cell) if cell else ""
        return WITHHELD if text.startswith(WITHHELD) else text

    def get_cell(self, node: Node, name: str) -> Cell:
        """A field of the step as a cell, made once for box and row."""
        assert node.step is not None
        if self._all_shown and not getattr(node.step, name):
            return ()
        key = node.id, name
        if key not in self._cells:
            self._cells[key] = part_cell(self.public, self.entry, node.step, node.path, name)
        return self._cells[key]

    def list_remarks(self, node: Node) -> Cell:
        """What is said of the time of a step beside its limit, a line each."""
        uncounted, within = self.get_cell(node, "uncounted"), self.get_cell(node, "within")
        extension = self.get_cell(node, "extension")
        step, holder = node.step, self._holders.get(node.id)
        assert step is not None
        if step.uncounted:
            is_said = step.uncounted == UNCOUNTED or step.uncounted in node.act
            reason = "" if is_said else f"：{step.uncounted}"
            uncounted = plain(f"不计入办理时限{reason}")
        else:
            uncounted = add_prefix(f"{Step.label_of('uncounted')}：", uncounted)
        if holder:
            act = "另一步" if holder.act == WITHHELD else f"“{holder.act}”"
            within = ((Inline("含在"), Inline(act, f"#{holder.id}"), Inline("的时限里")),)
        else:
            within = add_prefix(f"{Step.label_of('within')}：", within)
        return (*uncounted, *within, *_hide_extension(step, extension))


def says_last_speaker(step: Step) -> bool:
    """Whether a step must still say that the head speaks last: its act may say so already."""
    return step.speaks_last and "末位" not in step.act


def number_risks(graph: Graph) -> dict[str, int]:
    """Risk id -> its number on the chart (▲1), in the order in which the steps name them."""
    ids = (risk.id for node in graph.nodes if node.step for risk in node.step.risks if risk.id)
    return {id: number for number, id in enumerate(dict.fromkeys(ids), 1)}


def find_other_procedure(step: Step) -> Ref | None:
    """The procedure that a step stands for or leads to, if it may be shown."""
    ref = step.subprocess or step.leads_to
    return ref if ref and ref.id else None


def add_prefix(words: str, cell: Cell) -> Cell:
    return tuple(prepend(words, line) for line in cell)


def _hide_extension(step: Step, cell: Cell) -> Cell:
    """The extension; one that is withheld says what is."""
    return cell if step.extension else add_prefix(f"{Step.label_of('extension')}：", cell)


def prepend(words: str, line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (Inline(words), *line)
