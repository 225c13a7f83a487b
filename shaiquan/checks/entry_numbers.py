"""The numbers of an entry: those that its type asks for, and what holds between them (S3-30)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, Violation, check
from shaiquan.checks.entry_facts import EntryFacts
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.entries import DatedEntry


@check(
    "entry-number-missing",
    ERROR,
    "S0-43, S0-51, S2-17, S3-29, S3-30, S2-23, S2-24",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{type}”的数量里没有“{number}”{suggestion}",
    en="the numbers of this '{type}' lack '{number}'{suggestion}",
    mend="补写 数量: {{{number}: …}}，没有的写 0；不用每次都写的，改 site.yml 记事类型 的 数量",
    mend_en="add it to 数量, with 0 where there is none, or correct 数量 of the type",
    example="{类型: 巡察, 数量: {问题: 12}}（记事类型 写着 数量: [问题, 整改到位]）",
)
def find_missing_numbers(catalog: Catalog, entry: Entry, record: DatedEntry) -> Iterator[Violation]:
    facts = EntryFacts(catalog, record)
    wanted = facts.type.numbers if facts.has_happened else ()
    others = [name for name in record.numbers if name not in wanted]
    for number in wanted:
        if number not in facts.numbers:
            words = {"type": record.type, "number": number}
            place = entry.location("numbers" if record.numbers else "type")
            yield place, {**words, "suggestion": suggest_spelling(number, others)}


@check(
    "entry-relation-broken",
    ERROR,
    "S0-43, S3-30, S3-31, S2-23, S2-24",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{type}”的数量应当 {relation}，这里是 {numbers}",
    en="of a '{type}' {relation} must hold; here the numbers are {numbers}",
    mend="核对 数量；整改、已整改 是整改任务里有几项、做完几项",
    mend_en="correct 数量; 整改 and 已整改 are counted from the tasks",
    example="数量: {问题: 12, 整改到位: 15}（记事类型 写着 关系: [整改到位 ≤ 问题]）",
)
def find_broken_relations(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    facts = EntryFacts(catalog, record)
    for relation in facts.type.relations if facts.has_happened else ():
        if relation.holds(facts.numbers) is False:
            given = {name: facts.numbers[name] for name in relation.names}
            numbers = "、".join(f"{name} {number}" for name, number in given.items())
            place = entry.location("numbers" if record.numbers else "type")
            yield place, {"type": record.type, "relation": relation, "numbers": numbers}
