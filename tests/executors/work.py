"""Work for the tests of executors: functions of a module, as workers find them by name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shaiquan.codes import EMPTY_FILE
from shaiquan.problems import Both, Rejected, problem

PROBLEM = problem(EMPTY_FILE, "powers/a.yml", 3, 5, "编号: 1", why=Both("原因", "the reason"))


@dataclass(frozen=True)
class Done:
    """A result: which batch, what came of it, in which process, after how many preparations."""

    number: int
    value: str
    pid: int
    preparation: int


class Seed:
    """A seed that notes in ``folder`` each time it is pickled and each time it is prepared."""

    def __init__(self, folder: Path, word: str = "权") -> None:
        self.folder = folder
        self.word = word
        self.prepared = 0

    def __reduce__(self) -> tuple[object, ...]:
        note(self.folder / "pickled")
        return Seed, (self.folder, self.word)


def note(path: Path) -> None:
    with path.open("a") as file:
        file.write(f"{os.getpid()}\n")


def notes(path: Path) -> list[int]:
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def repeats(seed: Seed) -> Callable[[int], Done]:
    """A worker that says its seed's word as often as the batch says."""
    seed.prepared += 1
    return lambda number: Done(number, seed.word * number, os.getpid(), seed.prepared)


def slow(seed: Seed) -> Callable[[int], Done]:
    """The same, each batch in a twentieth of a second and noted as it starts."""
    work = repeats(seed)

    def do(number: int) -> Done:
        note(seed.folder / "started")
        time.sleep(0.05)
        return work(number)

    return do


def endless(seed: Seed) -> Callable[[int], Done]:
    """Batches that take longer than any test."""
    work = repeats(seed)

    def do(number: int) -> Done:
        note(seed.folder / "started")
        time.sleep(600)
        return work(number)

    return do


def killed_once(seed: Seed) -> Callable[[int], Done]:
    """Batch 5 kills its process the first time."""
    work = repeats(seed)

    def do(number: int) -> Done:
        if number == 5 and not (seed.folder / "killed").exists():
            note(seed.folder / "killed")
            os.kill(os.getpid(), signal.SIGKILL)
        return work(number)

    return do


def killed_always(seed: Seed) -> Callable[[int], Done]:
    """Batch 5 kills its process each time."""
    work = repeats(seed)

    def do(number: int) -> Done:
        if number == 5:
            note(seed.folder / "killed")
            os.kill(os.getpid(), signal.SIGKILL)
        return work(number)

    return do


def rejects(seed: Seed) -> Callable[[int], Done]:
    """Batch 5 finds a mistake of the editor."""
    work = repeats(seed)

    def do(number: int) -> Done:
        if number == 5:
            raise Rejected((PROBLEM,))
        return work(number)

    return do


def cannot_prepare(seed: Seed) -> Callable[[int], Done]:
    raise LookupError(seed.word)


def heavy(seed: Seed) -> Callable[[int], str]:
    """Results larger than any pipe holds; batch 5 kills its process the first time."""
    work = killed_once(seed)
    return lambda number: work(number).value * 300_000


def values(results: list[Done]) -> dict[int, str]:
    """What came of each batch; each of them once."""
    assert len({done.number for done in results}) == len(results)
    return {done.number: done.value for done in results}


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and is not yet taken leave of does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return holds()
