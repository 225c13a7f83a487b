"""Every character that is drawn or printed has a glyph in the packaged font: never a box."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan import codes
from shaiquan.charts.fonts import missing_glyphs
from shaiquan.content.catalog import Entry
from shaiquan.content.places import Finding, finding
from shaiquan.model.bodies import Body, Post
from shaiquan.model.channels import Channel
from shaiquan.model.lists import Listing
from shaiquan.model.powers import Duty, Power, Risk
from shaiquan.model.procedures import Procedure
from shaiquan.model.rules import Rule
from shaiquan.model.shapes import Path
from shaiquan.model.words import RecordText, words

#: kinds of record whose words stand on a sheet or in a table of a booklet
_PRINTED = Procedure | Power | Risk | Channel | Duty | Post
#: kinds of which the booklets also print the text
_WHOLE = Rule | Listing | Body


def find_glyph_faults(entry: Entry, said: RecordText) -> Iterator[Finding]:
    """Characters of what stands on sheets and in booklets, and of the names that they mention."""
    if not missing_glyphs(said.text):
        return
    whole = isinstance(entry.record, _WHOLE)
    printed = whole or isinstance(entry.record, _PRINTED)
    for path, text in words(entry.record):
        if (printed and (whole or path[0] != "text")) or path[0] in ("name", "short"):
            for glyph in missing_glyphs(text):
                yield _missing(entry, path, text, glyph)


def _missing(entry: Entry, path: Path, text: str, glyph: str) -> Finding:
    """At its line and column in a Markdown text, else at the value."""
    point = f"U+{ord(glyph):04X}"
    line, column = 0, 0
    if path == ("text",):
        before = text[: text.index(glyph)].split("\n")
        line, column = len(before) - 1, len(before[-1]) + 1
    spot = entry.spot(*path)
    return finding(codes.MISSING_GLYPH, spot, line, column, glyph=glyph, point=point)
