"""The serial executor: here, in order, without a copy of anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shaiquan.executors.local import SerialExecutor


def test_batches_are_done_here_in_order_each_when_it_is_asked_for() -> None:
    seed: list[int] = []  # a lambda as seed or a local function could not be pickled

    def prepare(given: list[int]) -> Callable[[int], int]:
        assert given is seed

        def do(number: int) -> int:
            given.append(number)
            return number * 10

        return do

    with SerialExecutor() as executor:
        results = executor.run(prepare, seed, [3, 1, 2])
        assert next(results) == 30
        assert seed == [3]
        assert list(results) == [10, 20]


def test_nothing_is_prepared_where_there_is_no_batch() -> None:
    def prepare(seed: None) -> Callable[[int], int]:
        pytest.fail("prepared")

    assert list(SerialExecutor().run(prepare, None, [])) == []
