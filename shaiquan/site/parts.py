"""Parts of several record pages: particulars, channels, texts, the steps that one carries out."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.queries.relations import channels
from shaiquan.views.addresses import of_entry
from shaiquan.views.cells import fields, inline, link, own_fields, prose
from shaiquan.views.flowcharts import ProcedureGraph, told
from shaiquan.views.values import Cell, Fields, Inline, Prose, Row, Table, TableRow


def particulars(
    public: PublicCatalog, entry: Entry, *left_out: str, also: tuple[Row | None, ...] = ()
) -> Fields | None:
    """The fields of a record in the order of its model, then where to complain."""
    own = fields(public, entry, (n for n in own_fields(entry.record) if n not in left_out))
    found = channels(public, entry.record)
    complaint = Row("投诉举报", _channels(public, found)) if found else None
    rows = (*(own.rows if own else ()), *also, complaint)
    kept = tuple(each for each in rows if each)
    return Fields(kept, "基本信息", "particulars") if kept else None


def _channels(public: PublicCatalog, refs: tuple[object, ...]) -> Cell:
    """Complaint channels with their numbers, each on a line."""
    lines = []
    for ref in refs:
        run = inline(public, ref)
        entry = public.entries.get(getattr(ref, "id", ""))
        value = getattr(entry.record, "value", "") if entry else ""
        name = entry.record.name if entry else run.text
        lines.append((Inline(name, run.href), Inline(f"　{value}")))
    return tuple(lines)


def text(public: PublicCatalog, entry: Entry, title: str = "说明") -> Prose | None:
    text = entry.record.text
    return prose(public, text, title, "text") if text.strip() else None


def told_with(public: PublicCatalog, entry: Entry) -> list[ProcedureGraph]:
    """The procedures whose steps name a record."""
    found = map(told, public.linking(entry.id, "procedure", "steps"))
    return [each for each in found if each]


def acting(public: PublicCatalog, entry: Entry) -> Table | None:
    """The steps that a body, a post or a role carries out."""
    rows = []
    for drawn in told_with(public, entry):
        steps = [
            node
            for node in drawn.graph.nodes
            if node.step and node.step.actor and node.step.actor.id == entry.id
        ]
        if steps:
            address = of_entry(drawn.entry)
            done = tuple((Inline(node.act, f"{address}#{node.id}"),) for node in steps)
            rows.append(TableRow((link(drawn.entry), done)))
    return Table(("流程", "步骤"), tuple(rows), "参与的流程步骤", "acting") if rows else None
