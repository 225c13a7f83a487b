"""Texts: links that lead somewhere, counts that exist."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from shaiquan import codes
from shaiquan.checks.declared import COUNTS, NAMES
from shaiquan.checks.glyphs import find_invisible
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Finding, Location, finding
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.articles import find_glued_articles
from shaiquan.model.named_files import find_named_files, path_of_link
from shaiquan.model.record_texts import find_texts
from shaiquan.model.rules import Rule
from shaiquan.model.text_links import MarkdownLink, find_links
from shaiquan.problems import Bilingual, Code
from shaiquan.queries.counting import list_countable
from shaiquan.views.addresses import text_link_address
from shaiquan.views.markdown import find_counts
from shaiquan.views.markdown_excess import find_excess


def find_text_faults(catalog: Catalog, entry: Entry) -> Iterator[Finding]:
    """Links that lead nowhere or out of the content, pictures, unknown counts; in a rule, articles
    that are not read as such."""
    if entry.record.text:
        if isinstance(entry.record, Rule):
            for article in find_glued_articles(entry.record.text):
                location, words = entry.location("text"), {"words": article.title}
                yield finding(codes.GLUED_ARTICLE, location, article.line, 1, **words)
        yield from _find_faults(catalog, entry.location("text"), entry.record.text)
    for path, file in find_named_files(entry.record):
        if str(file) not in catalog.files:
            yield _miss_file(catalog, entry.location(*path), str(file))


def _miss_file(
    catalog: Catalog, location: Location, path: str, line: int = 0, column: int = 0
) -> Finding:
    suggestion = suggest_spelling(path, catalog.files)
    return finding(codes.MISSING_FILE, location, line, column, value=path, suggestion=suggestion)


def find_site_faults(catalog: Catalog) -> Iterator[Finding]:
    """The same in 简介, the text about the site; what is invisible in any text of it; and
    addresses that nothing must lead to."""
    for path, text in find_texts(catalog.site):
        yield from find_invisible(catalog.site_location(*path), text)
    location, text = catalog.site_location("about"), catalog.site.about
    yield from _find_faults(catalog, location, text)
    licence = catalog.site.licence
    addresses = {("url",): catalog.site.url, ("licence", "url"): licence.url if licence else ""}
    for place, url in addresses.items():
        if url and not url.lower().startswith(("https://", "http://")):
            words = {"field": "网址", "value": url, "why": _NO_WEB_ADDRESS}
            words["mend"] = _WRITE_WEB_ADDRESS
            yield finding(codes.BAD_VALUE, catalog.site_location(*place), **words)


_NO_WEB_ADDRESS = Bilingual("不是网站的地址", "not the address of a website")
_WRITE_WEB_ADDRESS = Bilingual(
    "写全，以 https:// 或 http:// 开头", "begin with https:// or http://"
)


def _find_faults(catalog: Catalog, location: Location, text: str) -> Iterator[Finding]:
    if excess := tuple(find_excess(text)):
        for limit, line in excess:
            yield finding(codes.OVER_LIMIT, location, line, 1, **limit.words())
        return
    for link in find_links(text):
        path = path_of_link(link.target)
        code = _link_fault(catalog, location.path, link)
        if code is codes.MISSING_FILE:
            yield _miss_file(catalog, location, path, link.line, link.column)
        elif code:
            yield finding(code, location, link.line, link.column, value=link.target)
    for name, line, column in find_counts(text) if "{{" in text else ():
        if COUNTS.row(catalog, name) is None:
            names = list_countable(NAMES.row(catalog, "") or ())
            yield finding(codes.UNKNOWN_COUNT, location, line, column, name=name, known=names)


def _link_fault(catalog: Catalog, file: str, link: MarkdownLink) -> Code | None:
    """What is wrong with a link of a text that stands in the content ``file``."""
    if link.is_picture:
        return codes.PICTURE
    if text_link_address(catalog, link.target) is not None:
        return None
    if _leaves_content(catalog, file, link.target):
        return codes.LINK_OUTSIDE
    return codes.MISSING_FILE if path_of_link(link.target) else codes.BROKEN_LINK


def _leaves_content(catalog: Catalog, file: str, target: str) -> bool:
    """Whether a link, followed from its file, leads out of the content folder."""
    root = posixpath.dirname(catalog.site_path)
    inside = posixpath.relpath(file, root or ".")
    there = posixpath.normpath(posixpath.join(posixpath.dirname(inside), target))
    return target.startswith(("/", "file:")) or there.startswith("..")
