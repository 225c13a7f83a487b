"""The channels of each unit: those that its bodies name for complaints."""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan.content.catalog import Records

#: what channels that no unit names stand under
OTHER = ""


def group_channels(records: Records) -> Mapping[str, tuple[str, ...]]:
    """Name of a body -> ids of the channels that it names, each under the first that does so.

    Where 默认 gives a channel to all bodies, it stands under their unit. Bodies and channels stand
    in the order of the content; channels of none come last, under an empty name.
    """
    groups: dict[str, list[str]] = {}
    placed: dict[str, dict[str, str]] = {}
    for body in records.entries_of("body"):
        for ref in body.record.complaint:
            placed.setdefault(ref.id, {})[body.id] = body.record.unit_id
    for id in records.ids_of("channel"):
        groups.setdefault(_name_first(records, placed.get(id, {})), []).append(id)
    other = groups.pop(OTHER, [])
    return {name: tuple(ids) for name, ids in (*groups.items(), (OTHER, other)) if ids}


def _name_first(records: Records, units: Mapping[str, str]) -> str:
    """The name of the first of some bodies (id -> id of its unit), or of its unit if among them."""
    first = next(iter(units), "")
    owner = units[first] if first and units[first] in units else first
    return records.entries[owner].record.name if owner else OTHER
