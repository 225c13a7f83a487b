"""All batches in this process, one after the other. Nothing is pickled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Self

from shaiquan.executors.collector import collect_batch, frozen_values
from shaiquan.executors.interface import Batch, BatchResult, WorkerSeed


class SerialExecutor:
    """An executor whose only worker is the calling process."""

    workers = 1

    def run(
        self,
        prepare: Callable[[WorkerSeed], Callable[[Batch], BatchResult]],
        seed: WorkerSeed,
        tasks: Sequence[Batch],
    ) -> Iterator[BatchResult]:
        """The results in the order of ``tasks``, each made when ``next`` is called."""
        if not tasks:
            return
        with frozen_values():
            do_batch = prepare(seed)
            for task in tasks:
                yield do_batch(task)
                collect_batch()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        """Nothing to end."""
