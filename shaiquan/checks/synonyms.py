"""同义词: words that the search looks for beside the one that was asked."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import WARNING, Violation, check
from shaiquan.content.catalog import Catalog


@check(
    "synonym-without-words",
    WARNING,
    "",
    zh="同义词“{word}”没有写还要找哪些词",
    en="the synonym '{word}' names no other word to look for",
    mend="在方括号里写另外的词，例如 一把手: [主要负责人, 正职]；不要的删去这一行",
    mend_en="write other words in the brackets, or drop the line",
    example="同义词: {一把手: []}",
)
def find_synonyms_without_words(catalog: Catalog) -> Iterator[Violation]:
    for word, others in catalog.site.synonyms.items():
        if not {other for other in others if other.strip()} - {word}:
            yield catalog.site_location("synonyms", word), {"word": word}
