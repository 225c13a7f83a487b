"""The articles of a rule: 第四条, 第十二条之一, as Markdown writes them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.limits import DIGITS
from shaiquan.model.numerals import chinese_number, parse_number

#: a longer one is no number of an article
_N = f"[0-9０-９〇零○一二三四五六七八九十百千两]{{1,{DIGITS.most}}}"
#: a line that begins an article, however far Word indents it; the number may be bold or a heading
ARTICLE = re.compile(
    rf"[ \t\u3000]*(?:\#{{1,6}}[ ]*)?(?:\*\*)?第({_N})条(?:之({_N}))?(?:\*\*)?"
    r"(?=[\s　：:、]|$)[　\s：:、]*"
)
#: the same without what must follow the number
_GLUED = re.compile(
    rf"[ \t\u3000]*(?:\*\*)?第({_N})条(?:之({_N}))?(?=[^\s　：:、*之的、，。和至到或及])"
)
_CHAPTER = re.compile(rf"\s*\#{{1,6}}\s*(第{_N}[编章节].*)")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its number (``4``, ``12-1``), chapter, text, and line below the first."""

    number: str
    chapter: str
    text: str
    line: int

    @property
    def title(self) -> str:
        return article_title(self.number)

    @property
    def anchor(self) -> str:
        return f"art-{self.number}"


def article_title(article: str) -> str:
    """第四条 for ``4``, 第十二条之一 for ``12-1``."""
    main, _, added = article.partition("-")
    return f"第{chinese_number(int(main))}条" + (f"之{chinese_number(int(added))}" if added else "")


def article_number(match: re.Match[str]) -> str:
    """The number that a match of ARTICLE stands for."""
    main = str(parse_number(match[1]))
    return f"{main}-{parse_number(match[2])}" if match[2] else main


def find_glued_articles(text: str) -> Iterator[Article]:
    """The articles that are taken for words, since nothing parts the number from the text.

    >>> [one.number for one in find_glued_articles("第一条　甲。\\n第二条决定。\\n第三条的规定。")]
    ['2']
    """
    for index, line in enumerate(text.splitlines()):
        if match := _GLUED.match(line):
            yield Article(article_number(match), "", line[match.end() :], index)


@functools.lru_cache(maxsize=4096)
def find_articles(text: str) -> tuple[Article, ...]:
    """The articles of a rule's Markdown, in order."""
    rows: list[tuple[str, str, int, list[str]]] = []
    chapter = ""
    for index, line in enumerate(text.splitlines()):
        heading = _CHAPTER.match(line)
        match = ARTICLE.match(line)
        if heading:
            chapter = heading[1].strip()
        elif match:
            rows.append((article_number(match), chapter, index, [line[match.end() :]]))
        elif rows:
            rows[-1][3].append(line)
    return tuple(
        Article(number, chapter, "\n".join(body).strip(), line)
        for number, chapter, line, body in rows
    )
