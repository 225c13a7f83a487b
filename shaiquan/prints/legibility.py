"""Whether the sheets of a site can be read on a wall, and what else would do (S4-08)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from shaiquan import codes
from shaiquan.content.places import Finding, finding
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.prints.papers import A1, A2, A3, MM
from shaiquan.prints.sheet_files import make_sheets
from shaiquan.prints.sheets import SheetContent, fit_sheet, fit_whole_sheet
from shaiquan.problems import Both
from shaiquan.views.flowcharts import Drawing


def check_legibility(public: PublicCatalog, charts: Mapping[str, Drawing]) -> Iterator[Finding]:
    """A3 sheets that had to be cut, or whose type is too small even so."""
    for id, sheet in make_sheets(public, charts).items():
        fit, _ = fit_sheet(sheet, A3)
        if not fit.small and len(fit.panels) == 1:
            continue
        code = codes.SHEET_SMALL if fit.small else codes.SHEET_CUT
        words = {
            "name": sheet.matter.title,
            "single": _mm(fit_whole_sheet(sheet, A3).type),
            "type": _mm(fit.type),
            "count": len(fit.panels),
            "mend": _mend(sheet),
        }
        yield finding(code, charts[id].entry.spot("wall"), **words)


def _mend(sheet: SheetContent) -> Both:
    """Which larger paper holds the chart on one sheet in type that can be read."""
    for paper in (A2, A1):
        fit = fit_whole_sheet(sheet, paper)
        if not fit.small:
            hung = Both("横放", "turned") if fit.landscape else Both("竖放", "upright")
            return Both(
                f"要印成一张，用 {paper.name} 纸{hung}，字高 {_mm(fit.type)} 毫米",
                f"for one sheet take {paper.name} {hung.en}, type {_mm(fit.type)} mm",
            )
    return Both(
        "A1 纸一张也放不下；把它分成几个流程，用 子流程 或者流程集连起来",
        "not even A1 holds it on one sheet; divide it into several procedures",
    )


def _mm(points: float) -> str:
    """Millimetres, rounded down: what is just under three does not read as three."""
    return f"{math.floor(points / MM * 10 + 1e-6) / 10:.1f}"
