"""The card of a procedure (明白卡, S0-14): one A4 page that a visitor takes home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.sheet_words import SheetLine
from shaiquan.model.powers import Power
from shaiquan.prints.sheets import SheetContent, SheetHead, list_notes, make_head
from shaiquan.views.cells import cell
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.values import Table, TableRow, words_of


@dataclass(frozen=True, slots=True)
class CardStep:
    """A step as the card tells it: its symbol or number; ``ways`` answer a question."""

    symbol: str
    number: str
    act: str
    actor: str
    limit: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitorCard:
    """Everything on the card, in the order in which it is read."""

    title: str
    head: SheetHead
    example: bool
    about: tuple[SheetLine, ...]
    steps: tuple[CardStep, ...]
    bring: tuple[SheetLine, ...]
    risks: tuple[SheetLine, ...]
    complaint: tuple[SheetLine, ...]
    notes: tuple[str, ...]


def make_card(public: PublicCatalog, drawn: Drawing, sheet: SheetContent) -> VisitorCard:
    """The card of the procedure of a sheet, with the sheet's mark."""
    matter = sheet.matter
    return VisitorCard(
        title=f"{matter.title.removesuffix('图').removesuffix('流程')}明白卡",
        head=make_head(sheet),
        example=sheet.example,
        about=tuple(_about(public, drawn, sheet)),
        steps=tuple(_steps(drawn.table)),
        bring=tuple(each for each in matter.elements[3:] if each.text),
        risks=matter.risks,
        complaint=matter.complaint,
        notes=list_notes(sheet),
    )


def _about(public: PublicCatalog, drawn: Drawing, sheet: SheetContent) -> Iterator[SheetLine]:
    matter = sheet.matter
    powers = [each for ref in drawn.procedure.powers if (each := public.record(ref, Power))]
    deciders = dict.fromkeys(words_of(cell(public, each.decider)) for each in powers)
    yield from (each for each in matter.elements[:1] if each.text)
    if who := "、".join(each for each in deciders if each):
        yield SheetLine("谁决定", who)
    yield from (each for each in matter.elements[1:3] if each.text)
    if matter.basis:
        yield SheetLine("依据", "、".join(matter.basis))
    if matter.times:
        yield SheetLine("多久办完", "；".join(f"{each.label} {each.text}" for each in matter.times))


#: what the table of steps calls a step -> its symbol in the legend
_SYMBOLS = {
    "开始": "round", "结束": "round", "判断": "diamond", "子流程": "double", "旁路": "side",
}  # fmt: skip


def _steps(table: Table) -> Iterator[CardStep]:
    """The rows of the table of steps, so that the card says what the page says."""
    place = {name: index for index, name in enumerate(table.columns)}

    def said(row: TableRow, name: str) -> str:
        return words_of(row.cells[place[name]]).replace("\n", "；") if name in place else ""

    for row in table.rows:
        act, *marks = row.cells[place["步骤"]][0]
        symbol = next((_SYMBOLS[each.text] for each in marks if each.text in _SYMBOLS), "box")
        asked = row.cells[place["下一步"]] if symbol == "diamond" else ()
        number = said(row, "序号").replace("—", "")
        yield CardStep(
            symbol, number, act.text, said(row, "主体"), said(row, "时限"),
            tuple("".join(run.text for run in way if run.tone != "mark") for way in asked),
        )  # fmt: skip
