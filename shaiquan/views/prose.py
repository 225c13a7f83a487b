"""Markdown of a record as every output has it: safe HTML, or its words alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

from shaiquan.inert.allowed import is_outside
from shaiquan.views import markdown
from shaiquan.views.values import Prose

_TAG = re.compile(r'<(?:[^<>"]|"[^"]*")*>')
_CELL_END = re.compile(r"</t[dh]>\s*(?=<t[dh])")
_LINES = re.compile(r"\n\s*")
#: HTML without it leads nowhere
_LINK_TAG = "<a "


def render_prose(prose: Prose, make_link: Callable[[str], str]) -> str:
    """Safe HTML of a text; ``make_link`` turns an address of the site into a link.

    A link that leads neither to a public record nor out of the site keeps only its words.
    """
    html = _render_with_addresses(replace(prose, title="", id="", official=False))
    return _render(prose, make_link) if _LINK_TAG in html else html


@functools.lru_cache(maxsize=256)  # the records of a batch: each on its page, in data and search
def _render_with_addresses(prose: Prose) -> str:
    """The text with addresses of the site as its links: without links it is the same anywhere."""
    return _render(prose, str)


def _render(prose: Prose, make_link: Callable[[str], str]) -> str:
    addresses = dict(prose.links)

    def resolve(target: str) -> str | None:
        outside = target if is_outside(target) or target.startswith("#") else None
        address = addresses.get(target, outside)
        return make_link(address) if address else None

    return markdown.render_html(prose.text, resolve, dict(prose.counts))


def strip_tags(html: str) -> str:
    """The words of safe HTML: a block or an item a line, the cells of a row with bars between.

    >>> strip_tags("<p>一<b>二</b></p>\\n<ul>\\n<li>三 &amp; 四</li>\\n</ul>")
    '一二\\n三 & 四'
    """
    lines = _CELL_END.sub(" | ", html).replace("<br>", "\n")
    return _LINES.sub("\n", unescape(_TAG.sub("", lines))).strip()
