"""Lists: powers numbered without a gap, entries of a known type and each written once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from shaiquan.checks.check_types import ERROR, PUBLISHED, WARNING, HeadTable, Violation, check
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.heads import Head
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.kinds.registry import require_index
from shaiquan.model.lists import Listing
from shaiquan.model.powers import Power
from shaiquan.model.terms import State

require_index("power", "number", "sub_item")


def _expected_numbers(records: Records) -> Mapping[str, int]:
    """Power -> the number that follows the one before it in its unit; a unit may number none, and
    sub items stand in no order of their own."""
    units: defaultdict[str, list[Head]] = defaultdict(list)
    for head in records.heads_of("power"):
        if head.state is State.PUBLISHED and not head.index["sub_item"]:
            units[head.unit_id].append(head)
    expected: dict[str, int] = {}
    for powers in units.values():
        if any(power.index["number"] is not None for power in powers):
            number = 1
            for power in sorted(powers, key=lambda head: head.index["number"] or 0):
                expected[power.id] = number
                if power.index["number"] is not None:
                    number = power.index["number"] + 1
    return expected


#: power of a unit that numbers its powers -> the number that it should have
EXPECTED_NUMBERS = HeadTable("expected numbers", _expected_numbers)


@check(
    "power-numbering",
    ERROR,
    "S0-09",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”的序号应当是 {wanted}，写的是 {found}",
    en="the number of the power '{name}' should be {wanted}, but is {found}",
    mend="同一单位的序号从 1 起，不断、不重",
    mend_en="number the powers of a unit from 1, without gap or repetition",
    example="序号: 3（没有序号是 2 的）",
)
def find_wrong_numbers(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    expected = EXPECTED_NUMBERS.row(catalog, entry.id)
    if expected and power.number is not None and power.number != expected:
        words = {"name": power.name, "wanted": expected, "found": power.number}
        yield entry.location("number"), words


@check(
    "power-unnumbered",
    ERROR,
    "S0-09",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”没有序号，同一单位的其他事项有",
    en="the power '{name}' has no number, while others of its unit have",
    mend="补写 序号:，接着最后一个数",
    mend_en="add 序号, going on from the last",
    example="（五十一项有序号，一项没有）",
)
def find_unnumbered_powers(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    if power.number is None and EXPECTED_NUMBERS.row(catalog, entry.id):
        yield entry.location("name"), {"name": power.name}


@check(
    "list-type-unknown",
    ERROR,
    "S4-06",
    subject=Listing,
    zh="清单“{name}”里的类型“{value}”不在类型表里{suggestion}",
    en="the type '{value}' in the list '{name}' is not in 类型表{suggestion}",
    mend="改成 site.yml 类型表 里的一种，或者在那里添上",
    mend_en="use a type of 类型表 in site.yml, or add it there",
    example="条目: [{内容: 干部任免, 类型: 人事任兔}]",
)
def find_unknown_list_types(
    catalog: Catalog, entry: Entry, listing: Listing
) -> Iterator[Violation]:
    types = catalog.site.types
    for index, item in enumerate(listing.entries):
        if item.type and item.type not in types:
            words = {"name": listing.name, "value": item.type}
            hint = suggest_spelling(item.type, types)
            yield entry.location("entries", index, "type"), {**words, "suggestion": hint}


@check(
    "list-says-twice",
    WARNING,
    "S4-06",
    subject=Listing,
    zh="清单“{name}”里“{text}”写了两次",
    en="'{text}' stands twice in the list '{name}'",
    mend="只留一处，或者写出它们的不同",
    mend_en="keep one, or say how they differ",
    example="条目: [不准以权谋私, 不准以权谋私]",
)
def find_repeated_entries(catalog: Catalog, entry: Entry, listing: Listing) -> Iterator[Violation]:
    texts: set[str] = set()
    for index, item in enumerate(listing.entries):
        if item.text in texts:
            yield entry.location("entries", index), {"name": listing.name, "text": item.text}
        texts.add(item.text)
