"""What a page says of itself in <head>: 网页标签规范 (国办发〔2017〕47号 附件), Open Graph.

The tags of the site are in the frame. Those here follow from the page: every column has those of
a column, the page of a record those of an article too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shaiquan.kinds.registry import SECTIONS, kinds_in
from shaiquan.site.editions import SiteEdition
from shaiquan.site.page import Page, Publication
from shaiquan.views.addresses import make_absolute

_MARK = ","
#: ColumnType of a page that belongs to no list
_COLUMN_TYPE = "信息公开"

Tag = tuple[str, str]


class OpenGraph(NamedTuple):
    """What whoever is sent a link to the page sees: its whole address and its picture."""

    url: str
    image: str


def list_tags(page: Page) -> tuple[Tag, ...]:
    """(name, content) of each tag that says something.

    HTML reads ``Description`` and ``description`` as one name, so a page has only one of them.
    """
    tags = (*_list_column_tags(page), *_list_article_tags(page))
    return tuple(tag for tag in tags if tag[1])


def describe_open_graph(page: Page, edition: SiteEdition) -> OpenGraph | None:
    """The address of the page in an edition and its picture; None where the site has no address."""
    url = page.frame.url
    if not url or page.at_any_depth:
        return None
    image = page.publication.image if page.publication else ""
    address = make_absolute(url, edition.address_of(page.address))
    return OpenGraph(address, make_absolute(url, image) if image else "")


def _list_column_tags(page: Page) -> Iterator[Tag]:
    section = SECTIONS.get(page.section)
    if page.publication is None:
        yield "description", page.description
    if page.column:
        yield "ColumnName", page.column
        yield "ColumnType", section.type if section else _COLUMN_TYPE
    if page.column and page.publication is None:
        labels = [kind.label for kind in kinds_in(section)] if section else []
        yield "ColumnDescription", page.description
        yield "ColumnKeywords", _MARK.join(dict.fromkeys((page.column, *labels, page.frame.unit)))


def _list_article_tags(page: Page) -> Iterator[Tag]:
    publication, url = page.publication, page.frame.url
    if publication is None:
        return
    yield "ArticleTitle", page.title
    yield "PubDate", stamp_time(publication, page.frame.clock)
    yield "ContentSource", publication.source or page.frame.unit
    yield "Author", publication.author
    yield "Keywords", _MARK.join(publication.keywords)
    yield "Description", page.description
    if url:
        yield "Image", make_absolute(url, publication.image) if publication.image else ""
        yield "Url", make_absolute(url, page.address)


def stamp_time(publication: Publication, clock: str) -> str:
    """The day and the time of the day at which a page was published."""
    return f"{publication.published} {clock}" if publication.published else ""
