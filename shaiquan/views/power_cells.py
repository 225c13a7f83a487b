"""Cells of the lists of powers, duties, risks and boundaries that no single field gives."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.boundaries import Boundary
from shaiquan.model.empty_words import is_undone
from shaiquan.model.powers import Duty, Power
from shaiquan.queries.powers import list_serving
from shaiquan.views.cells import field_cell, make_run, part_cell
from shaiquan.views.record_links import link_lines, link_record
from shaiquan.views.values import Cell, Inline, plain


def link_procedures(public: PublicCatalog, entry: Entry) -> Cell:
    assert isinstance(entry.record, Power)
    ids = list_serving(public, entry.record, "procedure")
    procedures = link_lines(public.entries[id] for id in ids)
    return procedures or plain(_reason_of(entry, "no_procedure"), tone="muted")


def _reason_of(entry: Entry, name: str) -> str:
    return getattr(entry.record, name) if isinstance(entry.record, Power) else ""


def link_risks(public: PublicCatalog, entry: Entry) -> Cell:
    """The risks of a power, else of its main item, with their levels; 无 where it was assessed and
    has none."""
    lines = []
    assert isinstance(entry.record, Power)
    for id in list_serving(public, entry.record, "risk"):
        risk = public.entries[id]
        level = field_cell(public, risk, "level")
        lines.append((*link_record(risk)[0], *(level[0] if level else ())))
    is_assessed = not is_undone(_reason_of(entry, "no_risk"))
    return tuple(lines) or plain("无" if is_assessed else "", tone="muted")


def list_situations(public: PublicCatalog, entry: Entry) -> Cell:
    """What goes wrong where a duty is not done."""
    duty = entry.record
    assert isinstance(duty, Duty)
    return tuple(
        line
        for index, part in enumerate(duty.accountability)
        for line in part_cell(public, entry, part, ("accountability", index), "situation")
    )


def list_holders(public: PublicCatalog, entry: Entry) -> Cell:
    """Who answers for a duty or a risk: those of one rank in a line, then the posts by their
    responsibility."""
    responsible = field_cell(public, entry, "responsible")
    return (*field_cell(public, entry, "holders"), *responsible)


def list_shares(public: PublicCatalog, entry: Entry) -> Cell:
    """What each department does in a matter, one a line: 发改局：审批……"""
    boundary = entry.record
    assert isinstance(boundary, Boundary)
    return tuple(
        (make_run(public, share.department), Inline(f"：{share.duty}")) for share in boundary.shares
    ) or field_cell(public, entry, "shares")
