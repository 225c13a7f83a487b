"""A process that is killed at each step that it takes on the disk, one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from itertools import count

#: audit events of Python, each raised before the disk is changed
_STEPS = frozenset(
    (
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.utime",
        "shutil.copyfile",
    )
)


def kill_at_each_step(work: Callable[[], object]) -> Iterator[int]:
    """Run ``work`` in a process that ends before its first step on the disk, then in one that
    ends before its second, and so on; gives the number of the step, until ``work`` is done."""
    for last in count():
        if _run_until(work, last):
            return
        yield last


def _run_until(work: Callable[[], object], last: int) -> bool:
    """Whether the work was done before the step."""
    child = os.fork()
    if not child:
        steps = iter(range(last))

        def stop(event: str, _: object) -> None:
            if event in _STEPS and next(steps, None) is None:
                os._exit(9)  # as a kill: nothing is cleaned up

        sys.addaudithook(stop)
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
