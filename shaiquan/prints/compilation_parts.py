"""The parts of a compilation: rules with their text, charts, lists, powers, cited rules.

A part holds chapters; every chapter begins with a heading that stands in the contents.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shaiquan.charts.line_breaking import wrap_text
from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import InCompilation
from shaiquan.kinds.registry import KINDS, require_index
from shaiquan.model.lists import Listing
from shaiquan.model.numerals import chinese_number
from shaiquan.model.powers import Power
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
from shaiquan.prints.citations import make_basis_cell, make_quote_table
from shaiquan.prints.markdown_blocks import parse_blocks
from shaiquan.queries.powers import group_by_category, number_items, say_count
from shaiquan.views import list_tables, tables
from shaiquan.views.cells import field_cell
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.values import Table, TableRow
from shaiquan.views.values import plain as cell_of

require_index("power", "sub_item")

#: characters of 22 pt in a line of 156 mm, with some blank at both sides
_TITLE_WIDTH = 18.0


@dataclass(frozen=True, slots=True)
class BookletChapter:
    """A rule, a chart or a list: its title in balanced lines, notes below it, its blocks.

    ``notes`` are lines of phrases that are not broken inside. ``term`` is its key in the index.
    """

    title: str
    lines: tuple[str, ...]
    notes: tuple[tuple[str, ...], ...] = ()
    blocks: tuple[Block, ...] = ()
    figure: BookletFigure | None = None
    term: str = ""


@dataclass(frozen=True, slots=True)
class BookletPart:
    """``type``: in ``rules`` and ``charts`` a chapter begins a new page, ``lists`` run on."""

    title: str
    type: str
    chapters: tuple[BookletChapter, ...]


def make_parts(
    public: PublicCatalog, unit: BookletUnit, charts: Iterable[Drawing]
) -> tuple[BookletPart, ...]:
    """The parts that are not empty: rules first, the core rule before all (S4-18)."""
    parts = (
        *_make_rule_parts(public, unit),
        BookletPart("流程图", "charts", tuple(_make_chart(public, drawing) for drawing in charts)),
        BookletPart("清单", "lists", tuple(_make_lists(public, unit))),
        BookletPart("权力事项", "lists", tuple(_make_power_lists(public, unit))),
        BookletPart("附录", "lists", tuple(_make_appendix(public, unit))),
    )
    return tuple(part for part in parts if part.chapters)


def list_records(public: PublicCatalog, unit: BookletUnit) -> tuple[Entry, ...]:
    """The records that a compilation prints."""
    return (*unit.rules, *unit.select(_records_of_part(public, InCompilation.RECORDS)))


def _records_of_part(public: PublicCatalog, part: InCompilation) -> Iterator[Entry]:
    """The records of the kinds of which a compilation has the same."""
    kinds = (kind.name for kind in KINDS if kind.compilation is part)
    return (entry for kind in kinds for entry in public.entries_of(kind))


# -- rules ------------------------------------------------------------------------------------


def _make_rule_parts(public: PublicCatalog, unit: BookletUnit) -> Iterator[BookletPart]:
    """The core rule, then a part for every mechanism (S0-01)."""
    for title, rules in itertools.groupby(unit.rules, _group_title):
        yield BookletPart(title, "rules", tuple(_make_rule(public, entry) for entry in rules))


def _group_title(entry: Entry) -> str:
    rule = entry.record
    if isinstance(rule, Rule) and rule.core:
        return "核心制度"
    return f"{rule.mechanism.label}制度" if rule.mechanism else "其他制度"


def _make_rule(public: PublicCatalog, entry: Entry) -> BookletChapter:
    rule = entry.record
    assert isinstance(rule, Rule)
    history = _format_history(rule)
    notes = (*(((rule.number,),) if rule.number else ()), *((history,) if history else ()))
    return BookletChapter(
        title=rule.name,
        lines=wrap_text(rule.name, _TITLE_WIDTH),
        notes=notes,
        blocks=parse_blocks(rule.text, public.counts),
        term=entry.id,
    )


def _format_history(rule: Rule) -> tuple[str, ...]:
    """题注: who made it, since when it holds, when it was changed; phrases stay on one line."""
    adopted = f"{rule.adopted or ''}{rule.issuer}" + ("通过" if rule.adopted else "制定")
    revised = "、".join(str(revision.at) for revision in rule.revisions)
    texts = [
        adopted if rule.adopted or rule.issuer else "",
        f"{revised}修订" if revised else "",
        f"自{rule.effective}起施行" if rule.effective else "",
    ]
    shown = [text for text in texts if text]
    if len(shown) > 1:
        return (f"（{shown[0]}", *shown[1:-1], f"{shown[-1]}）")
    return tuple(f"（{text}）" for text in shown)


# -- charts, lists, powers --------------------------------------------------------------------


def _make_chart(public: PublicCatalog, drawing: Drawing) -> BookletChapter:
    name = drawing.procedure.name
    return BookletChapter(
        title=name,
        lines=wrap_text(name, _TITLE_WIDTH),
        figure=make_figure(public, drawing),
    )


def _make_lists(public: PublicCatalog, unit: BookletUnit) -> Iterator[BookletChapter]:
    """Those of a unit that belong into the compilation."""
    entries = [entry for entry in unit.select(public.entries_of("list")) if _is_compiled(entry)]
    for number, entry in enumerate(entries, 1):
        listing = entry.record
        assert isinstance(listing, Listing)
        introduction = parse_blocks(listing.text, public.counts) if listing.text else ()
        table = convert_table(list_tables.make_entry_table(public, entry))
        name = f"（{chinese_number(number)}）{listing.name}（{len(listing.entries)}项）"
        yield BookletChapter(name, (name,), (), (*_flatten_headings(introduction), table))


def _is_compiled(entry: Entry) -> bool:
    return isinstance(entry.record, Listing) and entry.record.compiled


def _flatten_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with headings as paragraphs: only rules have headings of their own."""
    return tuple(Paragraph(block.runs) if isinstance(block, Heading) else block for block in blocks)


