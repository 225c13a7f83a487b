"""The figures as tables, for the terminal and for ``bench/RESULTS.md``."""

from __future__ import annotations

import os
import platform
import re
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.measuring import ResourceUse

#: case -> title
CASES = {
    "cold": "cold: no cache, no site",
    "none": "no change",
    "text": "one text changed",
    "name": "one name changed",
    "shared": "a rule that 1 in 7 cites changed",
    "serve": "serve: from saving a text to the reload signal",
}
#: (workload, case) -> at most this share of Hugo's wall time
SHARES = {
    ("W1", "cold"): 2.0,
    ("W2", "cold"): 2.0,
    ("W2", "text"): 0.5,
    ("W2", "name"): 0.5,
    ("W2", "shared"): 0.5,
}
#: (workload, case) -> at most so many seconds
SECONDS = {
    ("W1", "none"): 0.4,
    ("W1", "text"): 1.0,
    ("W1", "name"): 1.0,
    ("W1", "shared"): 1.0,
    ("W1", "serve"): 0.5,
    ("W2", "none"): 0.4,
    ("W2", "serve"): 1.2,
}
#: (workload, case) -> at most so many MB
MEMORY = {("large", "cold"): 2000}
OURS, PEER = "Shaiquan", "Hugo"
_HEAD = """\
# What the benchmark measured

Written by `make bench` (`bench/run.py`); each section is the last run of its workload. A cell
says CPU s / wall s / peak MB, the median of the runs; each build is a fresh process. "of
Hugo" is the share of Hugo's wall time in the same run: only shares hold on a shared machine.
† measured once, since it took over a minute. ! the change did not show.
"""

#: system -> case -> the figures of each run
Results = Mapping[str, Mapping[str, Sequence[ResourceUse]]]


def median(runs: Sequence[ResourceUse]) -> ResourceUse:
    """The median of each figure for itself."""
    return ResourceUse(
        statistics.median(figures.wall for figures in runs),
        statistics.median(figures.cpu for figures in runs),
        statistics.median(figures.peak for figures in runs),
    )


def make_table(kind: str, results: Results, stale: frozenset[tuple[str, str]], runs: int) -> str:
    """A row for each case, a column for each system; share of Hugo and target if known."""
    names = list(results)
    rows = [["", *names, "of Hugo", "target"]]
    for case, title in CASES.items():
        if not any(case in cases for cases in results.values()):
            continue
        cells = []
        for name in names:
            figures = results[name].get(case, ())
            mark = ("†" if 0 < len(figures) < runs else "") + ("!" if (name, case) in stale else "")
            cells.append(_format_cell(figures) + mark)
        rows.append([title, *cells, _format_share(results, case), _format_target(kind, case)])
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _format_cell(runs: Sequence[ResourceUse]) -> str:
    if not runs:
        return "–"
    middle = median(runs)
    if not middle.cpu:  # a time alone
        return f"{middle.wall:.2f} s"
    return f"{middle.cpu:.1f} / {middle.wall:.2f} / {middle.peak:.0f}"


def _format_share(results: Results, case: str) -> str:
    ours, theirs = (results.get(name, {}).get(case, ()) for name in (OURS, PEER))
    if not ours or not theirs:
        return "–"
    return f"{median(ours).wall / median(theirs).wall:.2f}"


def _format_target(kind: str, case: str) -> str:
    if (kind, case) in SHARES:
        return f"≤ {SHARES[kind, case]:.2f} of Hugo"
    if (kind, case) in MEMORY:
        return f"≤ {MEMORY[kind, case]} MB"
    return f"≤ {SECONDS[kind, case]} s" if (kind, case) in SECONDS else ""


def describe_machine() -> str:
    """Cores, memory, system and Python, as text."""
    model = _search_file("/proc/cpuinfo", r"model name\s*:\s*(.+)") or platform.machine()
    memory = _search_file("/proc/meminfo", r"MemTotal:\s*(\d+)")
    size = f"{int(memory) / 2**20:.0f} GB, " if memory else ""
    system = platform.system()
    if Path("/etc/os-release").exists():
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return f"{os.cpu_count()} cores ({model}), {size}{system}, Python {platform.python_version()}"


def _search_file(path: str, pattern: str) -> str:
    try:
        match = re.search(pattern, Path(path).read_text("utf-8"))
    except OSError:
        return ""
    return match[1].strip() if match else ""


def write_section(path: Path, section: str, text: str) -> None:
    """Write a section to the file; it replaces the one of that name."""
    old = path.read_text("utf-8") if path.exists() else _HEAD
    sections = dict(re.findall(r"^## (.+)\n((?:(?!^## ).*\n)*)", old, re.MULTILINE))
    sections[section] = text
    parts = [_HEAD, *(f"## {name}\n\n{sections[name].strip()}\n" for name in sorted(sections))]
    path.write_text("\n".join(parts), "utf-8")
