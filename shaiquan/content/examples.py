"""Examples that ``init`` wrote and nobody has changed yet: drafts whose names begin with 示例.

They name one another. Once the first is replaced by a real record, those that named it are left
out, and told in one line, so that the others can be replaced one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from shaiquan import codes
from shaiquan.content.places import Finding, Location, finding
from shaiquan.content.raw_types import RawRecord
from shaiquan.content.reading import RecordPlace, ResolvedFile
from shaiquan.content.resolving import drop_consequent_findings

_EXAMPLE = "示例"


def is_example_draft(raw: RawRecord) -> bool:
    """Whether a record is a draft that its name calls an example, or that needs no name."""
    state, name = raw.values.get("state", "草稿"), str(raw.values.get("name", _EXAMPLE))
    return state in ("草稿", "draft") and name.startswith(_EXAMPLE)


def find_broken_examples(
    files: Iterable[ResolvedFile], unread_kinds: Iterable[str]
) -> Iterator[RecordPlace]:
    """The examples in which nothing is wrong but that they name examples which are gone."""
    unread = tuple(unread_kinds)
    for file in files:
        faults: defaultdict[RecordPlace, list[Finding]] = defaultdict(list)
        for fault in drop_consequent_findings(list(file.findings), unread):
            faults[fault.location.path, fault.location.entry].append(fault)
        for place in file.examples:
            if place in faults and all(map(_names_example, faults[place])):
                yield place


def _names_example(fault: Finding) -> bool:
    named = dict(fault.words).get("value", "")
    return fault.code is codes.UNKNOWN_REFERENCE and named.startswith(_EXAMPLE)


def tell_left_out(left_out: list[RawRecord]) -> Finding:
    """That some examples of a file are left out, at the first of them."""
    first = left_out[0]
    names = "、".join(f"“{raw.values.get('name') or raw.values.get('id')}”" for raw in left_out)
    location = Location(first.path, first.entry, ("name",), first.kind.name)
    return finding(codes.EXAMPLE_LEFT, location, names=names)
