"""Every character that is drawn or printed has a glyph in the packaged font."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan import codes
from shaiquan.charts.fonts import find_missing_glyphs
from shaiquan.content.catalog import Entry
from shaiquan.content.places import Finding, finding
from shaiquan.kinds.descriptor import Printed
from shaiquan.model.record_texts import RecordText, find_texts
from shaiquan.model.shapes import Path


def find_glyph_faults(entry: Entry, record_text: RecordText) -> Iterator[Finding]:
    """Characters without a glyph in what sheets and booklets print, and in names."""
    if not find_missing_glyphs(record_text.text):
        return
    for path, text in find_texts(entry.record):
        if _is_printed(entry.kind.printed, str(path[0])):
            for glyph in find_missing_glyphs(text):
                yield _make_finding(entry, path, text, glyph)


def _is_printed(printed: Printed, field: str) -> bool:
    """Whether a field is drawn or printed; names always are, since others mention them."""
    if field in ("name", "short") or printed is Printed.TEXT:
        return True
    return printed is Printed.FIELDS and field != "text"


def _make_finding(entry: Entry, path: Path, text: str, glyph: str) -> Finding:
    """A finding at its line and column in a Markdown text, else at the value."""
    point = f"U+{ord(glyph):04X}"
    line, column = 0, 0
    if path == ("text",):
        before = text[: text.index(glyph)].split("\n")
        line, column = len(before) - 1, len(before[-1]) + 1
    location = entry.location(*path)
    return finding(codes.MISSING_GLYPH, location, line, column, glyph=glyph, point=point)
