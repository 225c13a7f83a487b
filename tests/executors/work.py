"""Work for the tests of executors: functions of a module, which pickle names to workers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shaiquan.codes import EMPTY_FILE
from shaiquan.problems import Bilingual, Rejected, problem

PROBLEM = problem(EMPTY_FILE, "powers/a.yml", 3, 5, "编号: 1", why=Bilingual("原因", "the reason"))


@dataclass(frozen=True)
class WorkResult:
    """A result: number of the batch, value, process, how often that process has prepared."""

    number: int
    value: str
    pid: int
    preparation: int


class CountingSeed:
    """A seed that counts how often it is pickled (in a file of ``folder``) and prepared."""

    def __init__(self, folder: Path, word: str = "权") -> None:
        self.folder = folder
        self.word = word
        self.prepared = 0

    def __reduce__(self) -> tuple[object, ...]:
        append_pid(self.folder / "pickled")
        return CountingSeed, (self.folder, self.word)


def append_pid(path: Path) -> None:
    with path.open("a") as file:
        file.write(f"{os.getpid()}\n")


def read_pids(path: Path) -> list[int]:
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def prepare_repeating(seed: CountingSeed) -> Callable[[int], WorkResult]:
    """Batches that repeat the seed's word as often as their number says."""
    seed.prepared += 1
    return lambda number: WorkResult(number, seed.word * number, os.getpid(), seed.prepared)


def prepare_slow(seed: CountingSeed) -> Callable[[int], WorkResult]:
    """The same; each batch takes a twentieth of a second and is recorded when it starts."""
    work = prepare_repeating(seed)

    def do(number: int) -> WorkResult:
        append_pid(seed.folder / "started")
        time.sleep(0.05)
        return work(number)

    return do


def prepare_endless(seed: CountingSeed) -> Callable[[int], WorkResult]:
    """Batches that take longer than any test."""
    work = prepare_repeating(seed)

    def do(number: int) -> WorkResult:
        append_pid(seed.folder / "started")
        time.sleep(600)
        return work(number)

    return do


def prepare_killed_once(seed: CountingSeed) -> Callable[[int], WorkResult]:
    """The same, but batch 5 kills its process the first time."""
    work = prepare_repeating(seed)

    def do(number: int) -> WorkResult:
        if number == 5 and not (seed.folder / "killed").exists():
            append_pid(seed.folder / "killed")
            os.kill(os.getpid(), signal.SIGKILL)
        return work(number)

    return do


def prepare_killed_always(seed: CountingSeed) -> Callable[[int], WorkResult]:
    """The same, but batch 5 kills its process each time."""
    work = prepare_repeating(seed)

    def do(number: int) -> WorkResult:
        if number == 5:
            append_pid(seed.folder / "killed")
            os.kill(os.getpid(), signal.SIGKILL)
        return work(number)

    return do


def prepare_rejecting(seed: CountingSeed) -> Callable[[int], WorkResult]:
    """The same, but batch 5 finds a mistake of an editor."""
    work = prepare_repeating(seed)

    def do(number: int) -> WorkResult:
        if number == 5:
            raise Rejected((PROBLEM,))
        return work(number)

    return do


def fail_to_prepare(seed: CountingSeed) -> Callable[[int], WorkResult]:
    raise LookupError(seed.word)


def prepare_heavy(seed: CountingSeed) -> Callable[[int], str]:
    """Results that are too large for a pipe; batch 5 kills its process the first time."""
    work = prepare_killed_once(seed)
    return lambda number: work(number).value * 300_000


def values_by_number(results: list[WorkResult]) -> dict[int, str]:
    """Number -> value; no number may be there twice."""
    assert len({result.number for result in results}) == len(results)
    return {result.number: result.value for result in results}


def is_running(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def holds_within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether a condition becomes true within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return holds()
