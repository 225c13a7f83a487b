"""Batches in processes of this machine, forked or spawned (edge: processes).

Each worker has a link of its own: nothing is shared that a dying worker could hold on to,
whose batch was lost is known, and the parent needs no thread. What goes down a link is the
number of a batch, so a send to a busy worker never waits.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple, Self

from shaiquan.executors.interface import Batch, BatchResult, WorkerLost, WorkerSeed
from shaiquan.executors.job import FiledJob, Job, JobSource, answered, told
from shaiquan.executors.local import SerialExecutor

#: batches a worker has at once: the one in work and the next, so that it never waits for us
_AHEAD = 2
#: Windows waits for 63 handles at once at most
_MOST = 61 if sys.platform == "win32" else 4096
#: seconds that a worker may take to end by itself once all is done
_PATIENCE = 5.0


class ProcessExecutor:
    """Up to ``workers`` processes for each run; ``method`` is ``fork``, ``spawn`` or left open.

    A run of fewer than ``least`` batches stays in this process. Begin a run before other
    threads exist: with threads about, a fork is not safe and the slower spawn is used.
    """

    def __init__(self, workers: int, method: str = "", least: int = 0) -> None:
        self.workers = min(workers, _MOST)
        self._method = method
        self._least = least
        self._crews: set[_Crew] = set()

    def run(
        self,
        prepare: Callable[[WorkerSeed], Callable[[Batch], BatchResult]],
        seed: WorkerSeed,
        tasks: Sequence[Batch],
    ) -> Iterator[BatchResult]:
        """As in the interface; at most two batches for each worker are out at any time."""
        if len(tasks) < self._least:
            yield from SerialExecutor().run(prepare, seed, tasks)
            return
        method = self._method or start_method()
        with _source(Job(prepare, seed, tasks), method) as source:
            crew = _Crew(method, source, len(tasks), self.workers)
            self._crews.add(crew)
            try:
                yield from crew.results()
                crew.dismiss()
            finally:
                crew.kill()
                self._crews.discard(crew)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        for crew in self._crews:
            crew.kill()


def start_method() -> str:
    """``fork`` where it is safe: the system has it and this process has one thread."""
    tasks = Path("/proc/self/task")  # counts the threads of libraries too
    threads = len([*tasks.iterdir()]) if tasks.is_dir() else threading.active_count()
    has_fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return "fork" if has_fork and threads == 1 else "spawn"


@contextlib.contextmanager
def _source(job: Job[Any, Any, Any], method: str) -> Iterator[JobSource]:
    """The job as workers find it: inherited by a fork, else written once to a private file."""
    if method == "fork":
        frozen = gc.get_freeze_count()
        gc.freeze()  # so that no collection writes to the pages that workers share with us
        try:
            yield job
        finally:
            if not frozen:
                gc.unfreeze()
        return
    handle, name = tempfile.mkstemp(prefix="shaiquan-")
    try:
        with os.fdopen(handle, "wb") as file:
            pickle.dump(job, file, protocol=5)
        yield FiledJob(Path(name))
    finally:
        Path(name).unlink(missing_ok=True)


class _Worker(NamedTuple):
    """A process, our end of its link, and the numbers of its batches in order."""

    process: BaseProcess
    link: Connection
    numbers: deque[int]


class _Crew:
    """The workers of one run and the batches that wait."""

    def __init__(self, method: str, source: JobSource, count: int, workers: int) -> None:
        self._context: Any = multiprocessing.get_context(method)
        self._source = source
        self._waiting = deque(range(count))
        self._size = min(workers, count)
        self._again: set[int] = set()
        self._workers: dict[Connection, _Worker] = {}

    def results(self) -> Iterator[Any]:
        """Each batch's result once; a batch whose worker dies is done once more."""
        for _ in range(self._size):
            self._hire()
        self._hand_out()
        while any(worker.numbers for worker in self._workers.values()):
            for link in wait(list(self._workers)):
                worker = self._workers[link]  # type: ignore[index]
                try:
                    answer = worker.link.recv_bytes()
                except (EOFError, OSError):
                    self._replace(worker)
                    continue
                worker.numbers.popleft()
                self._hand_out()
                yield told(answer)

    def dismiss(self) -> None:
        """Let the workers end by themselves."""
        for worker in self._workers.values():
            with contextlib.suppress(OSError):
                worker.link.send(None)
        for worker in self._workers.values():
            worker.process.join(_PATIENCE)

    def kill(self) -> None:
        """End all workers now; they hold nothing that needs an end of its own."""
        for worker in self._workers.values():
            worker.process.kill()
        while self._workers:
            _, worker = self._workers.popitem()
            worker.process.join()
            worker.link.close()

    def _hire(self) -> None:
        ours, theirs = self._context.Pipe()
        others = [*self._workers, ours] if self._context.get_start_method() == "fork" else []
        process = self._context.Process(
            target=_serve, args=(self._source, theirs, others), daemon=True
        )
        with _without_interrupts():  # the worker leaves Ctrl-C to us
            process.start()
            self._workers[ours] = _Worker(process, ours, deque())
        theirs.close()

    def _hand_out(self) -> None:
        """Two batches to each worker, near the end one, so that none waits behind another."""
        for worker in self._workers.values():
            ahead = _AHEAD if len(self._waiting) > len(self._workers) else 1
            while self._waiting and len(worker.numbers) < ahead:
                worker.numbers.append(self._waiting.popleft())
                with contextlib.suppress(OSError):  # it died: we read that from its link next
                    worker.link.send(worker.numbers[-1])

    def _replace(self, worker: _Worker) -> None:
        """A dead worker's batches wait again, for a new worker too."""
        del self._workers[worker.link]
        worker.process.join()
        worker.link.close()
        if worker.numbers:
            self._count_loss(worker.numbers[0], worker.process.exitcode)
            self._waiting.extendleft(reversed(worker.numbers))
        if self._waiting:
            self._hire()
            self._hand_out()

    def _count_loss(self, number: int, code: int | None) -> None:
        if number in self._again:
            raise WorkerLost(
                f"计算进程两次中途退出（退出码 {code}），多半是内存不够。"
                "请减少同时运行的进程，或者关掉别的程序，再试一次",
                f"a worker process ended twice in its work (exit code {code}), most likely for "
                "want of memory: use fewer processes or close other programs, then try again",
            )
        self._again.add(number)


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back; a process started meanwhile never hears it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(source: JobSource, link: Connection, others: Sequence[Connection]) -> None:
    """A worker's life: a number comes, its answer goes; it ends with the parent at the latest."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    for other in others:  # else a dead parent's links would still be open here
        other.close()
    with contextlib.suppress(EOFError, OSError):
        while (number := link.recv()) is not None:
            link.send_bytes(answered(source, number))
