"""How many cores this process may use: its affinity and the CPU quota of its cgroup (edge:
reads ``/proc`` and ``/sys``)."""

from __future__ import annotations

import math
import os
from pathlib import Path, PurePosixPath

_CGROUP = Path("/sys/fs/cgroup")


def usable_cores(memberships: Path = Path("/proc/self/cgroup"), root: Path = _CGROUP) -> int:
    """The cores of this process, at least 1; a quota of one and a half cores counts as two."""
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    quotas = [math.ceil(quota) for quota in _read_quotas(memberships, root)]
    return max(1, min([cores, *quotas]))


def _read_quotas(memberships: Path, root: Path) -> list[float]:
    """The quotas in cores of the process's own group and of all groups above it."""
    groups = {PurePosixPath("/")}
    for line in _read_text(memberships).splitlines():
        number, controllers, path = line.split(":", 2)
        if number == "0" or "cpu" in controllers.split(","):
            groups |= {PurePosixPath(path), *PurePosixPath(path).parents}
    quotas = []
    for group in groups:
        inside = str(group).lstrip("/")
        quotas.append(parse_quota(_read_text(root / inside / "cpu.max")))
        older = root / "cpu" / inside  # the older layout: one tree for each controller
        period = _read_text(older / "cpu.cfs_period_us")
        quotas.append(parse_quota(f"{_read_text(older / 'cpu.cfs_quota_us')} {period}"))
    return [quota for quota in quotas if quota is not None]


def parse_quota(text: str) -> float | None:
    """Parse ``"QUOTA PERIOD"``, both in microseconds, to cores; None where there is no quota.

    >>> parse_quota("150000 100000")
    1.5
    >>> parse_quota("max 100000"), parse_quota("-1 100000"), parse_quota("")
    (None, None, None)
    """
    words = text.split()
    if len(words) != 2 or not all(word.isdigit() for word in words) or int(words[1]) == 0:
        return None
    return int(words[0]) / int(words[1]) or None


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""
