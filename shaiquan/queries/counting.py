"""The numbers that 声明 states and texts say (X-05): for the site and for each unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from shaiquan.content.catalog import Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import KIND, KINDS, require_index
from shaiquan.model.common import Disclosure, Record
from shaiquan.model.site import Parameters
from shaiquan.model.terms import Force, Scope, State
from shaiquan.queries.relations import areas_not_direct

require_index("topic", "disclosure")

#: of the whole site also: how many of the mechanisms are regulated or drawn
MECHANISMS = Record.label_of("mechanism")
#: what is counted, in the words of a declaration
COUNTABLE = (
    *dict.fromkeys(count.name for kind in KINDS for count in kind.counts or ()),
    MECHANISMS,
)
#: of the whole site also: how many of the types of meetings are open (S3-14)
OPEN_MEETINGS = "开放的会议类型"
#: of a unit also: the areas that its head may not govern (X-13)
NOT_DIRECT = Parameters.label_of("not_direct")


def count_records(records: Records) -> Mapping[str, int]:
    """Name -> how many records are published; ``单位.名目`` for the records of one unit.

    Drafts and withdrawn records do not count, nor do rules that are not in force; internal ones do,
    but for kinds whose number only the records that they name may tell.
    """
    return records.derive(_count_records)


def _count_records(records: Records) -> Mapping[str, int]:
    heads = (head for head in records.heads.values() if head.state is State.PUBLISHED)
    published = [head for head in heads if _may_be_counted(head)]
    numbers = _count_names(published)
    types = records.site.meeting_types.values()
    numbers[OPEN_MEETINGS] = sum(type.open and type.runs_on(records.as_of) for type in types)
    for unit, own in _group_by_body(published).items():
        if body := records.heads.get(unit):
            name = body.short_name  # what a declaration calls the unit
            numbers |= {f"{name}.{label}": number for label, number in _count_names(own).items()}
            numbers[f"{name}.{NOT_DIRECT}"] = len(areas_not_direct(records, unit))
    return numbers


def _may_be_counted(head: Head) -> bool:
    """Whether a number may count the record: else it would tell how many topics are not public."""
    if not KIND[head.kind].unreleased_at:
        return True
    disclosure: Disclosure = head.index["disclosure"]
    return disclosure.scope is Scope.PUBLIC


def _group_by_body(heads: Iterable[Head]) -> dict[str, list[Head]]:
    """Body id -> the records of which it is the unit."""
    units: defaultdict[str, list[Head]] = defaultdict(list)
    for head in heads:
        if head.unit:
            units[head.unit.id].append(head)
    return units


def _count_names(heads: Sequence[Head]) -> dict[str, int]:
    tally = Counter(name for head in heads for name in _names_of(head))
    mechanisms = {head.index.get("mechanism") for head in heads if _is_in_force(head)}
    tally[MECHANISMS] = len(mechanisms - {None})
    return {name: tally[name] for name in COUNTABLE}


def _is_in_force(head: Head) -> bool:
    """Whether it is no rule, or a rule in force."""
    return head.index.get("force") in (None, Force.IN_FORCE)


def _names_of(head: Head) -> Iterator[str]:
    """The names under which a record counts."""
    counts = KIND[head.kind].counts or ()
    return (count.name for count in counts if count.includes(head.index))


def list_countable(counted: Iterable[str]) -> str:
    """The names that may be declared, for a message: units once, not for every name."""
    units = dict.fromkeys(name.partition(".")[0] for name in counted if "." in name)
    listed = "、".join((*COUNTABLE, OPEN_MEETINGS))
    return listed + (f"；前面可以加单位：{'、'.join(units)}" if units else "")
