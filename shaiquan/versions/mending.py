"""A version whose file was damaged, made again from what stands before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shaiquan.versions.interface import FileChange, Version, list_changes


def mend_changes(
    before: Mapping[str, str], later: Iterable[Version], now: Mapping[str, str]
) -> tuple[FileChange, ...]:
    """What a version must have changed.

    ``before`` and ``now``: path -> name of its bytes, of each file before the version and as it is
    now. What a later version found is what was there; a file that none of them changed is as now.
    """
    after = dict(now)
    found = set[str]()
    for version in later:
        for change in version.changes:
            if change.inside not in found:
                found.add(change.inside)
                after[change.inside] = change.before
    return list_changes(before, after)
