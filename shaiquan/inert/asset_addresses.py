"""Addresses in attributes and styles of a file that lead elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan.inert.allowed import (
    ADDRESS_ATTRIBUTES,
    EMBEDDED_IN_STYLE,
    EMBEDDED_PICTURES,
    is_outside,
)
from shaiquan.problems import Bilingual

#: name and value of each attribute
Attributes = tuple[tuple[str, str], ...]

_BLANKS = re.compile(r"[\x00-\x20]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
#: an address in a style sheet: in url(), or a string that is the whole of one
_STYLE_ADDRESS = re.compile(
    r"""url\(\s*["']?([^"')]*)|(?<!=)["']((?:[a-z][a-z0-9+.\-]*:)?[/\\]{2}[^"']*)""", re.IGNORECASE
)
#: where any string is an address
_STYLE_LOAD = re.compile(r"@import\b[^;{}]*|(?:image-set|image|src)\([^;{}]*", re.IGNORECASE)
_STYLE_STRING = re.compile(r"""["']([^"']*)""")
_STYLE_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def find_leaving_values(tag: str, attributes: Attributes) -> Iterator[Bilingual]:
    """Addresses that lead elsewhere; those of a link may, if a reader has to press it."""
    for name, value in attributes:
        target = _BLANKS.sub("", value).replace("\\", "/")
        if name in ADDRESS_ATTRIBUTES and not (tag == "a" and is_outside(target)):
            if _leaves(target, () if tag == "a" else EMBEDDED_PICTURES):
                yield _address(value)
        elif "(" in value or name == "style":
            for what, _ in find_leaving_addresses(value):
                yield what


def _leaves(target: str, embedded: tuple[str, ...]) -> bool:
    """Whether an address without blanks names anything but a file of the site, or what is
    ``embedded`` in it."""
    if target.lower().startswith(embedded):
        return False
    return target.startswith("//") or bool(_SCHEME.match(target))


def find_leaving_addresses(style: str) -> Iterator[tuple[Bilingual, int]]:
    """Addresses in a style sheet that lead elsewhere, and about where they are in it."""
    plain = _STYLE_ESCAPE.sub(_read_escape, style) if "\\" in style else style
    addresses = [(m[1] or m[2] or "", m.start()) for m in _STYLE_ADDRESS.finditer(plain)]
    for load in _STYLE_LOAD.finditer(plain):
        addresses += [(m[1], load.start()) for m in _STYLE_STRING.finditer(load[0])]
    for address, at in addresses:
        if _leaves(_BLANKS.sub("", address).replace("\\", "/"), EMBEDDED_IN_STYLE):
            yield _address(address), at


def _read_escape(match: re.Match[str]) -> str:
    if match[2]:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def _address(address: str) -> Bilingual:
    shown = address.strip()[:60]
    return Bilingual(f"引用别处的“{shown}”", f"it refers to '{shown}' elsewhere")
