"""Measuring a command: wall time, CPU time and peak memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: seconds between two samples of the memory
SAMPLE_SECONDS = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")


class CommandFailed(Exception):
    """A measured command did not succeed."""


@dataclass(frozen=True, slots=True)
class ResourceUse:
    """Seconds of wall and CPU time, and MB."""

    wall: float
    cpu: float
    peak: float

    def after(self, before: ResourceUse) -> ResourceUse:
        """Both commands, one after the other."""
        return ResourceUse(
            before.wall + self.wall, before.cpu + self.cpu, max(before.peak, self.peak)
        )


NO_USE = ResourceUse(0.0, 0.0, 0.0)


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> ResourceUse:
    """Run a command to its end; CPU time is user and system, with children."""
    log = folder / "bench.log"
    with log.open("wb") as output:
        start = time.monotonic()
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
        watch = _MemoryWatch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    peak = max(watch.stop(), usage.ru_maxrss / 1024)
    if process.returncode:
        text = log.read_text("utf-8", "replace")[-2000:]
        raise CommandFailed(f"{' '.join(map(str, command))}: exit {process.returncode}\n{text}")
    return ResourceUse(wall, usage.ru_utime + usage.ru_stime, peak)


class _MemoryWatch(threading.Thread):
    """Samples the memory of a process and its descendants together, and keeps the peak.

    Shared pages count once (PSS). Where the system does not give it, only the largest single
    process is known.
    """

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.peak = 0.0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(SAMPLE_SECONDS):
            tree = _process_tree(self.root)
            if len(tree) > 1 and sum(map(_resident_memory, tree)) > 1.02 * self.peak:
                self.peak = max(self.peak, sum(map(_proportional_memory, tree)))

    def stop(self) -> float:
        self.ended.set()
        self.join()
        return self.peak


def _process_tree(root: int) -> list[int]:
    """A process and all that it started."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(path.parent.name))
    processes = [root]
    for process in processes:
        processes += parents.get(process, ())
    return processes


def _resident_memory(process: int) -> float:
    try:
        pages = Path(f"/proc/{process}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0.0
    return int(pages) * _PAGE / 2**20


def _proportional_memory(process: int) -> float:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0
