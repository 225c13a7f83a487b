"""A cluster does the same as this process, whatever happens to its workers."""

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
from tests.executors.clusters import address_of, started
from tests.executors.work import PROBLEM, Seed, notes, values, within
from tests.support import free_port

pytest.importorskip("distributed", reason="没有安装 Dask")
TASKS = list(range(40))
FEW = list(range(16))
EXPECTED = {number: "权" * number for number in FEW}


@pytest.fixture(scope="module")
def pair() -> Iterator[str]:
    """A cluster of two workers for the tests that kill none."""
    with started(2) as made:
        yield address_of(made)


def test_a_cluster_gives_what_this_process_gives(tmp_path: Path, pair: str) -> None:
    serial = values(list(SerialExecutor().run(work.repeats, Seed(tmp_path), TASKS)))
    with choose_executor(f"dask://{pair}", 0) as executor:
        assert executor.workers == 2
        done = list(executor.run(work.repeats, Seed(tmp_path), TASKS))
        again = list(executor.run(work.repeats, Seed(tmp_path, "晒"), TASKS))
    assert values(done) == serial
    assert values(again) == {number: "晒" * number for number in TASKS}
    assert len({each.pid for each in done}) == 2
    assert {each.preparation for each in done + again} == {1}
    assert notes(tmp_path / "pickled").count(os.getpid()) == 2  # once for each run


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    with started(2) as made, DaskExecutor(address_of(made)) as executor:
        results = executor.run(work.slow, Seed(tmp_path), FEW)
        done = [next(results) for _ in range(5)]
        os.kill(done[-1].pid, signal.SIGKILL)
        done += results
    assert values(done) == EXPECTED
    assert len(done) == len(FEW)


def test_the_seed_is_sent_again_when_its_last_holder_is_killed(tmp_path: Path) -> None:
    with started(1) as made, DaskExecutor(address_of(made)) as executor:
        results = executor.run(work.slow, Seed(tmp_path), FEW)
        done = [next(results) for _ in range(5)]
        os.kill(done[-1].pid, signal.SIGKILL)
        done += results
    assert values(done) == EXPECTED
    assert len({each.pid for each in done}) == 2
    assert notes(tmp_path / "pickled").count(os.getpid()) == 2


def test_a_batch_that_kills_its_workers_ends_the_run(tmp_path: Path) -> None:
    with started(2) as made:
        made.scheduler.allowed_failures = 0
        with DaskExecutor(address_of(made)) as executor, pytest.raises(WorkerLost, match="内存"):
            list(executor.run(work.killed_always, Seed(tmp_path), TASKS))


def test_a_batch_that_kills_the_last_worker_again_and_again_ends_the_run(tmp_path: Path) -> None:
    # a worker killed as it starts is not started again: then there is none, with the same words
    with (
        started(1) as made,
        DaskExecutor(address_of(made), patience=4) as executor,
        pytest.raises(WorkerLost, match="内存"),
    ):
        list(executor.run(work.killed_always, Seed(tmp_path), [5]))
    assert 1 <= len(notes(tmp_path / "killed")) <= 3


def test_results_do_not_pile_up_while_the_caller_is_busy(tmp_path: Path, pair: str) -> None:
    begun = tmp_path / "started"
    with DaskExecutor(pair) as executor:
        results = executor.run(work.slow, Seed(tmp_path), TASKS)
        next(results)
        assert within(60, lambda: len(notes(begun)) >= 8)
        assert not within(0.5, lambda: len(notes(begun)) > 16)


def test_an_exception_reaches_the_caller_as_itself(tmp_path: Path, pair: str) -> None:
    with DaskExecutor(pair) as executor, pytest.raises(Rejected) as caught:
        list(executor.run(work.rejects, Seed(tmp_path), TASKS))
    assert caught.value.problems == (PROBLEM,)


def test_a_run_that_is_left_stops_on_the_cluster(tmp_path: Path, pair: str) -> None:
    with DaskExecutor(pair) as executor:
        results = executor.run(work.slow, Seed(tmp_path), TASKS)
        next(results)
        del results
    begun = tmp_path / "started"
    before = len(notes(begun))
    assert not within(0.5, lambda: len(notes(begun)) > before + 2)


def test_a_few_batches_stay_in_this_process(tmp_path: Path, pair: str) -> None:
    with DaskExecutor(pair, min_batches=4) as executor:
        few = list(executor.run(work.repeats, Seed(tmp_path), [1, 2, 3]))
    assert {each.pid for each in few} == {os.getpid()}


def test_a_scheduler_that_ends_is_said_in_plain_words(tmp_path: Path) -> None:
    made = started(1)
    with DaskExecutor(address_of(made), patience=1) as executor:
        results = executor.run(work.slow, Seed(tmp_path), FEW)
        next(results)
        made.close()
        with pytest.raises(ClusterFault, match="断了"):
            list(results)


def test_a_cluster_without_workers_is_said_in_plain_words() -> None:
    with started(0) as made, pytest.raises(ClusterFault, match="没有计算进程"):
        DaskExecutor(address_of(made), patience=0.5)


@pytest.mark.parametrize("address", ["", "127.0.0.1", "127.0.0.1:{port}", "a b:c"])
def test_a_cluster_that_cannot_be_reached_is_said_in_plain_words(address: str) -> None:
    with pytest.raises(ClusterFault, match="连不上"):
        DaskExecutor(address.format(port=free_port()), patience=0.5)


def test_workers_of_another_version_are_refused(pair: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaiquan, "__version__", "0.0.9")
    with pytest.raises(ClusterFault, match="版本不同") as caught:
        DaskExecutor(pair)
    assert "shaiquan 0.0.9 (" in caught.value.zh
    assert "shaiquan 0.0.9 (" in caught.value.en


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterFault, match=r"requirements-dask\.lock"):
        DaskExecutor("127.0.0.1:1")
