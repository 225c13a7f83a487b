"""What stands in lists: numbers without gap, entries of a known type, matters that are decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from shaiquan.catalog import Catalog, Entry
from shaiquan.checks.registry import ERROR, WARNING, Broken, check
from shaiquan.model.lists import Listing
from shaiquan.model.powers import Power
from shaiquan.model.terms import State
from shaiquan.reading.walk import suggestion


def _numbered(catalog: Catalog) -> Iterator[list[tuple[Entry, Power]]]:
    """The powers of each unit that numbers them, in the order of their numbers."""
    units: defaultdict[str, list[tuple[Entry, Power]]] = defaultdict(list)
    for entry, power in catalog.records(Power):
        if power.state is State.PUBLISHED:
            units[power.unit.id if power.unit else ""].append((entry, power))
    for held in units.values():
        if any(power.number is not None for _, power in held):
            yield sorted(held, key=lambda each: each[1].number or 0)


@check(
    "power-numbering", ERROR, "S0-09",
    zh="权力事项“{name}”的序号应当是 {wanted}，写的是 {found}",
    en="the number of the power '{name}' should be {wanted}, but is {found}",
    mend="同一单位的序号从 1 起，不断、不重",
    mend_en="number the powers of a unit from 1, without gap or repetition",
    example="序号: 3（没有序号是 2 的）",
)  # fmt: skip
def numbering(catalog: Catalog) -> Iterator[Broken]:
    for held in _numbered(catalog):
        wanted = 1
        for entry, power in held:
            if power.number is None:
                continue
            if power.number != wanted:
                words = {"name": power.name, "wanted": wanted, "found": power.number}
                yield entry.spot("number"), words
            wanted = power.number + 1


@check(
    "power-unnumbered", ERROR, "S0-09",
    zh="权力事项“{name}”没有序号，同一单位的其他事项有",
    en="the power '{name}' has no number, while others of its unit have",
    mend="补写 序号:，接着最后一个数",
    mend_en="add 序号, going on from the last",
    example="（五十一项有序号，一项没有）",
)  # fmt: skip
def unnumbered(catalog: Catalog) -> Iterator[Broken]:
    for held in _numbered(catalog):
        for entry, power in held:
            if power.number is None:
                yield entry.spot("name"), {"name": power.name}


@check(
    "list-type-unknown", ERROR, "S4-06",
    zh="清单“{name}”里的类型“{value}”不在类型表里{suggestion}",
    en="the type '{value}' in the list '{name}' is not in 类型表{suggestion}",
    mend="改成 site.yml 类型表 里的一种，或者在那里添上",
    mend_en="use a type of 类型表 in site.yml, or add it there",
    example="条目: [{内容: 干部任免, 类型: 人事任兔}]",
)  # fmt: skip
def types_known(catalog: Catalog) -> Iterator[Broken]:
    types = catalog.site.types
    for entry, listing in catalog.records(Listing):
        for index, each in enumerate(listing.entries):
            if each.type and each.type not in types:
                words = {"name": listing.name, "value": each.type}
                hint = suggestion(each.type, types)
                yield entry.spot("entries", index, "type"), {**words, "suggestion": hint}


@check(
    "list-says-twice", WARNING, "S4-06",
    zh="清单“{name}”里“{text}”写了两次",
    en="'{text}' stands twice in the list '{name}'",
    mend="只留一处，或者写出它们的不同",
    mend_en="keep one, or say how they differ",
    example="条目: [不准以权谋私, 不准以权谋私]",
)  # fmt: skip
def entries_differ(catalog: Catalog) -> Iterator[Broken]:
    for entry, listing in catalog.records(Listing):
        met: set[str] = set()
        for index, each in enumerate(listing.entries):
            if each.text in met:
                yield entry.spot("entries", index), {"name": listing.name, "text": each.text}
            met.add(each.text)


CHECKS = (numbering, unnumbered, types_known, entries_differ)
