"""Forked and spawned workers do the same; a dead worker's batch is repeated; none is left."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from shaiquan.executors.interface import WorkerLost
from shaiquan.executors.local import SerialExecutor
from shaiquan.executors.processes import ProcessExecutor, start_method
from shaiquan.problems import Rejected
from tests.conftest import ROOT
from tests.executors import work
from tests.executors.work import (
    PROBLEM,
    CountingSeed,
    holds_within,
    is_running,
    read_pids,
    values_by_number,
)

METHODS = sorted({"fork", "spawn"} & {*multiprocessing.get_all_start_methods()})
pytestmark = [
    pytest.mark.parametrize("method", METHODS),
    # pytest may have threads, but what is forked here takes none of their locks
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_result_does_not_depend_on_the_workers(
    tmp_path: Path, method: str, workers: int
) -> None:
    tasks = list(range(40))
    serial = values_by_number(
        list(SerialExecutor().run(work.prepare_repeating, CountingSeed(tmp_path), tasks))
    )
    with ProcessExecutor(workers, method) as executor:
        results = list(executor.run(work.prepare_repeating, CountingSeed(tmp_path), tasks))
    assert values_by_number(results) == serial
    assert os.getpid() not in {result.pid for result in results}
    assert len({result.pid for result in results}) <= workers
    assert {result.preparation for result in results} == {1}


def test_slow_batches_are_shared_by_all_workers(tmp_path: Path, method: str) -> None:
    with ProcessExecutor(2, method) as executor:
        results = list(executor.run(work.prepare_slow, CountingSeed(tmp_path), list(range(40))))
    assert len({result.pid for result in results}) == 2


def test_the_seed_is_never_pickled_for_a_fork_and_once_for_all_that_are_spawned(
    tmp_path: Path, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(files))
    with ProcessExecutor(3, method) as executor:
        results = executor.run(work.prepare_repeating, CountingSeed(tmp_path), list(range(30)))
        next(results)
        assert len(list(files.iterdir())) == (0 if method == "fork" else 1)
        assert len(list(results)) == 29
    assert read_pids(tmp_path / "pickled") == ([] if method == "fork" else [os.getpid()])
    assert list(files.iterdir()) == []


def test_results_do_not_pile_up_while_the_caller_is_busy(tmp_path: Path, method: str) -> None:
    started = tmp_path / "started"
    with ProcessExecutor(2, method) as executor:
        results = executor.run(work.prepare_slow, CountingSeed(tmp_path), list(range(100)))
        next(results)
        assert holds_within(60, lambda: len(read_pids(started)) == 5)
        assert not holds_within(
            0.3, lambda: len(read_pids(started)) > 5
        )  # one is here, two for each


def test_a_batch_whose_worker_is_killed_is_repeated(tmp_path: Path, method: str) -> None:
    tasks = list(range(30))
    with ProcessExecutor(2, method) as executor:
        results = list(executor.run(work.prepare_killed_once, CountingSeed(tmp_path), tasks))
    assert values_by_number(results) == {number: "权" * number for number in tasks}
    assert len(read_pids(tmp_path / "killed")) == 1


def test_results_larger_than_a_pipe_survive_the_death_of_a_worker(
    tmp_path: Path, method: str
) -> None:
    with ProcessExecutor(2, method) as executor:
        results = list(
            executor.run(work.prepare_heavy, CountingSeed(tmp_path, "x"), list(range(10)))
        )
    assert sorted(len(text) for text in results) == [number * 300_000 for number in range(10)]


def test_a_batch_that_kills_two_workers_ends_the_run(tmp_path: Path, method: str) -> None:
    with ProcessExecutor(2, method) as executor:
        with pytest.raises(WorkerLost, match="内存") as caught:
            list(executor.run(work.prepare_killed_always, CountingSeed(tmp_path), list(range(30))))
        assert multiprocessing.active_children() == []
    assert "-9" in caught.value.zh
    assert "-9" in caught.value.en
    assert len(read_pids(tmp_path / "killed")) == 2


def test_workers_that_are_killed_from_outside_lose_nothing(tmp_path: Path, method: str) -> None:
    tasks = list(range(40))
    with ProcessExecutor(2, method) as executor:
        remaining = executor.run(work.prepare_slow, CountingSeed(tmp_path), tasks)
        results = [next(remaining) for _ in range(6)]
        for pid in {result.pid for result in results}:
            os.kill(pid, signal.SIGKILL)
        results += remaining
    assert values_by_number(results) == {number: "权" * number for number in tasks}
    assert len({result.pid for result in results}) > 2


def test_an_exception_reaches_the_caller_as_itself_and_ends_the_workers(
    tmp_path: Path, method: str
) -> None:
    with ProcessExecutor(2, method) as executor:
        with pytest.raises(Rejected) as caught:
            list(executor.run(work.prepare_rejecting, CountingSeed(tmp_path), list(range(30))))
        assert multiprocessing.active_children() == []
    assert caught.value.problems == (PROBLEM,)


def test_a_failed_preparation_reaches_the_caller(tmp_path: Path, method: str) -> None:
    with ProcessExecutor(2, method) as executor, pytest.raises(LookupError, match="没有"):
        list(executor.run(work.fail_to_prepare, CountingSeed(tmp_path, "没有"), list(range(9))))


def test_an_abandoned_run_leaves_no_worker(tmp_path: Path, method: str) -> None:
    with ProcessExecutor(2, method) as executor:
        results = executor.run(work.prepare_slow, CountingSeed(tmp_path), list(range(100)))
        next(results)
        assert len(multiprocessing.active_children()) == 2
    assert multiprocessing.active_children() == []


def test_an_executor_runs_more_than_once(tmp_path: Path, method: str) -> None:
    with ProcessExecutor(2, method) as executor:
        for word in ("晒", "权"):
            results = list(
                executor.run(work.prepare_repeating, CountingSeed(tmp_path, word), [1, 2, 3])
            )
            assert values_by_number(results) == {1: word, 2: word * 2, 3: word * 3}
            assert multiprocessing.active_children() == []
        assert list(executor.run(work.prepare_repeating, CountingSeed(tmp_path), [])) == []


def test_a_few_batches_stay_in_this_process(tmp_path: Path, method: str) -> None:
    with ProcessExecutor(2, method, min_batches=4) as executor:
        few = list(executor.run(work.prepare_repeating, CountingSeed(tmp_path), [1, 2, 3]))
        more = list(executor.run(work.prepare_repeating, CountingSeed(tmp_path), [1, 2, 3, 4]))
    assert {result.pid for result in few} == {os.getpid()}
    assert os.getpid() not in {result.pid for result in more}


def test_the_collector_of_the_parent_is_as_before(tmp_path: Path, method: str) -> None:
    before = gc.isenabled(), gc.get_freeze_count()
    with ProcessExecutor(2, method) as executor:
        list(executor.run(work.prepare_repeating, CountingSeed(tmp_path), [1, 2, 3]))
    assert (gc.isenabled(), gc.get_freeze_count()) == before


def start_caller(
    prepare: Callable[..., object], folder: Path, method: str
) -> subprocess.Popen[str]:
    """Start a process that runs batches in two workers, in a session of its own."""
    text = (
        "import signal\n"  # a shell that runs the tests in the background ignores it
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from pathlib import Path\n"
        "from shaiquan.executors.processes import ProcessExecutor\n"
        "from tests.executors.work import CountingSeed, prepare_endless, prepare_slow\n"
        f"seed = CountingSeed(Path({str(folder)!r}))\n"
        f"with ProcessExecutor(2, {method!r}) as executor:\n"
        f"    list(executor.run({prepare.__name__}, seed, range(10_000)))\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", text],
        cwd=ROOT,
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_an_interrupt_ends_caller_and_workers_at_once(tmp_path: Path, method: str) -> None:
    caller = start_caller(work.prepare_endless, tmp_path, method)
    started = tmp_path / "started"
    assert holds_within(60, lambda: len(read_pids(started)) == 2)
    os.killpg(caller.pid, signal.SIGINT)  # as a terminal does
    _, errors = caller.communicate(timeout=60)
    assert caller.returncode == -signal.SIGINT
    assert errors.count("Traceback") == 1
    assert "KeyboardInterrupt" in errors
    assert not any(is_running(pid) for pid in read_pids(started))


@pytest.mark.parametrize(
    "prepare",
    [
        work.prepare_slow,
        pytest.param(
            work.prepare_endless,
            marks=pytest.mark.skipif(sys.platform != "linux", reason="只有 Linux 能这样"),
        ),
    ],
)
def test_workers_end_when_their_caller_is_killed(
    tmp_path: Path, method: str, prepare: Callable[..., object]
) -> None:
    caller = start_caller(prepare, tmp_path, method)
    started = tmp_path / "started"
    assert holds_within(60, lambda: len(set(read_pids(started))) == 2)
    caller.kill()
    caller.wait()
    assert caller.stderr
    caller.stderr.close()  # not read: workers that live on would keep it open
    assert holds_within(60, lambda: not any(is_running(pid) for pid in read_pids(started)))


def test_a_fork_is_used_only_where_there_is_one_thread(method: str) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert start_method() == "spawn"
    finally:
        stop.set()
        thread.join()
    code = "from shaiquan.executors.processes import start_method; print(start_method())"
    method = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).strip()
    assert method == ("fork" if sys.platform.startswith("linux") else "spawn")
