"""Dask clusters on this machine, for whoever has Dask installed."""

from __future__ import annotations

import socket
import time
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


def answers(port: int, seconds: float = 60) -> bool:
    """Whether somebody comes to listen on a port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False
