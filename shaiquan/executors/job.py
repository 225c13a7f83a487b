"""One run as it travels: what prepares a worker, with what, and all batches by number
(edge: threads).

Only numbers travel to a worker after that, and a result or an exception travels back.
"""

from __future__ import annotations

import pickle
import threading
import traceback
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, Protocol, cast

from shaiquan.executors.interface import Batch, BatchResult, WorkerSeed


class JobSource(Protocol):
    """Where a worker finds its work."""

    def do(self, number: int) -> object:
        """The result of batch ``number``."""


class Job(Generic[WorkerSeed, Batch, BatchResult]):
    """A run; whoever holds it in a process prepares once and does one batch at a time."""

    def __init__(
        self,
        prepare: Callable[[WorkerSeed], Callable[[Batch], BatchResult]],
        seed: WorkerSeed,
        tasks: Sequence[Batch],
    ) -> None:
        self._prepare = prepare
        self._seed = seed
        self._tasks = tasks
        self._turn = threading.Lock()  # a worker of a cluster may have several threads

    @cached_property
    def _worker(self) -> Callable[[Batch], BatchResult]:
        return self._prepare(self._seed)

    def do(self, number: int) -> BatchResult:
        """The result of batch ``number``."""
        with self._turn:
            return self._worker(self._tasks[number])

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._prepare, self._seed, self._tasks)


class Packed:
    """A job pickled here and now, in this thread; by pickle it becomes the job again.

    A library that sends it pickles in threads of its own, where a seed may not be able to.
    """

    def __init__(self, job: Job[Any, Any, Any]) -> None:
        self._data = pickle.dumps(job, protocol=5)

    def __reduce__(self) -> tuple[object, ...]:
        return pickle.loads, (self._data,)


class FiledJob:
    """A job in a file, read when its first batch comes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _job(self) -> JobSource:
        with self._path.open("rb") as file:
            return cast(JobSource, pickle.load(file))  # noqa: S301 (our own parent wrote it)

    def do(self, number: int) -> object:
        """The result of batch ``number``."""
        return self._job.do(number)


def answered(source: JobSource, number: int) -> bytes:
    """What becomes of a batch, as bytes for :func:`told`: its result or its exception."""
    try:
        return pickle.dumps((source.do(number), None), protocol=5)
    except Exception as fault:
        return pickle.dumps((None, _portable(fault)), protocol=5)


def told(answer: bytes) -> Any:
    """The result in an answer; an exception in it is raised."""
    result, fault = pickle.loads(answer)  # noqa: S301 (our own worker wrote it)
    if fault is not None:
        raise fault
    return result


def _portable(fault: Exception) -> Exception:
    """The exception with a note of where it was raised; only its text if it cannot travel."""
    where = "".join(traceback.format_exception(fault))
    fault.add_note(f"in a worker:\n{where}")
    try:
        pickle.loads(pickle.dumps(fault, protocol=5))  # noqa: S301 (written just now)
    except Exception:
        return RuntimeError(where)
    return fault
