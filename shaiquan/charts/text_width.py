"""How wide a text is in the packaged font, in em.

Full-width characters are one em; the common Latin ones are in a table, which a test compares
with the font. Only for other characters is the font opened.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Any

from shaiquan.charts.fonts import open_face

REGULAR, BOLD = 400, 700
_FIRST = 0x20
#: advances of U+0020 to U+007E in thousandths of an em
_ADVANCES = {
    REGULAR: (
        224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555,
        555, 555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638,
        688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721,
        575, 878, 573, 531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564,
        607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521,
        475, 338, 270, 338, 555,
    ),
    BOLD: (
        227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590,
        590, 590, 590, 590, 590, 590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656,
        714, 615, 585, 717, 757, 330, 568, 686, 578, 853, 749, 770, 667, 770, 682, 624, 625, 748,
        619, 915, 627, 580, 613, 378, 387, 378, 590, 567, 626, 591, 644, 527, 644, 581, 372, 597,
        640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 437, 495, 421, 637, 576, 863, 562, 574,
        511, 378, 296, 378, 590,
    ),
}  # fmt: skip
#: full-width in this font, although Unicode does not say so
_FULL_WIDTH = frozenset("“”‘’…·•▲→←↑↓×±§‰①②③④⑤⑥⑦⑧⑨⑩")
#: the advance of the dash, which Chinese texts have and the table above has not
_DASH = {REGULAR: 0.894, BOLD: 0.908}


def width_of(text: str, weight: int = REGULAR) -> float:
    """The advance width of a line, in em.

    >>> width_of("晒权"), round(width_of("3个工作日"), 3)
    (2.0, 4.555)
    """
    return sum(map(_CACHED_ADVANCE[weight], text))


def _advance(weight: int, character: str) -> float:
    index = ord(character) - _FIRST
    table = _ADVANCES[weight]
    if 0 <= index < len(table):
        return table[index] / 1000
    if character in _FULL_WIDTH or unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return _DASH[weight] if character == "—" else advance_in_font(character, weight)


#: by weight: computed once for each character, so that a text is measured at C's speed
_CACHED_ADVANCE = {
    weight: functools.cache(functools.partial(_advance, weight)) for weight in (REGULAR, BOLD)
}


@functools.cache
def advance_in_font(character: str, weight: int) -> float:
    """The advance in the font itself; an em for a character that it does not have."""
    face, cmap = _load_face()
    name = cmap.get(ord(character))
    if name is None:
        return 1.0
    glyphs = face.getGlyphSet(location={"wght": weight})
    return float(glyphs[name].width) / float(face["head"].unitsPerEm)


@functools.cache
def _load_face() -> tuple[Any, dict[int, str]]:
    """The face, open as long as the process, and its glyph names by code point."""
    face = open_face()
    return face, dict(face.getBestCmap())
