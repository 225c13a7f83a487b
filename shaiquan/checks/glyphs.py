"""Every character that is drawn or printed has a glyph in the packaged font, and can be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan import codes
from shaiquan.charts.fonts import find_missing_glyphs
from shaiquan.content.catalog import Entry
from shaiquan.content.places import Finding, Location, finding
from shaiquan.kinds.descriptor import Printed
from shaiquan.model.record_texts import RecordText, find_texts
from shaiquan.model.shapes import Path

#: control and format characters, fillers: nothing shows them, nobody finds a word that has one, and
#: paper refuses some (U+FEFF)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
#: characters shown in front of an invisible one
_BEFORE = 6


def find_glyph_faults(entry: Entry, record_text: RecordText) -> Iterator[Finding]:
    """Invisible characters; characters without a glyph in what sheets and booklets print, and in
    names."""
    if _INVISIBLE.search(record_text.text):
        for path, text in find_texts(entry.record):
            yield from find_invisible(entry.location(*path), text)
    if not find_missing_glyphs(record_text.text):
        return
    for path, text in find_texts(entry.record):
        if _is_printed(entry.kind.printed, str(path[0])):
            for glyph in find_missing_glyphs(text):
                if not _INVISIBLE.match(glyph):
                    line, column = _find_place(path, text, text.index(glyph))
                    words = {"glyph": glyph, "point": _name_point(glyph)}
                    yield finding(codes.MISSING_GLYPH, entry.location(*path), line, column, **words)


def find_invisible(location: Location, text: str) -> Iterator[Finding]:
    """The first of each invisible character of a text."""
    for sign in dict.fromkeys(_INVISIBLE.findall(text)):
        at = text.index(sign)
        line, column = _find_place(location.field, text, at)
        before = _INVISIBLE.sub("", text[:at]).split("\n")[-1][-_BEFORE:]
        words = {"before": before, "point": _name_point(sign)}
        yield finding(codes.INVISIBLE_SIGN, location, line, column, **words)


def _is_printed(printed: Printed, field: str) -> bool:
    """Whether a field is drawn or printed; names always are, since others mention them."""
    if field in ("name", "short") or printed is Printed.TEXT:
        return True
    return printed is Printed.FIELDS and field != "text"


def _find_place(path: Path, text: str, at: int) -> tuple[int, int]:
    """Line and column in a Markdown text; none in others, which are shown at their beginning."""
    if path != ("text",):
        return 0, 0
    before = text[:at].split("\n")
    return len(before) - 1, len(before[-1]) + 1


def _name_point(sign: str) -> str:
    return f"U+{ord(sign):04X}"
