"""How many cores this process may use: its affinity, and the CPU quota of its
cgroup (edge: asks the system)."""

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
    quotas = [math.ceil(quota) for quota in _quotas(memberships, root)]
    return max(1, min([cores, *quotas]))


def _quotas(memberships: Path, root: Path) -> list[float]:
    """The quotas in cores that can be read: of the process's own group and all above it."""
    groups = {PurePosixPath("/")}
    for line in _text(memberships).splitlines():
        number, controllers, path = line.split(":", 2)
        if number == "0" or "cpu" in controllers.split(","):
            groups |= {PurePosixPath(path), *PurePosixPath(path).parents}
    found = []
    for group in groups:
        inside = str(group).lstrip("/")
        found.append(quota_of(_text(root / inside / "cpu.max")))
        first = root / "cpu" / inside  # the older layout: one tree for each controller
        period = _text(first / "cpu.cfs_period_us")
        found.append(quota_of(f"{_text(first / 'cpu.cfs_quota_us')} {period}"))
    return [quota for quota in found if quota is not None]


def quota_of(text: str) -> float | None:
    """The quota in cores of ``"QUOTA PERIOD"``, both in microseconds; None where there is none.

    >>> quota_of("150000 100000")
    1.5
    >>> quota_of("max 100000"), quota_of("-1 100000"), quota_of("")
    (None, None, None)
    """
    words = text.split()
    if len(words) != 2 or not all(word.isdigit() for word in words) or int(words[1]) == 0:
        return None
    return int(words[0]) / int(words[1]) or None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""
