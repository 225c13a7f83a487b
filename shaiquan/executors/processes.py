"""Batches in processes of this machine, forked or spawned (edge: processes).

Each worker has a pipe of its own: a dying worker cannot block the others, the batch that it
lost is known, and the parent needs no thread. Only numbers of batches are sent to a worker,
so sending to a busy one never waits.
"""

from __future__ import annotations

import contextlib
import ctypes
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

from shaiquan.executors.collector import collect_batch, frozen_values
from shaiquan.executors.interface import Batch, BatchResult, WorkerLost, WorkerSeed
from shaiquan.executors.job import Job, JobFile, JobSource, run_batch, unpack_result
from shaiquan.executors.local import SerialExecutor

#: batches a worker has at once: the one in work and the next, so that it never waits for us
_BATCHES_PER_WORKER = 2
#: Windows waits for 63 handles at once at most
_MAX_WORKERS = 61 if sys.platform == "win32" else 4096
_PR_SET_PDEATHSIG = 1
#: seconds that a worker may take to end by itself once all is done
_STOP_SECONDS = 5.0


class ProcessExecutor:
    """Up to ``workers`` processes for each run; ``method`` is ``fork``, ``spawn`` or left open.

    A run of fewer than ``min_batches`` batches stays in this process. Start a run before
    there are other threads: with threads a fork is not safe, and the slower spawn is used.
    """

    def __init__(self, workers: int, method: str = "", min_batches: int = 0) -> None:
        self.workers = min(workers, _MAX_WORKERS)
        self._method = method
        self._min_batches = min_batches
        self._pools: set[_WorkerPool] = set()

    def run(
        self,
        prepare: Callable[[WorkerSeed], Callable[[Batch], BatchResult]],
        seed: WorkerSeed,
        tasks: Sequence[Batch],
    ) -> Iterator[BatchResult]:
        """As in the interface. No worker has more than two batches at a time."""
        if len(tasks) < self._min_batches:
            yield from SerialExecutor().run(prepare, seed, tasks)
            return
        method = self._method or start_method()
        with _share_job(Job(prepare, seed, tasks), method) as source:
            pool = _WorkerPool(method, source, len(tasks), self.workers)
            self._pools.add(pool)
            try:
                yield from pool.results()
                pool.stop()
            finally:
                pool.kill()
                self._pools.discard(pool)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        for pool in self._pools:
            pool.kill()


def start_method() -> str:
    """``fork`` where it is safe: the system has it and this process has one thread."""
    tasks = Path("/proc/self/task")  # counts the threads of libraries too
    threads = len([*tasks.iterdir()]) if tasks.is_dir() else threading.active_count()
    has_fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return "fork" if has_fork and threads == 1 else "spawn"


@contextlib.contextmanager
def _share_job(job: Job[Any, Any, Any], method: str) -> Iterator[JobSource]:
    """The job for workers: inherited by a fork, else written once to a private file."""
    if method == "fork":
        with frozen_values():  # no collection writes to the memory pages shared with workers
            yield job
        return
    handle, name = tempfile.mkstemp(prefix="shaiquan-")
    try:
        with os.fdopen(handle, "wb") as file:
            pickle.dump(job, file, protocol=5)
        yield JobFile(Path(name))
    finally:
        Path(name).unlink(missing_ok=True)


class _Worker(NamedTuple):
    """A process, our end of its pipe, and the numbers of its batches in order."""

    process: BaseProcess
    pipe: Connection
    numbers: deque[int]


class _WorkerPool:
    """The workers of one run and the batches that wait."""

    def __init__(self, method: str, source: JobSource, count: int, workers: int) -> None:
        self._context: Any = multiprocessing.get_context(method)
        self._source = source
        self._waiting = deque(range(count))
        self._size = min(workers, count)
        self._repeated: set[int] = set()
        self._workers: dict[Connection, _Worker] = {}

    def results(self) -> Iterator[Any]:
        """The result of each batch once. A batch whose worker dies is repeated once."""
        for _ in range(self._size):
            self._start_worker()
        self._send_batches()
        while any(worker.numbers for worker in self._workers.values()):
            for pipe in wait(list(self._workers)):
                worker = self._workers[pipe]  # type: ignore[index]
                try:
                    packed = worker.pipe.recv_bytes()
                except (EOFError, OSError):
                    self._replace_worker(worker)
                    continue
                worker.numbers.popleft()
                self._send_batches()
                yield unpack_result(packed)

    def stop(self) -> None:
        """Let the workers end by themselves."""
        for worker in self._workers.values():
            with contextlib.suppress(OSError):
                worker.pipe.send(None)
        for worker in self._workers.values():
            worker.process.join(_STOP_SECONDS)

    def kill(self) -> None:
        """End all workers now; they have nothing to clean up."""
        for worker in self._workers.values():
            worker.process.kill()
        while self._workers:
            _, worker = self._workers.popitem()
            worker.process.join()
            worker.pipe.close()

    def _start_worker(self) -> None:
        our_end, worker_end = self._context.Pipe()
        forked = self._context.get_start_method() == "fork"
        inherited = [*self._workers, our_end] if forked else []
        process = self._context.Process(
            target=_run_worker, args=(self._source, worker_end, inherited), daemon=True
        )
        with _block_interrupts():  # the worker leaves Ctrl-C to us
            process.start()
            self._workers[our_end] = _Worker(process, our_end, deque())
        worker_end.close()

    def _send_batches(self) -> None:
        """Two batches for each worker; one near the end, so that none waits behind another."""
        for worker in self._workers.values():
            most = _BATCHES_PER_WORKER if len(self._waiting) > len(self._workers) else 1
            while self._waiting and len(worker.numbers) < most:
                worker.numbers.append(self._waiting.popleft())
                with contextlib.suppress(OSError):  # it died: reading from its pipe will tell
                    worker.pipe.send(worker.numbers[-1])

    def _replace_worker(self, worker: _Worker) -> None:
        """Put the batches of a dead worker back, and start a new one if any batch waits."""
        del self._workers[worker.pipe]
        worker.process.join()
        worker.pipe.close()
        if worker.numbers:
            self._count_loss(worker.numbers[0], worker.process.exitcode)
            self._waiting.extendleft(reversed(worker.numbers))
        if self._waiting:
            self._start_worker()
            self._send_batches()

    def _count_loss(self, number: int, code: int | None) -> None:
        """Remember that a batch lost its worker; WorkerLost if it did before."""
        if number in self._repeated:
            raise WorkerLost(
                f"计算进程两次中途退出（退出码 {code}），多半是内存不够。"
                "请减少同时运行的进程，或者关掉别的程序，再试一次",
                f"a worker process ended twice in its work (exit code {code}), most likely for "
                "want of memory: use fewer processes or close other programs, then try again",
            )
        self._repeated.add(number)


@contextlib.contextmanager
def _block_interrupts() -> Iterator[None]:
    """Block Ctrl-C; a process that is started meanwhile never receives it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """Where the system can, end this process with its parent, in the middle of a batch too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _run_worker(source: JobSource, pipe: Connection, inherited: Sequence[Connection]) -> None:
    """Receive numbers of batches and send their results, until None or the parent's end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    gc.disable()
    for connection in inherited:  # else a dead parent's pipes would still be open here
        connection.close()
    with contextlib.suppress(EOFError, OSError):
        while (number := pipe.recv()) is not None:
            pipe.send_bytes(run_batch(source, number))
            collect_batch()
