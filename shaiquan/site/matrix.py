"""The 五有一化 matrix (seed 004 二, S4-01): what every power has, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shaiquan.content.catalog import Entry
from shaiquan.content.heads import Head
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import MATRIX
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.model.empty_words import is_no_reason
from shaiquan.model.powers import BASES, Duty, Power
from shaiquan.model.terms import Scope
from shaiquan.queries.powers import (
    group_by_category,
    list_used_powers,
    say_count,
    with_main_item,
)
from shaiquan.queries.relations import group_by_unit
from shaiquan.site.list_sections import Drawings, SectionMaker, entries_of
from shaiquan.site.page import count_percent
from shaiquan.site.record_groupings import ids_of
from shaiquan.site.tasks import LONG, Facts, ListPart, Outline
from shaiquan.views.cells import make_cell
from shaiquan.views.evaluation_cells import NO_RESULT, show_evaluation
from shaiquan.views.record_links import link_item, link_short_names
from shaiquan.views.values import Cell, Table, TableRow, plain

require_index("power", "sub_item")

#: what a power with a method of evaluation lacks
_RESULT = "测评结果"
#: what a power has of one aspect; nothing is a gap, and so is a method without a result
Aspect = Callable[[PublicCatalog, Entry, Power], Cell]


def _show_rules(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    return plain(f"{len(power.bases)} 条依据") if power.bases else ()


def _show_procedure(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    procedures = link_short_names(public.entries_naming(entry.id, "procedure", "powers"))
    has_reason = power.no_procedure and not is_no_reason(power.no_procedure)
    return procedures or (plain("不设，有理由") if has_reason else ())


def _show_supervision(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    return make_cell(public, tuple(dict.fromkeys(part.form for part in power.supervision)))


def _show_evaluation(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    return show_evaluation(public, entry.id) or (NO_RESULT if power.evaluation else ())


def _show_accountability(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    duties = (duty.record for duty in public.entries_naming(entry.id, "duty", "powers"))
    number = sum(len(duty.accountability) for duty in duties if isinstance(duty, Duty))
    return plain(f"{number} 种情形") if number else ()


def _show_publicity(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    forms = power.disclosure.forms
    return plain("、".join(forms)) if power.disclosure.scope is Scope.PUBLIC else ()


#: heading -> (what the power has of it, the fields that may be withheld)
ASPECTS: dict[str, tuple[Aspect, tuple[str, ...]]] = {
    "有规则": (_show_rules, BASES),
    "有程序": (_show_procedure, ()),
    "有监督": (_show_supervision, ("supervision",)),
    "有测评": (_show_evaluation, ("evaluation",)),
    "有追究": (_show_accountability, ()),
    "公开化": (_show_publicity, ()),
}


def find_aspects(public: PublicCatalog, entry: Entry) -> dict[str, Cell]:
    """Heading -> what the power has of it, else its main item; a withheld field is no gap."""
    assert isinstance(entry.record, Power)
    items = [public.entries[one.id] for one in with_main_item(public, entry.record)]
    shown = {name: [_show_aspect(public, one, name) for one in items] for name in ASPECTS}
    return {name: _choose_cell(cells) for name, cells in shown.items()}


def _choose_cell(cells: list[Cell]) -> Cell:
    """The first that is no gap, else the first that says something."""
    return next(filter(is_whole, cells), next(filter(None, cells), ()))


def is_whole(cell: Cell) -> bool:
    """Whether what a power has of an aspect is no gap."""
    return bool(cell) and cell != NO_RESULT


def _show_aspect(public: PublicCatalog, entry: Entry, name: str) -> Cell:
    show, fields = ASPECTS[name]
    assert isinstance(entry.record, Power)
    withheld = public.withheld.get(entry.id, {})
    if any((field,) in withheld for field in fields):
        return plain(WITHHELD, tone="withheld")
    return show(public, entry, entry.record)


def check_aspects(public: PublicCatalog, entry: Entry) -> tuple[bool | None, ...]:
    """For each aspect whether the power has it: what the matrix needs of every power. None: it has
    a method of evaluation, and no result yet."""
    return tuple(map(_judge, find_aspects(public, entry).values()))


def _judge(cell: Cell) -> bool | None:
    return None if cell == NO_RESULT else bool(cell)


def outline_matrix(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """``/matrix/``; None where there is no power in use."""
    powers = list_used_powers(public)
    if not powers:
        return None
    complete = sum(all(facts[head.id]) for head in powers)
    waiting = sum(None in facts[head.id] for head in powers)
    words = f"{_say_whole(powers)}权力中，六项齐全的 {complete} 项。"
    if waiting:
        words += f"有测评办法、还没有结果的 {waiting} 项，不算齐全，也不列在缺口里。"
    notice = ("info", words)
    parts = tuple(_make_parts(public, powers, facts))
    return Outline(MATRIX.page.name, parts, (notice,), kind="power")


def _say_whole(powers: tuple[Head, ...]) -> str:
    """How many powers are counted, sub items too."""
    subs = sum(power.index["sub_item"] for power in powers)
    return f"{len(powers)} 项（含子项 {subs} 项）" if subs else f"{len(powers)} 项"


def _make_parts(
    public: PublicCatalog, powers: tuple[Head, ...], facts: Facts
) -> Iterator[ListPart]:
    units = group_by_unit(public, powers)
    yield _count_shares(units, facts)
    gaps = tuple(find_gaps(powers, facts, (False,)))
    if gaps:
        columns = (KIND["power"].label, "缺什么")
        yield ListPart("counts", f"缺口（{len(gaps)} 项）", "gaps", gaps, (columns, ""))
    for number, (unit, heads) in enumerate(units.items(), 1):
        title, id = unit if len(units) > 1 else "逐项", f"_unit-{number}"
        if len(powers) > LONG:
            yield from _divide_by_category(public, unit if len(units) > 1 else "", heads)
        else:
            yield ListPart("aspects", title, id, ids_of(heads))


def _divide_by_category(public: PublicCatalog, unit: str, powers: list[Head]) -> Iterator[ListPart]:
    """The parts of a long matrix: the categories of a unit."""
    for id, ids in group_by_category(public, powers).items():
        name = f"{public.heads[id].name if id else '其他'}（{say_count(public, ids)}）"
        title, anchor = f"{unit} · {name}" if unit else name, id or f"_other-{powers[0].unit_id}"
        yield ListPart("aspects", title, anchor, ids, group=unit)


def find_gaps(
    powers: tuple[Head, ...], facts: Facts, answers: tuple[bool | None, ...] = (False, None)
) -> Iterator[tuple[str, str]]:
    """The powers that lack something, or of which one of some ``answers`` is given: id, what."""
    for head in powers:
        found = zip(ASPECTS, facts[head.id], strict=True)
        missing = [
            _RESULT if has is None else name.removeprefix("有")
            for name, has in found
            if has in answers
        ]
        if missing:
            yield head.id, "、".join(missing)


def _count_shares(units: dict[str, list[Head]], facts: Facts) -> ListPart:
    """The share of powers that have each aspect, by unit."""
    rows = []
    for unit, powers in units.items():
        flags = zip(*(facts[power.id] for power in powers), strict=True)
        numbers = [sum(map(bool, column)) for column in flags]
        shares = (f"{count_percent(number, len(powers))}%（{number}）" for number in numbers)
        rows.append(("", unit, str(len(powers)), *shares))
    columns = (Power.label_of("unit"), KIND["power"].label, *ASPECTS)
    return ListPart("counts", "完整率", "shares", tuple(rows), (columns, ""))


def _make_rows(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    rows = tuple(
        _make_row(entry, find_aspects(public, entry)) for entry in entries_of(public, part)
    )
    return Table((KIND["power"].label, *ASPECTS), rows, part.title, part.id, look="list")


def _make_row(entry: Entry, aspects: dict[str, Cell]) -> TableRow:
    cells = (cell or plain("缺", tone="gap") for cell in aspects.values())
    return TableRow((link_item(entry), *cells), entry.id)


SECTION_MAKERS: dict[str, SectionMaker] = {"aspects": _make_rows}
