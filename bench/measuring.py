"""A command as a whole process: wall time, CPU time of all its processes, peak memory."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: how often the memory of the processes is added up, in seconds
EVERY = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Failed(Exception):
    """A measured command did not succeed."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds of wall and CPU time, and MB."""

    wall: float
    cpu: float
    peak: float

    def after(self, before: Figures) -> Figures:
        """Both commands, one after the other."""
        return Figures(before.wall + self.wall, before.cpu + self.cpu, max(before.peak, self.peak))


NOTHING = Figures(0.0, 0.0, 0.0)


def measured(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Figures:
    """Run the command to its end; CPU is user and system, children included."""
    log = folder / "bench.log"
    with log.open("wb") as said:
        begun = time.monotonic()
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
        watch = _Watch(process.pid)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    peak = max(watch.stop(), used.ru_maxrss / 1024)
    if process.returncode:
        words = log.read_text("utf-8", "replace")[-2000:]
        raise Failed(f"{' '.join(map(str, command))}: exit {process.returncode}\n{words}")
    return Figures(wall, used.ru_utime + used.ru_stime, peak)


class _Watch(threading.Thread):
    """The most memory that a process and its descendants held together.

    Shared pages count once (PSS); where the system does not tell, the largest single process
    is all that is known.
    """

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.peak = 0.0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(EVERY):
            tree = _tree(self.root)
            if len(tree) > 1 and sum(map(_resident, tree)) > 1.02 * self.peak:
                self.peak = max(self.peak, sum(map(_proportional, tree)))

    def stop(self) -> float:
        self.ended.set()
        self.join()
        return self.peak


def _tree(root: int) -> list[int]:
    """A process and all that it started."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found = [root]
    for each in found:
        found += parents.get(each, ())
    return found


def _resident(process: int) -> float:
    try:
        pages = Path(f"/proc/{process}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0.0
    return int(pages) * _PAGE / 2**20


def _proportional(process: int) -> float:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0
