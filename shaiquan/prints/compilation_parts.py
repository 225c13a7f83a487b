"""The leaves of a compilation: rules with their text, charts, lists, powers by category, what
is cited. A part holds leaves; each leaf begins with a heading that the contents name.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shaiquan.charts.typography import wrap
from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import InCompilation
from shaiquan.kinds.registry import KINDS
from shaiquan.model.lists import Listing
from shaiquan.model.numerals import spoken
from shaiquan.model.rules import Rule
from shaiquan.model.terms import Force
from shaiquan.prints.blocks import (
    Block,
    BookletTable,
    Heading,
    Paragraph,
    TableCell,
    convert_cell,
    convert_table,
    make_cell,
    make_runs,
    size_columns,
)
from shaiquan.prints.booklet_charts import BookletFigure, make_figure
from shaiquan.prints.booklet_units import BookletUnit
from shaiquan.prints.citations import make_basis_cell
from shaiquan.prints.markdown_blocks import parse_blocks
from shaiquan.queries.powers import group_by_category
from shaiquan.views import tables
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.values import Table, TableRow
from shaiquan.views.values import plain as cell_of

#: characters of 22 pt in a line of 156 mm, with some air at both sides
_TITLE_WIDTH = 18.0


@dataclass(frozen=True, slots=True)
class BookletChapter:
    """A rule, a chart, a list: its title in balanced lines, what stands below it, its matter.

    ``notes`` are lines of words that are not broken inside.
    ``term`` is the key under which the index knows it.
    """

    title: str
    lines: tuple[str, ...]
    notes: tuple[tuple[str, ...], ...] = ()
    blocks: tuple[Block, ...] = ()
    figure: BookletFigure | None = None
    term: str = ""


@dataclass(frozen=True, slots=True)
class BookletPart:
    """``sort``: ``rules`` and ``charts`` begin a page for each leaf, ``lists`` run on."""

    title: str
    sort: str
    leaves: tuple[BookletChapter, ...]


def make_parts(
    public: PublicCatalog, holding: BookletUnit, drawn: Iterable[Drawing]
) -> tuple[BookletPart, ...]:
    """The parts that hold something: rules first, the core one before all (S4-18)."""
    found = (
        *_rules(public, holding),
        BookletPart("流程图", "charts", tuple(_chart(public, each) for each in drawn)),
        BookletPart("清单", "lists", tuple(_lists(public, holding))),
        BookletPart("权力事项", "lists", tuple(_powers(public, holding))),
        BookletPart("附录", "lists", tuple(_cited(public, holding))),
    )
    return tuple(each for each in found if each.leaves)


def list_records(public: PublicCatalog, holding: BookletUnit) -> tuple[Entry, ...]:
    """The records that a compilation prints."""
    return (*holding.rules, *holding.own(_records(public, InCompilation.RECORDS)))


def _records(public: PublicCatalog, part: InCompilation) -> Iterator[Entry]:
    """The records of the kinds of which a compilation has the same."""
    kinds = (kind.name for kind in KINDS if kind.compilation is part)
    return (entry for kind in kinds for entry in public.of(kind))


# -- rules ------------------------------------------------------------------------------------


def _rules(public: PublicCatalog, holding: BookletUnit) -> Iterator[BookletPart]:
    """The core rule, then a part for each mechanism (S0-01)."""
    for title, held in itertools.groupby(holding.rules, _group):
        yield BookletPart(title, "rules", tuple(_rule(public, each) for each in held))


def _group(entry: Entry) -> str:
    rule = entry.record
    if isinstance(rule, Rule) and rule.core:
        return "核心制度"
    return f"{rule.mechanism.label}制度" if rule.mechanism else "其他制度"


def _rule(public: PublicCatalog, entry: Entry) -> BookletChapter:
    rule = entry.record
    assert isinstance(rule, Rule)
    history = _history(rule)
    notes = (*(((rule.number,),) if rule.number else ()), *((history,) if history else ()))
    return BookletChapter(
        title=rule.name,
        lines=wrap(rule.name, _TITLE_WIDTH),
        notes=notes,
        blocks=parse_blocks(rule.text, public.counts),
        term=entry.id,
    )


def _history(rule: Rule) -> tuple[str, ...]:
    """题注: who made it, since when it holds, when it was changed; broken between these only."""
    made = f"{rule.adopted or ''}{rule.issuer}" + ("通过" if rule.adopted else "制定")
    revised = "、".join(str(each.at) for each in rule.revisions)
    said = [
        made if rule.adopted or rule.issuer else "",
        f"{revised}修订" if revised else "",
        f"自{rule.effective}起施行" if rule.effective else "",
    ]
    kept = [each for each in said if each]
    return (
        (f"（{kept[0]}", *kept[1:-1], f"{kept[-1]}）")
        if len(kept) > 1
        else tuple(f"（{each}）" for each in kept)
    )


# -- charts, lists, powers --------------------------------------------------------------------


def _chart(public: PublicCatalog, drawn: Drawing) -> BookletChapter:
    name = drawn.procedure.name
    return BookletChapter(
        title=name,
        lines=wrap(name, _TITLE_WIDTH),
        figure=make_figure(public, drawn),
    )


def _lists(public: PublicCatalog, holding: BookletUnit) -> Iterator[BookletChapter]:
    for number, entry in enumerate(holding.own(public.of("list")), 1):
        listing = entry.record
        assert isinstance(listing, Listing)
        told = parse_blocks(listing.text, public.counts) if listing.text else ()
        grid = convert_table(tables.listing(public, entry))
        name = f"（{spoken(number)}）{listing.name}（{len(listing.entries)}项）"
        yield BookletChapter(name, (name,), (), (*_lowered(told), grid))


def _lowered(found: tuple[Block, ...]) -> tuple[Block, ...]:
    """Only rules have headings of their own."""
    return tuple(Paragraph(each.runs) if isinstance(each, Heading) else each for each in found)


def _powers(public: PublicCatalog, holding: BookletUnit) -> Iterator[BookletChapter]:
    """The powers by category, those without one at the end."""
    held = group_powers(public, holding.own(public.of("power")))
    ids = frozenset(each.id for each in holding.rules)
    for number, (category, own) in enumerate(held, 1):
        name = f"（{spoken(number)}）{category}（{len(own)}项）"
        yield BookletChapter(name, (name,), (), (_power_grid(public, own, ids),))


def group_powers(
    public: PublicCatalog, powers: Iterable[Entry]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Name of the category -> its powers, categories in their order, those without one last."""
    groups = group_by_category(public, (public.heads[power.id] for power in powers))
    for category, ids in groups.items():
        name = public.heads[category].name if category else "未分类"
        yield name, tuple(public.entries[id] for id in ids)


