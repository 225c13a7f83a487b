"""The three meetings of a unit: each has powers of its own (S0-03, S3-01)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.checks.check_types import IN_USE, WARNING, HeadTable, Violation, check
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.model.bodies import Body
from shaiquan.model.terms import BodyType

_MEETINGS = (BodyType.CONGRESS, BodyType.PLENUM, BodyType.STANDING)


def _find_units_with_powers(records: Records) -> Mapping[str, bool]:
    return {head.unit_id: True for head in records.heads_of("power") if head.in_use}


#: unit -> True where it lists powers
UNITS_WITH_POWERS = HeadTable("units with powers", _find_units_with_powers)


@check(
    "meeting-without-power",
    WARNING,
    "S0-03, S3-01",
    subject=Body,
    states=IN_USE,
    zh="“{name}”没有由它决定、也没有提级到它的权力事项",
    en="no power is decided by '{name}' or escalated to it",
    mend="各个会议各有各的职权：把属于它的权力事项写 决定主体: {name}，或者 提级: {name}",
    mend_en="name it in 决定主体 or 提级 of the powers that are its own",
    example="（党代会的职权都写成了常委会的）",
)
def find_meetings_without_power(catalog: Catalog, entry: Entry, body: Body) -> Iterator[Violation]:
    own = body.parent is not None and body.parent.id == body.unit_id  # not one of another unit
    if own and body.type in _MEETINGS and UNITS_WITH_POWERS.row(catalog, body.unit_id):
        named = catalog.ids_naming(entry.id, "power", "decider", "escalates", "tiers")
        if not any(catalog.heads[id].in_use for id in named):
            yield entry.location("name"), {"name": body.short_name}
