"""All checks, which are found in the modules of this room, and how they run on a catalog."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import shaiquan.checks
from shaiquan import codes
from shaiquan.checks import sensitive, texts
from shaiquan.checks.check_types import Check, HeadTable, RecordCheck, WholeCheck
from shaiquan.checks.collisions import find_address_collisions, find_anchor_collisions
from shaiquan.checks.faults import (
    find_dot_excess,
    find_graph_faults,
    find_long_texts,
    find_severity_faults,
    find_wall_excess,
)
from shaiquan.checks.glyphs import find_glyph_faults
from shaiquan.checks.procedure_graphs import AnyGraph, SoundGraph, UsedGraph, classify_graph
from shaiquan.checks.sittings import TopicCourse
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Finding
from shaiquan.kinds.registry import KINDS
from shaiquan.model.adoption import find_adopted
from shaiquan.model.procedures import Procedure
from shaiquan.model.record_texts import RecordText, join_texts
from shaiquan.model.terms import State
from shaiquan.model.topics import Topic
from shaiquan.problems import Code

#: the modules of this room that define no checks
_WITHOUT_CHECKS = frozenset(("check_types", "checking", "runner"))


def _import_modules() -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(shaiquan.checks.__path__):
        if module.name not in _WITHOUT_CHECKS:
            yield importlib.import_module(f"shaiquan.checks.{module.name}")


def _find_checks(module: ModuleType) -> Iterator[Check]:
    """The checks that a module defines, in the order of its text."""
    for value in vars(module).values():
        if isinstance(value, RecordCheck | WholeCheck) and value.rule.__module__ == module.__name__:
            yield value


_MODULES = tuple(_import_modules())
CHECKS: tuple[Check, ...] = tuple(check for module in _MODULES for check in _find_checks(module))
#: every code that a problem may have
CODES: tuple[Code, ...] = (
    *codes.READING_CODES,
    *dict.fromkeys(check.code for check in CHECKS),
    *codes.WALL_CODES,
)
#: the checks of the whole content
WHOLE: tuple[WholeCheck, ...] = tuple(check for check in CHECKS if isinstance(check, WholeCheck))
#: name -> table of heads, of which checks of one record read rows
TABLES: Mapping[str, HeadTable[Any]] = {
    value.name: value
    for module in _MODULES
    for value in vars(module).values()
    if isinstance(value, HeadTable)
}


def _checks_for(subject: type, state: State) -> tuple[RecordCheck[Any], ...]:
    checks = (check for check in CHECKS if isinstance(check, RecordCheck))
    return tuple(c for c in checks if state in c.states and issubclass(subject, c.subject))


#: what is made of a record for its checks
_MADE = (RecordText, AnyGraph, UsedGraph, SoundGraph, TopicCourse)
#: (type of the subject, state of the record) -> the checks that run
_CHECKS_BY_SUBJECT = {
    (subject, state): _checks_for(subject, state)
    for subject in (*(kind.model for kind in KINDS), *_MADE)
    for state in State
}


def check_catalog(catalog: Catalog) -> Iterator[Finding]:
    """Everything that is wrong with a well-formed catalog."""
    for entry in catalog.entries.values():
        yield from check_record(catalog, entry)
    yield from check_whole(catalog)


def check_record(catalog: Catalog, entry: Entry) -> Iterator[Finding]:
    """What is wrong with one record, and what it makes wrong elsewhere; but for what it has
    adopted, which is told at the reference.

    The result depends only on the record and on what is read through ``catalog``.
    """
    findings = _find_all(catalog, entry)
    if not (adopted := find_adopted(entry.record)):
        return findings
    own, reference = tuple(findings), catalog.entries.get(adopted)
    if not own or reference is None:
        return iter(own)
    told = {_say_what(finding, adopted) for finding in _find_all(catalog, reference)}
    return (finding for finding in own if _say_what(finding, entry.id) not in told)


def _say_what(finding: Finding, id: str = "") -> tuple[object, ...]:
    """What is said of a field of a record, whichever it is; ``id`` is its own."""
    words = tuple(pair for pair in finding.words if pair[1] != id)
    return (finding.code, words, finding.location.field, finding.line)


def _find_all(catalog: Catalog, entry: Entry) -> Iterator[Finding]:
    record, text = entry.record, join_texts(entry.record)
    yield from _run_checks(catalog, entry, record)
    yield from _run_checks(catalog, entry, text)
    yield from find_long_texts(entry, text.text)
    yield from find_glyph_faults(entry, text)
    yield from texts.find_text_faults(catalog, entry)
    yield from find_address_collisions(entry)
    if isinstance(record, Topic):
        yield from _run_checks(catalog, entry, TopicCourse(catalog, entry, record))
    if isinstance(record, Procedure):
        chart = classify_graph(record)
        yield from _run_checks(catalog, entry, chart)
        yield from find_anchor_collisions(entry, chart.graph)
        yield from find_graph_faults(entry, chart.graph)
        yield from find_dot_excess(catalog, entry, chart.graph)
        if record.wall:
            yield from find_wall_excess(entry, text.text, chart.graph)


def check_whole(catalog: Catalog) -> Iterator[Finding]:
    """What is wrong with the content as a whole and with the site; what is wrong with a record
    and with one that adopts it, at the former alone."""
    yield from _drop_adopted(catalog, [f for check in WHOLE for f in check(catalog)])
    yield from find_severity_faults(catalog, CODES)
    yield from texts.find_site_faults(catalog)
    yield from sensitive.find_sensitive_site_texts(catalog)


def _drop_adopted(catalog: Catalog, findings: list[Finding]) -> Iterator[Finding]:
    said = Counter(map(_say_what, findings))
    if all(number == 1 for number in said.values()):
        return iter(findings)  # without a look at the records
    entries = {(entry.path, entry.entry): entry for entry in catalog.entries.values()}
    found = [(f, entries.get((f.location.path, f.location.entry))) for f in findings]
    told = {(_say_what(finding), entry.id) for finding, entry in found if entry}
    return (
        finding
        for finding, entry in found
        if not entry or (_say_what(finding), find_adopted(entry.record)) not in told
    )


def _run_checks(catalog: Catalog, entry: Entry, subject: object) -> Iterator[Finding]:
    for check in _CHECKS_BY_SUBJECT[type(subject), entry.record.state]:
        yield from check(catalog, entry, subject)