def _make_power_lists(public: PublicCatalog, unit: BookletUnit) -> Iterator[BookletChapter]:
    """The powers by category, those without one at the end."""
    groups = tuple(group_powers(public, unit.select(public.entries_of("power"))))
    numbers = number_powers(power for _, powers in groups for power in powers)
    rule_ids = frozenset(rule.id for rule in unit.rules)
    for number, (category, powers) in enumerate(groups, 1):
        count = say_count(public, [power.id for power in powers]).replace(" ", "")
        name = f"（{chinese_number(number)}）{category}（{count}）"
        yield BookletChapter(
            name, (name,), (), (_make_power_table(public, powers, numbers, rule_ids),)
        )


def group_powers(
    public: PublicCatalog, powers: Iterable[Entry]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """(Name of a category, its powers), categories in their order, powers without one last."""
    groups = group_by_category(public, (public.heads[power.id] for power in powers))
    for category, ids in groups.items():
        name = public.heads[category].name if category else "未分类"
        yield name, tuple(public.entries[id] for id in ids)


def _make_power_table(
    public: PublicCatalog,
    powers: Iterable[Entry],
    numbers: Mapping[str, str],
    own_rules: frozenset[str],
) -> BookletTable:
    handling = "、".join(map(Power.label_of, ("handlers", "entrusted")))
    labels = (Power.label_of("decider"), handling, Power.label_of("basis"))
    head = tuple(make_cell(heading) for heading in ("序号", "权力事项", *labels))
    rows = tuple(
        (
            make_cell(numbers[power.id]),
            make_cell(name_item(power)),
            TableCell(convert_cell(field_cell(public, power, "decider"))),
            _make_handling_cell(public, power),
            make_basis_cell(public, power, own_rules),
        )
        for power in powers
    )
    return BookletTable(size_columns((head, *rows)), (head,), rows)


def _make_handling_cell(public: PublicCatalog, power: Entry) -> TableCell:
    """Who handles the power, and who lets whom exercise it."""
    handlers, entrusted = (field_cell(public, power, name) for name in ("handlers", "entrusted"))
    return TableCell(convert_cell((*handlers, *entrusted)))


def number_powers(powers: Iterable[Entry]) -> dict[str, str]:
    """Id -> 序号 of the powers of a unit, in the order of the table: the numbers of the unit's own
    list, or where it gives none their places."""
    entries = tuple(powers)
    own = {entry.id: getattr(entry.record, "number", None) for entry in entries}
    if any(own.values()):
        return {id: str(number) if number else "—" for id, number in own.items()}
    return number_items(entry.head for entry in entries)


def name_item(power: Entry) -> str:
    """The name of a power in a printed table; a sub item says that it is one."""
    return f"子项：{power.record.name}" if power.head.index["sub_item"] else power.record.name


def _make_appendix(public: PublicCatalog, unit: BookletUnit) -> Iterator[BookletChapter]:
    """附录: the cited rules that are not in the booklet; titles and numbers only."""
    rules = _list_cited_rules(public, unit)
    if rules:
        columns = (Rule.label_of("name"), *map(Rule.label_of, _RULE_FIELDS), "全文")
        rows = tuple(_make_rule_row(public, rule) for rule in rules)
        table = convert_table(tables.drop_empty_columns(Table(columns, rows)))
        name = "引用的法规和其他制度"
        text = "以下法规和制度由本汇编引用，不收全文，以制定机关公布的文本为准。"
        yield BookletChapter(name, (name,), (), (Paragraph(make_runs(text)), table))
    rule_ids = frozenset(rule.id for rule in unit.rules)
    if quotes := make_quote_table(public, _list_citing(public, unit), rule_ids):
        name = "依据的原文"
        yield BookletChapter(name, (name,), (), (quotes,))


_RULE_FIELDS = ("number", "issuer", "effective")


def _make_rule_row(public: PublicCatalog, rule: Entry) -> TableRow:
    fields = (field_cell(public, rule, name) for name in (*_RULE_FIELDS, "url"))
    return TableRow((cell_of(rule.record.name), *fields))


def _list_citing(public: PublicCatalog, unit: BookletUnit) -> tuple[Entry, ...]:
    """The records of a compilation, and those of which it has only what they cite."""
    citing = unit.select(_records_of_part(public, InCompilation.CITATIONS))
    return (*list_records(public, unit), *citing)


def _list_cited_rules(public: PublicCatalog, unit: BookletUnit) -> list[Entry]:
    """The rules that records of the booklet cite and that are not in it themselves."""
    own_ids = {entry.id for entry in _list_citing(public, unit)}
    return [
        entry
        for entry, rule in public.records_of(Rule)
        if entry.id not in own_ids
        and rule.in_use
        and rule.force is not Force.REPEALED
        and any(link.source in own_ids for link in public.mentions_of.get(entry.id, ()))
    ]
