"""The booklets of a site: 制度汇编 of each unit, 三会职能簿, the table of powers, 职位说明书."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.press import ACCESSIBLE
from shaiquan.prints.booklet_units import BookletUnit, list_booklet_units
from shaiquan.prints.compilation import make_compilation
from shaiquan.prints.documents import Print, PrintFile
from shaiquan.prints.meeting_functions import make_function_booklet
from shaiquan.prints.positions import make_position_booklet
from shaiquan.prints.power_table import make_power_table
from shaiquan.views.flowcharts import Drawing


def list_booklets(
    public: PublicCatalog, drawings: Mapping[str, Drawing], standard: str = ACCESSIBLE
) -> Iterator[PrintFile]:
    """The booklets that have something to print (S4-18, S3-01, S2-04, S3-03)."""
    for unit in list_booklet_units(public):
        document = Print("compilation.typ", make_compilation(public, unit, drawings), standard)
        yield PrintFile(f"print/{name_booklet(unit)}.pdf", document)
    others = {
        "functions": make_function_booklet(public),
        "powers-a3": make_power_table(public, drawings),
        "posts": make_position_booklet(public),
    }
    for name, data in others.items():
        if data is not None:
            yield PrintFile(f"print/{name}.pdf", Print(f"{name}.typ", data, standard))


def name_booklet(unit: BookletUnit) -> str:
    """``compilation`` for the unit of the site; for another unit with the id of its body."""
    return "compilation" if unit.is_main else f"compilation-{unit.id}"
