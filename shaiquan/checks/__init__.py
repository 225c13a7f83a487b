"""The rules that a publication must keep, one small function each, in one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shaiquan import codes
from shaiquan.checks import (
    areas,
    declared,
    disclosure,
    gates,
    lists,
    money,
    oversight,
    postings,
    posts,
    powers,
    risks,
    rules,
    stages,
    steps,
    texts,
    times,
    usability,
)
from shaiquan.checks.collisions import find_address_collisions, find_anchor_collisions
from shaiquan.checks.faults import find_graph_faults, find_severity_faults
from shaiquan.checks.glyphs import find_glyph_faults
from shaiquan.checks.procedure_graphs import AnyGraph, SoundGraph, UsedGraph, classify_graph
from shaiquan.checks.registry import Check, HeadTable, RecordCheck, WholeCheck
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Finding
from shaiquan.kinds.registry import KINDS
from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import State
from shaiquan.model.words import RecordText, said
from shaiquan.problems import Code

CHECKS: tuple[Check, ...] = (
    *declared.CHECKS,
    *powers.CHECKS,
    *areas.CHECKS,
    *steps.CHECKS,
    *gates.CHECKS,
    *stages.CHECKS,
    *money.CHECKS,
    *times.CHECKS,
    *disclosure.CHECKS,
    *texts.CHECKS,
    *oversight.CHECKS,
    *lists.CHECKS,
    *posts.CHECKS,
    *rules.CHECKS,
    *usability.CHECKS,
    *risks.CHECKS,
    *postings.CHECKS,
)

#: every code that a problem may have
CODES: tuple[Code, ...] = (
    *codes.READING_CODES,
    *dict.fromkeys(each.code for each in CHECKS),
    *codes.WALL_CODES,
)
#: the rules that no record can be asked alone
WHOLE: tuple[WholeCheck, ...] = tuple(each for each in CHECKS if isinstance(each, WholeCheck))
#: by name, the tables of heads of which the rules of one record read a row
TABLES: Mapping[str, HeadTable[Any]] = {
    each.name: each
    for each in (
        oversight.ANY_LEADER, oversight.FIRST_POWERS, lists.EXPECTED_NUMBERS,
        posts.SELF_CHECKED_UNITS, rules.UNIT_RULES, declared.COUNTS, declared.NAMES,
    )
}  # fmt: skip


def _rules(given: type, state: State) -> tuple[RecordCheck[Any], ...]:
    found = (each for each in CHECKS if isinstance(each, RecordCheck))
    return tuple(each for each in found if state in each.states and issubclass(given, each.subject))


#: what a rule may be given of a record, and the record's state -> the rules that are asked
_RULES = {
    (given, state): _rules(given, state)
    for given in (*(kind.model for kind in KINDS), RecordText, AnyGraph, UsedGraph, SoundGraph)
    for state in State
}


def check_catalog(catalog: Catalog) -> Iterator[Finding]:
    """Everything that is wrong with a well-formed catalog."""
    for entry in catalog.entries.values():
        yield from check_record(catalog, entry)
    yield from check_whole(catalog)


def check_record(catalog: Catalog, entry: Entry) -> Iterator[Finding]:
    """What is wrong with one record, and what it makes wrong elsewhere.

    It depends on the record and on what is read through ``catalog`` on the way.
    """
    record, spoken = entry.record, said(entry.record)
    yield from _asked(catalog, entry, record)
    yield from _asked(catalog, entry, spoken)
    yield from find_glyph_faults(entry, spoken)
    yield from texts.find_text_faults(catalog, entry)
    yield from find_address_collisions(entry)
    if isinstance(record, Procedure):
        chart = classify_graph(record)
        yield from _asked(catalog, entry, chart)
        yield from find_anchor_collisions(entry, chart.graph)
        yield from find_graph_faults(entry, chart.graph)


def check_whole(catalog: Catalog) -> Iterator[Finding]:
    """What is wrong with the content as a whole and with the site."""
    for each in WHOLE:
        yield from each(catalog)
    yield from find_severity_faults(catalog, CODES)
    yield from texts.find_about_faults(catalog)


def _asked(catalog: Catalog, entry: Entry, given: object) -> Iterator[Finding]:
    for each in _RULES[type(given), entry.record.state]:
        yield from each(catalog, entry, given)
