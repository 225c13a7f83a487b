"""What is sent between a caller and its workers arrives unchanged."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from shaiquan.executors.interface import ClusterFault, WorkerLost
from shaiquan.executors.job import Job, JobFile, PackedJob, run_batch, unpack_result
from shaiquan.problem_texts import as_text
from shaiquan.problems import Rejected
from tests.executors.work import (
    PROBLEM,
    CountingSeed,
    fail_to_prepare,
    prepare_rejecting,
    prepare_repeating,
    read_pids,
    values_by_number,
)


class Odd(Exception):
    """An exception that pickle can write but not read."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def fails(fault: Exception) -> Callable[[int], None]:
    def do(_: int) -> None:
        raise fault

    return do


def local(_: None) -> Callable[[int], object]:
    """A worker whose results are functions without a name."""
    return lambda number: lambda: number


def test_problems_stay_equal_and_have_the_same_text() -> None:
    copy = pickle.loads(pickle.dumps(Rejected((PROBLEM,)), protocol=5))
    assert copy.problems == (PROBLEM,)
    assert hash(copy.problems[0]) == hash(PROBLEM)
    for lang in ("zh", "en"):
        assert as_text(copy.problems[0], lang) == as_text(PROBLEM, lang)


@pytest.mark.parametrize("fault", [WorkerLost("丢了", "lost"), ClusterFault("连不上", "no way")])
def test_faults_of_executors_keep_both_languages(fault: WorkerLost | ClusterFault) -> None:
    copy = pickle.loads(pickle.dumps(fault))
    assert type(copy) is type(fault)
    assert (copy.zh, copy.en, str(copy)) == (fault.zh, fault.en, fault.zh)


def test_an_exception_is_raised_as_itself_with_a_note_of_where_it_was(tmp_path: Path) -> None:
    with pytest.raises(Rejected) as caught:
        unpack_result(run_batch(Job(prepare_rejecting, CountingSeed(tmp_path), [5]), 0))
    assert caught.value.problems == (PROBLEM,)
    assert "work.py" in caught.value.__notes__[0]


def test_an_exception_that_cannot_be_pickled_arrives_as_its_text() -> None:
    with pytest.raises(RuntimeError, match="Odd: 一二"):
        unpack_result(run_batch(Job(fails, Odd("一", "二"), [0]), 0))


def test_a_result_that_cannot_be_pickled_is_an_exception() -> None:
    with pytest.raises((AttributeError, pickle.PicklingError, TypeError)):
        unpack_result(run_batch(Job(local, None, [0]), 0))


def test_a_worker_prepares_once_and_not_before_its_first_batch(tmp_path: Path) -> None:
    seed = CountingSeed(tmp_path)
    job = Job(prepare_repeating, seed, [2, 4])
    assert seed.prepared == 0
    results = [unpack_result(run_batch(job, 1)), unpack_result(run_batch(job, 0))]
    assert values_by_number(results) == {4: "权权权权", 2: "权权"}
    assert seed.prepared == 1


def test_a_failed_preparation_is_the_result_of_each_batch(tmp_path: Path) -> None:
    job = Job(fail_to_prepare, CountingSeed(tmp_path, "没有"), [1, 2])
    for number in (0, 1):
        with pytest.raises(LookupError, match="没有"):
            unpack_result(run_batch(job, number))


def test_a_job_file_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "job"
    file.write_bytes(
        pickle.dumps(Job(prepare_repeating, CountingSeed(tmp_path), [3, 1]), protocol=5)
    )
    job = JobFile(file)
    first = unpack_result(run_batch(job, 0))
    file.unlink()
    assert values_by_number([first, unpack_result(run_batch(job, 1))]) == {3: "权权权", 1: "权"}


def test_a_file_that_is_gone_is_an_exception_for_the_caller(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        unpack_result(run_batch(JobFile(tmp_path / "none"), 0))


def test_a_packed_job_goes_on_to_other_processes_as_it_is(tmp_path: Path) -> None:
    packed = PackedJob(pickle.dumps(Job(prepare_repeating, CountingSeed(tmp_path), [1, 2])))
    for _ in range(2):
        job = pickle.loads(pickle.dumps(packed))
        assert unpack_result(run_batch(job, 1)).value == "权权"
    assert len(read_pids(tmp_path / "pickled")) == 1
