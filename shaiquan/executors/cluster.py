"""Batches on the workers of a Dask cluster: the seed goes there once, then only numbers (edge:
the network).

A worker is a process with this same code, started where ``import shaiquan`` works:
``python -m distributed.cli.dask_worker tcp://HOST:PORT --nthreads 1``. Dask moves code and
values by pickle: a cluster is for a network whose machines trust each other.
"""

from __future__ import annotations

import contextlib
import socket
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import Any, Self

from shaiquan.executors.interface import Batch, BatchResult, ClusterFault, WorkerLost, WorkerSeed
from shaiquan.executors.job import Job, Packed, answered, told
from shaiquan.executors.local import SerialExecutor
from shaiquan.executors.versions import differences, running

#: batches that are out for each worker: the one in work and what the network keeps waiting
_AHEAD = 4
#: seconds between two looks at whether workers and seed are still there
_LOOK = 1.0
#: how often a seed goes out, and all its copies are lost, without a result in between
_ATTEMPTS = 3


class DaskExecutor:
    """The workers that the scheduler at ``address`` (``host:port``) has, and will have.

    ``patience`` in seconds is how long a scheduler, or its first worker, is waited for.
    """

    def __init__(self, address: str, least: int = 0, patience: float = 30.0) -> None:
        self._address = address
        self._least = least
        self._patience = patience
        self._dask = _library()
        self._client = self._connected()
        try:
            self._check_workers()
        except BaseException:
            self._client.close()
            raise

    @property
    def workers(self) -> int:
        """The worker processes there are now."""
        return len(self._client.nthreads())

    def run(
        self,
        prepare: Callable[[WorkerSeed], Callable[[Batch], BatchResult]],
        seed: WorkerSeed,
        tasks: Sequence[Batch],
    ) -> Iterator[BatchResult]:
        """As in the interface; Dask itself repeats the batches of a worker that dies."""
        if len(tasks) < self._least:
            yield from SerialExecutor().run(prepare, seed, tasks)
            return
        job = Job(prepare, seed, tasks)
        course = _Course(self._dask, self._client, job, len(tasks), self._patience)
        with contextlib.closing(self._answers(course)) as answers:
            for answer in answers:
                yield told(answer)

    def _answers(self, course: _Course) -> Generator[bytes, None, None]:
        """The answers of a course; a connection that breaks is said in plain words."""
        try:
            yield from course.answers()
        except (OSError, CancelledError) as fault:
            raise ClusterFault(
                f"和 Dask 集群 {self._address} 的连接断了，请检查网络和调度程序，再试一次",
                f"the connection to the Dask cluster at {self._address} broke: check the network "
                "and its scheduler, then try again",
            ) from fault
        except self._dask.KilledWorker as fault:
            raise _lost() from fault

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._client.close()

    def _connected(self) -> Any:
        try:
            host, _, port = self._address.rpartition(":")
            with socket.create_connection((host.strip("[]"), int(port)), self._patience):
                pass  # a client that finds nobody there leaves threads of its own
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # versions are compared by us, in plain words
                return self._dask.Client(
                    f"tcp://{self._address}", timeout=self._patience, set_as_default=False
                )
        except (OSError, ValueError) as fault:
            raise ClusterFault(
                f"连不上 Dask 集群 {self._address}：请检查地址，并确认调度程序已经启动",
                f"cannot reach the Dask cluster at {self._address}: check the address and that "
                "its scheduler runs",
            ) from fault

    def _check_workers(self) -> None:
        _wait_for_workers(self._client, self._patience)
        here = running()
        try:
            found: dict[str, dict[str, str]] = self._client.run(running)
        except Exception as fault:
            raise ClusterFault(
                f"集群 {self._address} 的计算进程不能运行晒权（{fault}）：请在每台机器上用同一版本",
                f"the workers of {self._address} cannot run shaiquan ({fault}): use the same "
                "version on every machine",
            ) from fault
        for worker, there in sorted(found.items()):
            if said := "；".join(differences(here, there)):
                raise ClusterFault(
                    f"集群里的计算进程 {worker} 与这里的版本不同（这里 / 那里）：{said}",
                    f"the worker {worker} runs other versions (here / there): {said}",
                )


