"""Faults that other stages met: of graphs of procedures, of the site's severities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shaiquan import codes
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Finding, finding
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.content.validation import NO_SUCH_CHOICE, choose_one_of
from shaiquan.limits import DOT_LINES, DOT_STEPS, FIELD, WALL_LINES, WALL_STEPS, WALL_TEXT
from shaiquan.model.record_texts import find_texts
from shaiquan.model.terms import ChartLayout
from shaiquan.problems import Bilingual, Code, Severity, parse_severity
from shaiquan.procedures.graph import Graph

_READING = Bilingual("读不懂的内容不能放行", "content that cannot be read cannot pass")
_GUARDING = Bilingual("管不公开的规则不能放宽", "a rule that guards what is withheld stays")


def find_graph_faults(entry: Entry, graph: Graph) -> Iterator[Finding]:
    """Targets of branches and jumps that are no step, or more than one (X-10)."""
    for fault in graph.faults:
        yield finding(fault.code, entry.location(*fault.path), **dict(fault.words))


def find_long_texts(entry: Entry, text: str) -> Iterator[Finding]:
    """Fields that are too long; ``text`` is all that the record says."""
    if len(text) > FIELD.most:
        for path, value in find_texts(entry.record):
            if len(value) > FIELD.most and path != ("text",):
                yield finding(codes.OVER_LIMIT, entry.location(*path), **FIELD.words())


def find_wall_excess(entry: Entry, text: str, graph: Graph) -> Iterator[Finding]:
    """A procedure that is too large for a sheet; ``text`` is all that it says."""
    sizes = ((WALL_STEPS, len(graph.nodes)), (WALL_LINES, len(graph.edges)), (WALL_TEXT, len(text)))
    for limit, size in sizes:
        if size > limit.most:
            yield finding(codes.OVER_LIMIT, entry.location("wall"), **limit.words())


def find_dot_excess(catalog: Catalog, entry: Entry, graph: Graph) -> Iterator[Finding]:
    """A procedure that is too large for Graphviz to lay out within seconds."""
    layout = getattr(entry.record, "layout", None) or catalog.site.layout
    if layout is ChartLayout.DOT:
        for limit, size in ((DOT_STEPS, len(graph.nodes)), (DOT_LINES, len(graph.edges))):
            if size > limit.most:
                yield finding(codes.OVER_LIMIT, entry.location("layout"), **limit.words())


def find_severity_faults(catalog: Catalog, all_codes: Iterable[Code]) -> Iterator[Finding]:
    """Rows of 严重程度 in site.yml with an unknown code, a fixed one, or no severity."""
    known = {code.code: code for code in all_codes}
    for code, word in catalog.site.severities.items():
        location = catalog.site_location("severities", code)
        if code not in known:
            words = {"value": code, "suggestion": suggest_spelling(code, known)}
            yield finding(codes.UNKNOWN_CODE, location, **words)
        elif parse_severity(word) is None:
            mend = choose_one_of(severity.label for severity in Severity)
            words = {"field": "严重程度", "value": word, "why": NO_SUCH_CHOICE, "mend": mend}
            yield finding(codes.BAD_VALUE, location, **words)
        elif known[code] in codes.READING_CODES or known[code].guards:
            why = _READING if known[code] in codes.READING_CODES else _GUARDING
            mend = Bilingual("删去这一行，改正内容", "drop the line and mend the content")
            words = {"field": "严重程度", "value": code, "why": why, "mend": mend}
            yield finding(codes.BAD_VALUE, location, **words)
