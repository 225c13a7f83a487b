"""Declared = counted (X-05): every number that a text states is held against the records."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.catalog import Catalog
from shaiquan.checks.registry import ERROR, INFO, Broken, check
from shaiquan.counting import counts, known
from shaiquan.model.bodies import Category, Post
from shaiquan.model.common import Declared
from shaiquan.model.lists import Listing
from shaiquan.model.procedures import Procedure, ProcedureSet
from shaiquan.model.terms import State
from shaiquan.procedures import graph as graphs
from shaiquan.reading.places import Spot
from shaiquan.reading.walk import suggestion

#: (where it is declared, what is counted, declared, counted)
Stated = tuple[Spot, str, Declared, int]


def stated(catalog: Catalog) -> Iterator[Stated]:
    """Every declared number of the content with the number of records."""
    found = counts(catalog)
    for name, declared in catalog.site.declared.items():
        if name in found:
            yield catalog.site_spot("declared", name, "count"), name, declared, found[name]
    yield from _in_categories(catalog)
    yield from _in_procedures(catalog)
    yield from _in_sets(catalog)
    yield from _in_lists(catalog)
    yield from _in_posts(catalog)


def _in_categories(catalog: Catalog) -> Iterator[Stated]:
    for entry, category in catalog.records(Category):
        if category.declared:
            powers = catalog.linking(entry.id, "power", "category")
            found = sum(1 for each in powers if each.record.state is State.PUBLISHED)
            name = f"“{category.name}”的权力事项"
            yield entry.spot("declared", "count"), name, category.declared, found


def _in_procedures(catalog: Catalog) -> Iterator[Stated]:
    for entry, procedure in catalog.records(Procedure):
        if procedure.declared:
            name = f"“{procedure.name}”的步骤"
            found = graphs.counted(graphs.graph_of(procedure))
            yield entry.spot("declared", "count"), name, procedure.declared, found


def _in_sets(catalog: Catalog) -> Iterator[Stated]:
    for entry, group in catalog.records(ProcedureSet):
        if charts := group.declared.charts:
            name = f"“{group.name}”的流程图"
            yield entry.spot("declared", "charts", "count"), name, charts, len(group.members)
        if steps := group.declared.steps:
            members = [catalog.record(ref, Procedure) for ref in group.members]
            found = sum(graphs.counted(graphs.graph_of(each)) for each in members if each)
            name = f"“{group.name}”的步骤"
            yield entry.spot("declared", "steps", "count"), name, steps, found


def _in_lists(catalog: Catalog) -> Iterator[Stated]:
    for entry, listing in catalog.records(Listing):
        if listing.declared:
            name = f"“{listing.name}”的条目"
            spot = entry.spot("declared", "count")
            yield spot, name, listing.declared, len(listing.entries)


def _in_posts(catalog: Catalog) -> Iterator[Stated]:
    for entry, post in catalog.records(Post):
        if post.declared:
            name = f"“{post.name}”的职能"
            yield entry.spot("declared", "count"), name, post.declared, len(post.functions)


@check(
    "declared-number", ERROR, "X-05, S0-04, S0-09, S0-12, S0-13, S0-39, S1-03, S3-04",
    zh="声明{name} {declared} 项，实际有 {counted} 项",
    en="{declared} declared for {name}, {counted} found",
    mend="补上缺的、删去多的，或者改正声明的数目；原文就没有列全的，写 未列全: 原文未列",
    mend_en="add or remove records, or correct the number; if the source lists fewer: 未列全",
    example="声明: {权力事项: 52}（实际只写了 51 项）",
)  # fmt: skip
def declared_number(catalog: Catalog) -> Iterator[Broken]:
    for spot, name, declared, found in stated(catalog):
        if found > declared.count or (found < declared.count and not declared.incomplete):
            yield spot, {"name": name, "declared": declared.count, "counted": found}


@check(
    "declared-incomplete", INFO, "X-05, S0-39",
    zh="声明{name} {declared} 项，只列出 {counted} 项：{why}",
    en="{declared} declared for {name}, {counted} listed: {why}",
    mend="找到原文后补齐",
    mend_en="complete the list when the source is found",
    example="声明: {权力事项: {数: 8, 未列全: 原文未列}}",
)  # fmt: skip
def declared_incomplete(catalog: Catalog) -> Iterator[Broken]:
    for spot, name, declared, found in stated(catalog):
        if found < declared.count and declared.incomplete:
            words = {"name": name, "declared": declared.count, "counted": found}
            yield spot, {**words, "why": declared.incomplete}


@check(
    "declared-unknown", ERROR, "X-05",
    zh="声明里的“{name}”不知道数什么{suggestion}",
    en="nothing is known to count for '{name}'{suggestion}",
    mend="可以声明：{known}",
    mend_en="known: {known}",
    example="声明: {权利事项: 52}",
)  # fmt: skip
def declared_unknown(catalog: Catalog) -> Iterator[Broken]:
    counted = counts(catalog)
    for name in catalog.site.declared:
        if name not in counted:
            words = {"suggestion": suggestion(name, counted), "known": known(counted)}
            yield catalog.site_spot("declared", name), {"name": name, **words}


CHECKS = (declared_number, declared_incomplete, declared_unknown)
