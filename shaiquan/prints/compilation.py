"""制度汇编 (seed 004, S4-18): the rules in force of a unit, its charts, lists, powers, an index.

The template sets the page numbers of contents and index: only the press knows where a page ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.common import Record
from shaiquan.model.numerals import chinese_number
from shaiquan.prints.booklet_units import BookletUnit, find_content_date
from shaiquan.prints.compilation_parts import BookletPart, list_records, make_parts
from shaiquan.prints.index_terms import IndexLine, IndexTerm, TermFinder, list_mentions, sort_index
from shaiquan.views.flowcharts import Drawing

TITLE = "制度汇编"


@dataclass(frozen=True, slots=True)
class Compilation:
    """A compilation. ``name`` is its full title, ``edition`` the date of the content."""

    title: str
    name: str
    unit: str
    edition: str
    example: bool
    counts: str
    parts: tuple[BookletPart, ...]
    index: tuple[IndexLine, ...]


def make_compilation(
    public: PublicCatalog, unit: BookletUnit, drawings: Mapping[str, Drawing]
) -> Compilation:
    """The compilation of a unit, from released records alone."""
    charts = tuple(drawing for drawing in drawings.values() if unit.select((drawing.entry,)))
    terms = tuple(_list_terms(public, unit))
    finder = TermFinder.from_terms(terms, _list_ignored_words(public))
    parts = tuple(
        _mark_terms(part, f"{chinese_number(number)}、", finder)
        for number, part in enumerate(make_parts(public, unit, charts), 1)
    )
    chapters = [chapter for part in parts for chapter in part.chapters]
    mentioned = {chapter.term for chapter in chapters}
    mentioned |= {key for chapter in chapters for key in list_mentions(chapter.blocks)}
    return Compilation(
        title=TITLE,
        name=f"{unit.name}{TITLE}",
        unit=unit.name,
        edition=find_content_date(public, list_records(public, unit)),
        example=public.site.example,
        counts=_count_contents(unit, charts),
        parts=parts,
        index=sort_index(term for term in terms if term.key in mentioned),
    )


def _count_contents(unit: BookletUnit, drawings: tuple[Drawing, ...]) -> str:
    charts = f"、流程图{len(drawings)}张" if drawings else ""
    return f"收入现行制度{len(unit.rules)}部{charts}"


def _mark_terms(part: BookletPart, number: str, finder: TermFinder) -> BookletPart:
    chapters = tuple(
        replace(chapter, blocks=finder.mark_blocks(chapter.blocks)) for chapter in part.chapters
    )
    return replace(part, title=number + part.title, chapters=chapters)


# -- terms ------------------------------------------------------------------------------------


def _list_terms(public: PublicCatalog, unit: BookletUnit) -> Iterator[IndexTerm]:
    """制度, 权力事项 and 机构; a word of two units means the own one."""
    for entry in unit.rules:
        yield IndexTerm(entry.id, entry.record.name, _spellings(entry.record))
    for entry in unit.select(public.entries_of("power")):
        yield IndexTerm(entry.id, entry.record.name, _spellings(entry.record))
    bodies = [body for body in public.entries_of("body") if body.record.in_use]
    for entry in sorted(bodies, key=lambda body: not _belongs_to(body, unit)):
        yield IndexTerm(entry.id, entry.record.short_name, _spellings(entry.record))


def _belongs_to(entry: Entry, unit: BookletUnit) -> bool:
    return entry.id == unit.id or unit.includes(entry)


def _spellings(record: Record) -> tuple[str, ...]:
    return tuple(name for name in (record.name, record.short) if name)


def _list_ignored_words(public: PublicCatalog) -> Iterator[str]:
    """Names that contain the name of a body and mean something else: 县委书记, 村民委员会组织法."""
    for kind in ("post", "role", "area", "category", "rule", "power", "list"):
        for entry in public.entries_of(kind):
            yield from _spellings(entry.record)
