"""What a caller knows of an executor: it does batches of work somewhere, in any order.

In each worker process ``prepare(seed)`` is called once in a run, when its first batch comes;
it returns the function that does batches there. Results come as they are ready, so a result
has to name its batch, and nothing may depend on the order or on which worker made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, Self, TypeVar

WorkerSeed = TypeVar("WorkerSeed")
Batch = TypeVar("Batch")
BatchResult = TypeVar("BatchResult")


class Executor(Protocol):
    """Does batches of work. A context manager: after its end no worker is left."""

    @property
    def workers(self) -> int:
        """How many batches are done at the same time."""

    def run(
        self,
        prepare: Callable[[WorkerSeed], Callable[[Batch], BatchResult]],
        seed: WorkerSeed,
        tasks: Sequence[Batch],
    ) -> Iterator[BatchResult]:
        """The result of each of ``tasks`` once, as they are ready; starts with the first ``next``.

        ``prepare`` is a function of a module, pickled by name; ``seed``, ``tasks`` and results
        can be pickled. An exception of a batch ends the run and is raised as itself;
        :class:`ExecutorFault` says that the work could not be done there.
        """

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...


class ExecutorFault(Exception):
    """The work could not be done: what is wrong and what to do, in two languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return self.zh


class WorkerLost(ExecutorFault):
    """A worker ended before its batch was done, and so did the worker that tried again."""


class ClusterFault(ExecutorFault):
    """The cluster cannot be used: not reached, without workers, or of another version."""
