"""The list of each section of the site, planned from heads: which records, in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from shaiquan.content.catalog import Records
from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.terms import RiskDomain
from shaiquan.queries.relations import heads_by_unit, heads_in_order
from shaiquan.site.frame import SECTIONS
from shaiquan.site.organisation import tree
from shaiquan.site.tasks import Facts, ListHeading, ListPart, Outline

LEADS = {
    "powers": "可以做什么，由谁决定，依据什么，按什么程序。",
    "duties": "每一项权力对应的责任，以及不履行责任的后果。",
    "risks": "权力可能在哪里出问题，怎样防，由谁防。",
    "procedures": "每一步由谁做、多长时间、形成什么文书。流程图与步骤表出自同一份记录。",
    "posts": "谁负责什么。每个领域只有一个岗位分管。",
    "bodies": "行使权力的机构，以及流程中的其他角色。",
    "rules": "本单位的制度全文，以及引用的法律法规。",
    "catalogues": "权力类别和工作领域的目录。",
}
LOOKS = {
    section: ListHeading(f"/{section}/", title, LEADS[section], section)
    for section, (title, _) in SECTIONS.items()
}


def outlines(public: PublicCatalog, facts: Facts) -> Iterator[Outline]:
    """Of each section that has records, its list."""
    for section, (_, kinds) in SECTIONS.items():
        held = [kind for kind in kinds if public.ids(kind)]
        if held:
            name = held[0].replace("_", "-")
            yield Outline(
                section,
                tuple(_PLANS[section](public, facts)),
                _kept_back(public, kinds),
                (("CSV", f"/data/{name}.csv"), ("JSON", f"/data/{name}.json")),
            )


def _kept_back(public: PublicCatalog, kinds: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    number = sum(public.kept_back.get(kind, 0) for kind in kinds)
    return (("withheld", f"另有 {number} 项依法不予公开。"),) if number else ()


def _units(public: PublicCatalog, kind: str) -> Iterator[tuple[str, str, list[Head]]]:
    """Of each unit: what goes before a title, what goes behind an id, its heads in order.

    On a site of one unit both are empty.
    """
    units = heads_by_unit(public, heads_in_order(public, kind))
    several = len(units) > 1
    for number, (name, held) in enumerate(units.items()):
        yield f"{name} · " if several else "", f"-{number}" if number else "", held


def ids(heads: list[Head]) -> tuple[str, ...]:
    return tuple(each.id for each in heads)


def used_powers(public: PublicCatalog) -> tuple[Head, ...]:
    """The powers that are not withdrawn, in the order of the content."""
    return public.kept(_used_powers)


def _used_powers(records: Records) -> tuple[Head, ...]:
    return tuple(head for head in records.heads_of("power") if head.used)


def by_category(public: PublicCatalog) -> Mapping[str, tuple[str, ...]]:
    """Category's id -> ids of its powers in the order of the content; of none: an empty id."""
    return public.kept(_by_category)


def _by_category(records: Records) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for head in records.heads_of("power"):
        found[category_of(head)].append(head.id)
    return {category: tuple(powers) for category, powers in found.items()}


def _powers(public: PublicCatalog, facts: Facts) -> Iterator[ListPart]:
    held = dict(by_category(public))
    placed = False
    for prefix, _, categories in _units(public, "category"):
        for category in categories:
            if own := held.pop(category.id, ()):
                placed = True
                title = f"{prefix}{category.name}（{len(own)} 项）"
                yield ListPart("powers", title, category.id, own)
    rest = {id for powers in held.values() for id in powers}
    unplaced = [head for head in public.heads_of("power") if head.id in rest] if rest else []
    if others := tuple(head.id for head in unplaced if head.used):
        yield ListPart("powers", "其他" if placed else "", "_other", others)
    if gone := tuple(head.id for head in unplaced if not head.used):
        yield ListPart("powers", "已撤回", "_withdrawn", gone)


