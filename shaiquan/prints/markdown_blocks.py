"""Markdown to blocks, by way of the HTML that ``markup`` has made safe.

Print knows no links: what a link says stays, an outside address follows it in brackets.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from shaiquan.prints.blocks import (
    Block,
    BookletTable,
    CodeBlock,
    Heading,
    Items,
    Paragraph,
    Quote,
    Runs,
    TableCell,
    TextRun,
    size_columns,
)
from shaiquan.prints.html_tree import HtmlElement, parse_html
from shaiquan.views import markdown

_LOOKS = {"strong": "strong", "b": "strong", "code": "code", "sup": "sup", "sub": "sub"}
_INLINE = frozenset(("a", "strong", "b", "em", "i", "u", "s", "del", "sub", "sup", "code", "br"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_END, _BEGIN = re.compile(f"[{_WIDE}] $"), re.compile(f" [{_WIDE}]")
#: blanks that the screen wants between Chinese and Latin; print sets a quarter of an em itself
_SCREEN = re.compile(rf"(?<=[{_WIDE}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{_WIDE}])")


def parse_blocks(text: str, counts: Mapping[str, int]) -> tuple[Block, ...]:
    """The blocks of a Markdown text; headings count from 1, whatever level they begin at."""
    html = markdown.html(text, _outside, counts)
    return _levelled(tuple(_blocks(parse_html(html).children)))


def _outside(target: str) -> str | None:
    return target if target.startswith(("https://", "http://")) else None


def _levelled(found: tuple[Block, ...]) -> tuple[Block, ...]:
    """Headings without a gap between their levels, as PDF/UA asks."""
    open: list[int] = []
    made: list[Block] = []
    for each in found:
        if isinstance(each, Heading):
            open = [level for level in open if level < each.level] + [each.level]
            each = replace(each, level=len(open))
        made.append(each)
    return tuple(made)


def _blocks(children: Iterable[HtmlElement | str]) -> Iterator[Block]:
    """Blocks in order; texts and words between them are paragraphs."""
    loose: list[HtmlElement | str] = []
    for each in children:
        if isinstance(each, str) or each.tag in _INLINE:
            loose.append(each)
            continue
        yield from _paragraph(loose)
        loose = []
        yield from _block(each)
    yield from _paragraph(loose)


def _block(each: HtmlElement) -> Iterator[Block]:
    if re.fullmatch("h[1-6]", each.tag):
        yield Heading(_runs(each.children), int(each.tag[1]))
    elif each.tag in ("ul", "ol"):
        items = tuple(_lowest(tuple(_blocks(item.children))) for item in each.find("li"))
        yield Items(items, _number(each, "start", 1) if each.tag == "ol" else 0)
    elif each.tag == "table":
        yield from _grid(each)
    elif each.tag == "blockquote":
        yield Quote(_lowest(tuple(_blocks(each.children))))
    elif each.tag == "pre":
        yield CodeBlock(_text(each).strip("\n"))
    elif each.tag in ("p", "dt"):
        yield from _paragraph(each.children)
    elif each.tag != "hr":
        yield from _blocks(each.children)


def _lowest(found: tuple[Block, ...]) -> tuple[Block, ...]:
    """Inside an item or a quotation a heading is a paragraph in bold."""
    return tuple(
        Paragraph(tuple(replace(run, style=run.style or "strong") for run in each.runs))
        if isinstance(each, Heading)
        else each
        for each in found
    )


def _paragraph(children: Iterable[HtmlElement | str]) -> Iterator[Paragraph]:
    if runs := _runs(children):
        yield Paragraph(runs)


def _number(each: HtmlElement, name: str, default: int) -> int:
    found = each.attributes.get(name, "")
    return int(found) if found.isdecimal() and len(found) < 6 else default


# -- words ------------------------------------------------------------------------------------


def _runs(children: Iterable[HtmlElement | str]) -> Runs:
    """Runs of one look each, without blanks at the ends."""
    joined: list[TextRun] = []
    for run in _looks(children, ""):
        if joined and joined[-1].style == run.style != "break":
            joined[-1] = TextRun(joined[-1].text + run.text, run.style)
        else:
            joined.append(run)
    kept = _closed([replace(run, text=_clean(run)) for run in joined])
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while kept and not (bare := strip(kept[end].text, " \u3000")):
            kept.pop(end)
        if kept:
            kept[end] = replace(kept[end], text=bare)
    return tuple(kept)


def _closed(runs: list[TextRun]) -> list[TextRun]:
    """Without the blank that Markdown wants beside ``**`` between Chinese words."""
    for at, (run, after) in enumerate(itertools.pairwise(runs)):
        if _END.search(run.text) and re.match(f"[{_WIDE}]", after.text):
            runs[at] = replace(run, text=run.text[:-1])
        elif _BEGIN.match(after.text) and re.search(f"[{_WIDE}]$", run.text):
            runs[at + 1] = replace(after, text=after.text[1:])
    return runs


def _clean(run: TextRun) -> str:
    return run.text if run.style == "code" else _SCREEN.sub("", _BLANKS.sub(" ", run.text))


def _looks(children: Iterable[HtmlElement | str], look: str) -> Iterator[TextRun]:
    for each in children:
        if isinstance(each, str):
            yield TextRun(each, look)
        elif each.tag == "br":
            yield TextRun(" ", "break")
        else:
            number = each.attributes.get("class") == "article-no"
            yield from _looks(
                each.children, "article" if number else look or _LOOKS.get(each.tag, "")
            )
            yield from _address(each, look)


def _address(each: HtmlElement, look: str) -> Iterator[TextRun]:
    href = each.attributes.get("href", "")
    if href and href != _text(each):
        yield TextRun(f"（{href}）", look)


def _text(each: HtmlElement | str) -> str:
    return each if isinstance(each, str) else "".join(_text(child) for child in each.children)


# -- tables -----------------------------------------------------------------------------------


def _grid(table: HtmlElement) -> Iterator[BookletTable]:
    rows = [(row, tuple(_boxes(row))) for row in table.find("tr")]
    rows = [(row, boxes) for row, boxes in rows if boxes]
    heads = 0
    while heads < len(rows) and not any(rows[heads][0].find("td")):
        heads += 1
    head = tuple(boxes for _, boxes in rows[:heads])
    body = tuple(boxes for _, boxes in rows[heads:])
    if rows:
        yield BookletTable(size_columns((*head, *body)), _inside(head), _inside(body))


def _boxes(row: HtmlElement) -> Iterator[TableCell]:
    for each in row.find("td", "th"):
        lines = tuple(
            runs for block in _blocks(each.children) if (runs := getattr(block, "runs", ()))
        )
        across, down = _number(each, "colspan", 1), _number(each, "rowspan", 1)
        yield TableCell(lines, max(across, 1), max(down, 1))


def _inside(rows: tuple[tuple[TableCell, ...], ...]) -> tuple[tuple[TableCell, ...], ...]:
    """No cell reaches below the last row of its part."""
    return tuple(
        tuple(replace(each, down=min(each.down, len(rows) - index)) for each in row)
        for index, row in enumerate(rows)
    )
