"""Markdown to blocks of a booklet, by way of safe HTML.

Paper has no links: the text of a link stays, and an outside address follows it in brackets.
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

_STYLES = {"strong": "strong", "b": "strong", "code": "code", "sup": "sup", "sub": "sub"}
_INLINE = frozenset(("a", "strong", "b", "em", "i", "u", "s", "del", "sub", "sup", "code", "br"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_END, _BEGIN = re.compile(f"[{_WIDE}] $"), re.compile(f" [{_WIDE}]")
#: blanks between Chinese and Latin for the screen; the press sets a quarter of an em by itself
_SCREEN_BLANKS = re.compile(rf"(?<=[{_WIDE}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{_WIDE}])")


def parse_blocks(text: str, counts: Mapping[str, int]) -> tuple[Block, ...]:
    """The blocks of a Markdown text; heading levels begin at 1."""
    html = markdown.render_html(text, _keep_outside, counts)
    return _close_levels(tuple(_list_blocks(parse_html(html).children)))


def _keep_outside(target: str) -> str | None:
    return target if target.startswith(("https://", "http://")) else None


def _close_levels(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with headings whose levels have no gaps, as PDF/UA demands."""
    open_levels: list[int] = []
    leveled: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            open_levels = [level for level in open_levels if level < block.level] + [block.level]
            block = replace(block, level=len(open_levels))
        leveled.append(block)
    return tuple(leveled)


def _list_blocks(children: Iterable[HtmlElement | str]) -> Iterator[Block]:
    """The blocks in order; text between them becomes paragraphs."""
    inline: list[HtmlElement | str] = []
    for child in children:
        if isinstance(child, str) or child.tag in _INLINE:
            inline.append(child)
            continue
        yield from _make_paragraph(inline)
        inline = []
        yield from _convert_element(child)
    yield from _make_paragraph(inline)


def _convert_element(element: HtmlElement) -> Iterator[Block]:
    if re.fullmatch("h[1-6]", element.tag):
        yield Heading(_make_runs(element.children), int(element.tag[1]))
    elif element.tag in ("ul", "ol"):
        items = tuple(
            _flatten_headings(tuple(_list_blocks(item.children))) for item in element.find("li")
        )
        yield Items(items, _read_number(element, "start", 1) if element.tag == "ol" else 0)
    elif element.tag == "table":
        yield from _make_table(element)
    elif element.tag == "blockquote":
        yield Quote(_flatten_headings(tuple(_list_blocks(element.children))))
    elif element.tag == "pre":
        yield CodeBlock(_text_of(element).strip("\n"))
    elif element.tag in ("p", "dt"):
        yield from _make_paragraph(element.children)
    elif element.tag != "hr":
        yield from _list_blocks(element.children)


def _flatten_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with headings as bold paragraphs: for items and quotations."""
    return tuple(
        Paragraph(tuple(replace(run, style=run.style or "strong") for run in block.runs))
        if isinstance(block, Heading)
        else block
        for block in blocks
    )


def _make_paragraph(children: Iterable[HtmlElement | str]) -> Iterator[Paragraph]:
    if runs := _make_runs(children):
        yield Paragraph(runs)


def _read_number(element: HtmlElement, name: str, default: int) -> int:
    text = element.attributes.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 6 else default


# -- words ------------------------------------------------------------------------------------


def _make_runs(children: Iterable[HtmlElement | str]) -> Runs:
    """Runs of one style each, without blanks at both ends."""
    joined: list[TextRun] = []
    for run in _list_runs(children, ""):
        if joined and joined[-1].style == run.style != "break":
            joined[-1] = TextRun(joined[-1].text + run.text, run.style)
        else:
            joined.append(run)
    runs = _close_gaps([replace(run, text=_clean_text(run)) for run in joined])
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while runs and not (text := strip(runs[end].text, " \u3000")):
            runs.pop(end)
        if runs:
            runs[end] = replace(runs[end], text=text)
    return tuple(runs)


def _close_gaps(runs: list[TextRun]) -> list[TextRun]:
    """The runs without the blanks that Markdown needs beside ``**`` between Chinese words."""
    for index, (run, after) in enumerate(itertools.pairwise(runs)):
        if _END.search(run.text) and re.match(f"[{_WIDE}]", after.text):
            runs[index] = replace(run, text=run.text[:-1])
        elif _BEGIN.match(after.text) and re.search(f"[{_WIDE}]$", run.text):
            runs[index + 1] = replace(after, text=after.text[1:])
    return runs


def _clean_text(run: TextRun) -> str:
    return run.text if run.style == "code" else _SCREEN_BLANKS.sub("", _BLANKS.sub(" ", run.text))


def _list_runs(children: Iterable[HtmlElement | str], style: str) -> Iterator[TextRun]:
    for child in children:
        if isinstance(child, str):
            yield TextRun(child, style)
        elif child.tag == "br":
            yield TextRun(" ", "break")
        else:
            is_number = child.attributes.get("class") == "article-no"
            yield from _list_runs(
                child.children, "article" if is_number else style or _STYLES.get(child.tag, "")
            )
            yield from _make_address(child, style)


def _make_address(element: HtmlElement, style: str) -> Iterator[TextRun]:
    href = element.attributes.get("href", "")
    if href and href != _text_of(element):
        yield TextRun(f"（{href}）", style)


def _text_of(node: HtmlElement | str) -> str:
    return node if isinstance(node, str) else "".join(_text_of(child) for child in node.children)


# -- tables -----------------------------------------------------------------------------------


def _make_table(table: HtmlElement) -> Iterator[BookletTable]:
    rows = [(row, tuple(_make_cells(row))) for row in table.find("tr")]
    rows = [(row, cells) for row, cells in rows if cells]
    head_rows = 0
    while head_rows < len(rows) and not any(rows[head_rows][0].find("td")):
        head_rows += 1
    head = tuple(cells for _, cells in rows[:head_rows])
    body = tuple(cells for _, cells in rows[head_rows:])
    if rows:
        yield BookletTable(size_columns((*head, *body)), _clip_rows(head), _clip_rows(body))


def _make_cells(row: HtmlElement) -> Iterator[TableCell]:
    for cell in row.find("td", "th"):
        lines = tuple(
            runs for block in _list_blocks(cell.children) if (runs := getattr(block, "runs", ()))
        )
        across, down = _read_number(cell, "colspan", 1), _read_number(cell, "rowspan", 1)
        yield TableCell(lines, max(across, 1), max(down, 1))


def _clip_rows(rows: tuple[tuple[TableCell, ...], ...]) -> tuple[tuple[TableCell, ...], ...]:
    """The rows with no cell that spans beyond the last of them."""
    return tuple(
        tuple(replace(cell, down=min(cell.down, len(rows) - index)) for cell in row)
        for index, row in enumerate(rows)
    )
