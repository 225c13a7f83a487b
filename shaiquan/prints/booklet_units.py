"""The units that have a booklet: their rules, and which records their booklet takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.rules import Rule
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import Force, Mechanism


@dataclass(frozen=True, slots=True)
class BookletUnit:
    """A unit with rules of its own. ``id`` is that of its body, empty if records name none.

    ``is_main``: it is the unit of the site; its booklet also takes records of no other unit.
    """

    id: str
    name: str
    is_main: bool
    rules: tuple[Entry, ...]
    #: ids of all units that have a booklet
    units: frozenset[str]

    def includes(self, entry: Entry) -> bool:
        """Whether a record goes into the booklet of this unit."""
        unit = entry.record.unit_id
        return unit == self.id or (self.is_main and unit not in self.units)

    def select(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """The records in use that go into the booklet."""
        return tuple(entry for entry in entries if self.includes(entry) and entry.record.in_use)


def list_booklet_units(public: PublicCatalog) -> tuple[BookletUnit, ...]:
    """Every unit that has a rule in force, the site's own unit first (S4-18)."""
    rules: dict[str, list[Entry]] = {}
    for entry in list_rules_in_force(public):
        rules.setdefault(entry.record.unit_id, []).append(entry)
    ordered = sorted(rules, key=lambda unit: not _is_main(public, unit))
    return tuple(
        BookletUnit(
            unit, _name_of(public, unit), not place, _order_rules(rules[unit]), frozenset(rules)
        )
        for place, unit in enumerate(ordered)
    )


def list_rules_in_force(public: PublicCatalog) -> Iterator[Entry]:
    """Our own rules in force on the as-of date; laws of others are only cited."""
    for entry, rule in public.records_of(Rule):
        if rule.in_use and rule.force is Force.IN_FORCE and rule.text:
            yield entry


def _is_main(public: PublicCatalog, unit: str) -> bool:
    """Whether a unit is the one that ``site.yml`` names, or is no body at all."""
    entry = public.entries.get(unit)
    return entry is None or public.site.unit in (entry.record.name, entry.record.short)


def _name_of(public: PublicCatalog, unit: str) -> str:
    entry = public.entries.get(unit)
    return entry.record.name if entry else public.site.unit


_MECHANISMS = (*Mechanism, None)


def _order_rules(rules: Iterable[Entry]) -> tuple[Entry, ...]:
    """The core rule first, then by mechanism, then as written (S4-18: 核心, then 配套)."""

    def rank(entry: Entry) -> tuple[bool, int]:
        core = getattr(entry.record, "core", False)
        return not core, 0 if core else _MECHANISMS.index(entry.record.mechanism)

    return tuple(sorted(rules, key=rank))


def find_content_date(public: PublicCatalog, entries: Iterable[Entry]) -> str:
    """The day of the latest review among the records: the date of the content, not of the build."""
    days = [entry.record.review.at for entry in entries if entry.record.review]
    today = public.as_of
    default = PartialDate(today.year, today.month, today.day)
    return str(max(days, default=default, key=lambda day: day.last))
