"""How large the wall charts of folders of content are: ``python -m bench.sheets content ...``.

A row for each procedure, as if it were marked 上墙: the height of the acts and of the smallest
text on A3, how much of the chart's panel is boxes, how many of its line ends break a word.
"""

from __future__ import annotations

import argparse
import datetime
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from xml.etree import ElementTree

from shaiquan.charts.drawing import Picture
from shaiquan.checks.checking import check_content
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.ledger.sheet_status import CurrentSheet
from shaiquan.prints.papers import A3, MM
from shaiquan.prints.print_charts import DrawingStyle, draw_for_print
from shaiquan.prints.sheet_files import _make_sheet
from shaiquan.prints.sheets import SheetContent, fit_sheet
from shaiquan.views.flowcharts import Drawing, draw_procedures

_SVG = "{http://www.w3.org/2000/svg}"
DAY = datetime.date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class SheetFigures:
    """The figures of a sheet; heights in millimetres, ``ms`` of CPU to lay it out."""

    id: str
    steps: int
    style: str
    sheets: int
    act: float
    least: float
    boxes: float
    lines: int
    broken: int
    ms: float


def list_sheets(content: Path) -> Iterator[SheetContent]:
    """The sheets of all procedures of a site."""
    catalog = check_content(content).catalog
    if catalog is None:
        raise SystemExit(f"{content}: has errors")
    public = release(catalog, DAY).public
    for drawing in draw_procedures(public).values():
        yield make_sheet(public, drawing)


def make_sheet(public: PublicCatalog, drawing: Drawing) -> SheetContent:
    """The sheet of a procedure, whether it is marked 上墙 or not."""
    return _make_sheet(public, drawing, CurrentSheet(drawing.entry, "0000-0000", (), None))


def measure_sheet(sheet: SheetContent) -> SheetFigures:
    started = time.process_time()
    fit = fit_sheet(sheet, A3)
    ms = (time.process_time() - started) * 1e3
    picture = draw_for_print(sheet.chart, fit.style)
    panel = sum(p.chart[2] * p.chart[3] for p in fit.panels)
    lines, broken = count_broken_words(picture)
    return SheetFigures(
        sheet.chart.chart,
        sheet.steps,
        name_style(fit.style),
        len(fit.panels),
        fit.type / MM,
        fit.least / MM,
        box_area(picture) * fit.scale**2 / panel,
        lines,
        broken,
        ms,
    )


def name_style(style: DrawingStyle) -> str:
    return f"{'lanes' if style.laned else 'flow'} {style.columns} at {style.ems:g}"


def box_area(picture: Picture) -> float:
    """The area of the outlines of all steps."""
    root = ElementTree.fromstring(picture.svg)  # noqa: S314 - our own drawing
    total = 0.0
    for group in root.iter(f"{_SVG}g"):
        if group.get("class", "").startswith("node"):
            shapes = [e for e in group.iter() if e.tag in (f"{_SVG}rect", f"{_SVG}polygon")]
            total += max((_area_of(shape) for shape in shapes), default=0.0)
    return total


def _area_of(shape: ElementTree.Element) -> float:
    if shape.tag == f"{_SVG}rect":
        return float(shape.get("width", "")) * float(shape.get("height", ""))
    points = [tuple(map(float, p.split(","))) for p in shape.get("points", "").split()]
    ends = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in ends)) / 2


def count_broken_words(picture: Picture) -> tuple[int, int]:
    """The ends of lines within the texts of boxes and labels, and how many are within a word."""
    import rjieba

    root = ElementTree.fromstring(picture.svg)  # noqa: S314 - our own drawing
    ends = broken = 0
    for group in root.iter(f"{_SVG}g"):
        if not group.get("class", "").startswith(("node", "edge")):
            continue
        for lines in _texts_of(group):
            stops, at = set(), 0
            for word in rjieba.cut("".join(lines)):
                at += len(word)
                stops.add(at)
            at = 0
            for line in lines[:-1]:
                at += len(line)
                ends, broken = ends + 1, broken + (at not in stops)
    return ends, broken


def _texts_of(group: ElementTree.Element) -> Iterator[list[str]]:
    """The lines of the act of a box, or of the label of a wire; notes have no bounds to see."""
    texts = [*group.iter(f"{_SVG}text")]
    if group.get("class", "").startswith("node"):
        texts = [text for text in texts if text.get("font-weight")]
    if texts:
        yield [text.text or "" for text in texts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", nargs="+", type=Path)
    all_figures = []
    for content in parser.parse_args().content:
        print(
            f"\n{content}\n{'':12}steps  style           sheets  act mm  least  boxes  broken    ms"
        )
        for sheet in list_sheets(content):
            f = measure_sheet(sheet)
            all_figures.append(f)
            print(
                f"{f.id:12}{f.steps:5}  {f.style:14}{f.sheets:8}{f.act:8.1f}{f.least:7.1f}"
                f"{f.boxes:7.0%}{f.broken:4}/{f.lines:<3}{f.ms:7.0f}"
            )
    print(summarise(all_figures))


def summarise(figures: list[SheetFigures]) -> str:
    short = [f for f in figures if f.steps <= 12]
    return "\n".join(
        (
            f"\n{len(figures)} charts, median act {median(f.act for f in figures):.1f} mm, "
            f"boxes {median(f.boxes for f in figures):.0%} of the panel",
            f"{len(short)} of up to 12 steps: {sum(f.act >= 5 for f in short)} reach 5 mm, "
            f"{sum(f.act >= 8 for f in short)} reach 8 mm",
            f"{sum(f.broken for f in figures)} of {sum(f.lines for f in figures)} line ends "
            f"break a word; {sum(f.ms for f in figures) / len(figures):.0f} ms of CPU a sheet",
        )
    )


if __name__ == "__main__":
    main()
