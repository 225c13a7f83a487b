"""The words of a sheet: the five elements of a reference chart and the text round it.

Their canonical text gives the mark of the sheet (S4-19). It holds no layout, edition
or date: a new font does not outdate the sheets on the walls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.ledger import ACTORS_LABEL
from shaiquan.model.powers import Power, Risk
from shaiquan.model.procedures import Procedure
from shaiquan.views.cells import make_cell, make_row
from shaiquan.views.complaints import shown_channels
from shaiquan.views.flowcharts import (
    NUMBER_HEADING,
    RISKS_HEADING,
    STEP_HEADING,
    Drawing,
    number_risks,
)
from shaiquan.views.step_actors import list_actors
from shaiquan.views.step_exits import PLACE
from shaiquan.views.values import Cell, words_of


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A labelled line of a sheet."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words of one sheet, in the order in which they are read."""

    chart: str
    title: str
    unit: str
    #: 权力事项、行使主体、行使要素 (seed 000, S0-10); the fourth element is the chart
    elements: tuple[SheetLine, ...]
    steps: tuple[SheetLine, ...]
    basis: tuple[str, ...]
    times: tuple[SheetLine, ...]
    risks: tuple[SheetLine, ...]
    supervision: tuple[str, ...]
    #: 投诉举报, the fifth
    complaint: tuple[SheetLine, ...]

    def canonical_lines(self) -> tuple[str, ...]:
        """The words as labelled lines: the mark is computed from them."""
        return tuple(f"{label}：{text}" for label, text in self._lines() if text)

    def _lines(self) -> Iterator[tuple[str, str]]:
        yield "名称", self.title
        yield "单位", self.unit
        for line in (*self.elements, *self.steps):
            yield line.label, line.text
        yield "依据", "、".join(self.basis)
        for line in (*self.times, *self.risks):
            yield line.label, line.text
        yield "监督", "；".join(self.supervision)
        yield "投诉举报", "；".join(f"{line.label} {line.text}" for line in self.complaint)


def make_sheet_words(public: PublicCatalog, drawing: Drawing) -> SheetWords:
    """The words of the sheet of a procedure, from released records alone."""
    entry, procedure = drawing.entry, drawing.procedure
    powers = [power for ref in procedure.powers if (power := public.record(ref, Power))]
    return SheetWords(
        chart=entry.id,
        title=procedure.name,
        unit=_unit_name(public, procedure),
        elements=tuple(_list_elements(public, drawing, powers)),
        steps=tuple(_list_steps(drawing)),
        basis=tuple(words_of((line,)) for line in make_cell(public, procedure.basis)),
        times=tuple(_list_times(public, entry, drawing)),
        risks=tuple(_list_risks(public, drawing)),
        supervision=tuple(dict.fromkeys(_list_supervision(powers))),
        complaint=tuple(_list_channels(public, procedure)),
    )


def _unit_name(public: PublicCatalog, procedure: Procedure) -> str:
    entry = public.entries.get(procedure.unit.id) if procedure.unit else None
    return entry.record.name if entry else public.site.unit


def _list_elements(
    public: PublicCatalog, drawing: Drawing, powers: list[Power]
) -> Iterator[SheetLine]:
    yield SheetLine("权力事项", "、".join(power.name for power in powers))
    actors = dict.fromkeys(
        _join_lines((line,))
        for node in drawing.graph.nodes
        for line in list_actors(public, drawing.entry, node)
    )
    yield SheetLine(ACTORS_LABEL, "、".join(actor for actor in actors if actor))
    limits = [limit for power in powers[:1] for limit in power.limits] if len(powers) == 1 else []
    yield SheetLine("行使要素", "；".join(limit.rstrip("。；") for limit in limits))
    for name in ("materials", "window"):
        field = make_row(public, drawing.entry, name)
        if field:
            yield SheetLine(field.label, _join_lines(field.cell))


def _join_lines(cell: Cell) -> str:
    """A cell in one line, marks such as 退回 in brackets, without the numbers of steps."""
    lines = (
        "".join(
            f"（{run.text}）" if run.tone == "mark" else run.text
            for run in line
            if run.tone != PLACE
        )
        for line in cell
    )
    return "；".join(lines)


def _join_act(cell: Cell) -> str:
    """The cell of an act in one line, with blanks between the act and its marks."""
    return "；".join(" ".join(run.text for run in line) for line in cell)


def _list_steps(drawing: Drawing) -> Iterator[SheetLine]:
    """A line for every row of the table of steps: the sheet says what the page says."""
    columns = drawing.table.columns
    for step in drawing.table.rows:
        parts = [
            f"{column} {_join_lines(cell)}" if column != STEP_HEADING else _join_act(cell)
            for column, cell in zip(columns, step.cells, strict=True)
            if cell and column != NUMBER_HEADING
        ]
        yield SheetLine(STEP_HEADING, "，".join(parts))


def _list_times(public: PublicCatalog, entry: Entry, drawing: Drawing) -> Iterator[SheetLine]:
    extended, other = ("legal", "promised") if drawing.procedure.legal else ("promised", "legal")
    for name in (extended, "extension", other):
        field = make_row(public, entry, name)
        if field:
            yield SheetLine(field.label, _join_lines(field.cell))
    if drawing.time.says_something:
        yield SheetLine(drawing.time.label, str(drawing.time))


def _list_risks(public: PublicCatalog, drawing: Drawing) -> Iterator[SheetLine]:
    for id, number in number_risks(drawing.graph).items():
        risk = public.entries[id].record
        if isinstance(risk, Risk):
            level = f"（{risk.level.label}）" if risk.level else ""
            controls = "；".join(risk.controls)
            holders = "、".join(holder.text for holder in risk.holders if holder.id)
            text = f"{risk.name}{level}" + (f"。防控：{controls}" if controls else "")
            yield SheetLine(
                f"{RISKS_HEADING}▲{number}", text + (f"。责任：{holders}" if holders else "")
            )


def _list_supervision(powers: list[Power]) -> Iterator[str]:
    for power in powers:
        for item in power.supervision:
            by = item.by.text if item.by and item.by.id else ""
            yield "：".join(part for part in (f"{item.form.label}监督", by + item.how) if part)


def _list_channels(public: PublicCatalog, procedure: Procedure) -> Iterator[SheetLine]:
    for channel in shown_channels(public, procedure):
        hours = f"（{channel.hours}）" if channel.hours else ""
        yield SheetLine(channel.name.text, channel.value + hours)
