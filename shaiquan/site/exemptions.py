"""What a record says it need not have, with the reason: for the page of those who inspect.

Only what the public record says: 例外, which is about what may be published, is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.model.bodies import Category, Post
from shaiquan.model.common import Declared, Record
from shaiquan.model.lists import Listing
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Procedure, ProcedureSet
from shaiquan.model.topics import Topic

#: what it is, why
Exempted = tuple[str, str]


def list_exemptions(entry: Entry) -> tuple[Exempted, ...]:
    """What a record in use is exempt from, in the order of its fields."""
    record = entry.record
    if not record.in_use:
        return ()
    return (
        *_list_fields(record),
        *_list_gates(record),
        *_list_counts(record),
    )


#: type -> the fields that say why something is missing
_REASONS: dict[type[Record], tuple[str, ...]] = {
    Power: ("no_procedure", "no_risk"),
    Topic: ("no_tasks", "exempt", "closed"),
}


def _list_fields(record: Record) -> Iterator[Exempted]:
    for name in _REASONS.get(type(record), ()):
        if reason := getattr(record, name):
            yield type(record).label_of(name), reason


def _list_gates(record: Record) -> Iterator[Exempted]:
    for passed in record.gates if isinstance(record, Topic) else ():
        if passed.not_applicable:
            yield f"{passed.gate}不适用", passed.not_applicable


def _list_counts(record: Record) -> Iterator[Exempted]:
    """Numbers that the source states and does not list in full."""
    declared: list[Declared | None] = []
    if isinstance(record, Post | Category | Listing | Procedure):
        declared = [record.declared]
    if isinstance(record, ProcedureSet):
        declared = [record.declared.charts, record.declared.steps]
    for number in declared:
        if number and number.incomplete:
            yield Declared.label_of("incomplete"), number.incomplete
