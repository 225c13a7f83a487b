"""A list says what its source says: the article that it cites, the parameter that it states."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, PUBLISHED, WARNING, Violation, check
from shaiquan.checks.copies import normalize_copy
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.articles import article_title, find_articles
from shaiquan.model.base import Citation
from shaiquan.model.lists import Listing
from shaiquan.model.rules import Rule
from shaiquan.model.site import Parameters
from shaiquan.queries.relations import areas_not_direct


@check(
    "list-not-in-article",
    WARNING,
    "S0-39, S3-04",
    subject=Listing,
    states=PUBLISHED,
    zh="清单“{name}”的“{text}”，依据的{article}里没有这一项",
    en="'{text}' of the list '{name}' does not stand in its basis, {article}",
    mend="照原文改这一项，或者把条文补全；这一项另有依据的，在这一项里写 依据:",
    mend_en="copy it from the article, complete the article, or give this entry a 依据 of its own",
    example="依据: [《工作规则》第十五条]（条文列了七项，清单写了八项）",
)
def find_entries_without_article(
    catalog: Catalog, entry: Entry, listing: Listing
) -> Iterator[Violation]:
    citation = _find_enumerating(catalog, listing)
    text = _find_text(catalog, citation) if citation else ""
    for index, item in enumerate(listing.entries):
        if citation and not item.basis and not _stands_in(item.text, text):
            words = {"name": listing.short_name, "text": item.text}
            words["article"] = f"《{citation.rule.text}》{article_title(citation.article)}"
            yield entry.location("entries", index), words


def _find_enumerating(catalog: Catalog, listing: Listing) -> Citation | None:
    """The one article that the list is copied from: most of its entries stand there."""
    articles = [basis for basis in listing.basis if isinstance(basis, Citation) and basis.article]
    if len(articles) != 1 or len(listing.basis) != 1:
        return None
    text = _find_text(catalog, articles[0])
    found = sum(_stands_in(item.text, text) for item in listing.entries)
    return articles[0] if found * 2 >= len(listing.entries) else None


def _find_text(catalog: Catalog, citation: Citation) -> str:
    rule = catalog.record(citation.rule, Rule)
    articles = find_articles(rule.text) if rule else ()
    return next((each.text for each in articles if each.number == citation.article), "")


def _stands_in(text: str, article: str) -> bool:
    return normalize_copy(text, ()) in normalize_copy(article, ())


@check(
    "list-against-parameter",
    ERROR,
    "S3-04, X-13",
    subject=Listing,
    states=PUBLISHED,
    zh="清单“{name}”和 site.yml 的参数 不直接分管 不一样：{difference}",
    en="the list '{name}' and 不直接分管 of site.yml differ: {difference}",
    mend="照制度的原文，改清单或者改参数",
    mend_en="correct the list or the parameter by the text of the rule",
    example="条目: [财务, 审计]（参数 不直接分管: [财务, 干部人事]）",
)
def find_lists_against_parameter(
    catalog: Catalog, entry: Entry, listing: Listing
) -> Iterator[Violation]:
    label = Parameters.label_of("not_direct")
    unit = listing.unit_id
    areas = [catalog.heads[ref.id].name for ref in areas_not_direct(catalog, unit)]
    if label not in f"{listing.name} {listing.short}" or not areas:
        return
    for index, item in enumerate(listing.entries):
        if not any(_same_area(item.text, area) for area in areas):
            words = {"name": listing.short_name, "difference": f"参数里没有“{item.text}”"}
            yield entry.location("entries", index), words
    for area in areas:
        if not any(_same_area(item.text, area) for item in listing.entries):
            words = {"name": listing.short_name, "difference": f"清单里没有“{area}”"}
            yield entry.location("entries"), words


def _same_area(text: str, area: str) -> bool:
    return area in text or text in area
