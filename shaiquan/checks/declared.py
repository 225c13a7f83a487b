"""Declared = counted (X-05): every declared number is compared with the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from shaiquan.checks.check_types import ERROR, INFO, HeadTable, Violation, check
from shaiquan.checks.disclosure import IS_PUBLISHING
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.places import Location
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.kinds.descriptor import KindError
from shaiquan.kinds.registry import KINDS, require_index
from shaiquan.model.bodies import Category, Post
from shaiquan.model.common import Declared, Record
from shaiquan.model.lists import Listing
from shaiquan.model.procedures import Procedure, ProcedureSet
from shaiquan.model.programmes import Programme
from shaiquan.model.tags import Tag
from shaiquan.model.terms import State
from shaiquan.procedures.graph import graph_of
from shaiquan.procedures.graph_questions import count_steps
from shaiquan.queries.counting import count_records, list_countable
from shaiquan.queries.tagged import list_tagged

require_index("power", "sub_item")

#: the number of what a record declares
CountItems = Callable[[Catalog, Record], int]


class Declaration(NamedTuple):
    """A declared number with the number that was counted."""

    location: Location
    name: str
    declared: Declared
    counted: int

    def words(self) -> dict[str, object]:
        return {"name": self.name, "declared": self.declared.count, "counted": self.counted}


def _count_names(records: Records) -> Mapping[str, tuple[str, ...]]:
    return {"": tuple(count_records(records))}


#: name of a count -> the number of records
COUNTS = HeadTable("counts", count_records)
#: one row: the names of all counts
NAMES = HeadTable("count names", _count_names)


def _declarations_of(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Declaration]:
    """The numbers that a record declares."""
    if isinstance(record, ProcedureSet):
        yield from _declarations_of_set(catalog, entry, record)
        return
    declared: Declared | None = getattr(record, "declared", None)
    if isinstance(record, Category) and not IS_PUBLISHING.row(catalog, ""):
        return
    if declared:
        what, count = _COUNTERS[type(record)]
        location, name = entry.location("declared", "count"), f"“{record.name}”的{what}"
        yield Declaration(location, name, declared, count(catalog, record))
    if isinstance(record, Listing):
        yield from _declarations_of_groups(entry, record)


def _declarations_of_groups(entry: Entry, listing: Listing) -> Iterator[Declaration]:
    """Of each group of a list, how many entries it has (S3-22)."""
    why = listing.declared.incomplete if listing.declared else ""
    counted = Counter(item.group for item in listing.entries)
    for group, number in listing.groups.items():
        declared = Declared.from_checked({"count": number, "incomplete": why})
        name = f"“{listing.name}”的{group}"
        yield Declaration(entry.location("groups", group), name, declared, counted[group])


def _count_powers(catalog: Catalog, category: Record) -> int:
    powers = catalog.ids_naming(category.id, "power", "category")
    heads = (catalog.heads[id] for id in powers)
    return sum(head.state is State.PUBLISHED and not head.index["sub_item"] for head in heads)


def _count_tagged(catalog: Catalog, tag: Record) -> int:
    heads = (catalog.heads[id] for ids in list_tagged(catalog, tag.id).values() for id in ids)
    return sum(head.state is State.PUBLISHED for head in heads)


def _count_steps(_: Catalog, procedure: Record) -> int:
    assert isinstance(procedure, Procedure)
    return count_steps(graph_of(procedure))


def _count_items(field: str) -> CountItems:
    """How many items a field of the record has."""
    return lambda _, record: len(getattr(record, field))


#: the type of a record that declares a number -> what is counted, and how
_COUNTERS: Mapping[type[Record], tuple[str, CountItems]] = {
    Category: ("权力事项", _count_powers),
    Procedure: ("步骤", _count_steps),
    Listing: ("条目", _count_items("entries")),
    Tag: ("记录", _count_tagged),
    Post: ("职能", _count_items("functions")),
    Programme: ("任务", _count_items("tasks")),
}
#: the types of records that may declare a number
_DECLARING = tuple(kind.model for kind in KINDS if "declared" in kind.model.model_fields)
for _model in _DECLARING:
    if _model not in _COUNTERS and _model is not ProcedureSet:
        raise KindError(f"{_model.__name__}.declared: nothing in checks.declared counts it")


def _declarations_of_set(
    catalog: Catalog, entry: Entry, group: ProcedureSet
) -> Iterator[Declaration]:
    if charts := group.declared.charts:
        location = entry.location("declared", "charts", "count")
        yield Declaration(location, f"“{group.name}”的流程图", charts, len(group.members))
    if steps := group.declared.steps:
        location = entry.location("declared", "steps", "count")
        members = [catalog.record(ref, Procedure) for ref in group.members]
        number = sum(_count_steps(catalog, member) for member in members if member)
        yield Declaration(location, f"“{group.name}”的步骤", steps, number)


def _declarations_of_site(catalog: Catalog) -> Iterator[Declaration]:
    """The numbers that site.yml declares of the whole and of its units."""
    if not IS_PUBLISHING.row(catalog, ""):
        return  # told once, by nothing-published
    for name, declared in catalog.site.declared.items():
        number = COUNTS.row(catalog, name)
        if number is not None:
            location = catalog.site_location("declared", name, "count")
            yield Declaration(location, name, declared, number)


def _report_wrong(declarations: Iterable[Declaration]) -> Iterator[Violation]:
    for declaration in declarations:
        declared, counted = declaration.declared, declaration.counted
        if counted > declared.count or (counted < declared.count and not declared.incomplete):
            yield declaration.location, declaration.words()


def _report_incomplete(declarations: Iterable[Declaration]) -> Iterator[Violation]:
    for declaration in declarations:
        declared = declaration.declared
        if declaration.counted < declared.count and declared.incomplete:
            yield declaration.location, {**declaration.words(), "why": declared.incomplete}


@check(
    "declared-number",
    ERROR,
    "X-05, S0-04, S0-09, S0-12, S0-13, S0-31, S0-39, S1-03, S1-27, S3-04, S3-22, S3-33, S3-23",
    subject=_DECLARING,
    zh="声明{name} {declared} 项，实际有 {counted} 项",
    en="{declared} declared for {name}, {counted} found",
    mend="补上缺的、删去多的，或者改正声明的数目；原文就没有列全的，写 未列全: 原文未列",
    mend_en="add or remove records, or correct the number; if the source lists fewer: 未列全",
    example="声明: {权力事项: 52}（实际只写了 51 项）",
)
def find_wrong_declarations(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    yield from _report_wrong(_declarations_of(catalog, entry, record))


@find_wrong_declarations.for_whole
def find_wrong_site_declarations(catalog: Catalog) -> Iterator[Violation]:
    yield from _report_wrong(_declarations_of_site(catalog))


@check(
    "declared-incomplete",
    INFO,
    "X-05, S0-39",
    subject=_DECLARING,
    zh="声明{name} {declared} 项，只列出 {counted} 项：{why}",
    en="{declared} declared for {name}, {counted} listed: {why}",
    mend="找到原文后补齐",
    mend_en="complete the list when the source is found",
    example="声明: {权力事项: {数: 8, 未列全: 原文未列}}",
)
def find_incomplete_declarations(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    yield from _report_incomplete(_declarations_of(catalog, entry, record))


@find_incomplete_declarations.for_whole
def find_incomplete_site_declarations(catalog: Catalog) -> Iterator[Violation]:
    yield from _report_incomplete(_declarations_of_site(catalog))


@check(
    "step-not-counted",
    INFO,
    "S0-13",
    subject=Procedure,
    zh="“{act}”这一步写了 计数: 否，声明的步骤数不算它",
    en="the step '{act}' says 计数: 否, so the declared number of steps leaves it out",
    mend="真是一步的，删去 计数: 否，再核对声明的步骤数；旁路、开始、结束本来就不算",
    mend_en="drop 计数: 否 if it is a step, and look at the declared number again",
    example="- 步骤: 集体讨论\n  计数: 否（流程写了 声明步骤数）",
)
def find_uncounted_steps(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    if not (procedure.declared or catalog.ids_naming(entry.id, "procedure_set", "members")):
        return
    for node in graph_of(procedure).nodes:
        if node.step and node.step.step and node.step.counted is False and not node.side:
            yield entry.location(*node.path, "counted"), {"act": node.act}


@check(
    "declared-unknown",
    ERROR,
    "X-05",
    zh="声明里的“{name}”不知道数什么{suggestion}",
    en="nothing is known to count for '{name}'{suggestion}",
    mend="可以声明：{known}",
    mend_en="known: {known}",
    example="声明: {权利事项: 52}",
)
def find_unknown_declarations(catalog: Catalog) -> Iterator[Violation]:
    for name in catalog.site.declared:
        if COUNTS.row(catalog, name) is None:
            names = NAMES.row(catalog, "") or ()
            words = {"suggestion": suggest_spelling(name, names), "known": list_countable(names)}
            yield catalog.site_location("declared", name), {"name": name, **words}
