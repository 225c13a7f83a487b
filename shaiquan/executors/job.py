"""What is sent to workers for one run: how to prepare, the seed, all batches (edge: threads).

After that only the number of a batch is sent to a worker; it returns a result or an
exception, as bytes.
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

    def run(self, number: int) -> object:
        """Do batch ``number`` and return its result."""


class Job(Generic[WorkerSeed, Batch, BatchResult]):
    """A run. In each process it prepares once and does one batch at a time."""

    def __init__(
        self,
        prepare: Callable[[WorkerSeed], Callable[[Batch], BatchResult]],
        seed: WorkerSeed,
        tasks: Sequence[Batch],
    ) -> None:
        self._prepare = prepare
        self._seed = seed
        self._tasks = tasks
        self._lock = threading.Lock()  # a worker of a cluster may have several threads

    @cached_property
    def _do_batch(self) -> Callable[[Batch], BatchResult]:
        return self._prepare(self._seed)

    def run(self, number: int) -> BatchResult:
        """Do batch ``number`` and return its result."""
        with self._lock:
            return self._do_batch(self._tasks[number])

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._prepare, self._seed, self._tasks)


class PackedJob:
    """A pickled job, unpickled when its first batch comes; another process gets the bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _job(self) -> JobSource:
        return cast(JobSource, pickle.loads(self._data))  # noqa: S301 (our own parent wrote it)

    def run(self, number: int) -> object:
        """Do batch ``number`` and return its result."""
        return self._job.run(number)

    def __reduce__(self) -> tuple[object, ...]:
        return PackedJob, (self._data,)


class JobFile:
    """A pickled job in a file, which is read when its first batch comes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _job(self) -> JobSource:
        with self._path.open("rb") as file:
            return cast(JobSource, pickle.load(file))  # noqa: S301 (our own parent wrote it)

    def run(self, number: int) -> object:
        """Do batch ``number`` and return its result."""
        return self._job.run(number)


def run_batch(source: JobSource, number: int) -> bytes:
    """Do a batch; its result or its exception as bytes for :func:`unpack_result`."""
    try:
        return pickle.dumps((source.run(number), None), protocol=5)
    except Exception as fault:
        return pickle.dumps((None, _make_portable(fault)), protocol=5)


def unpack_result(packed: bytes) -> Any:
    """The result of :func:`run_batch`; an exception in it is raised."""
    result, fault = pickle.loads(packed)  # noqa: S301 (our own worker wrote it)
    if fault is not None:
        raise fault
    return result


def _make_portable(fault: Exception) -> Exception:
    """The exception with a note of where it was raised; only its text if it cannot be pickled."""
    where = "".join(traceback.format_exception(fault))
    fault.add_note(f"in a worker:\n{where}")
    try:
        pickle.loads(pickle.dumps(fault, protocol=5))  # noqa: S301 (written just now)
    except Exception:
        return RuntimeError(where)
    return fault
