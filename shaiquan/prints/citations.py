"""The bases of a record in print: the articles of a rule together, after its name."""

from __future__ import annotations

from collections.abc import Iterable

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.articles import article_title
from shaiquan.model.base import Citation
from shaiquan.prints.blocks import TableCell, TextRun, convert_cell
from shaiquan.views.cells import withheld_cell


def format_citations(
    public: PublicCatalog, citations: Iterable[Citation], short: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """One line for every rule: 《议事规则》第四条、第六条第二款.

    ``short`` are the ids of rules in the same booklet: they are named by their short names.
    """
    articles: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for citation in citations:
        entry = public.entries.get(citation.rule.id)
        record = entry.record if entry else None
        name = record.name if record else citation.rule.text
        if record and citation.rule.id in short:
            name = record.short_name
        names[citation.rule.id] = name
        article = (article_title(citation.article) if citation.article else "") + citation.tail
        articles.setdefault(citation.rule.id, []).append(article)
    return tuple(f"《{names[id]}》{'、'.join(filter(None, articles[id]))}" for id in articles)


def make_basis_cell(
    public: PublicCatalog, entry: Entry, short: frozenset[str] = frozenset()
) -> TableCell:
    """The cell with a record's bases, or with the note that they are withheld."""
    withheld_fields = public.withheld.get(entry.id, {})
    if ("basis",) in withheld_fields:
        return TableCell(convert_cell(withheld_cell(withheld_fields[("basis",)])))
    lines = format_citations(public, getattr(entry.record, "basis", ()), short)
    return TableCell(tuple((TextRun(line),) for line in lines))
