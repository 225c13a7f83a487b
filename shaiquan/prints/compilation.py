"""制度汇编 (seed 004, S4-18): every rule in force of a unit, its charts, lists, powers, an index.

Page numbers, the contents' and the index's, are the template's: only the press knows where a
page ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.common import Record
from shaiquan.model.numerals import spoken
from shaiquan.prints.booklet_units import BookletUnit, find_content_date
from shaiquan.prints.compilation_parts import BookletPart, list_records, make_parts
from shaiquan.prints.index_terms import IndexLine, IndexTerm, TermFinder, list_mentions, sort_index
from shaiquan.views.flowcharts import Drawing

TITLE = "制度汇编"


@dataclass(frozen=True, slots=True)
class Compilation:
    """The booklet of a unit. ``name`` is its full title, ``edition`` the content's date."""

    title: str
    name: str
    unit: str
    edition: str
    example: bool
    counts: str
    parts: tuple[BookletPart, ...]
    index: tuple[IndexLine, ...]


def make_compilation(
    public: PublicCatalog, holding: BookletUnit, drawings: Mapping[str, Drawing]
) -> Compilation:
    """The compilation of a unit, from released records alone."""
    drawn = tuple(each for each in drawings.values() if holding.own((each.entry,)))
    terms = tuple(_terms(public, holding))
    finder = TermFinder.of(terms, _passed_over(public))
    found = tuple(
        _marked(part, f"{spoken(number)}、", finder)
        for number, part in enumerate(make_parts(public, holding, drawn), 1)
    )
    leaves = [leaf for part in found for leaf in part.leaves]
    said = {key for leaf in leaves for key in (*list_mentions(leaf.blocks), leaf.term)}
    return Compilation(
        title=TITLE,
        name=f"{holding.name}{TITLE}",
        unit=holding.name,
        edition=find_content_date(public, list_records(public, holding)),
        example=public.site.example,
        counts=_counted(holding, drawn),
        parts=found,
        index=sort_index(each for each in terms if each.key in said),
    )


def _counted(holding: BookletUnit, drawn: tuple[Drawing, ...]) -> str:
    charts = f"、流程图{len(drawn)}张" if drawn else ""
    return f"收入现行制度{len(holding.rules)}部{charts}"


def _marked(part: BookletPart, number: str, finder: TermFinder) -> BookletPart:
    leaves = tuple(replace(each, blocks=finder.blocks(each.blocks)) for each in part.leaves)
    return replace(part, title=number + part.title, leaves=leaves)


# -- terms ------------------------------------------------------------------------------------


def _terms(public: PublicCatalog, holding: BookletUnit) -> Iterator[IndexTerm]:
    """制度, 权力事项 and 机构; where two units share a word, the unit's own goes before."""
    for entry in holding.rules:
        yield IndexTerm(entry.id, entry.record.name, _spellings(entry.record))
    for entry in holding.own(public.of("power")):
        yield IndexTerm(entry.id, entry.record.name, _spellings(entry.record))
    bodies = [body for body in public.of("body") if body.record.in_use]
    for entry in sorted(bodies, key=lambda each: not _near(each, holding)):
        yield IndexTerm(entry.id, entry.record.short or entry.record.name, _spellings(entry.record))


def _near(entry: Entry, holding: BookletUnit) -> bool:
    return entry.id == holding.id or holding.has(entry)


def _spellings(record: Record) -> tuple[str, ...]:
    return tuple(each for each in (record.name, record.short) if each)


def _passed_over(public: PublicCatalog) -> Iterator[str]:
    """Names that hold the name of a body without meaning it: 县委书记, 村民委员会组织法."""
    for kind in ("post", "role", "area", "category", "rule", "power", "list"):
        for entry in public.of(kind):
            yield from _spellings(entry.record)
