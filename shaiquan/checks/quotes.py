"""What a record quotes of a rule stands in the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan.checks.check_types import WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.articles import article_title, find_articles
from shaiquan.model.base import Citation
from shaiquan.model.common import Record
from shaiquan.model.references import find_references
from shaiquan.model.rules import Rule

#: what a quote leaves out, and what two prints of a text may write differently
_GAP, _SIGNS = re.compile(r"…+|\.{3,}|。。+|\*{3,}"), re.compile(r"[\W_]+")
#: characters of a quote in a message
_MOST = 20


@check(
    "quote-not-in-article",
    WARNING,
    "S0-02",
    subject=Record,
    zh="《{rule}》{article}里没有这句：“{quote}”",
    en="'{quote}' does not stand in {article} of '{rule}'",
    mend="照这部制度的正文改引文，或者改条号；中间略去的写 ……",
    mend_en="quote the text of the rule, or correct the article; what is left out is ……",
    example="依据: [《议事规则》第四条：重大事项由书记决定]（第四条写的是集体讨论决定）",
)
def find_quotes_not_in_articles(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    for path, cited in find_references(record):
        if isinstance(cited, Citation) and cited.quote and not _stands_there(catalog, cited):
            quote = cited.quote if len(cited.quote) <= _MOST else f"{cited.quote[:_MOST]}……"
            article = article_title(cited.article) if cited.article else ""
            words = {"rule": cited.rule.text, "article": article, "quote": quote}
            yield entry.location(*path), words


def _stands_there(catalog: Catalog, cited: Citation) -> bool:
    """Whether a quote stands in what it is taken from, or the text of that is not here."""
    rule = catalog.record(cited.rule, Rule)
    if rule is None or not rule.text.strip():
        return True
    articles = [one.text for one in find_articles(rule.text) if one.number == cited.article]
    text = _normalize("\n".join(articles) if cited.article else rule.text)
    pieces = [_normalize(piece) for piece in _GAP.split(cited.quote)]
    return not text or all(piece in text for piece in pieces)


def _normalize(text: str) -> str:
    return _SIGNS.sub("", text)
