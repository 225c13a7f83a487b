"""An address or a number of jobs chooses an executor."""

from __future__ import annotations

import pytest

from shaiquan.executors import choosing
from shaiquan.executors.choosing import choose_executor
from shaiquan.executors.local import SerialExecutor
from shaiquan.executors.processes import ProcessExecutor


def test_one_job_is_this_process_and_more_are_processes() -> None:
    assert isinstance(choose_executor("", 1), SerialExecutor)
    with choose_executor("", 3) as executor:
        assert isinstance(executor, ProcessExecutor)
        assert executor.workers == 3


@pytest.mark.parametrize(("cores", "expected"), [(1, SerialExecutor), (5, ProcessExecutor)])
def test_no_number_means_every_core(
    monkeypatch: pytest.MonkeyPatch, cores: int, expected: type
) -> None:
    monkeypatch.setattr(choosing, "usable_cores", lambda: cores)
    executor = choose_executor("", 0)
    assert isinstance(executor, expected)
    assert executor.workers == cores


@pytest.mark.parametrize(
    "spec",
    [
        "tcp://a:1",
        "many",
        "dask://a",
        "dask://:8786",
        "dask://a:0",
        "dask://a:65536",
        "dask://a:b",
        "dask://a:1/x",
        "dask://a b:1",
        "a:8786",
    ],
)
def test_a_wrong_address_is_an_error_of_the_caller(spec: str) -> None:
    with pytest.raises(ValueError, match="no executor"):
        choose_executor(spec, 1)


def test_a_negative_number_of_jobs_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no executor"):
        choose_executor("", -1)
