"""The booklets of a site: 制度汇编 of each unit, 会议职能簿, the table of powers, 职位说明书."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import COMPARISON
from shaiquan.kinds.sections import TOPICS
from shaiquan.press import ACCESSIBLE
from shaiquan.prints.booklet_units import BookletUnit, list_booklet_units
from shaiquan.prints.compilation import TITLE as COMPILATION
from shaiquan.prints.compilation import make_compilation
from shaiquan.prints.decision_registers import TITLE as DECISIONS
from shaiquan.prints.documents import Print, PrintFile
from shaiquan.prints.meeting_functions import make_function_booklet
from shaiquan.prints.positions import TITLE as POSITIONS
from shaiquan.prints.positions import list_leaders, make_position_booklet
from shaiquan.prints.power_table import TITLE as POWERS
from shaiquan.prints.power_table import make_power_table
from shaiquan.queries.meetings import find_entries_of_meetings
from shaiquan.queries.registers import list_registers
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.printed_forms import BookletLink
from shaiquan.views.printed_papers import REGISTERS, register_address

Drawings = Mapping[str, Drawing]
#: other booklets than those of units: name of the file and of the template -> its data
_OTHERS: Mapping[str, Callable[[PublicCatalog, Drawings], object]] = {
    "functions": lambda public, _: make_function_booklet(public),
    "powers-a3": make_power_table,
    "posts": lambda public, _: make_position_booklet(public),
}


def list_booklets(public: PublicCatalog) -> Iterator[BookletLink]:
    """The booklets that are printed, and the list on whose page each can be had."""
    units = list_booklet_units(public)
    for unit in units:
        title = COMPILATION if len(units) == 1 else f"{unit.name}{COMPILATION}"
        yield BookletLink("rules", title, f"/print/{name_booklet(unit)}.pdf", unit.id)
    if find_entries_of_meetings(public):
        yield BookletLink("compare", COMPARISON.page.title, "/print/functions.pdf")
    if any(head.in_use for head in public.heads_of("power")):
        yield BookletLink("powers", f"{POWERS}（A3）", "/print/powers-a3.pdf")
    if list_leaders(public):
        yield BookletLink("posts", POSITIONS, "/print/posts.pdf")
    yield from _list_registers(public)


def _list_registers(public: PublicCatalog) -> Iterator[BookletLink]:
    """The decisions of each body and year; the list of topics has those of the latest year, the
    page of a body all of its own."""
    registers = list_registers(public)
    for register in registers:
        title = f"{public.heads[register.body].short_name}{register.year}年{DECISIONS}"
        link = BookletLink(REGISTERS, title, register_address(register), register.body)
        yield link
        if register.year == registers[0].year:
            yield link._replace(page=TOPICS.name)


def list_booklet_names(public: PublicCatalog) -> tuple[str, ...]:
    """The booklets that there may be: the id of a unit with rules, or the name of another."""
    units = dict.fromkeys(f"unit {head.unit_id}" for head in public.heads_of("rule"))
    return (*units, *_OTHERS)


def make_booklet(
    public: PublicCatalog, drawings: Drawings, name: str, standard: str = ACCESSIBLE
) -> PrintFile | None:
    """A booklet; None where it has nothing to print (S4-18, S3-01, S2-04, S3-03)."""
    if name in _OTHERS:
        data = _OTHERS[name](public, drawings)
        document = Print(f"{name}.typ", data, standard)
        return PrintFile(f"print/{name}.pdf", document) if data is not None else None
    for unit in list_booklet_units(public):
        if unit.id == name.removeprefix("unit "):
            document = Print("compilation.typ", make_compilation(public, unit, drawings), standard)
            return PrintFile(f"print/{name_booklet(unit)}.pdf", document)
    return None


def name_booklet(unit: BookletUnit) -> str:
    """``compilation`` for the unit of the site; for another unit with the id of its body."""
    return "compilation" if unit.is_main else f"compilation-{unit.id}"
