"""Python's collector of cycles, kept from looking at what stays.

A build makes millions of values that it keeps to its end, and hardly a cycle among them: looking
at them again and again would take a fifth of its time. What leaves cycles are pages, through
Jinja; so whoever does batches collects after each of them, and nothing older is looked at.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def collector_off() -> Iterator[None]:
    """No collection by itself within the block."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextlib.contextmanager
def frozen_values() -> Iterator[None]:
    """What there is before the block is not looked at within it."""
    was_frozen = gc.get_freeze_count()
    gc.freeze()
    try:
        yield
    finally:
        if not was_frozen:
            gc.unfreeze()


def collect_batch() -> None:
    """Collect what a batch has left."""
    gc.collect(0)
