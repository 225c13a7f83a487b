"""Telephone numbers and mail addresses as links: on a phone a tap dials or writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from shaiquan.model.terms import ChannelType
from shaiquan.views.values import Inline, Line

#: an area code and a number of five digits (12388) or more; an extension is dialled by hand
_NUMBER = re.compile(
    r"(?<![\d+])(?:\+\d{1,3}[- ]?)?(?:[（(]?0\d{2,3}[)）]?[-－—– ]?)?\d{5,11}(?!\d)", re.ASCII
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def show_contact(type: ChannelType | None, text: str) -> Line:
    """What a channel gives as its number or address, by the type of the channel."""
    if type is ChannelType.PHONE:
        return link_numbers(text)
    return link_mail(text) if type is ChannelType.EMAIL else (Inline(text),)


def link_numbers(text: str) -> Line:
    """A text whose telephone numbers are links.

    >>> [run.href for run in link_numbers("0000-1234567 转 80123、12388")]
    ['tel:00001234567', '', 'tel:80123', '', 'tel:12388']
    """
    return tuple(_link(text, _NUMBER, _dial))


def link_mail(text: str) -> Line:
    """A text whose mail addresses are links.

    >>> link_mail("a@example.cn（注明）")[0].href
    'mailto:a@example.cn'
    """
    return tuple(_link(text, _MAIL, "mailto:{}".format))


def dial(text: str) -> str:
    """The link of a text that is one telephone number, else nothing."""
    return _dial(text) if _NUMBER.fullmatch(text) else ""


def _dial(number: str) -> str:
    return "tel:" + re.sub(r"[^\d+]", "", number)


def _link(
    text: str, pattern: re.Pattern[str], address_of: Callable[[str], str]
) -> Iterator[Inline]:
    """The runs of a text, those that match with their address."""
    end = 0
    for match in pattern.finditer(text):
        if match.start() > end:
            yield Inline(text[end : match.start()])
        yield Inline(match[0], address_of(match[0]))
        end = match.end()
    if end < len(text):
        yield Inline(text[end:])
