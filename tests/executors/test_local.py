"""The serial executor: in this process, in order, without copies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shaiquan.executors.local import SerialExecutor


def test_batches_are_done_in_order_each_when_its_result_is_needed() -> None:
    numbers: list[int] = []

    def prepare(seed: list[int]) -> Callable[[int], int]:
        assert seed is numbers

        def do(number: int) -> int:
            numbers.append(number)
            return number * 10

        return do

    with SerialExecutor() as executor:
        results = executor.run(prepare, numbers, [3, 1, 2])
        assert next(results) == 30
        assert numbers == [3]
        assert list(results) == [10, 20]


def test_nothing_is_prepared_where_there_is_no_batch() -> None:
    def prepare(seed: None) -> Callable[[int], int]:
        pytest.fail("prepared")

    assert list(SerialExecutor().run(prepare, None, [])) == []