def _power_grid(public: PublicCatalog, held: Iterable[Entry], own: frozenset[str]) -> BookletTable:
    head = tuple(make_cell(each) for each in ("序号", "权力事项", "决定主体", "承办", "依据"))
    rows = tuple(
        (
            make_cell(number_of(each)),
            make_cell(each.record.name),
            *(
                TableCell(convert_cell(tables.field(public, each, name)))
                for name in ("decider", "handlers")
            ),
            make_basis_cell(public, each, own),
        )
        for each in held
    )
    return BookletTable(size_columns((head, *rows)), (head,), rows)


def number_of(entry: Entry) -> str:
    number = getattr(entry.record, "number", None)
    return str(number) if number else entry.id.upper()


def _cited(public: PublicCatalog, holding: BookletUnit) -> Iterator[BookletChapter]:
    """附录: what the booklet's records cite and it does not hold; titles and numbers only."""
    also = holding.own(_records(public, InCompilation.CITATIONS))
    own = {each.id for each in (*list_records(public, holding), *also)}
    cited = [
        entry
        for entry, rule in public.records(Rule)
        if entry.id not in own
        and rule.in_use
        and rule.force is not Force.REPEALED
        and any(link.source in own for link in public.back.get(entry.id, ()))
    ]
    if cited:
        names = ("number", "issuer", "effective", "url")
        rows = tuple(
            TableRow((cell_of(e.record.name), *(tables.field(public, e, n) for n in names)))
            for e in cited
        )
        columns = ("名称", "文号", "制定机关", "施行日期", "全文")
        grid = convert_table(tables.filled(Table(columns, rows)))
        name = "引用的法规和其他制度"
        said = "以下法规和制度由本汇编引用，不收全文，以制定机关公布的文本为准。"
        yield BookletChapter(name, (name,), (), (Paragraph(make_runs(said)), grid))
