"""Markdown to safe HTML, with Chinese paragraphs, article anchors and counts."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from shaiquan.inert.allowed import DROPPED_TAGS, LINK_SCHEMES, PROSE_ATTRIBUTES, PROSE_TAGS
from shaiquan.model.articles import ARTICLE, article_number
from shaiquan.views import plain_markdown

if TYPE_CHECKING:
    from markdown import Markdown
    from nh3 import Cleaner

COUNT = re.compile(r"\{\{\s*数量\s*[.．]\s*([^{}\s]+)\s*\}\}")
_BLOCK_START = re.compile(r"\s*(?:[#>|`~]|[-*+]\s|\d+[.)]\s|:?-{3,}|={3,}|$)| {4}")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+\S")
_TOP_ITEM = re.compile(r"(?:[-*+]|(\d{1,2})[.)])[ \t]+\S")
#: 1、 一、 ① begin a paragraph wherever a line begins with them; （一） may be in mid-sentence
_NUMBERED = re.compile(r"\s*(?:\d{1,2}[、．]|[一二三四五六七八九十]{1,3}、|[①-⑳])")
_BRACKETED = re.compile(r"\s*[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]")
_INDENT = re.compile(r"^[ \u3000]*\u3000[ \u3000]*")
_SENTENCE_ENDS = tuple("。；：！？…”）》.;:!?)")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]")
_ARTICLE_START = re.compile(
    r"<(p|h[1-6])>(?:<strong>)?第([^<第条]+)条(?:之([^<\s　：:、]+))?(?:</strong>)?"
    r"(?=[\s　：:、<])[\s　：:、]*"
)

#: only HTML with such a tag has links to resolve
_LINK_TAG = re.compile(r"<[aA]")

_DROPPED_START = re.compile(rf"<({'|'.join(sorted(DROPPED_TAGS))})\b", re.IGNORECASE)
_DROPPED_END = re.compile(rf"</({'|'.join(sorted(DROPPED_TAGS))})\b", re.IGNORECASE)

#: a link as written -> an address, or None where it leads nowhere
Resolve = Callable[[str], str | None]


def find_counts(text: str) -> Iterator[tuple[str, int, int]]:
    """Each ``{{ 数量.名目 }}``: name, line from 0, column from 1."""
    for index, line in enumerate(text.splitlines()):
        for match in COUNT.finditer(line):
            yield match[1], index, match.start() + 1


def render_html(text: str, resolve: Resolve, counts: Mapping[str, int]) -> str:
    """Safe HTML of a Markdown text; articles get the anchors of ``articles``."""
    filled = COUNT.sub(lambda m: str(counts.get(m[1], m[0])), text)
    lines = split_paragraphs(filled)
    clean = plain_markdown.render_html(lines, lambda part: render_with_parser(part, resolve))
    return _add_anchors(_lower_headings(clean))


def render_with_parser(text: str, resolve: Resolve) -> str:
    """Safe HTML of any Markdown, by the parser and the cleaner."""
    return _clean(_make_parser().reset().convert(text), resolve)


@functools.cache
def _make_parser() -> Markdown:
    from markdown import Markdown  # slow to import, and a check needs none

    from shaiquan.views.angle_words import register_tags

    parser = Markdown(extensions=["fenced_code", "tables", "sane_lists"], output_format="html")
    register_tags(parser)
    parser.parser.blockprocessors.deregister("code")  # Word indents paragraphs, not programs
    return parser


def split_paragraphs(text: str) -> str:
    """Lines as Chinese texts mean them.

    A line after a full stop, or one that begins an article, is a paragraph of its own; a
    line broken in mid-sentence is joined without the blank that Markdown would leave.
    """
    lines: list[str] = []
    fenced = False
    for line in _drop_indents(text.splitlines()):
        fence = line.lstrip().startswith(("```", "~~~"))
        fenced ^= fence
        code = fenced or fence
        bare = line if code or "\u3000" not in line else _INDENT.sub("", line)
        if not code and lines and _continues_item(lines[-1], bare):
            lines[-1] = lines[-1].rstrip() + bare.strip()
        elif code or not lines or _BLOCK_START.match(bare) or _BLOCK_START.match(lines[-1]):
            if not fenced:
                _set_apart(bare, lines)
            lines.append(bare)
        elif _begins_paragraph(lines[-1], bare):
            lines += ["", bare]
        elif _WIDE.match(lines[-1][-1:]) and _WIDE.match(bare.lstrip()[:1]):
            lines[-1] = lines[-1].rstrip() + bare.lstrip()
        else:
            lines.append(bare)
    return "\n".join(lines)


def _drop_indents(lines: Iterable[str]) -> Iterator[str]:
    """Lines without the indents of Word, which mean nothing. Below an item of a list the indent
    says what belongs to it; between fences all stays as it is."""
    fenced = after_blank = False
    item: int | None = None  # how far the list is indented in which a line may be
    for line in lines:
        bare = line.lstrip()
        fence = bare.startswith(("```", "~~~"))
        fenced ^= fence
        if fenced or fence or not bare:
            after_blank = not bare
            yield line if bare else ""
            continue
        indented = line.replace("\t", "    ")
        indent = len(indented) - len(bare)
        if item is None or indent <= item or ARTICLE.match(line):
            closes = after_blank or ARTICLE.match(line)
            item = indent if _ITEM.match(line) else None if closes else item
            yield bare
        else:
            yield indented[item:]
        after_blank = False


def _continues_item(before: str, line: str) -> bool:
    """Whether a line goes on with the words of an item of a list, broken between two characters."""
    return (
        _ITEM.match(before) is not None
        and not _BLOCK_START.match(line.lstrip())
        and _WIDE.match(line.lstrip()[:1]) is not None
        and _WIDE.match(before.rstrip()[-1:]) is not None
        and ARTICLE.match(line) is None
    )


def _begins_paragraph(before: str, line: str) -> bool:
    """Whether a line begins a paragraph though none is blank between it and the one before."""
    ended = before.rstrip().endswith(_SENTENCE_ENDS)
    if ended or ARTICLE.match(line) or _NUMBERED.match(line):
        return True
    return bool(_BRACKETED.match(before) and _BRACKETED.match(line))


def _set_apart(line: str, before: list[str]) -> None:
    """An article that follows a list or a heading at once begins a paragraph; an item that follows
    a paragraph begins a list."""
    if not before or not before[-1].strip():
        return
    in_item = before[-1].startswith((" ", "\t"))
    is_article = ARTICLE.match(line) and not line.lstrip().startswith("#")
    if is_article or (
        not in_item and _begins_list(line, before[-1]) and not _BLOCK_START.match(before[-1])
    ):
        before.append("")


def _begins_list(line: str, before: str) -> bool:
    """Whether an item begins a list: any that is no number, 1, or one that follows a sentence."""
    match = _TOP_ITEM.match(line)
    if match is None:
        return False
    return match[1] in (None, "1") or before.rstrip().endswith(_SENTENCE_ENDS)


def _keep_unended(html: str) -> str:
    """HTML whose elements that are dropped with their content end; a tag of another is a word.

    One that does not end would take all that follows with it.
    """
    ends = {match[1].lower(): match.start() for match in _DROPPED_END.finditer(html)}

    def keep(match: re.Match[str]) -> str:
        ended = match.start() < ends.get(match[1].lower(), 0)
        return match[0] if ended else f"&lt;{match[0][1:]}"

    return _DROPPED_START.sub(keep, html)


def _clean(html: str, resolve: Resolve) -> str:
    """HTML with nothing that acts or loads, its links resolved."""
    html = _keep_unended(html)
    if not _LINK_TAG.search(html):
        return _cleaner_without_links().clean(html)

    def resolve_link(tag: str, attribute: str, value: str) -> str | None:
        return resolve(value) if (tag, attribute) == ("a", "href") else value

    return _make_cleaner(resolve_link).clean(html)


@functools.cache
def _cleaner_without_links() -> Cleaner:
    """The cleaner of texts without links. It takes long to make."""
    return _make_cleaner(None)


def _make_cleaner(resolve_link: Callable[[str, str, str], str | None] | None) -> Cleaner:
    from nh3 import Cleaner

    return Cleaner(
        tags=set(PROSE_TAGS),
        clean_content_tags=set(DROPPED_TAGS),
        attributes=PROSE_ATTRIBUTES,
        attribute_filter=resolve_link,
        url_schemes=set(LINK_SCHEMES),
        link_rel="noopener noreferrer",
    )


def _lower_headings(html: str) -> str:
    """Headings one level down: the page has the only h1."""
    return re.sub(r"<(/?)h([1-6])>", lambda m: f"<{m[1]}h{min(6, int(m[2]) + 1)}>", html)


def _add_anchors(html: str) -> str:
    """Number and anchor of each article that begins a paragraph or a heading."""

    def add_anchor(match: re.Match[str]) -> str:
        words = f"第{match[2]}条" + (f"之{match[3]}" if match[3] else "")
        article = ARTICLE.match(words)
        if article is None:
            return match[0]
        attributes = f'id="art-{article_number(article)}" class="article"'
        return f'<{match[1]} {attributes}><b class="article-no">{words}</b>'

    return _ARTICLE_START.sub(add_anchor, html)
