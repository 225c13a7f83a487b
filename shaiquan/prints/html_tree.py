"""Safe HTML to a tree of elements: what ``markup`` has cleaned, read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(("br", "hr"))


@dataclass(slots=True)
class HtmlElement:
    """An element with its attributes; children are elements and texts in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[HtmlElement | str] = field(default_factory=list)

    def find(self, *tags: str) -> Iterator[HtmlElement]:
        """The children with one of the tags, looked for inside thead, tbody and tfoot too."""
        for each in self.children:
            if isinstance(each, HtmlElement):
                if each.tag in tags:
                    yield each
                elif each.tag in ("thead", "tbody", "tfoot"):
                    yield from each.find(*tags)


def parse_html(html: str) -> HtmlElement:
    """The root of a well-formed piece of HTML; its tag is empty."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = HtmlElement("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = HtmlElement(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(found)
        if tag not in _VOID:
            self.open.append(found)

    def handle_endtag(self, tag: str) -> None:
        if tag in (each.tag for each in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
