"""Markdown that a parser would hardly end with, found before it is run.

The parser recurses into lists and quotations. It looks for the ends of brackets, tags and rules
in all of the block where they stand, so its work grows with their number times the length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan.limits import MARKDOWN_DEPTH, MARKDOWN_WORK, TABLE_CELLS, TEXT, Limit

#: what is looked for in all of a block: brackets, tags, escapes, rules, underlines of headings
_COSTLY = re.compile(r"[\[<\\]|^[ \t]*([-=*_])[ \t]*(?:\1[ \t]*)*$", re.MULTILINE)
#: a row of a table or an item of a list is a block of its own, whatever stands around it
_OWN_BLOCK = re.compile(r"[ \t]*(?:\||(?:[-*+]|\d{1,9}[.)])[ \t]+[^-=*+_ \t])|\s*$")
#: a level is the sign of a list or a quotation, or the indent of one
_LEVEL = r"[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])"
#: between the head of a table and its rows
_TABLE_RULE = re.compile(r"^[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*\|[-:| \t]*$", re.MULTILINE)
_EMPTY_LINE = re.compile(r"\n[ \t]*(?:\n|\Z)")
_MOST = MARKDOWN_DEPTH.most
_DEEP = re.compile(
    rf"^(?:{_LEVEL}){{{_MOST + 1}}}(?![-*_ \t]*$)|^[ \t]{{{4 * (_MOST + 1)}}}", re.MULTILINE
)


def find_excess(text: str) -> Iterator[tuple[Limit, int]]:
    """The limits that a text exceeds, each with the first line, from 0, where it does."""
    if len(text) > TEXT.most:
        yield TEXT, 0
        return
    if deep := _DEEP.search(text):
        yield MARKDOWN_DEPTH, text.count("\n", 0, deep.start())
    yield from _find_large_tables(text)
    if len(text) * len(_COSTLY.findall(text)) > MARKDOWN_WORK.most:
        yield from _find_costly_block(text)


def _find_large_tables(text: str) -> Iterator[tuple[Limit, int]]:
    """The tables that are too large; a row that is short is filled up to the width of the head."""
    for rule in _TABLE_RULE.finditer(text):
        end = _EMPTY_LINE.search(text, rule.end())
        rows = text.count("\n", rule.end(), end.start() if end else len(text)) + 1
        if rows * (rule[0].count("|") + 1) > TABLE_CELLS.most:
            yield TABLE_CELLS, text.count("\n", 0, rule.start())
            return


def _find_costly_block(text: str) -> Iterator[tuple[Limit, int]]:
    """The first line of the block with which the work of a text becomes too much."""
    start = signs = size = done = 0
    for line, row in enumerate(text.split("\n")):
        if _OWN_BLOCK.match(row):
            done += signs * size
            start, signs, size = line, 0, 0
        signs += len(_COSTLY.findall(row))
        size += len(row) + 1
        if done + signs * size > MARKDOWN_WORK.most:
            yield MARKDOWN_WORK, start
            return
