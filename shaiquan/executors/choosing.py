"""The executor that a word of the command line names."""

from __future__ import annotations

import re

from shaiquan.executors.cores import usable_cores
from shaiquan.executors.interface import Executor
from shaiquan.executors.local import SerialExecutor
from shaiquan.executors.processes import ProcessExecutor

_DASK = re.compile(r"dask://([^\s/@:]+|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})/?")


def executor_of(spec: str, jobs: int, least: int = 4) -> Executor:
    """``""``: ``jobs`` processes, for 1 this one, for 0 one for each core; ``dask://host:port``.

    A run of fewer than ``least`` batches stays in this process. A cluster is reached at once:
    :class:`~shaiquan.executors.interface.ClusterFault` if it cannot be used. ``ValueError``
    for another spec or a negative number of jobs.
    """
    if spec:
        address = address_of(spec)
        from shaiquan.executors.cluster import DaskExecutor

        return DaskExecutor(address, least=least)
    if jobs < 0:
        raise ValueError(f"no executor: {jobs} jobs")
    workers = jobs or usable_cores()
    return SerialExecutor() if workers == 1 else ProcessExecutor(workers, least=least)


def address_of(spec: str) -> str:
    """``host:port`` of a cluster; ``ValueError`` for what is no ``dask://host:port``.

    >>> address_of("dask://10.0.0.5:8786"), address_of("dask://[::1]:8786")
    ('10.0.0.5:8786', '[::1]:8786')
    """
    found = _DASK.fullmatch(spec)
    if found is None or not 0 < int(found[2]) < 65536:
        raise ValueError(f"no executor: {spec!r}")
    return f"{found[1]}:{found[2]}"
