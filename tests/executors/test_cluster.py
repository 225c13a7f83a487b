"""A cluster gives the same results as this process, whatever happens to its workers."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import shaiquan
from shaiquan.executors.choosing import choose_executor
from shaiquan.executors.cluster import DaskExecutor
from shaiquan.executors.interface import ClusterFault, WorkerLost
from shaiquan.executors.local import SerialExecutor
from shaiquan.problems import Rejected
from tests.executors import work
from tests.executors.clusters import address_of, start_cluster
from tests.executors.work import PROBLEM, CountingSeed, holds_within, read_pids, values_by_number
from tests.support import free_port

pytest.importorskip("distributed", reason="没有安装 Dask")
TASKS = list(range(40))
FEW = list(range(16))
EXPECTED = {number: "权" * number for number in FEW}


@pytest.fixture(scope="module")
def pair() -> Iterator[str]:
    """The address of a cluster of two workers, for the tests that kill none."""
    with start_cluster(2) as cluster:
        yield address_of(cluster)


def test_a_cluster_gives_what_this_process_gives(tmp_path: Path, pair: str) -> None:
    serial = values_by_number(
        list(SerialExecutor().run(work.prepare_repeating, CountingSeed(tmp_path), TASKS))
    )
    with choose_executor(f"dask://{pair}", 0) as executor:
        assert executor.workers == 2
        results = list(executor.run(work.prepare_repeating, CountingSeed(tmp_path), TASKS))
        again = list(executor.run(work.prepare_repeating, CountingSeed(tmp_path, "晒"), TASKS))
    assert values_by_number(results) == serial
    assert values_by_number(again) == {number: "晒" * number for number in TASKS}
    assert len({result.pid for result in results}) == 2
    assert {result.preparation for result in results + again} == {1}
    assert read_pids(tmp_path / "pickled").count(os.getpid()) == 2  # once for each run


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    with start_cluster(2) as cluster, DaskExecutor(address_of(cluster)) as executor:
        remaining = executor.run(work.prepare_slow, CountingSeed(tmp_path), FEW)
        results = [next(remaining) for _ in range(5)]
        os.kill(results[-1].pid, signal.SIGKILL)
        results += remaining
    assert values_by_number(results) == EXPECTED
    assert len(results) == len(FEW)


def test_a_run_goes_on_when_the_last_worker_that_has_the_seed_is_killed(tmp_path: Path) -> None:
    with start_cluster(1) as cluster, DaskExecutor(address_of(cluster)) as executor:
        remaining = executor.run(work.prepare_slow, CountingSeed(tmp_path), FEW)
        results = [next(remaining) for _ in range(5)]
        os.kill(results[-1].pid, signal.SIGKILL)
        results += remaining
    assert values_by_number(results) == EXPECTED
    assert len({result.pid for result in results}) == 2
    assert read_pids(tmp_path / "pickled").count(os.getpid()) == 1, "Dask still has it"


def test_a_batch_that_kills_its_workers_ends_the_run(tmp_path: Path) -> None:
    with start_cluster(2) as cluster:
        cluster.scheduler.allowed_failures = 0
        with DaskExecutor(address_of(cluster)) as executor, pytest.raises(WorkerLost, match="内存"):
            list(executor.run(work.prepare_killed_always, CountingSeed(tmp_path), TASKS))


def test_a_batch_that_kills_the_last_worker_again_and_again_ends_the_run(tmp_path: Path) -> None:
    # Dask does not restart a worker that is killed while it starts: then there is none at all
    with (
        start_cluster(1) as cluster,
        DaskExecutor(address_of(cluster), patience=4) as executor,
        pytest.raises(WorkerLost, match="内存"),
    ):
        list(executor.run(work.prepare_killed_always, CountingSeed(tmp_path), [5]))
    assert 1 <= len(read_pids(tmp_path / "killed")) <= 4


def test_results_do_not_pile_up_while_the_caller_is_busy(tmp_path: Path, pair: str) -> None:
    begun = tmp_path / "started"
    with DaskExecutor(pair) as executor:
        results = executor.run(work.prepare_slow, CountingSeed(tmp_path), TASKS)
        next(results)
        assert holds_within(60, lambda: len(read_pids(begun)) >= 8)
        assert not holds_within(0.5, lambda: len(read_pids(begun)) > 16)


def test_an_exception_reaches_the_caller_as_itself(tmp_path: Path, pair: str) -> None:
    with DaskExecutor(pair) as executor, pytest.raises(Rejected) as caught:
        list(executor.run(work.prepare_rejecting, CountingSeed(tmp_path), TASKS))
    assert caught.value.problems == (PROBLEM,)


def test_an_abandoned_run_stops_on_the_cluster(tmp_path: Path, pair: str) -> None:
    with DaskExecutor(pair) as executor:
        results = executor.run(work.prepare_slow, CountingSeed(tmp_path), TASKS)
        next(results)
        del results
    begun = tmp_path / "started"
    before = len(read_pids(begun))
    assert not holds_within(0.5, lambda: len(read_pids(begun)) > before + 2)


def test_a_few_batches_stay_in_this_process(tmp_path: Path, pair: str) -> None:
    with DaskExecutor(pair, min_batches=4) as executor:
        few = list(executor.run(work.prepare_repeating, CountingSeed(tmp_path), [1, 2, 3]))
    assert {result.pid for result in few} == {os.getpid()}


def test_a_scheduler_that_ends_gives_a_plain_message(tmp_path: Path) -> None:
    cluster = start_cluster(1)
    with DaskExecutor(address_of(cluster), patience=1) as executor:
        results = executor.run(work.prepare_slow, CountingSeed(tmp_path), FEW)
        next(results)
        cluster.close()
        with pytest.raises(ClusterFault, match="断了"):
            list(results)


def test_a_cluster_without_workers_gives_a_plain_message() -> None:
    with start_cluster(0) as cluster, pytest.raises(ClusterFault, match="没有计算进程"):
        DaskExecutor(address_of(cluster), patience=0.5)


@pytest.mark.parametrize("address", ["", "127.0.0.1", "127.0.0.1:{port}", "a b:c"])
def test_a_cluster_that_cannot_be_reached_gives_a_plain_message(address: str) -> None:
    with pytest.raises(ClusterFault, match="连不上"):
        DaskExecutor(address.format(port=free_port()), patience=0.5)


def test_workers_of_another_version_are_refused(pair: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaiquan, "__version__", "0.0.9")
    with pytest.raises(ClusterFault, match="版本不同") as caught:
        DaskExecutor(pair)
    assert "shaiquan 0.0.9 (" in caught.value.zh
    assert "shaiquan 0.0.9 (" in caught.value.en


def test_without_dask_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterFault, match=r"requirements-dask\.lock"):
        DaskExecutor("127.0.0.1:1")
