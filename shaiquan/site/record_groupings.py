"""The parts of lists, by the grouping that a descriptor names.

Another module whose name ends with ``_groupings`` may have some in its own ``GROUPINGS``: it is
found by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind, ListPlace
from shaiquan.kinds.registry import require_index
from shaiquan.model.terms import Level
from shaiquan.queries.powers import group_powers_by_category, list_used_powers, say_count
from shaiquan.queries.relations import group_by_unit, sort_heads_of
from shaiquan.site.organisation import list_bodies
from shaiquan.site.tasks import Facts, ListPart
from shaiquan.site.wall_list import LIST_LINK

require_index("body", "level")
require_index("procedure", "wall")
require_index("rule", "outside")

MakeParts = Callable[[PublicCatalog, Facts, Kind, ListPlace], Iterator[ListPart]]


def sort_by_unit(public: PublicCatalog, kind: str) -> Iterator[tuple[str, str, list[Head]]]:
    """For each unit: a prefix of titles, a suffix of anchors, its heads in use in order.

    On a site of one unit there is neither prefix nor suffix.
    """
    in_use = (head for head in sort_heads_of(public, kind) if head.in_use)
    units = group_by_unit(public, in_use)
    several = len(units) > 1
    for number, (name, heads) in enumerate(units.items()):
        suffix = f"-{heads[0].unit_id or number}" if number else ""
        yield f"{name} · " if several else "", suffix, heads


def ids_of(heads: Iterable[Head]) -> tuple[str, ...]:
    return tuple(head.id for head in heads)


def make_records_part(
    kind: Kind, title: str, anchor: str, rows: tuple[str, ...], prefix: str = ""
) -> ListPart:
    """A part of a list that shows records of a kind; ``prefix`` says of which unit."""
    group = prefix.removesuffix(" · ")
    return ListPart("records", prefix + title, anchor, rows, (kind.name,), group=group)


# -- the groupings that a descriptor may name ---------------------------------------------------


def _divide_by_unit(
    public: PublicCatalog, facts: Facts, kind: Kind, place: ListPlace
) -> Iterator[ListPart]:
    """A part for each unit."""
    title = place.title or kind.label
    anchor = place.anchor or f"_{kind.file_name}"
    for prefix, suffix, heads in sort_by_unit(public, kind.name):
        yield make_records_part(kind, title, anchor + suffix, ids_of(heads), prefix)


def _divide_by_counted_unit(
    public: PublicCatalog, facts: Facts, kind: Kind, place: ListPlace
) -> Iterator[ListPart]:
    """A part for each unit, with how many; no title where there is but one."""
    for prefix, suffix, heads in sort_by_unit(public, kind.name):
        title = f"{place.title}（{len(heads)} 项）" if prefix else ""
        anchor = f"_unit{suffix}" if prefix else ""
        yield make_records_part(kind, title, anchor, ids_of(heads), prefix)


def _leave_whole(
    public: PublicCatalog, facts: Facts, kind: Kind, place: ListPlace
) -> Iterator[ListPart]:
    """All records in use in one part."""
    if rows := ids_of(head for head in public.heads_of(kind.name) if head.in_use):
        yield make_records_part(kind, place.title, place.anchor, rows)


def _divide_below_tree(
    public: PublicCatalog, facts: Facts, kind: Kind, place: ListPlace
) -> Iterator[ListPart]:
    """The picture of the bodies, the units of each level, then a part for each unit."""
    if bodies := list_bodies(public):
        yield ListPart("tree", more=bodies)
    heads = [head for head in sort_heads_of(public, kind.name) if head.in_use]
    levels = ((one.label, ids_of(h for h in heads if h.index["level"] is one)) for one in Level)
    if rows := tuple((label, ids) for label, ids in levels if ids):
        yield ListPart("linked", "各级单位", "_levels", more=rows)
    yield from _divide_by_unit(public, facts, kind, place)


def _divide_by_category(
    public: PublicCatalog, facts: Facts, kind: Kind, place: ListPlace
) -> Iterator[ListPart]:
    """The powers by category, unit by unit; then those of none."""
    unplaced = dict(group_powers_by_category(public))
    placed = False
    for prefix, _, categories in sort_by_unit(public, "category"):
        for category in categories:
            if own := unplaced.pop(category.id, ()):
                placed = True
                title = f"{category.name}（{say_count(public, own)}）"
                yield make_records_part(kind, title, category.id, own, prefix)
    ids = {id for powers in unplaced.values() for id in powers}
    rest = [head for head in list_used_powers(public) if head.id in ids] if ids else []
    if others := ids_of(rest):
        yield make_records_part(kind, "其他" if placed else "", "_other", others)


def _divide_by_wall(
    public: PublicCatalog, facts: Facts, kind: Kind, place: ListPlace
) -> Iterator[ListPart]:
    """The procedures with a chart: those for walls, then the others."""
    drawn = [head for head in public.heads_of(kind.name) if head.in_use and facts[head.id][0]]
    walls = [head for head in drawn if head.index["wall"]]
    rest = [head for head in drawn if not head.index["wall"]]
    if walls:
        yield make_records_part(kind, "上墙公示的流程图", "wall", ids_of(walls))
        yield ListPart("fields", more=(LIST_LINK,))
    if rest:
        yield make_records_part(kind, "其他流程" if walls else "", "more", ids_of(rest))


def _divide_by_outside(
    public: PublicCatalog, facts: Facts, kind: Kind, place: ListPlace
) -> Iterator[ListPart]:
    """The rules of each unit, then the laws of others."""
    for prefix, suffix, heads in sort_by_unit(public, kind.name):
        own = [head for head in heads if not head.index["outside"]]
        title = "制度" if prefix else "本单位制度"
        if own:
            yield make_records_part(kind, title, f"_own{suffix}", ids_of(own), prefix)
    rules = (head for head in public.heads_of(kind.name) if head.in_use)
    if laws := [head for head in rules if head.index["outside"]]:
        yield make_records_part(kind, "法律法规", "_laws", ids_of(laws))


GROUPINGS: dict[str, MakeParts] = {
    "unit": _divide_by_unit,
    "counted_unit": _divide_by_counted_unit,
    "whole": _leave_whole,
    "tree": _divide_below_tree,
    "category": _divide_by_category,
    "wall": _divide_by_wall,
    "outside": _divide_by_outside,
}