def category_of(power: Head) -> str:
    """The id of a power's category, or nothing."""
    category = power.more["category"]
    return category.id if category else ""


def _duties(public: PublicCatalog, facts: Facts) -> Iterator[ListPart]:
    for prefix, suffix, held in _units(public, "duty"):
        title = f"{prefix}责任事项（{len(held)} 项）" if prefix else ""
        yield ListPart("duties", title, f"_unit{suffix}" if prefix else "", ids(held))


def _risks(public: PublicCatalog, facts: Facts) -> Iterator[ListPart]:
    for prefix, suffix, risks in _units(public, "risk"):
        for domain in (*RiskDomain, None):
            held = [each for each in risks if each.more["domain"] is domain]
            name = f"{domain.label}（{len(held)} 处）" if domain else "其他"
            id = (domain.value if domain else "other") + suffix
            if held:
                yield ListPart("risks", prefix + name, id, ids(held))


def _procedures(public: PublicCatalog, facts: Facts) -> Iterator[ListPart]:
    drawn = [head for head in public.heads_of("procedure") if facts[head.id][0]]
    walls = [head for head in drawn if head.more["wall"]]
    rest = [head for head in drawn if not head.more["wall"]]
    if walls:
        yield ListPart("procedures", "上墙公示的流程图", "wall", ids(walls))
        posted = ("张贴清单", "哪张图贴在哪里、是不是现行的", "/procedures/wall/")
        yield ListPart("fields", more=(posted,))
    if rest:
        yield ListPart("procedures", "其他流程" if walls else "", "more", ids(rest))
    if sets := public.ids("procedure_set"):
        yield ListPart("sets", "流程集", "sets", sets)


def _posts(public: PublicCatalog, facts: Facts) -> Iterator[ListPart]:
    for prefix, suffix, held in _units(public, "post"):
        yield ListPart("posts", f"{prefix}岗位", f"_posts{suffix}", ids(held))
    yield from _areas(public, "领域分工", "_division")


def _areas(public: PublicCatalog, title: str, id: str) -> Iterator[ListPart]:
    """领域 by the posts that govern, lead, liaise, assist and coordinate, unit by unit."""
    for prefix, suffix, held in _units(public, "area"):
        yield ListPart("areas", prefix + title, id + suffix, ids(held))


def _bodies(public: PublicCatalog, facts: Facts) -> Iterator[ListPart]:
    if bodies := tree(public):
        yield ListPart("tree", more=bodies)
    for prefix, suffix, held in _units(public, "body"):
        yield ListPart("bodies", f"{prefix}机构", f"_bodies{suffix}", ids(held))
    if roles := public.ids("role"):
        yield ListPart("roles", "角色", "roles", roles)


def _rules(public: PublicCatalog, facts: Facts) -> Iterator[ListPart]:
    for prefix, suffix, held in _units(public, "rule"):
        own = [head for head in held if not head.more["outside"]]
        title = f"{prefix}制度" if prefix else "本单位制度"
        if own:
            yield ListPart("rules", title, f"_own{suffix}", ids(own))
    if laws := [head for head in public.heads_of("rule") if head.more["outside"]]:
        yield ListPart("rules", "法律法规", "_laws", ids(laws))


def _catalogues(public: PublicCatalog, facts: Facts) -> Iterator[ListPart]:
    for prefix, suffix, held in _units(public, "list"):
        yield ListPart("lists", f"{prefix}清单", f"_lists{suffix}", ids(held))
    for prefix, suffix, held in _units(public, "category"):
        yield ListPart("categories", f"{prefix}权力类别", f"_categories{suffix}", ids(held))
    yield from _areas(public, "领域", "_areas")


_PLANS: dict[str, Callable[[PublicCatalog, Facts], Iterator[ListPart]]] = {
    "powers": _powers,
    "duties": _duties,
    "risks": _risks,
    "procedures": _procedures,
    "posts": _posts,
    "bodies": _bodies,
    "rules": _rules,
    "catalogues": _catalogues,
}
