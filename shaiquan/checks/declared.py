"""Declared = counted (X-05): every number that a text states is held against the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from shaiquan.checks.registry import ERROR, INFO, HeadTable, Violation, check
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.places import Location
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.bodies import Category, Post
from shaiquan.model.common import Declared, Record
from shaiquan.model.lists import Listing
from shaiquan.model.procedures import Procedure, ProcedureSet
from shaiquan.model.terms import State
from shaiquan.procedures import graph as graphs
from shaiquan.queries.counting import counts, known


def _names(records: Records) -> Mapping[str, tuple[str, ...]]:
    return {"": tuple(counts(records))}


#: what may be said to be counted -> how many there are
COUNTS = HeadTable("counts", counts)
#: one row: the names of all that is counted
NAMES = HeadTable("names of counts", _names)
#: (where it is declared, what is counted, declared, counted)
Stated = tuple[Location, str, Declared, int]
#: the kinds of record that may declare a number
_DECLARING = (Category, Procedure, ProcedureSet, Listing, Post)


def _stated(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Stated]:
    """Every number that a record declares with the number that was counted."""
    location = entry.location("declared", "count")
    if isinstance(record, ProcedureSet):
        yield from _in_set(catalog, entry, record)
    elif isinstance(record, Category) and record.declared:
        found = _published(catalog, entry.id)
        yield location, f"“{record.name}”的权力事项", record.declared, found
    elif isinstance(record, Procedure) and record.declared:
        yield location, f"“{record.name}”的步骤", record.declared, _steps(record)
    elif isinstance(record, Listing) and record.declared:
        yield location, f"“{record.name}”的条目", record.declared, len(record.entries)
    elif isinstance(record, Post) and record.declared:
        yield location, f"“{record.name}”的职能", record.declared, len(record.functions)


def _published(catalog: Catalog, category: str) -> int:
    powers = catalog.linked(category, "power", "category")
    return sum(1 for id in powers if catalog.heads[id].state is State.PUBLISHED)


def _steps(procedure: Procedure) -> int:
    return graphs.count_steps(graphs.graph_of(procedure))


def _in_set(catalog: Catalog, entry: Entry, group: ProcedureSet) -> Iterator[Stated]:
    if charts := group.declared.charts:
        name = f"“{group.name}”的流程图"
        yield entry.location("declared", "charts", "count"), name, charts, len(group.members)
    if steps := group.declared.steps:
        members = [catalog.record(ref, Procedure) for ref in group.members]
        found = sum(_steps(each) for each in members if each)
        name = f"“{group.name}”的步骤"
        yield entry.location("declared", "steps", "count"), name, steps, found


def _of_site(catalog: Catalog) -> Iterator[Stated]:
    """The numbers that the site declares of the whole and of its units."""
    for name, declared in catalog.site.declared.items():
        found = COUNTS.row(catalog, name)
        if found is not None:
            yield catalog.site_location("declared", name, "count"), name, declared, found


def _wrong(stated: Iterable[Stated]) -> Iterator[Violation]:
    for location, name, declared, found in stated:
        if found > declared.count or (found < declared.count and not declared.incomplete):
            yield location, {"name": name, "declared": declared.count, "counted": found}


def _lacking(stated: Iterable[Stated]) -> Iterator[Violation]:
    for location, name, declared, found in stated:
        if found < declared.count and declared.incomplete:
            words = {"name": name, "declared": declared.count, "counted": found}
            yield location, {**words, "why": declared.incomplete}


@check(
    "declared-number", ERROR, "X-05, S0-04, S0-09, S0-12, S0-13, S0-39, S1-03, S3-04",
    subject=_DECLARING,
    zh="声明{name} {declared} 项，实际有 {counted} 项",
    en="{declared} declared for {name}, {counted} found",
    mend="补上缺的、删去多的，或者改正声明的数目；原文就没有列全的，写 未列全: 原文未列",
    mend_en="add or remove records, or correct the number; if the source lists fewer: 未列全",
    example="声明: {权力事项: 52}（实际只写了 51 项）",
)  # fmt: skip
def find_wrong_declarations(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    yield from _wrong(_stated(catalog, entry, record))


@find_wrong_declarations.for_whole
def find_wrong_site_declarations(catalog: Catalog) -> Iterator[Violation]:
    yield from _wrong(_of_site(catalog))


@check(
    "declared-incomplete", INFO, "X-05, S0-39", subject=_DECLARING,
    zh="声明{name} {declared} 项，只列出 {counted} 项：{why}",
    en="{declared} declared for {name}, {counted} listed: {why}",
    mend="找到原文后补齐",
    mend_en="complete the list when the source is found",
    example="声明: {权力事项: {数: 8, 未列全: 原文未列}}",
)  # fmt: skip
def find_incomplete_declarations(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    yield from _lacking(_stated(catalog, entry, record))


@find_incomplete_declarations.for_whole
def find_incomplete_site_declarations(catalog: Catalog) -> Iterator[Violation]:
    yield from _lacking(_of_site(catalog))


@check(
    "declared-unknown", ERROR, "X-05",
    zh="声明里的“{name}”不知道数什么{suggestion}",
    en="nothing is known to count for '{name}'{suggestion}",
    mend="可以声明：{known}",
    mend_en="known: {known}",
    example="声明: {权利事项: 52}",
)  # fmt: skip
def find_unknown_declarations(catalog: Catalog) -> Iterator[Violation]:
    for name in catalog.site.declared:
        if COUNTS.row(catalog, name) is None:
            names = NAMES.row(catalog, "") or ()
            words = {"suggestion": suggest_spelling(name, names), "known": known(names)}
            yield catalog.site_location("declared", name), {"name": name, **words}


CHECKS = (
    find_wrong_declarations,
    find_wrong_site_declarations,
    find_incomplete_declarations,
    find_incomplete_site_declarations,
    find_unknown_declarations,
)
