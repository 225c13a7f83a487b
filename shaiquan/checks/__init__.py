"""The rules that a publication must keep, one small function each, in one list."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan import codes
from shaiquan.catalog import Catalog
from shaiquan.checks import (
    declared,
    disclosure,
    gates,
    ledger,
    lists,
    money,
    offices,
    plain,
    posts,
    powers,
    risks,
    rules,
    stages,
    steps,
    texts,
    times,
    whole,
)
from shaiquan.checks.addresses import address_faults
from shaiquan.checks.faults import graph_faults, severity_faults
from shaiquan.checks.glyphs import glyph_faults
from shaiquan.checks.registry import Check
from shaiquan.problems import Code
from shaiquan.reading.places import Finding

CHECKS: tuple[Check, ...] = (
    *declared.CHECKS,
    *powers.CHECKS,
    *posts.CHECKS,
    *steps.CHECKS,
    *gates.CHECKS,
    *stages.CHECKS,
    *money.CHECKS,
    *times.CHECKS,
    *disclosure.CHECKS,
    *texts.CHECKS,
    *whole.CHECKS,
    *lists.CHECKS,
    *offices.CHECKS,
    *rules.CHECKS,
    *plain.CHECKS,
    *risks.CHECKS,
    *ledger.CHECKS,
)

#: every code that a problem may have
CODES: tuple[Code, ...] = (
    *codes.READING_CODES,
    *(each.code for each in CHECKS),
    *codes.WALL_CODES,
)


def run(catalog: Catalog) -> Iterator[Finding]:
    """Everything that is wrong with a well-formed catalog."""
    for each in CHECKS:
        yield from each(catalog)
    yield from address_faults(catalog)
    yield from graph_faults(catalog)
    yield from severity_faults(catalog, CODES)
    yield from texts.text_faults(catalog)
    yield from glyph_faults(catalog)
