"""The booklets of a site: 制度汇编 of each unit, 三会职能簿, the table of powers, 职位说明书."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.press import ACCESSIBLE
from shaiquan.prints.booklet_units import Holding, holdings
from shaiquan.prints.compilation import compilation
from shaiquan.prints.documents import Print, PrintFile
from shaiquan.prints.meeting_functions import functions
from shaiquan.prints.positions import positions
from shaiquan.prints.power_table import power_table
from shaiquan.views.flowcharts import Drawing


def booklets(
    public: PublicCatalog, drawings: Mapping[str, Drawing], standard: str = ACCESSIBLE
) -> Iterator[PrintFile]:
    """Every booklet for which there is something to print (S4-18, S3-01, S2-04, S3-03)."""
    for holding in holdings(public):
        found = Print("compilation.typ", compilation(public, holding, drawings), standard)
        yield PrintFile(f"print/{name_of(holding)}.pdf", found)
    others = {
        "functions": functions(public),
        "powers-a3": power_table(public, drawings),
        "posts": positions(public),
    }
    for name, data in others.items():
        if data is not None:
            yield PrintFile(f"print/{name}.pdf", Print(f"{name}.typ", data, standard))


def name_of(holding: Holding) -> str:
    """``compilation`` for the unit of the site, with the body's id for the others."""
    return "compilation" if holding.first else f"compilation-{holding.id}"
