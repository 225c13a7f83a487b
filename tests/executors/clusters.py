"""Dask clusters on this machine, for whoever has Dask installed."""

from __future__ import annotations

from typing import Any


def started(workers: int) -> Any:
    """A scheduler with some worker processes on this machine, on ports that are free."""
    import distributed

    return distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0",
        silence_logs=50,
    )  # fmt: skip


def address_of(made: Any) -> str:
    """``host:port`` of its scheduler."""
    return str(made.scheduler_address).removeprefix("tcp://")
