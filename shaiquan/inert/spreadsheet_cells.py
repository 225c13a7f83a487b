"""Cells of a CSV file that no spreadsheet takes for a formula.

A cell that a spreadsheet would calculate gets an apostrophe before it, as spreadsheets themselves
mark text. So does a cell that begins with one: whoever reads the data takes one apostrophe from the
start of each cell that has one, and has the very text.
"""

from __future__ import annotations

import unicodedata

#: signs that begin a formula; in their full-width and small forms too
FORMULA_SIGNS = "=+-@"
#: what begins a cell and may be dropped, with what follows it taken for the beginning
_CUT_OFF = "'\t\r\n"
#: letters and signs without a shape; other unseen characters are told by their category
_SHAPELESS = "\u115f\u1160\u2800\u3164\uffa0"


def defuse_cell(words: str) -> str:
    """The words of a cell, kept as text.

    >>> defuse_cell("=1+1"), defuse_cell("＝1"), defuse_cell("'甲"), defuse_cell("甲=乙")
    ("'=1+1", "'＝1", "''甲", '甲=乙')
    """
    if not words or "\u4e00" <= words[0] <= "\u9fff":  # nearly all
        return words
    return f"'{words}" if words[0] in _CUT_OFF or _is_formula(words) else words


def _is_formula(words: str) -> bool:
    """Whether the first character that can be seen is the sign of a formula, however wide."""
    first = next((char for char in words if not _is_unseen(char)), "")
    return unicodedata.normalize("NFKC", first)[:1] in tuple(FORMULA_SIGNS)


def _is_unseen(char: str) -> bool:
    """Blanks, control and format characters, combining marks."""
    return char in _SHAPELESS or unicodedata.category(char)[0] in "ZCM"
