"""The words of a sheet: the five elements of a reference chart and the text round it.

Their canonical text gives the mark of the sheet (S4-19). It holds no layout, edition
or date: a new font does not outdate the sheets on the walls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.ledger import ACTORS_LABEL
from shaiquan.model.powers import Power, Risk
from shaiquan.model.procedures import Procedure, Step
from shaiquan.procedures.graph import Node
from shaiquan.queries.chart_units import find_unit_of_chart, list_powers_of_chart
from shaiquan.queries.whole_limits import POWER_LIMITS
from shaiquan.views.bases import show_bases
from shaiquan.views.cells import field_cell, make_cell, part_cell
from shaiquan.views.complaints import shown_channels
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.handling import name_materials
from shaiquan.views.step_actors import list_actors
from shaiquan.views.step_cells import number_risks
from shaiquan.views.step_exits import PLACE
from shaiquan.views.step_rows import NUMBER_HEADING, RISKS_HEADING, STEP_HEADING
from shaiquan.views.values import Cell, words_of

#: labels of the five elements of a reference chart (S0-10); the fifth is 投诉举报
POWERS_LABEL, ELEMENTS_LABEL, COURSE_LABEL = "权力事项", "行使要素", "运行程序"


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
    #: the names of the powers, one by one
    powers: tuple[str, ...] = ()

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
    powers = [power for _, power in list_powers_of_chart(public, procedure.powers)]
    unit = find_unit_of_chart(public, procedure)
    return SheetWords(
        chart=entry.id,
        title=procedure.name,
        unit=unit.record.name if unit else public.site.unit,
        elements=tuple(_list_elements(public, drawing, powers)),
        steps=tuple(_list_steps(drawing)),
        basis=tuple(_list_bases(public, drawing)),
        times=tuple(_list_times(public, drawing)),
        risks=tuple(_list_risks(public, drawing)),
        supervision=tuple(dict.fromkeys(_list_supervision(powers))),
        complaint=tuple(_list_channels(public, procedure)),
        powers=tuple(power.name for power in powers),
    )


def make_earlier_words(public: PublicCatalog, drawing: Drawing, words: SheetWords) -> SheetWords:
    """The words as sheets had them before 2026-12: a sheet printed then stays in force as long as
    all that it says is true. It had the unit and the bases that the procedure itself names, and
    行使要素 only of a single power."""
    procedure = drawing.procedure
    unit = public.entries.get(procedure.unit_id)
    powers = [power for _, power in list_powers_of_chart(public, procedure.powers)]
    limits = [limit.rstrip("。；") for limit in powers[0].limits] if len(powers) == 1 else []
    elements = (
        SheetLine(line.label, "；".join(limits)) if line.label == ELEMENTS_LABEL else line
        for line in words.elements
    )
    return replace(
        words,
        unit=unit.record.name if unit else public.site.unit,
        elements=tuple(elements),
        basis=tuple(words_of((line,)) for line in make_cell(public, procedure.basis)),
    )


def _list_bases(public: PublicCatalog, drawing: Drawing) -> Iterator[str]:
    """The bases of the procedure; where it has none, those of its powers."""
    cell = field_cell(public, drawing.entry, "basis") or find_basis_of_powers(public, drawing)
    yield from dict.fromkeys(words_of((line,)) for line in cell)


def find_basis_of_powers(public: PublicCatalog, drawing: Drawing) -> Cell:
    """The bases of the powers of a chart, each once."""
    powers = list_powers_of_chart(public, drawing.procedure.powers)
    lines = (line for entry, _ in powers for line in show_bases(public, entry))
    return tuple(dict.fromkeys(lines))


def _list_elements(
    public: PublicCatalog, drawing: Drawing, powers: list[Power]
) -> Iterator[SheetLine]:
    yield SheetLine(POWERS_LABEL, "、".join(power.name for power in powers))
    yield SheetLine(ACTORS_LABEL, say_actors(public, drawing, drawing.graph.nodes))
    yield SheetLine(ELEMENTS_LABEL, describe_exercise(public, drawing))
    for name in ("materials", "window"):
        if cell := _find_cell(public, drawing, name):
            yield SheetLine(Procedure.label_of(name), _join_lines(cell))


def say_actors(public: PublicCatalog, drawing: Drawing, nodes: Iterable[Node]) -> str:
    """行使主体: who takes some steps of a chart, in the order of the steps."""
    lines = (line for node in nodes for line in list_actors(public, drawing.entry, node))
    return "、".join(dict.fromkeys(text for line in lines if (text := _join_lines((line,)))))


def describe_exercise(public: PublicCatalog, drawing: Drawing) -> str:
    """行使要素: the limits of the power, then what its exercise takes on the chart (S0-10).

    The limits of several powers would fill the sheet: they are found in the list of powers.
    """
    nodes = drawing.graph.nodes
    together = [node for node in nodes if node.step and node.step.collective]
    votes = [node for node in nodes if node.step and node.step.voting]
    parts = [
        (Power.label_of("limits"), _describe_limits(public, drawing)),
        (Step.label_of("gates"), _join_values(public, drawing, nodes, "gates")),
        (Step.label_of("collective"), say_actors(public, drawing, together or votes)),
        (Step.label_of("voting"), _join_values(public, drawing, votes, "voting")),
    ]
    said = [f"{label}：{text}" for label, text in parts if text]
    if not said and (documents := _join_values(public, drawing, nodes, "documents")):
        said = [f"{Step.label_of('documents')}：{documents}"]
    return "。".join(said)


def describe_course(times: Iterable[SheetLine], steps: int) -> str:
    """运行程序: how many steps there are, and how long they take."""
    return "；".join((f"见图，共 {steps} 步", *map(say_time, times)))


def say_time(time: SheetLine) -> str:
    """承诺时限 20个工作日; 经镇长批准可延长10日 says by itself what it is."""
    says_itself = time.label == Procedure.label_of("extension") and time.label in time.text
    return time.text if says_itself else f"{time.label} {time.text}"


def _describe_limits(public: PublicCatalog, drawing: Drawing) -> str:
    """The limits of the powers of a chart, if one text says them."""
    powers = list_powers_of_chart(public, drawing.procedure.powers)
    texts = [
        "；".join(words_of((line,)).rstrip("。；") for line in field_cell(public, entry, "limits"))
        for entry, _ in powers
    ]
    several = [text for text in texts if text]
    return "见权力清单各项" if len({*several}) > 1 else "".join(several[:1])


def _join_values(public: PublicCatalog, drawing: Drawing, nodes: Iterable[Node], name: str) -> str:
    return "、".join(_list_values(public, drawing, nodes, name))


def _list_values(
    public: PublicCatalog, drawing: Drawing, nodes: Iterable[Node], name: str
) -> tuple[str, ...]:
    """What steps say of a field, each text once, in their order."""
    cells = (
        part_cell(public, drawing.entry, node.step, node.path, name) for node in nodes if node.step
    )
    lines = (_join_lines((line,)) for cell in cells for line in cell)
    return tuple(dict.fromkeys(line for line in lines if line))


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


def _list_times(public: PublicCatalog, drawing: Drawing) -> Iterator[SheetLine]:
    extended, other = ("legal", "promised") if drawing.procedure.legal else ("promised", "legal")
    for name in (extended, "extension", other):
        if cell := _find_cell(public, drawing, name):
            yield SheetLine(Procedure.label_of(name), _join_lines(cell))
    if drawing.time.says_something:
        yield SheetLine(drawing.time.label, str(drawing.time))


#: fields of a procedure that its powers may say in its place
FIELDS_OF_POWERS = ("materials", *POWER_LIMITS)


def find_in_powers(public: PublicCatalog, drawing: Drawing, name: str) -> Cell:
    """One of FIELDS_OF_POWERS as the powers of a chart say it, where all say the same."""
    entries = (entry for entry, _ in list_powers_of_chart(public, drawing.procedure.powers))
    if name == "materials":
        cells = {name_materials(public, entry) for entry in entries}
    else:
        cells = {field_cell(public, entry, POWER_LIMITS[name]) for entry in entries}
    return cells.pop() if len(cells) == 1 else ()


def _find_cell(public: PublicCatalog, drawing: Drawing, name: str) -> Cell:
    """What a procedure says, or else its powers."""
    cell = field_cell(public, drawing.entry, name)
    return cell or (find_in_powers(public, drawing, name) if name in FIELDS_OF_POWERS else ())


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
