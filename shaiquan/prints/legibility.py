"""Checks that the sheets of a site can be read on a wall, and suggests larger paper (S4-08)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

from shaiquan import codes
from shaiquan.content.places import Finding, Location, finding
from shaiquan.prints.papers import A1, A2, A3, MM
from shaiquan.prints.sheet_layout import SheetLayout
from shaiquan.prints.sheets import SheetContent, fit_whole_sheet
from shaiquan.problems import Bilingual


def check_legibility(
    sheet: SheetContent, layout: SheetLayout, locate: Callable[[], Location]
) -> Iterator[Finding]:
    """A finding on a sheet that has to be cut on A3, or with text that is too small even then.

    ``layout`` is how it lies on A3. ``locate`` tells where its procedure has 上墙.
    """
    if not layout.small and len(layout.panels) == 1:
        return
    words = {
        "name": sheet.words.title,
        "single": _format_mm(fit_whole_sheet(sheet, A3).smallest),
        "type": _format_mm(layout.smallest),
        "count": len(layout.panels),
        "mend": _suggest_no_lanes(sheet) or _suggest_paper(sheet),
    }
    yield finding(codes.SHEET_SMALL if layout.small else codes.SHEET_CUT, locate(), **words)


def _suggest_no_lanes(sheet: SheetContent) -> Bilingual | None:
    """To leave out the lanes that the procedure names, if one A3 can be read without them."""
    plan = sheet.chart.plan
    if not plan.named:
        return None
    free = replace(sheet, chart=replace(sheet.chart, plan=replace(plan, named=False)))
    layout = fit_whole_sheet(free, A3)
    if layout.small or layout.style.laned:
        return None
    least = _format_mm(layout.least)
    return Bilingual(
        f"改成 泳道: 否，一张 A3 就够，最小的字高 {least} 毫米",
        f"write 泳道: 否, then one A3 will do, with its smallest text {least} mm high",
    )


def _suggest_paper(sheet: SheetContent) -> Bilingual:
    """The larger paper on which the chart fits on one sheet in readable type."""
    for paper in (A2, A1):
        layout = fit_whole_sheet(sheet, paper)
        if not layout.small:
            turned = (
                Bilingual("横放", "turned") if layout.landscape else Bilingual("竖放", "upright")
            )
            least = _format_mm(layout.least)
            return Bilingual(
                f"要印成一张，用 {paper.name} 纸{turned}，最小的字高 {least} 毫米",
                f"for one sheet take {paper.name} {turned.en}, smallest text {least} mm",
            )
    return Bilingual(
        "A1 纸一张也放不下；把它分成几个流程，用 子流程 或者流程集连起来",
        "not even A1 holds it on one sheet; divide it into several procedures",
    )


def _format_mm(points: float) -> str:
    """Points in millimetres, rounded down: a little under three is not shown as three."""
    return f"{math.floor(points / MM * 10 + 1e-6) / 10:.1f}"
