"""The channels of each unit: those that its bodies name for complaints."""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan.content.catalog import Records

#: what channels that no unit names stand under
OTHER = ""


def group_channels(records: Records) -> Mapping[str, tuple[str, ...]]:
    """Name of a body -> ids of the channels that it names, each under the first that does so.

    Bodies and channels stand in the order of the content; channels of none come last, under an
    empty name.
    """
    groups: dict[str, list[str]] = {}
    placed: dict[str, str] = {}
    for body in records.entries_of("body"):
        for ref in body.record.complaint:
            placed.setdefault(ref.id, body.record.name)
    for id in records.ids_of("channel"):
        groups.setdefault(placed.get(id, OTHER), []).append(id)
    other = groups.pop(OTHER, [])
    return {name: tuple(ids) for name, ids in (*groups.items(), (OTHER, other)) if ids}
