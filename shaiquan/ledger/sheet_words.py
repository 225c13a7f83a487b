"""What a sheet says, as words: the five elements of a reference chart and what stands round it.

The canonical text of these words gives the mark of the sheet (charts.md, "Is this sheet in
force?"): nothing of layout, edition or date is in it, so that a new font outdates no wall.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.powers import Power, Risk
from shaiquan.model.procedures import Procedure
from shaiquan.views.cells import cell, part_cell, row
from shaiquan.views.complaints import shown_channels
from shaiquan.views.flowcharts import Drawing, number_risks
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

    def canonical(self) -> tuple[str, ...]:
        """The words as lines, each with what it is about: what a mark is made of."""
        return tuple(f"{label}：{text}" for label, text in self._lines() if text)

    def _lines(self) -> Iterator[tuple[str, str]]:
        yield "名称", self.title
        yield "单位", self.unit
        for each in (*self.elements, *self.steps):
            yield each.label, each.text
        yield "依据", "、".join(self.basis)
        for each in (*self.times, *self.risks):
            yield each.label, each.text
        yield "监督", "；".join(self.supervision)
        yield "投诉举报", "；".join(f"{line.label} {line.text}" for line in self.complaint)


def make_sheet_words(public: PublicCatalog, drawn: Drawing) -> SheetWords:
    """The words of the sheet of a procedure, from released records alone."""
    entry, procedure = drawn.entry, drawn.procedure
    powers = [each for ref in procedure.powers if (each := public.record(ref, Power))]
    return SheetWords(
        chart=entry.id,
        title=procedure.name,
        unit=_unit(public, procedure),
        elements=tuple(_elements(public, drawn, powers)),
        steps=tuple(_steps(drawn)),
        basis=tuple(words_of((line,)) for line in cell(public, procedure.basis)),
        times=tuple(_times(public, entry, drawn)),
        risks=tuple(_risks(public, drawn)),
        supervision=tuple(dict.fromkeys(_supervision(powers))),
        complaint=tuple(_complaint(public, procedure)),
    )


def _unit(public: PublicCatalog, procedure: Procedure) -> str:
    entry = public.entries.get(procedure.unit.id) if procedure.unit else None
    return entry.record.name if entry else public.site.unit


def _elements(public: PublicCatalog, drawn: Drawing, powers: list[Power]) -> Iterator[SheetLine]:
    yield SheetLine("权力事项", "、".join(each.name for each in powers))
    actors = dict.fromkeys(
        _flat(part_cell(public, drawn.entry, node.step, node.path, "actor"))
        for node in drawn.graph.nodes
        if node.step
    )
    yield SheetLine("行使主体", "、".join(each for each in actors if each))
    limits = [limit for each in powers[:1] for limit in each.limits] if len(powers) == 1 else []
    yield SheetLine("行使要素", "；".join(each.rstrip("。；") for each in limits))
    for name in ("materials", "window"):
        found = row(public, drawn.entry, name)
        if found:
            yield SheetLine(found.label, _flat(found.cell))


def _flat(found: Cell) -> str:
    """A cell in one line; a mark (退回) stands in brackets, apart from what it marks."""
    lines = (
        "".join(f"（{run.text}）" if run.tone == "mark" else run.text for run in line)
        for line in found
    )
    return "；".join(lines)


def _apart(found: Cell) -> str:
    """As ``_flat``, with what is marked on an act set apart from it."""
    return "；".join(" ".join(run.text for run in line) for line in found)


def _steps(drawn: Drawing) -> Iterator[SheetLine]:
    """Each row of the table of steps as one line, so that the sheet says what the page says."""
    columns = drawn.table.columns
    for each in drawn.table.rows:
        said = [
            f"{head} {_flat(found)}" if head != "步骤" else _apart(found)
            for head, found in zip(columns, each.cells, strict=True)
            if found and head != "序号"
        ]
        yield SheetLine("步骤", "，".join(said))


def _times(public: PublicCatalog, entry: Entry, drawn: Drawing) -> Iterator[SheetLine]:
    for name in ("legal", "promised"):
        found = row(public, entry, name)
        if found:
            yield SheetLine(found.label, _flat(found.cell))
    if drawn.time.amounts:
        yield SheetLine("各步最长合计", str(drawn.time))


def _risks(public: PublicCatalog, drawn: Drawing) -> Iterator[SheetLine]:
    for id, number in number_risks(drawn.graph).items():
        risk = public.entries[id].record
        if isinstance(risk, Risk):
            level = f"（{risk.level.label}）" if risk.level else ""
            control = "；".join(risk.controls)
            holders = "、".join(each.text for each in risk.holders if each.id)
            text = f"{risk.name}{level}" + (f"。防控：{control}" if control else "")
            yield SheetLine(f"风险点▲{number}", text + (f"。责任：{holders}" if holders else ""))


def _supervision(powers: list[Power]) -> Iterator[str]:
    for power in powers:
        for each in power.supervision:
            by = each.by.text if each.by and each.by.id else ""
            yield "：".join(part for part in (f"{each.form.label}监督", by + each.how) if part)


def _complaint(public: PublicCatalog, procedure: Procedure) -> Iterator[SheetLine]:
    for channel in shown_channels(public, procedure):
        hours = f"（{channel.hours}）" if channel.hours else ""
        yield SheetLine(channel.name.text, channel.value + hours)
