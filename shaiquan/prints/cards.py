"""The card of a procedure (明白卡, S0-14): one A4 page that a visitor takes home."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.sheet_words import SheetLine, say_time
from shaiquan.model.ladders import Ladder, list_ladders
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Step
from shaiquan.model.time_limits import names_limit
from shaiquan.prints.sheets import SheetContent, SheetHead, list_notes, make_head
from shaiquan.procedures.graph import Graph
from shaiquan.views.cells import field_cell, make_cell
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.step_exits import leads_just_to, say_exits
from shaiquan.views.step_rows import (
    ACTOR_HEADING,
    LIMIT_HEADING,
    NEXT_HEADING,
    NUMBER_HEADING,
    STEP_HEADING,
)
from shaiquan.views.values import Line, TableRow, words_of


@dataclass(frozen=True, slots=True)
class CardStep:
    """A step on the card: its symbol or number.

    ``answers``: where it goes on, of a question and of a step that does not lead to the one below.
    """

    symbol: str
    number: str
    act: str
    actor: str
    limit: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitorCard:
    """Everything on the card, in reading order."""

    title: str
    head: SheetHead
    example: bool
    about: tuple[SheetLine, ...]
    steps: tuple[CardStep, ...]
    bring: tuple[SheetLine, ...]
    risks: tuple[SheetLine, ...]
    complaint: tuple[SheetLine, ...]
    notes: tuple[str, ...]


def make_card(public: PublicCatalog, drawing: Drawing, sheet: SheetContent) -> VisitorCard:
    """The card of the procedure of a sheet; it has the mark of the sheet."""
    words = sheet.words
    return VisitorCard(
        title=f"{words.title.removesuffix('图').removesuffix('流程')}明白卡",
        head=make_head(sheet),
        example=sheet.example,
        about=tuple(_list_facts(public, drawing, sheet)),
        steps=tuple(_list_steps(drawing)),
        bring=tuple(line for line in words.elements[3:] if line.text),
        risks=words.risks,
        complaint=words.complaint,
        notes=list_notes(sheet),
    )


def _list_facts(
    public: PublicCatalog, drawing: Drawing, sheet: SheetContent
) -> Iterator[SheetLine]:
    words = sheet.words
    powers = [public.entries[r.id] for r in drawing.procedure.powers if public.record(r, Power)]
    deciders = dict.fromkeys(_say_decider(public, power) for power in powers)
    yield from (line for line in words.elements[:1] if line.text)
    if who := "、".join(decider for decider in deciders if decider):
        yield SheetLine("谁决定", who)
    yield from (line for line in words.elements[1:3] if line.text)
    if words.basis:
        yield SheetLine("依据", "、".join(words.basis))
    if words.times:
        yield SheetLine("多久办完", "；".join(map(say_time, words.times)))


def _say_decider(public: PublicCatalog, entry: Entry) -> str:
    """Who decides by a power; where it goes by the amount, who approves which (S2-19)."""
    power = entry.record
    assert isinstance(power, Power)
    by_amount = "；".join(_say_ladder(public, ladder) for ladder in list_ladders(power.tiers))
    if by_amount:
        return f"{power.short_name}按金额：{by_amount}"
    return words_of(field_cell(public, entry, "decider"))


def _say_ladder(public: PublicCatalog, ladder: Ladder) -> str:
    """工程不满5万元由副书记，5万元以上由党委."""
    approvers = (
        f"{tier.amount}由{words_of(make_cell(public, tier.approver))}" for tier in ladder.tiers
    )
    return "、".join(ladder.applies) + "，".join(approvers)


#: type of a step in the table of steps -> its symbol in the legend
_SYMBOLS = {
    Step.label_of("start"): "round",
    Step.label_of("end"): "round",
    Step.label_of("decision"): "diamond",
    Step.label_of("subprocess"): "double",
    Step.label_of("side"): "side",
}


def _list_steps(drawing: Drawing) -> Iterator[CardStep]:
    """The rows of the table of steps: the card says what the page says."""
    table, named = drawing.table, set(_find_named_limits(drawing.graph))
    column = {name: index for index, name in enumerate(table.columns)}

    def text(row: TableRow, name: str) -> str:
        words = words_of(row.cells[column[name]]).replace("\n", "；")
        return f"{name}：{words}" if words.startswith(WITHHELD) else words

    symbols = [_find_symbol(row.cells[column[STEP_HEADING]][0]) for row in table.rows]
    below = _find_rows_below(table.rows, symbols)
    for row, symbol in zip(table.rows, symbols, strict=True):
        exits = row.cells[column[NEXT_HEADING]]
        goes_on = all(leads_just_to(exit, below.get(row.id, "")) for exit in exits)
        answers = (words_of(exits),) if symbol == "side" else say_exits(exits)
        yield CardStep(
            symbol=symbol,
            number=text(row, NUMBER_HEADING).replace("—", ""),
            act=row.cells[column[STEP_HEADING]][0][0].text,
            actor=text(row, ACTOR_HEADING),
            limit="" if row.id in named else text(row, LIMIT_HEADING),
            answers=() if goes_on else answers,
        )


def _find_symbol(line: Line) -> str:
    return next((_SYMBOLS[mark.text] for mark in line[1:] if mark.text in _SYMBOLS), "box")


def _find_rows_below(rows: Sequence[TableRow], symbols: Sequence[str]) -> dict[str, str]:
    """The row of each step -> the next below it that is no side step: who reads on comes there."""
    ids = [row.id for row, symbol in zip(rows, symbols, strict=True) if symbol != "side"]
    return dict(itertools.pairwise(ids))


def _find_named_limits(graph: Graph) -> Iterator[str]:
    """The steps of which the act names the limit, and nothing else is said of the time."""
    for node in graph.nodes:
        step = node.step
        if step is None or step.limit is None or step.uncounted or step.within or step.extension:
            continue
        if names_limit(node.act, step.limit):
            yield node.id
