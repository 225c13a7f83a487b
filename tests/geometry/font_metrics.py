"""How wide a line of text is in the packaged font."""

from __future__ import annotations

import functools
import io
import unicodedata
from typing import Any

from fontTools.ttLib import TTFont

from shaiquan.charts import fonts

#: the em box of a full-width glyph, from its baseline, in em (OS/2 of the packaged font)
ASCENT, DESCENT = 0.88, 0.12
_FACES = 8
_WEIGHTS = {"normal": 400, "bold": 700}


def weight_of(text: str) -> int:
    """A font-weight as a number.

    >>> weight_of("bold"), weight_of("500")
    (700, 500)
    """
    return _WEIGHTS.get(text) or int(text)


def width_of(words: str, size: float, weight: int) -> float:
    """The advance width of a line."""
    return size * sum(_advance(sign, weight) for sign in words)


@functools.cache
def _advance(sign: str, weight: int) -> float:
    """In em; full-width signs are 1 em without a look at the font."""
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    name = _cmap().get(ord(sign))
    if name is None:
        return 1.0
    return float(_glyphs(weight)[name].width) / float(_face()["head"].unitsPerEm)


@functools.cache
def _face() -> Any:
    data = io.BytesIO(fonts.font_file().read_bytes())
    for number in range(_FACES):
        font = TTFont(data, fontNumber=number, lazy=True)
        if font["name"].getDebugName(1) == fonts.FAMILY:
            return font
    raise LookupError(fonts.FAMILY)


@functools.cache
def _cmap() -> dict[int, str]:
    return dict(_face().getBestCmap())


@functools.cache
def _glyphs(weight: int) -> Any:
    return _face().getGlyphSet(location={"wght": weight})
