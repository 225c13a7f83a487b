"""What a record's basis says: the articles themselves, or where the text of an outside law is."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.page_parts import BASIS_WORDS
from shaiquan.model.articles import article_title, find_articles
from shaiquan.model.base import Citation
from shaiquan.model.references import find_references
from shaiquan.model.rules import Rule
from shaiquan.views.addresses import ref_address
from shaiquan.views.bases import list_basis_fields
from shaiquan.views.cells import make_prose
from shaiquan.views.prose import render_prose, strip_tags
from shaiquan.views.values import Cell, Fields, Inline, Prose, Row

#: where laws and regulations of the state can be looked up by name
LAW_DATABASE = "https://flk.npc.gov.cn/"
_NO_TEXT = "本站没有收录全文"


def quote_basis(public: PublicCatalog, entry: Entry) -> Fields | None:
    """The articles that a record names as its basis, in their words or in those that it quotes;
    None where it names none."""
    rows: dict[str, Row] = {}
    quoted: set[str] = set()
    for citation in _list_citations(public, entry):
        row = _quote(public, citation)
        if row is None or (row.label in rows and not citation.quote):
            continue
        before = rows[row.label].cell if row.label in quoted else ()
        others = (line for line in before if line not in row.cell)
        rows[row.label] = Row(row.label, (*others, *row.cell))
        quoted |= {row.label} if citation.quote else set()
    return Fields(tuple(rows.values()), BASIS_WORDS, "_basis") if rows else None


def _list_citations(public: PublicCatalog, entry: Entry) -> Iterator[Citation]:
    """What a record rests on, then whatever else it quotes; a list that is withheld has nothing."""
    bases = list_basis_fields(entry)
    for path, cited in find_references(entry.record):
        if isinstance(cited, Citation) and (path[0] in bases or cited.quote):
            yield cited


def _quote(public: PublicCatalog, citation: Citation) -> Row | None:
    rule = public.record(citation.rule, Rule)
    article = article_title(citation.article) if citation.article else ""
    label = f"《{rule.short_name if rule else citation.rule.text}》{article}"
    if citation.quote:
        return _show_quote(public, citation, rule, label + citation.tail)
    if rule is None:
        return None
    if rule.outside:
        return Row(label, (tuple(_say_where(rule)),))
    words = find_article_words(public, rule, citation.article) if article else ()
    there = (Inline(f"看全文里的{article}", ref_address(public, citation)),)
    return Row(label, (*words, there)) if words else None


def _show_quote(public: PublicCatalog, citation: Citation, rule: Rule | None, label: str) -> Row:
    """What the record itself quotes, then where the whole is."""
    words: Cell = tuple((Inline(line),) for line in citation.quote.splitlines() if line.strip())
    address = ref_address(public, citation) if rule and not rule.outside else ""
    if rule and (url := rule.url or address):
        words += ((Inline("官方全文" if rule.url else "看全文", url),),)
    return Row(label, words)


def _say_where(rule: Rule) -> Iterator[Inline]:
    yield Inline(f"{_NO_TEXT}。")
    if rule.url:
        yield Inline("官方全文", rule.url)


def find_article_words(public: PublicCatalog, rule: Rule, number: str) -> Cell:
    """The words of an article, a paragraph a line; nothing where the rule has no such article."""
    texts = [article.text for article in find_articles(rule.text) if article.number == number]
    prose = make_prose(public, texts[0]) if texts else None
    lines = _strip(prose).splitlines() if prose else []
    return tuple((Inline(line),) for line in lines if line.strip())


@functools.lru_cache(2**12)
def _strip(prose: Prose) -> str:
    return strip_tags(render_prose(prose, lambda address: address))


def show_official_text(rule: Rule) -> Fields:
    """Where the text of an outside law is, so that a reader is not left with its title."""
    if rule.url:
        line = (Inline(f"{_NO_TEXT}，请看官方全文："), Inline(rule.url, rule.url))
    else:
        line = (
            Inline(f"{_NO_TEXT}，也没有写明全文在哪里。法律法规可以按名称到国家法律法规数据库查："),
            Inline(LAW_DATABASE, LAW_DATABASE),
        )
    return Fields((Row("在哪里", (line,)),), "全文", "text")
