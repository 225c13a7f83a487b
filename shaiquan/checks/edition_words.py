"""繁体用字: words that the traditional edition may have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.content.catalog import Catalog

_CHINESE = re.compile("[\u3400-\u9fff]")


@check(
    "traditional-word-unusable",
    ERROR,
    "",
    zh="繁体用字“{word}: {other}”不是一个词换一个词",
    en="'{word}: {other}' does not replace a Chinese word by another",
    mend="冒号两边都写汉字，左边简体，右边繁体，例如 复核: 覆核",
    mend_en="write Chinese words: a simplified one, then the traditional one",
    example="繁体用字: {复核: }",
)
def find_unusable_words(catalog: Catalog) -> Iterator[Violation]:
    """Other texts stand in what pages are made of, and not only in what they say."""
    for word, other in catalog.site.traditional.items():
        if not (_CHINESE.search(word) and _CHINESE.search(other)):
            yield catalog.site_location("traditional", word), {"word": word, "other": other}
