"""How long the whole may take: what a procedure says, or else the powers that it carries out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Entry, Records
from shaiquan.model.common import Record
from shaiquan.model.procedures import Procedure
from shaiquan.model.time_limits import TimeLimit
from shaiquan.queries.chart_units import list_powers_of_chart

#: field of a procedure -> that of a power that says the same
POWER_LIMITS = {"promised": "promised_limit", "legal": "legal_limit"}


@dataclass(frozen=True, slots=True)
class PowerLimit:
    """承诺时限 or 法定时限 of a power, by the field of a procedure that says the same."""

    field: str
    entry: Entry
    limit: TimeLimit


def list_power_limits(records: Records, procedure: Procedure) -> Iterator[PowerLimit]:
    """What the powers of a procedure say of the whole."""
    for entry, power in list_powers_of_chart(records, procedure.powers):
        for field, name in POWER_LIMITS.items():
            if power.in_use and (limit := getattr(power, name)):
                yield PowerLimit(field, entry, limit)


def own_limits(record: Record) -> dict[str, tuple[str, TimeLimit]]:
    """``promised`` and ``legal`` of a procedure or a power -> (name of its field, limit), where
    it says one."""
    names = {name: name for name in POWER_LIMITS} if isinstance(record, Procedure) else POWER_LIMITS
    limits = {field: (name, getattr(record, name)) for field, name in names.items()}
    return {field: (name, limit) for field, (name, limit) in limits.items() if limit}
