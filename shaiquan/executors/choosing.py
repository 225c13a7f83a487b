"""The executor that a word of the command line names."""

from __future__ import annotations

from shaiquan.executors.cores import usable_cores
from shaiquan.executors.interface import Executor
from shaiquan.executors.local import SerialExecutor
from shaiquan.executors.processes import ProcessExecutor

_DASK = "dask://"


def executor_of(spec: str, jobs: int, least: int = 4) -> Executor:
    """``""``: ``jobs`` processes, for 1 this one, for 0 one for each core; ``dask://host:port``.

    A run of fewer than ``least`` batches stays in this process. A cluster is reached at once:
    :class:`~shaiquan.executors.interface.ClusterFault` if it cannot be used. ``ValueError``
    for another spec or a negative number of jobs.
    """
    if spec.startswith(_DASK):
        from shaiquan.executors.cluster import DaskExecutor

        return DaskExecutor(spec.removeprefix(_DASK), least=least)
    if spec or jobs < 0:
        raise ValueError(f"no executor: {spec!r} with {jobs} jobs")
    workers = jobs or usable_cores()
    return SerialExecutor() if workers == 1 else ProcessExecutor(workers, least=least)
