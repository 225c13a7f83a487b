"""The 五有一化 matrix (seed 004 二, S4-01): what every power has, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shaiquan.catalog import Entry
from shaiquan.model.powers import Duty, Power
from shaiquan.model.terms import Scope, State
from shaiquan.pages import tables
from shaiquan.pages.frame import Around
from shaiquan.relations import by_unit
from shaiquan.release import WITHHELD, PublicCatalog
from shaiquan.rendering.present import cell, short_links
from shaiquan.rendering.views import Cell, Notice, Page, Section, Table, TableRow, plain

TITLE = "五有一化"
LEAD = "每一项权力是否有规则、有程序、有监督、有测评、有追究，是否公开。缺的逐项列出。"

#: what a power has of one aspect; nothing is a gap
Aspect = Callable[[PublicCatalog, Entry, Power], Cell]


def _rules(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    return plain(f"{len(power.basis)} 条依据") if power.basis else ()


def _procedure(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    found = short_links(public.linking(entry.id, "procedure", "powers"))
    return found or (plain("不设，有理由") if power.no_procedure else ())


def _supervision(public: PublicCatalog, entry: Entry, power: Power) -> Cell:
    return cell(public, tuple(dict.fromkeys(each.form for each in power.supervision)))


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


def matrix_page(public: PublicCatalog, around: Around) -> Page | None:
    """``/matrix/``; None where there is no power in use."""
    powers = [e for e in public.of("power") if e.record.state is not State.WITHDRAWN]
    if not powers:
        return None
    held = {each.id: aspects(public, each) for each in powers}
    whole = sum(all(found.values()) for found in held.values())
    return Page(
        address="/matrix/",
        layout="page.html",
        title=TITLE,
        frame=around.frame,
        sections=tuple(_sections(public, powers, held)),
        lead=LEAD,
        crumbs=around.crumbs(),
        notices=(Notice("info", f"{len(powers)} 项权力中，六项齐全的 {whole} 项。"),),
        section="powers",
        description=LEAD,
        sheet="landscape",
    )


def aspects(public: PublicCatalog, entry: Entry) -> dict[str, Cell]:
    """Heading -> what the power has of it; a withheld field is no gap."""
    power = entry.record
    assert isinstance(power, Power)
    gone = public.withheld.get(entry.id, {})
    return {
        name: plain(WITHHELD, tone="withheld") if (field,) in gone else ask(public, entry, power)
        for name, (ask, field) in ASPECTS.items()
    }


Held = dict[str, dict[str, Cell]]


def _sections(public: PublicCatalog, powers: list[Entry], held: Held) -> Iterator[Section]:
    units = by_unit(public, powers)
    yield _shares(units, held)
    gaps = tuple(_gaps(powers, held))
    if gaps:
        yield Table(("权力事项", "缺什么"), gaps, f"缺口（{len(gaps)} 项）", "gaps")
    for number, (unit, entries) in enumerate(units.items(), 1):
        rows = tuple(_row(each, held[each.id]) for each in entries)
        title = unit if len(units) > 1 else "逐项"
        yield Table(("权力事项", *ASPECTS), rows, title, f"_unit-{number}")


def _row(entry: Entry, found: dict[str, Cell]) -> TableRow:
    cells = (each or plain("缺", tone="gap") for each in found.values())
    return TableRow((tables.named(entry), *cells), entry.id)


def _gaps(powers: list[Entry], held: Held) -> Iterator[TableRow]:
    for entry in powers:
        missing = [name for name, found in held[entry.id].items() if not found]
        if missing:
            yield TableRow((tables.named(entry), plain("、".join(missing))))


def _shares(units: dict[str, list[Entry]], held: Held) -> Table:
    """The share of powers that have each aspect, by unit."""
    rows = []
    for unit, entries in units.items():
        shares = []
        for name in ASPECTS:
            number = sum(bool(held[each.id][name]) for each in entries)
            shares.append(plain(f"{percent(number, len(entries))}（{number}）"))
        rows.append(TableRow((plain(unit), plain(f"{len(entries)}"), *shares)))
    return Table(("单位", "权力事项", *ASPECTS), tuple(rows), "完整率", "shares")


def percent(part: int, whole: int) -> str:
    """A share in whole per cent, rounded down so that 100% means all of it.

    >>> percent(63, 64), percent(64, 64)
    ('98%', '100%')
    """
    return f"{100 * part // whole}%"
