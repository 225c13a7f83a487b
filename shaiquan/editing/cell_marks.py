"""Marks that tell which cells of a workbook were edited since it was written.

Each row ends with a digest of every filled cell under its heading. So a cell that nobody touched
changes nothing, even where the content has changed since; rows and columns may be moved.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping

#: what stands in the heading of the marks and nowhere else; ASCII, since programs write the rest in
#: several ways
SIGN = "shaiquan-edit"
#: how the line above the headings begins
NOTICE = "编辑用，不得公开"
#: the heading of the marks, by which a workbook for editing is known; the kind is in it
_HEADING = re.compile(rf"核对码（请勿改动）{SIGN}-(\w+)")
_BYTES, _LETTERS = 6, 8


def name_marks(kind: str) -> str:
    """The heading of the marks of a kind.

    >>> name_marks("power"), find_marked_kind(name_marks("power")), find_marked_kind("备注")
    ('核对码（请勿改动）shaiquan-edit-power', 'power', '')
    """
    return f"核对码（请勿改动）{SIGN}-{kind}"


def find_marked_kind(heading: str) -> str:
    """The kind in a heading of marks; empty where it is none."""
    match = _HEADING.fullmatch(heading.strip())
    return match[1] if match else ""


def mark_cells(cells: Mapping[str, str]) -> str:
    """The marks of a row: heading -> text."""
    return "".join(_mark(heading, text) for heading, text in cells.items() if text)


def find_first_mark(marks: str) -> str:
    """The first of the marks of a row, which is that of its id; empty where there is none."""
    return marks[:_LETTERS]


def is_untouched(heading: str, text: str, marks: str) -> bool:
    """Whether a cell says what it said when its row was written."""
    digest = _mark(heading, text)
    return any(marks[at : at + _LETTERS] == digest for at in range(0, len(marks), _LETTERS))


def _mark(heading: str, text: str) -> str:
    words = f"{heading}\0{text}".encode(errors="surrogatepass")
    return base64.b64encode(hashlib.blake2b(words, digest_size=_BYTES).digest()).decode()
