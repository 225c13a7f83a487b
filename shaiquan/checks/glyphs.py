"""Every character of a chart has a glyph in the packaged font: never a box."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan import codes
from shaiquan.catalog import Catalog
from shaiquan.charts.fonts import missing_glyphs
from shaiquan.model.procedures import Procedure
from shaiquan.model.words import words
from shaiquan.reading.places import Finding, finding


def glyph_faults(catalog: Catalog) -> Iterator[Finding]:
    """Characters of procedures, and of the names that charts take from other records."""
    for entry in catalog.entries.values():
        drawn = isinstance(entry.record, Procedure)
        for path, text in words(entry.record):
            if (drawn and path[0] != "text") or path[0] in ("name", "short"):
                for glyph in missing_glyphs(text):
                    point = f"U+{ord(glyph):04X}"
                    yield finding(codes.MISSING_GLYPH, entry.spot(*path), glyph=glyph, point=point)
