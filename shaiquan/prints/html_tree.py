"""Reads safe HTML into a tree of elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(("br", "hr"))
#: more than lists in lists can be; what stands deeper is taken without its tags
_DEEPEST = 60


@dataclass(slots=True)
class HtmlElement:
    """An element with its attributes; children are elements and texts in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[HtmlElement | str] = field(default_factory=list)

    def find(self, *tags: str) -> Iterator[HtmlElement]:
        """The children with one of the tags, also inside thead, tbody and tfoot."""
        for child in self.children:
            if isinstance(child, HtmlElement):
                if child.tag in tags:
                    yield child
                elif child.tag in ("thead", "tbody", "tfoot"):
                    yield from child.find(*tags)


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
        element = HtmlElement(tag, {name: value or "" for name, value in attrs})
        if len(self.open) > _DEEPEST:
            element.children = self.open[-1].children
        else:
            self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in (element.tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
