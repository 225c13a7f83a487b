"""Dask clusters on this machine, for tests where Dask is installed."""

from __future__ import annotations

import socket
import time
from typing import Any


def start_cluster(workers: int) -> Any:
    """Start a scheduler with some worker processes on this machine, on free ports."""
    import distributed

    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        dashboard_address=":0",
        silence_logs=50,
    )


def address_of(cluster: Any) -> str:
    """``host:port`` of the scheduler of a cluster."""
    return str(cluster.scheduler_address).removeprefix("tcp://")


def wait_for_port(port: int, seconds: float = 60) -> bool:
    """Wait until something listens on a port; False if nothing does in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False
