"""Markdown to safe HTML, with Chinese paragraphs, article anchors and counts."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shaiquan.model.articles import ARTICLE, article_number
from shaiquan.views import plain_markdown

if TYPE_CHECKING:
    from markdown import Markdown
    from nh3 import Cleaner

#: ``[text](target)`` and ``![text](target)`` as far as a problem must point at them
_LINK = re.compile(r"(!?)\[[^\]\n]*\]\(\s*<?([^)\s>]*)>?(?:\s+[^)]*)?\)")
COUNT = re.compile(r"\{\{\s*数量\s*[.．]\s*([^{}\s]+)\s*\}\}")
_BLOCK = re.compile(r"\s*(?:[#>|`~]|[-*+]\s|\d+[.)]\s|:?-{3,}|={3,}|$)| {4}|\t")
_INDENT = re.compile(r"^[ \u3000]*\u3000[ \u3000]*")
_ENDS = tuple("。；：！？…”）》.;:!?)")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]")
_NUMBER = re.compile(
    r"<(p|h[1-6])>(?:<strong>)?第([^<第条]+)条(?:之([^<\s　：:、]+))?(?:</strong>)?"
    r"(?=[\s　：:、<])[\s　：:、]*"
)

#: only a text with such a tag has links to resolve
_LINKED = re.compile(r"<[aA]")

_TEXT_TAGS = ("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "a")
_LIST_TAGS = ("ul", "ol", "li", "dl", "dt", "dd")
_TABLE_TAGS = ("table", "thead", "tbody", "tr", "th", "td", "caption")
_WORD_TAGS = ("strong", "b", "em", "i", "u", "s", "del", "sub", "sup", "code")
TAGS = frozenset((*_TEXT_TAGS, *_LIST_TAGS, *_TABLE_TAGS, *_WORD_TAGS))
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

#: a link as written -> an address, or None where it leads nowhere
Resolve = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Target:
    """A link of a text: what it points to, lines below the first, column, picture or not."""

    text: str
    line: int
    column: int
    picture: bool


def targets(text: str) -> Iterator[Target]:
    """The links and pictures that a Markdown text names."""
    for index, line in enumerate(text.splitlines()):
        for match in _LINK.finditer(line):
            yield Target(match[2], index, match.start() + 1, bool(match[1]))


def said_counts(text: str) -> Iterator[tuple[str, int, int]]:
    """Each ``{{ 数量.名目 }}``: name, lines below the first, column."""
    for index, line in enumerate(text.splitlines()):
        for match in COUNT.finditer(line):
            yield match[1], index, match.start() + 1


def html(text: str, resolve: Resolve, counts: Mapping[str, int]) -> str:
    """Safe HTML of a Markdown text; articles get the anchors of ``articles``."""
    filled = COUNT.sub(lambda m: str(counts.get(m[1], m[0])), text)
    clean = plain_markdown.html(paragraphs(filled), lambda part: parsed(part, resolve))
    return _anchored(_lowered(clean))


def parsed(text: str, resolve: Resolve) -> str:
    """Safe HTML of any Markdown, by the parser and the cleaner."""
    return _safe(_markdown().reset().convert(text), resolve)


@functools.cache
def _markdown() -> Markdown:
    from markdown import Markdown  # dear to import, and a check needs none

    return Markdown(extensions=["tables", "sane_lists"], output_format="html")


def paragraphs(text: str) -> str:
    """Lines as Chinese texts mean them.

    A line after a full stop, or one that begins an article, is a paragraph of its own; a
    line broken in mid-sentence is joined without the blank that Markdown would leave.
    """
    lines: list[str] = []
    fenced = False
    for line in text.splitlines():
        fence = line.lstrip().startswith(("```", "~~~"))
        fenced ^= fence
        bare = line if fenced or fence or "\u3000" not in line else _INDENT.sub("", line)
        if fenced or fence or _BLOCK.match(bare) or not lines or _BLOCK.match(lines[-1]):
            lines.append(_apart(bare, lines) if not fenced else bare)
        elif ARTICLE.match(bare) or lines[-1].rstrip().endswith(_ENDS):
            lines += ["", bare]
        elif _WIDE.match(lines[-1][-1:]) and _WIDE.match(bare.lstrip()[:1]):
            lines[-1] = lines[-1].rstrip() + bare.lstrip()
        else:
            lines.append(bare)
    return "\n".join(lines)


def _apart(line: str, before: list[str]) -> str:
    """An article that follows a list or a heading at once begins a paragraph."""
    if before and before[-1].strip() and ARTICLE.match(line) and not line.lstrip().startswith("#"):
        before.append("")
    return line


def _safe(rough: str, resolve: Resolve) -> str:
    """``rough`` with nothing that acts or loads, its links resolved."""
    if not _LINKED.search(rough):
        return _cleaner().clean(rough)

    def checked(tag: str, attribute: str, value: str) -> str | None:
        return resolve(value) if (tag, attribute) == ("a", "href") else value

    return _cleaner_with(checked).clean(rough)


@functools.cache
def _cleaner() -> Cleaner:
    """The cleaner of texts without links; it is dear to make."""
    return _cleaner_with(None)


def _cleaner_with(checked: Callable[[str, str, str], str | None] | None) -> Cleaner:
    from nh3 import Cleaner

    return Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=checked,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    )


def _lowered(clean: str) -> str:
    """Headings one level down: the page has the only h1."""
    return re.sub(r"<(/?)h([1-6])>", lambda m: f"<{m[1]}h{min(6, int(m[2]) + 1)}>", clean)


def _anchored(clean: str) -> str:
    def anchor(match: re.Match[str]) -> str:
        words = f"第{match[2]}条" + (f"之{match[3]}" if match[3] else "")
        article = ARTICLE.match(words)
        if article is None:
            return match[0]
        mark = f'id="art-{article_number(article)}" class="article"'
        return f'<{match[1]} {mark}><b class="article-no">{words}</b>'

    return _NUMBER.sub(anchor, clean)
