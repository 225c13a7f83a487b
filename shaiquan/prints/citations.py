"""Bases as print has them: the articles of one rule together, after its name."""

from __future__ import annotations

from collections.abc import Iterable

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.articles import title
from shaiquan.model.base import Citation
from shaiquan.prints.blocks import TableCell, TextRun, convert_cell
from shaiquan.views.cells import withheld


def format_citations(
    public: PublicCatalog, citations: Iterable[Citation], short: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """A line for each rule: 《议事规则》第四条、第六条第二款.

    ``short`` are the ids of rules that go by their short names, being in the same booklet.
    """
    held: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for each in citations:
        entry = public.entries.get(each.rule.id)
        record = entry.record if entry else None
        name = record.name if record else each.rule.text
        if record and each.rule.id in short:
            name = record.short or name
        names[each.rule.id] = name
        where = (title(each.article) if each.article else "") + each.tail
        held.setdefault(each.rule.id, []).append(where)
    return tuple(f"《{names[id]}》{'、'.join(filter(None, held[id]))}" for id in held)


def make_basis_cell(
    public: PublicCatalog, entry: Entry, short: frozenset[str] = frozenset()
) -> TableCell:
    """The cell of a record's bases, withheld or shown."""
    gone = public.withheld.get(entry.id, {})
    if ("basis",) in gone:
        return TableCell(convert_cell(withheld(gone[("basis",)])))
    lines = format_citations(public, getattr(entry.record, "basis", ()), short)
    return TableCell(tuple((TextRun(line),) for line in lines))
