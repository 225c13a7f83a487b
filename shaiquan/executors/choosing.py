"""Choosing the executor that the options of the command line name."""

from __future__ import annotations

import re

from shaiquan.executors.cores import usable_cores
from shaiquan.executors.interface import Executor
from shaiquan.executors.local import SerialExecutor
from shaiquan.executors.processes import ProcessExecutor

_DASK = re.compile(r"dask://([^\s/@:]+|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})/?")


def choose_executor(spec: str, jobs: int, min_batches: int = 4) -> Executor:
    """The executor for ``dask://host:port``; for an empty spec, ``jobs`` processes.

    One job is this process, no job (0) is a process for each core. A run of fewer than
    ``min_batches`` batches stays in this process. A cluster is connected at once:
    :class:`~shaiquan.executors.interface.ClusterFault` if it cannot be used. ``ValueError``
    for another spec or a negative number of jobs.
    """
    if spec:
        address = parse_address(spec)
        from shaiquan.executors.cluster import DaskExecutor

        return DaskExecutor(address, min_batches=min_batches)
    if jobs < 0:
        raise ValueError(f"no executor: {jobs} jobs")
    workers = jobs or usable_cores()
    if workers == 1:
        return SerialExecutor()
    return ProcessExecutor(workers, min_batches=min_batches)


def parse_address(spec: str) -> str:
    """Parse ``dask://host:port`` to ``host:port``; ``ValueError`` for any other text.

    >>> parse_address("dask://10.0.0.5:8786"), parse_address("dask://[::1]:8786")
    ('10.0.0.5:8786', '[::1]:8786')
    """
    match = _DASK.fullmatch(spec)
    if match is None or not 0 < int(match[2]) < 65536:
        raise ValueError(f"no executor: {spec!r}")
    return f"{match[1]}:{match[2]}"
