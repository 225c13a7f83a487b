"""The list of entries: by unit and year, the latest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind, ListPlace
from shaiquan.kinds.registry import require_index
from shaiquan.queries.relations import group_by_unit
from shaiquan.site.record_groupings import MakeParts, ids_of, make_records_part
from shaiquan.site.tasks import Facts, ListPart

require_index("entry", "at")


def _divide_by_year(
    public: PublicCatalog, facts: Facts, kind: Kind, place: ListPlace
) -> Iterator[ListPart]:
    units = group_by_unit(public, [head for head in public.heads_of(kind.name) if head.in_use])
    for number, (unit, heads) in enumerate(units.items()):
        prefix = f"{unit} · " if len(units) > 1 else ""
        for year, own in sorted(_group_by_year(heads).items(), reverse=True):
            title = f"{year}年（{len(own)} 项）" if year else "没有日期"
            rows = ids_of(sorted(own, key=_place_of, reverse=True))
            part = make_records_part(kind, title, f"_{number}-{year}", rows, prefix)
            yield replace(part, dated=True)


def _group_by_year(heads: list[Head]) -> dict[int, list[Head]]:
    years: defaultdict[int, list[Head]] = defaultdict(list)
    for head in heads:
        years[head.index["at"].year if head.index["at"] else 0].append(head)
    return years


def _place_of(head: Head) -> tuple[str, str]:
    return (str(head.index["at"].iso) if head.index["at"] else "", head.id)


GROUPINGS: dict[str, MakeParts] = {"entries": _divide_by_year}
