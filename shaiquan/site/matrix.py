"""The 五有一化 matrix (seed 004 二, S4-01): what every power has, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shaiquan.content.catalog import Entry
from shaiquan.content.heads import Head
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.powers import Duty, Power
from shaiquan.model.terms import Scope
from shaiquan.queries.powers import list_used_powers
from shaiquan.queries.relations import group_by_unit
from shaiquan.site import list_sections
from shaiquan.site.list_sections import Drawings
from shaiquan.site.section_lists import ids_of
from shaiquan.site.tasks import Facts, ListPart, Outline
from shaiquan.views.cells import link_short_names, link_with_state, make_cell
from shaiquan.views.values import Cell, Table, TableRow, plain

#: what a power has of one aspect; nothing is a gap
Aspect = Callable[[PublicCatalog, Entry, Power], Cell]


def _rules(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    return plain(f"{len(power.basis)} 条依据") if power.basis else ()


def _procedure(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    found = link_short_names(public.linking(entry.id, "procedure", "powers"))
    return found or (plain("不设，有理由") if power.no_procedure else ())


def _supervision(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    return make_cell(public, tuple(dict.fromkeys(each.form for each in power.supervision)))


def _evaluation(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    return plain("、".join(each.method for each in power.evaluation))


def _accountability(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    duties = [each.record for each in public.linking(entry.id, "duty", "powers")]
    number = sum(len(each.accountability) for each in duties if isinstance(each, Duty))
    return plain(f"{number} 种情形") if number else ()


def _publicity(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    forms = power.disclosure.forms
    return plain("、".join(forms)) if power.disclosure.scope is Scope.PUBLIC else ()


#: heading -> (what is asked, the field that may be withheld)
ASPECTS: dict[str, tuple[Aspect, str]] = {
    "有规则": (_rules, "basis"),
    "有程序": (_procedure, ""),
    "有监督": (_supervision, "supervision"),
    "有测评": (_evaluation, "evaluation"),
    "有追究": (_accountability, ""),
    "公开化": (_publicity, ""),
}


def find_aspects(public: PublicCatalog, entry: Entry) -> dict[str, Cell]:
    """Heading -> what the power has of it; a withheld field is no gap."""
    power = entry.record
    assert isinstance(power, Power)
    gone = public.withheld.get(entry.id, {})
    return {
        name: plain(WITHHELD, tone="withheld") if (field,) in gone else ask(public, entry, power)
        for name, (ask, field) in ASPECTS.items()
    }


def check_aspects(public: PublicCatalog, entry: Entry) -> tuple[bool, ...]:
    """Whether a power has each of the aspects: what the matrix needs of every power."""
    return tuple(bool(found) for found in find_aspects(public, entry).values())


def outline_matrix(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """``/matrix/``; None where there is no power in use."""
    powers = list_used_powers(public)
    if not powers:
        return None
    whole = sum(all(facts[head.id]) for head in powers)
    told = f"{len(powers)} 项权力中，六项齐全的 {whole} 项。"
    return Outline("matrix", tuple(_make_parts(public, powers, facts)), (("info", told),))


def _make_parts(
    public: PublicCatalog, powers: tuple[Head, ...], facts: Facts
) -> Iterator[ListPart]:
    units = group_by_unit(public, powers)
    yield _count_shares(units, facts)
    gaps = tuple(_find_gaps(powers, facts))
    if gaps:
        yield ListPart(
            "counts", f"缺口（{len(gaps)} 项）", "gaps", gaps, (("权力事项", "缺什么"), "")
        )
    for number, (unit, held) in enumerate(units.items(), 1):
        title = unit if len(units) > 1 else "逐项"
        yield ListPart("aspects", title, f"_unit-{number}", ids_of(held))


def _find_gaps(powers: tuple[Head, ...], facts: Facts) -> Iterator[tuple[str, str]]:
    for head in powers:
        missing = [name for name, has in zip(ASPECTS, facts[head.id], strict=True) if not has]
        if missing:
            yield head.id, "、".join(missing)


def _count_shares(units: dict[str, list[Head]], facts: Facts) -> ListPart:
    """The share of powers that have each aspect, by unit."""
    counted = []
    for unit, held in units.items():
        numbers = [sum(column) for column in zip(*(facts[each.id] for each in held), strict=True)]
        shares = (f"{percent(number, len(held))}（{number}）" for number in numbers)
        counted.append(("", unit, str(len(held)), *shares))
    return ListPart(
        "counts", "完整率", "shares", tuple(counted), (("单位", "权力事项", *ASPECTS), "")
    )


def _make_rows(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    found = tuple(
        _make_row(each, find_aspects(public, each))
        for each in list_sections.entries_of(public, part)
    )
    return Table(("权力事项", *ASPECTS), found, part.title, part.id)


def _make_row(entry: Entry, found: dict[str, Cell]) -> TableRow:
    cells = (each or plain("缺", tone="gap") for each in found.values())
    return TableRow((link_with_state(entry), *cells), entry.id)


def percent(part: int, whole: int) -> str:
    """A share in whole per cent, rounded down so that 100% means all of it.

    >>> percent(63, 64), percent(64, 64)
    ('98%', '100%')
    """
    return f"{100 * part // whole}%"


SECTION_MAKERS: dict[str, list_sections.SectionMaker] = {"aspects": _make_rows}
