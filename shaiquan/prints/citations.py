"""The bases of a record in print: the articles of a rule together, after its name."""

from __future__ import annotations

from collections.abc import Iterable

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.articles import article_title
from shaiquan.model.base import Citation
from shaiquan.model.references import find_references
from shaiquan.prints.blocks import BookletTable, TableCell, TextRun, convert_cell, convert_table
from shaiquan.views.bases import find_basis_holder, list_basis_fields
from shaiquan.views.cells import withheld_cell
from shaiquan.views.values import Cell, Table, TableRow
from shaiquan.views.values import plain as cell_of


def format_citations(
    public: PublicCatalog, citations: Iterable[Citation], short: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """One line for every rule: 《议事规则》第四条、第六条第二款.

    ``short`` are the ids of rules in the same booklet: they are named by their short names.
    """
    articles: dict[str, dict[str, None]] = {}
    names: dict[str, str] = {}
    for citation in citations:
        entry = public.entries.get(citation.rule.id)
        record = entry.record if entry else None
        name = record.name if record else citation.rule.text
        if record and citation.rule.id in short:
            name = record.short_name
        names[citation.rule.id] = name
        article = (article_title(citation.article) if citation.article else "") + citation.tail
        articles.setdefault(citation.rule.id, {})[article] = None
    return tuple(f"《{names[id]}》{'、'.join(filter(None, articles[id]))}" for id in articles)


def make_basis_cell(
    public: PublicCatalog, entry: Entry, short: frozenset[str] = frozenset()
) -> TableCell:
    """The cell with a record's bases, or with the note that they are withheld."""
    entry = find_basis_holder(public, entry)
    withheld_fields, citations = public.withheld.get(entry.id, {}), list[Citation]()
    cell: Cell = ()
    for name in list_basis_fields(entry):
        if (name,) in withheld_fields:
            cell += withheld_cell(withheld_fields[(name,)])
        else:
            citations += getattr(entry.record, name)
    lines = format_citations(public, citations, short)
    return TableCell((*convert_cell(cell), *((TextRun(line),) for line in lines)))


def make_quote_table(
    public: PublicCatalog, entries: Iterable[Entry], own_rules: frozenset[str]
) -> BookletTable | None:
    """What records quote of rules that are not in the booklet, each quote once."""
    found = (cited for entry in entries for _, cited in find_references(entry.record))
    quoted = [
        c for c in found if isinstance(c, Citation) and c.quote and c.rule.id not in own_rules
    ]
    if not quoted:
        return None
    lines = ((*format_citations(public, (cited,)), cited.quote) for cited in quoted)
    rows = tuple(
        TableRow((cell_of(where), cell_of(quote))) for where, quote in dict.fromkeys(lines)
    )
    return convert_table(Table(("依据", "原文"), rows))
