"""Who decides a power by the amount: by which vote, with how many there (S2-19, S1-17)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.ladders import Ladder, list_ladders
from shaiquan.model.powers import Power, Tier
from shaiquan.model.procedures import Procedure
from shaiquan.model.site import ProcedureType
from shaiquan.procedures.amounts import find_votes_on
from shaiquan.procedures.graph import graph_of
from shaiquan.views.cells import AMOUNTS, make_cell
from shaiquan.views.tables import drop_empty_columns
from shaiquan.views.values import Cell, Table, TableRow, plain

#: what a page says of how many must be there, and of whom a majority is counted
QUORUM, MAJORITY = "法定到会人数", "多数按什么算"


def make_amount_table(public: PublicCatalog, entry: Entry) -> Table | None:
    """A row for each tier of a power, ladder by ladder; None where the amount does not matter."""
    power = entry.record
    assert isinstance(power, Power)
    rows = tuple(
        _make_row(public, entry, ladder, tier)
        for ladder in list_ladders(power.tiers)
        for tier in ladder.tiers
    )
    labels = (Tier.label_of("applies"), Tier.label_of("amount"))
    columns = (*labels, "谁决定", "表决方式", QUORUM, MAJORITY)
    if not rows:
        return None
    return drop_empty_columns(Table(columns, rows, "按金额由谁决定", AMOUNTS, lead=1))


def _make_row(public: PublicCatalog, entry: Entry, ladder: Ladder, tier: Tier) -> TableRow:
    kinds = plain("、".join(ladder.applies))
    known = (kinds, make_cell(public, tier.amount), make_cell(public, tier.approver))
    if not tier.collective:
        alone = plain("个人审批") if tier.approver.kind == "post" else ()
        return TableRow((*known, alone, (), ()))
    return TableRow((*known, *_say_vote(public, entry, tier)))


def _say_vote(public: PublicCatalog, entry: Entry, tier: Tier) -> tuple[Cell, Cell, Cell]:
    """How a body decides: as it votes on a chart, with as many there as the type asks for."""
    for procedure in _find_procedures(public, entry):
        for node in find_votes_on(graph_of(procedure), tier):
            assert node.step
            row = public.site.types.get(procedure.type) or ProcedureType()
            quorum = plain(str(row.quorum or ""))
            return make_cell(public, node.step.voting), quorum, make_cell(public, row.majority)
    return plain("集体研究"), (), ()


def _find_procedures(public: PublicCatalog, power: Entry) -> Iterator[Procedure]:
    """The procedures of a power that are shown with their steps."""
    for entry in public.entries_naming(power.id, "procedure", "powers"):
        if isinstance(entry.record, Procedure) and graph_of(entry.record).nodes:
            yield entry.record
