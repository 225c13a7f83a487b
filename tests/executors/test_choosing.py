"""A word and a number name an executor."""

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
    ("spec", "jobs"),
    [("tcp://a:1", 1), ("many", 2), ("", -1), ("dask://a", 1), ("dask://:8786", 1),
     ("dask://a:0", 1), ("dask://a:65536", 1), ("dask://a:b", 1), ("dask://a:1/x", 1),
     ("dask://a b:1", 1), ("a:8786", 1)],
)  # fmt: skip
def test_another_word_is_an_error_of_the_caller(spec: str, jobs: int) -> None:
    with pytest.raises(ValueError, match="no executor"):
        choose_executor(spec, jobs)
