"""Markdown blocks that say what they are at sight: headings, paragraphs, flat lists of words.

Nearly all of a rule is such blocks, and a Markdown parser spends its time on finding nothing
in them. They are written down as the parser would (a test holds the two equal); every other
block goes to the parser, with the neighbours it may depend on.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

#: characters that mean themselves anywhere in a line; blanks and ASCII signs not at its start
_WORD = "0-9A-Za-z\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60‘’“”…—–·×①-⑳℃㎡"
_SIGN = r",.;:?()%/+\-\"'"
_TEXT = rf"(?!\d+\.)[{_WORD}](?:[{_WORD}{_SIGN} \u3000]*[{_WORD}{_SIGN}])?"
#: what may reach over blank lines: tags, characters by name, targets named elsewhere, control
#: characters, lines of blanks
_REACHES_ON = re.compile(r"[<&\x00-\x09\x0b-\x1f\x7f]|\]:|^[^\S\n]+$", re.MULTILINE)


@functools.cache
def _line_pattern() -> re.Pattern[str]:
    """A plain line: the signs of a heading, the sign of an item, its words. Slow to compile."""
    return re.compile(rf"(?:(#{{1,6}}) *|([-*+]) +)?({_TEXT})")


#: Markdown -> safe HTML
Parse = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines from ``start`` to before ``end``, and their HTML if they are plain."""

    start: int
    end: int
    html: str = ""
    is_list: bool = False


def render_html(text: str, parse: Parse) -> str:
    """A text as HTML, with ``parse`` for what is not plain. Equal to ``parse(text)``."""
    if _REACHES_ON.search(text):
        return parse(text)
    lines = text.split("\n")
    blocks = _unrender_adjoining_lists(tuple(_split_blocks(lines)))
    pieces: list[str] = []
    for plain, group in groupby(blocks, lambda block: bool(block.html)):
        run = list(group)
        if plain:
            pieces += [block.html for block in run]
        else:
            pieces.append(parse("\n".join(lines[run[0].start : run[-1].end])))
    return "\n".join(pieces)


def _split_blocks(lines: Sequence[str]) -> Iterator[_Block]:
    """The blocks between blank lines; a heading is one of its own."""
    start = 0
    for blank, group in groupby(lines, lambda line: not line):
        end = start + len(list(group))
        if not blank:
            yield from _render_plain(lines, start, end) or [_Block(start, end)]
        start = end


def _render_plain(lines: Sequence[str], start: int, end: int) -> list[_Block]:
    """The plain blocks of these lines; none where one of them is not plain."""
    matches = [_line_pattern().fullmatch(line) for line in lines[start:end]]
    blocks: list[_Block] = []
    for type_, group in groupby(matches, _line_type):
        run = [line for line in group if line]
        first = blocks[-1].end if blocks else start
        if not run or (type_ != "heading" and blocks and blocks[-1].html[1] != "h"):
            return []  # an item below a paragraph, or a line below an item
        if type_ == "heading":
            blocks += (_render_heading(line, first + at) for at, line in enumerate(run))
        elif type_ == "item":
            blocks.append(_Block(first, first + len(run), _render_list(run), is_list=True))
        else:
            words = "\n".join(line[0] for line in run)
            blocks.append(_Block(first, first + len(run), f"<p>{words}</p>"))
    return blocks


def _line_type(line: re.Match[str] | None) -> str:
    if line is None:
        return "other"
    return "heading" if line[1] else "item" if line[2] else "words"


def _render_heading(line: re.Match[str], number: int) -> _Block:
    level = len(line[1])
    return _Block(number, number + 1, f"<h{level}>{line[3]}</h{level}>")


def _render_list(items: list[re.Match[str]]) -> str:
    return "<ul>\n" + "".join(f"<li>{item[3]}</li>\n" for item in items) + "</ul>"


def _unrender_adjoining_lists(blocks: tuple[_Block, ...]) -> Iterator[_Block]:
    """Blocks, a list being plain only between blocks that cannot be part of it."""
    for index, block in enumerate(blocks):
        neighbours = blocks[max(0, index - 1) : index] + blocks[index + 1 : index + 2]
        if block.is_list and any(other.is_list or not other.html for other in neighbours):
            yield _Block(block.start, block.end)
        else:
            yield block
