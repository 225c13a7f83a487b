"""``python -m tests.executors.spawned``: three squares, made by worker processes that are spawned."""

from __future__ import annotations

from collections.abc import Callable

from shaiquan.executors.processes import ProcessExecutor


def prepare(power: int) -> Callable[[int], int]:
    return power.__rpow__


if __name__ == "__main__":
    with ProcessExecutor(2, method="spawn") as executor:
        print(sorted(executor.run(prepare, 2, (1, 2, 3))))