class _Course:
    """One run on the cluster: where its seed is, the batches that wait and those that are out."""

    def __init__(
        self, dask: Any, client: Any, job: Job[Any, Any, Any], count: int, patience: float
    ) -> None:
        self._dask = dask
        self._client = client
        self._job = job
        self._patience = patience
        self._waiting = deque(range(count))
        self._out: dict[Any, int] = {}
        self._source: Any = None
        self._attempts = 0
        self._fault: CancelledError | None = None

    def answers(self) -> Iterator[bytes]:
        """The answer to each batch once, as they are ready."""
        try:
            self._submit()
            while self._out:
                answers = self._gathered(self._ready())
                self._submit()  # before the caller is busy with these
                yield from answers
        finally:
            with contextlib.suppress(Exception):  # what matters has been raised already
                self._client.cancel(list(self._out))

    def _submit(self) -> None:
        """Fill the window, which grows and shrinks with the workers."""
        if self._waiting and self._source is None:
            self._attempts += 1
            if self._attempts > _ATTEMPTS:
                raise _lost() from self._fault
            try:
                _wait_for_workers(self._client, self._patience)
            except ClusterFault as fault:
                raise (_lost() if self._fault else fault) from self._fault
            self._source = self._client.scatter(Packed(self._job), broadcast=True, hash=False)
        window = _AHEAD * max(1, len(self._client.nthreads()))
        while self._waiting and len(self._out) < window:
            number = self._waiting.popleft()
            self._out[self._client.submit(answered, self._source, number, pure=False)] = number

    def _ready(self) -> list[Any]:
        """The futures that are done, maybe none yet; without a worker it waits for one."""
        try:
            with self._client.as_current():
                self._dask.wait([*self._out], timeout=_LOOK, return_when="FIRST_COMPLETED")
        except TimeoutError:
            _wait_for_workers(self._client, self._patience)
        except CancelledError as fault:
            self._begin_again(fault)
        return [future for future in self._out if future.status in ("finished", "error")]

    def _gathered(self, ready: list[Any]) -> list[bytes]:
        """Their answers, fetched together; none if a worker dies that has one of them."""
        if not ready:
            return []

        def gather() -> Any:
            return self._client.gather(ready, asynchronous=True)

        try:
            answers: list[bytes] = self._client.sync(gather, callback_timeout=self._patience)
        except TimeoutError:  # it is being done again
            return []
        except CancelledError as fault:
            self._begin_again(fault)
            return []
        for future in ready:
            del self._out[future]
        self._attempts = 1
        return answers

    def _begin_again(self, fault: CancelledError) -> None:
        """Every worker that had the seed is gone: what was out waits to go out with it anew."""
        if self._client.status != "running":
            raise fault
        self._fault = fault
        self._client.cancel(list(self._out))
        self._waiting.extendleft(sorted(self._out.values(), reverse=True))
        self._out.clear()
        self._source = None


def _library() -> Any:
    """Dask's ``distributed``, which only those install who have a cluster."""
    try:
        import distributed
    except ImportError as fault:
        raise ClusterFault(
            "没有安装 Dask：请先安装 requirements-dask.lock 里的软件包",
            "Dask is not installed: install the packages of requirements-dask.lock first",
        ) from fault
    return distributed


def _wait_for_workers(client: Any, patience: float) -> None:
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as fault:
        raise ClusterFault(
            "Dask 集群里没有计算进程：请先在各台机器上启动，再试一次",
            "the Dask cluster has no workers: start them on its machines, then try again",
        ) from fault


def _lost() -> WorkerLost:
    return WorkerLost(
        "集群里的计算进程一再中途退出，多半是内存不够。请减少每台机器的计算进程，再试一次",
        "workers of the cluster ended in their work again and again, most likely for want of "
        "memory: run fewer of them on each machine, then try again",
    )
