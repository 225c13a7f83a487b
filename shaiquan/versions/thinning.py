"""Which versions remain as time goes by: every small step of years ago would fill the disk and the
list, and help nobody.

All of the last thirty days remain; of those before the last of each day, and of those that are a
year old the last of each month. The first version remains, what somebody named, and each one with
the last state of a file that was deleted then.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from shaiquan.versions.interface import FileChange, Version

#: how long all versions remain; after how long the last of each month is enough
ALL_REMAIN = datetime.timedelta(days=30)
_MONTHS = datetime.timedelta(days=365)

_Changes = dict[str, FileChange]


def thin_versions(
    versions: Sequence[Version], now: datetime.datetime, by_month: bool
) -> tuple[Version, ...]:
    """The versions that remain, the oldest first; what one that goes had changed, the next one has.

    ``by_month``: whether the last of a month is enough after a year.
    """
    spans = [_find_span(version, now, by_month) for version in versions]
    following = zip((*versions[1:], None), (*spans[1:], ""), strict=True)
    remaining, carried = list[Version](), _Changes()
    for version, span, (after, next_span) in zip(versions, spans, following, strict=True):
        is_first = version is versions[0]
        changes = _join(carried, version.changes)
        may_go = version.automatic and not is_first and span and span == next_span
        if may_go and after and not _hides(after, changes):
            carried = changes
            continue
        carried = _Changes()
        if changes or is_first or not version.automatic:
            remaining.append(replace(version, changes=tuple(changes.values())))
    return tuple(remaining)


def _find_span(version: Version, now: datetime.datetime, by_month: bool) -> str:
    """The day or the month of which one version is enough; empty where each remains."""
    age, day = now - version.at, version.at.astimezone().date().isoformat()
    if age <= ALL_REMAIN:
        return ""
    return day[: len("2026-12")] if by_month and age > _MONTHS else day


def _join(before: Mapping[str, FileChange], changes: Iterable[FileChange]) -> _Changes:
    """What two versions after each other changed together, by path."""
    joined = dict(before)
    for change in changes:
        first = joined.get(change.inside, change).before
        joined[change.inside] = FileChange(change.inside, first, change.after)
    return {inside: joined[inside] for inside in sorted(joined) if _is_change(joined[inside])}


def _is_change(change: FileChange) -> bool:
    return change.before != change.after


def _hides(version: Version, changes: Mapping[str, FileChange]) -> bool:
    """Whether a version deletes a file of which the changes have the last state, or makes one again
    that they deleted: together they would not say that it was gone."""
    pairs = ((changes.get(change.inside), change) for change in version.changes)
    return any(first and bool(first.after) != bool(second.after) for first, second in pairs)
