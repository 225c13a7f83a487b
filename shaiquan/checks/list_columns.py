"""Lists with columns and groups of their own: every cell that must be there, sums that hold."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, PUBLISHED, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.decimals import say_decimal
from shaiquan.model.lists import ListEntry, Listing
from shaiquan.model.quantities import parse_total
from shaiquan.model.spellings import spellings_of
from shaiquan.model.terms import ColumnType
from shaiquan.problems import Bilingual
from shaiquan.queries.site_pages import find_page_title

_IS_FIELD = Bilingual("条目本来就有", "is a field of every entry already")
_TWICE = Bilingual("前面已经有了", "is there already")
_NO_NUMBERS = Bilingual("不是数字栏，合计不了", "holds no numbers, so nothing adds up")
_RENAME = Bilingual("换一个名称，或者删去这一栏", "give it another name, or drop it")
_MAKE_NUMBERS = Bilingual("写上 类型: 数字，或者删去 合计", "write 类型: 数字, or drop 合计")


@check(
    "list-column-wrong",
    ERROR,
    "S0-31",
    subject=Listing,
    zh="清单“{name}”的栏目“{column}”{why}",
    en="the column '{column}' of the list '{name}' {why}",
    mend="{mend}",
    mend_en="{mend}",
    example="栏目: [责任人, 责任人]",
)
def find_wrong_columns(catalog: Catalog, entry: Entry, listing: Listing) -> Iterator[Violation]:
    names: set[str] = set()
    fields = spellings_of(ListEntry)
    for index, column in enumerate(listing.columns):
        words = {"name": listing.name, "column": column.name}
        if column.name in names or column.name in fields:
            why = {"why": _TWICE if column.name in names else _IS_FIELD, "mend": _RENAME}
            yield entry.location("columns", index, "name"), {**words, **why}
        if column.total and column.type is not ColumnType.NUMBER:
            why = {"why": _NO_NUMBERS, "mend": _MAKE_NUMBERS}
            yield entry.location("columns", index, "total"), {**words, **why}
        names.add(column.name)


@check(
    "list-cell-missing",
    WARNING,
    "S0-31, S0-35",
    subject=Listing,
    states=PUBLISHED,
    zh="清单“{name}”的“{text}”没有写 {column}",
    en="'{text}' in the list '{name}' has no {column}",
    mend="补写 {column}:；这一栏不是每一项都有的，删去栏目里的 必填",
    mend_en="add {column}, or drop 必填 of the column",
    example="栏目: [{名称: 责任人, 必填: 是}]\n条目: [产业提升行动]",
)
def find_missing_cells(catalog: Catalog, entry: Entry, listing: Listing) -> Iterator[Violation]:
    required = [column.name for column in listing.columns if column.required]
    for index, item in enumerate(listing.entries):
        for column in required:
            if item.find_cell(column) is None:
                words = {"name": listing.name, "text": item.text, "column": column}
                yield entry.location("entries", index), words


@check(
    "list-sum",
    ERROR,
    "X-05, S3-15",
    subject=Listing,
    zh="清单“{name}”的 {column} 写着合计 {total}，各项加起来是 {sum}",
    en="the column {column} of the list '{name}' should come to {total}, and comes to {sum}",
    mend="改正各项的数，或者改正 合计",
    mend_en="correct the numbers or the total",
    example="栏目: [{名称: 人数, 类型: 数字, 合计: 400余}]（各项加起来只有 380）",
)
def find_wrong_sums(catalog: Catalog, entry: Entry, listing: Listing) -> Iterator[Violation]:
    if listing.declared and listing.declared.incomplete:
        return
    for index, column in enumerate(listing.columns):
        number = listing.sum_column(column.name)
        if column.type is not ColumnType.NUMBER or not column.total:
            continue
        if not parse_total(column.total).is_met(number):
            words = {"column": column.name, "total": column.total, "sum": say_decimal(number)}
            yield entry.location("columns", index, "total"), {"name": listing.name, **words}


@check(
    "list-group-unknown",
    ERROR,
    "S3-22",
    subject=Listing,
    zh="清单“{name}”的分组里没有“{group}”{suggestion}",
    en="the list '{name}' has no group '{group}'{suggestion}",
    mend="改成分组里的一个，或者在 分组 里添上它和项数",
    mend_en="use one of 分组, or add it there",
    example="分组: {两重点: 2}\n条目: [{内容: 重点领域, 小类: 二重点}]",
)
def find_unknown_groups(catalog: Catalog, entry: Entry, listing: Listing) -> Iterator[Violation]:
    for index, item in enumerate(listing.entries if listing.groups else ()):
        if item.group and item.group not in listing.groups:
            words = {"name": listing.name, "group": item.group}
            hint = suggest_spelling(item.group, listing.groups)
            yield entry.location("entries", index, "group"), {**words, "suggestion": hint}


@check(
    "unknown-page",
    ERROR,
    "S0-01",
    subject=Listing,
    zh="清单“{name}”里的网页 {page} 没有",
    en="the list '{name}' names the page {page}, which is not there",
    mend="改正地址；没有公布的记录没有网页",
    mend_en="correct the address; a record that is not published has no page",
    example="条目: [{内容: 权力清单, 在哪里看: /power/}]",
)
def find_unknown_pages(catalog: Catalog, entry: Entry, listing: Listing) -> Iterator[Violation]:
    for at, item in enumerate(listing.entries):
        for number, cell in enumerate(item.cells):
            for index, page in enumerate(cell.pages):
                if find_page_title(catalog, page) is None:
                    place = entry.location("entries", at, "cells", number, "pages", index)
                    yield place, {"name": listing.name, "page": page}
