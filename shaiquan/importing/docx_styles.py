"""What the style of a paragraph says of it: its list, how it is aligned, how large it is."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from shaiquan.importing.docx_parts import WORD, find_value, read_number

#: a style is based on another, and so on; no file of sense has a longer row
_MOST_BASES = 20


class WordStyles:
    """The paragraph styles of one document."""

    def __init__(self, styles: Element | None) -> None:
        found = [] if styles is None else styles.findall(f"{WORD}style")
        self._styles = {style.get(f"{WORD}styleId", ""): style for style in found}
        self._default = next(
            (
                id
                for id, style in self._styles.items()
                if style.get(f"{WORD}type") == "paragraph" and style.get(f"{WORD}default") == "1"
            ),
            "",
        )

    def list_bases(self, paragraph: Element) -> Iterator[tuple[str, Element]]:
        """(id, style) of a paragraph, then of those that it is based on."""
        yield from self.list_from(find_value(paragraph, "pPr/pStyle", self._default))

    def list_from(self, id: str) -> Iterator[tuple[str, Element]]:
        """(id, style) of a style, then of those that it is based on."""
        for _ in range(_MOST_BASES):
            style = self._styles.get(id)
            if style is None:
                return
            yield id, style
            id = find_value(style, "basedOn")

    def is_centred(self, paragraph: Element) -> bool:
        """Whether a paragraph stands in the middle, by itself or by its style."""
        elements = (paragraph, *(style for _, style in self.list_bases(paragraph)))
        said = (find_value(element, "pPr/jc") for element in elements)
        return next(filter(None, said), "") == "center"

    def find_size(self, paragraph: Element) -> int:
        """The size of the largest words in half points; 0 where neither they nor the style of a
        heading say it."""
        own = [read_number(find_value(run, "rPr/sz"), 0) for run in paragraph.iter(f"{WORD}r")]
        if any(own):
            return max(own)
        if find_value(paragraph, "pPr/pStyle", self._default) == self._default:
            return 0
        said = (
            read_number(find_value(style, "rPr/sz"), 0)
            for id, style in self.list_bases(paragraph)
            if id != self._default
        )
        return next(filter(None, said), 0)
