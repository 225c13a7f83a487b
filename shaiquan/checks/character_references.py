"""Characters that Markdown writes as ``&#8203;``: other checks read what is written."""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Iterator

from shaiquan.charts.fonts import find_missing_glyphs
from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.kinds.descriptor import Printed
from shaiquan.model.common import Record

_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?|[a-zA-Z][a-zA-Z0-9]*;)")


@check(
    "character-reference",
    ERROR,
    "",
    subject=Record,
    zh="正文里的“{written}”是看不见的字符，或者字体里没有的字",
    en="'{written}' is a character that cannot be seen, or that the font has not",
    mend="删去，或者直接写出要写的字",
    mend_en="remove it, or write the character meant",
    example="正文: 决定&#8203;重大事项",
)
def find_unseen_references(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    printed = entry.kind.printed is Printed.TEXT
    for match in _REFERENCE.finditer(record.text) if "&" in record.text else ():
        char = _read_reference(match)
        category = unicodedata.category(char)[0]
        if category == "C" or (printed and category != "Z" and find_missing_glyphs(char)):
            yield entry.location("text"), {"written": match[0][:20]}


def _read_reference(match: re.Match[str]) -> str:
    """The character, also where Python has none but a browser a control character."""
    if not (digits := match[1] or match[2]):
        return html.unescape(match[0])[0]
    code = int(digits.lstrip("0")[:8] or "0", 16 if match[1] else 10)
    return html.unescape(f"&#{code};")[:1] or chr(min(code, sys.maxunicode))
