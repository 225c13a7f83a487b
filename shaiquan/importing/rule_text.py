"""What the text of a rule says: title, number, days, chapters, articles, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shaiquan.importing.docx_files import WordText
from shaiquan.importing.docx_lines import WordLine
from shaiquan.importing.table_files import Grid
from shaiquan.model.articles import ARTICLE, find_glued_articles
from shaiquan.model.scalars import parse_date

_N = "[0-9〇零○一二三四五六七八九十百]{1,6}"
_CHAPTER = re.compile(rf"(第{_N}[编章节])[\s　]*(.{{0,40}}?)[.…·\s　]*[0-9]*")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、.{1,40}(?<![。；，：])")
_ITEM = re.compile(r"（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.．、]|（[0-9]{1,2}）")
_NUMBER = re.compile(r"[\w（）()]{1,20}[〔\[［【(（]\d{4}[〕\]］】)）]\s*第?\s*\d{1,4}\s*号")
_D = r"[\d一二三四五六七八九十]{1,3}"
_YEAR_TO_DAY = rf"[\d〇零○一二三四五六七八九]{{4}}\s*年\s*{_D}\s*月\s*{_D}\s*日"
_ADOPTED = re.compile(rf"({_YEAR_TO_DAY})[^。；]{{0,40}}(?:通过|印发|发布|公布)")
_EFFECTIVE = re.compile(rf"自\s*({_YEAR_TO_DAY})\s*起(?:施行|实施|执行)")


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as read: days as they are written in YAML, empty where none is found."""

    name: str
    number: str
    adopted: str
    effective: str
    body: str


def read_rule(text: WordText) -> RuleText:
    """The rule that a document holds; its name is empty where there is no title."""
    lines = tuple(_leave_out_contents(text.lines))
    first = next((n for n, line in enumerate(lines) if _begins_body(line.text)), 0)
    head, body = lines[:first], lines[first:]
    if not first:  # no article: the first line is the title
        head, body = lines[:1], lines[1:]
    title = _find_title(head)
    said = "\n".join(line.text for line in head if line not in title)
    number = _NUMBER.search(said)
    return RuleText(
        "".join(line.text for line in title),
        re.sub(r"\s|第(?=\s*\d)", "", number[0]) if number else "",
        _find_day(_ADOPTED, said),
        _find_day(_EFFECTIVE, "\n".join(line.text for line in (*body[-40:], *head))),
        write_markdown(body),
    )


def _leave_out_contents(lines: Iterable[WordLine]) -> Iterator[WordLine]:
    """The lines without a table of contents: its chapters come again in the text."""
    seen: set[str] = set()
    inside = False
    for line in lines:
        tight = re.sub(r"\s", "", line.text)
        if tight == "目录":
            inside = True
            continue
        chapter = _CHAPTER.fullmatch(line.text) if inside else None
        if chapter and (key := re.sub(r"\s", "", chapter[1] + chapter[2])) not in seen:
            seen.add(key)
            continue
        inside = False
        yield line


def _begins_body(text: str) -> bool:
    return bool(_CHAPTER.fullmatch(text) or _match_article(text) or _HEADING.fullmatch(text))


def _find_title(head: Sequence[WordLine]) -> tuple[WordLine, ...]:
    """The largest lines, of these the centred ones, as far as they follow each other."""
    named = [line for line in head if not _NUMBER.fullmatch(line.text) and not line.rows]
    if not named:
        return ()
    style = max((line.size, line.centred) for line in named)
    first = next(n for n, line in enumerate(named) if (line.size, line.centred) == style)
    if style == (0, False):  # a plain text says nothing of its looks
        return (named[first],)
    following = []
    for line in named[first:]:
        if (line.size, line.centred) != style or line.text.startswith(("（", "(")):
            break
        following.append(line)
    return tuple(following)


def _find_day(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    try:
        return parse_date(match[1]).iso if match else ""
    except ValueError:
        return ""


# -- Markdown ---------------------------------------------------------------------------------


def write_markdown(lines: Iterable[WordLine]) -> str:
    """Chapters as headings, each article and paragraph by itself, items below their sentence."""
    parts: list[str] = []
    for line in lines:
        if line.rows:
            parts.append(f"\n\n{_write_table(line.rows)}")
            continue
        text = _write_line(line.text)
        is_item = bool(_ITEM.match(text)) and bool(parts)
        parts.append(("\n" if is_item else "\n\n") + text)
    return "".join(parts).strip() + "\n"


def _write_table(rows: Grid) -> str:
    """A table; the first row is its head, and a cell of several lines has breaks.

    >>> print(_write_table((("天数", "谁批"), ("1|2", "科长\\n<办>"))))
    | 天数 | 谁批 |
    | --- | --- |
    | 1｜2 | 科长<br>\\<办> |
    """
    written = (
        ["<br>".join(map(_escape, text.split("\n"))).replace("|", "｜") for text in row]
        for row in rows
    )
    head, *lines = (f"| {' | '.join(cells)} |" for cells in written)
    return "\n".join((head, "|" + " --- |" * len(rows[0]), *lines))


def _write_line(text: str) -> str:
    """
    >>> _write_line("第一章 总 则"), _write_line("第二条镇党委会由书记召集。")
    ('## 第一章　总则', '第二条　镇党委会由书记召集。')
    """
    if chapter := _CHAPTER.fullmatch(text):
        level, name = "###" if chapter[1].endswith("节") else "##", re.sub(r"\s", "", chapter[2])
        return f"{level} {chapter[1]}　{name}"
    if _HEADING.fullmatch(text):
        return f"## {_escape(text)}"
    if end := _match_article(text):
        return f"{text[:end].strip(' 　：:、*#')}　{_escape(text[end:].strip())}"
    return _escape(text)


def _match_article(text: str) -> int:
    """Where the number of an article ends, 0 where there is none."""
    if match := ARTICLE.match(text):
        return match.end()
    glued = next(find_glued_articles(text), None)
    return len(text) - len(glued.text) if glued else 0


def _escape(text: str) -> str:
    """A text in which no sign is Markdown."""
    text = re.sub(r"([\\`*_<\[\]])", r"\\\1", text)
    return re.sub(r"^([#>+=|-])", r"\\\1", text)
