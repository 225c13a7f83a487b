"""Batches on the workers of a Dask cluster (edge: the network).

The seed is sent once for a run; after that only numbers of batches are sent.

A worker is a process with this same code, started where ``import shaiquan`` works. Dask moves code
and values by pickle, to whoever connects: a cluster is for a network whose machines trust each
other. The commands in ``docs/cluster.zh-CN.md`` name every address and port on which they listen.
"""

from __future__ import annotations

import contextlib
import itertools
import pickle
import socket
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import Any, Self

from shaiquan.executors.interface import Batch, BatchResult, ClusterFault, WorkerLost, WorkerSeed
from shaiquan.executors.job import Job, PackedJob, run_batch, unpack_result
from shaiquan.executors.local import SerialExecutor
from shaiquan.executors.versions import compare_versions, running_versions

#: batches submitted for each worker: the one in work, and some more to bridge the network
_BATCHES_PER_WORKER = 4
#: seconds between two looks at whether workers and seed are still there
_POLL_SECONDS = 1.0


class DaskExecutor:
    """An executor on the workers of the scheduler at ``address`` (``host:port``).

    ``patience`` is how many seconds it waits for a scheduler, or for its first worker.
    """

    def __init__(self, address: str, min_batches: int = 0, patience: float = 30.0) -> None:
        self._address = address
        self._min_batches = min_batches
        self._patience = patience
        self._dask = _import_distributed()
        self._client = self._connect()
        try:
            self._check_workers()
        except BaseException:
            self._client.close()
            raise

    @property
    def workers(self) -> int:
        """How many worker processes there are now."""
        return len(self._client.nthreads())

    def run(
        self,
        prepare: Callable[[WorkerSeed], Callable[[Batch], BatchResult]],
        seed: WorkerSeed,
        tasks: Sequence[Batch],
    ) -> Iterator[BatchResult]:
        """As in the interface. Dask itself repeats the batches of a worker that dies."""
        if len(tasks) < self._min_batches:
            yield from SerialExecutor().run(prepare, seed, tasks)
            return
        job = Job(prepare, seed, tasks)
        run = _ClusterRun(self._dask, self._client, job, len(tasks), self._patience)
        with contextlib.closing(self._packed_results(run)) as packed_results:
            for packed in packed_results:
                yield unpack_result(packed)

    def _packed_results(self, run: _ClusterRun) -> Generator[bytes, None, None]:
        """The results of a run; a broken connection becomes a ClusterFault."""
        try:
            yield from run.packed_results()
        except (OSError, CancelledError) as fault:
            raise ClusterFault(
                f"和 Dask 集群 {self._address} 的连接断了，请检查网络和调度程序，再试一次",
                f"the connection to the Dask cluster at {self._address} broke: check the network "
                "and its scheduler, then try again",
            ) from fault
        except self._dask.KilledWorker as fault:
            raise _worker_lost() from fault

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._client.close()

    def _connect(self) -> Any:
        """A client of the scheduler; ClusterFault if there is none."""
        try:
            host, _, port = self._address.rpartition(":")
            with socket.create_connection((host.strip("[]"), int(port)), self._patience):
                pass  # a client that cannot connect would leave threads behind
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # we compare versions ourselves
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
        """Raise a ClusterFault unless all workers run the same versions as this process."""
        _wait_for_workers(self._client, self._patience)
        here = running_versions()
        try:
            versions: dict[str, dict[str, str]] = self._client.run(running_versions)
        except Exception as fault:
            raise ClusterFault(
                f"集群 {self._address} 的计算进程不能运行晒权（{fault}）：请在每台机器上用同一版本",
                f"the workers of {self._address} cannot run shaiquan ({fault}): use the same "
                "version on every machine",
            ) from fault
        for worker, there in sorted(versions.items()):
            if differences := "；".join(compare_versions(here, there)):
                raise ClusterFault(
                    f"集群里的计算进程 {worker} 与这里的版本不同（这里 / 那里）：{differences}",
                    f"the worker {worker} runs other versions (here / there): {differences}",
                )


class _ClusterRun:
    """One run on the cluster: its job there, the batches that wait and those submitted.

    The job is the result of a task, so Dask makes it again where the workers that had it are
    gone, as it does with batches.
    """

    def __init__(
        self, dask: Any, client: Any, job: Job[Any, Any, Any], count: int, patience: float
    ) -> None:
        self._dask, self._client, self._patience = dask, client, patience
        self._waiting = iter(range(count))
        self._submitted: set[Any] = set()
        self._packed_job = pickle.dumps(job, protocol=5)
        self._job: Any = None

    def packed_results(self) -> Iterator[bytes]:
        """The result of each batch once, as they are ready."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # Dask would have large values scattered: then lost
                self._job = self._client.submit(PackedJob, self._packed_job, pure=False)
            self._submit_batches()
            while self._submitted:
                packed_results = self._gather_results(self._wait_for_futures())
                self._submit_batches()  # before the caller is busy with these
                yield from packed_results
        finally:
            with contextlib.suppress(Exception):  # what matters has been raised already
                self._client.cancel([*self._submitted, self._job])

    def _submit_batches(self) -> None:
        """Submit as many batches as the workers there are now can take."""
        most = _BATCHES_PER_WORKER * max(1, len(self._client.nthreads()))
        for number in itertools.islice(self._waiting, max(0, most - len(self._submitted))):
            self._submitted.add(self._client.submit(run_batch, self._job, number, pure=False))

    def _wait_for_futures(self) -> list[Any]:
        """The futures that are done, maybe none yet; without a worker it waits for one."""
        with contextlib.suppress(TimeoutError), self._client.as_current():
            done = self._dask.wait(
                self._submitted, timeout=_POLL_SECONDS, return_when="FIRST_COMPLETED"
            )
            return list(done.done)
        try:
            _wait_for_workers(self._client, self._patience)
        except ClusterFault as fault:  # there was one when the run began
            raise _worker_lost() from fault
        return []

    def _gather_results(self, futures: list[Any]) -> list[bytes]:
        """The results of futures that are done; none if a worker that has one of them dies."""

        def gather() -> Any:
            return self._client.gather(futures, asynchronous=True)

        try:
            results: list[bytes] = self._client.sync(gather, callback_timeout=self._patience)
        except TimeoutError:  # Dask is repeating the batch
            return []
        self._submitted.difference_update(futures)
        return results


def _import_distributed() -> Any:
    """Dask's ``distributed``, which is installed only by those who have a cluster."""
    try:
        import distributed
    except ImportError as fault:
        raise ClusterFault(
            "没有安装 Dask：请先安装 requirements-dask.lock 里的软件包；"
            "网站自己的仓库，在 requirements.txt 里把 shaiquan 写成 shaiquan[dask]",
            "Dask is not installed: install the packages of requirements-dask.lock first; in a "
            "repository of the site's own, write shaiquan[dask] in requirements.txt",
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


def _worker_lost() -> WorkerLost:
    return WorkerLost(
        "集群里的计算进程一再中途退出，多半是内存不够。请减少每台机器的计算进程，再试一次",
        "workers of the cluster ended in their work again and again, most likely for want of "
        "memory: run fewer of them on each machine, then try again",
    )
