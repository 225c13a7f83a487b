"""效力 of each rule on a day: it follows 施行日期, 废止日期 and 代替 (S0-02).

It is worked out once, while content is read, so that pages, lists, open data, booklets, checks
and counts agree. What an editor writes holds only where no date is known.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from shaiquan import codes
from shaiquan.content.catalog import Entry
from shaiquan.content.places import Finding, finding
from shaiquan.model.rules import Rule
from shaiquan.model.terms import Force, State
from shaiquan.problems import Bilingual

#: id of a rule -> the rule in force, or once in force, that replaces it
Replacements = Mapping[str, Rule]


def apply_force(entries: Mapping[str, Entry], as_of: datetime.date) -> dict[str, Entry]:
    """The records, each rule with the 效力 that it has on the day."""
    replaced = _find_replacements(entries, as_of)
    changed = dict(entries)
    for entry, rule in _list_rules(entries):
        changed[entry.id] = entry.with_force(find_force(rule, entry.id in replaced, as_of))
    return changed


def find_force(rule: Rule, replaced: bool, as_of: datetime.date) -> Force:
    """The 效力 of a rule on a day; of a date that names a year only, its first day counts."""
    if replaced or (rule.repealed and rule.repealed.first <= as_of):
        return Force.REPEALED
    if rule.effective and rule.effective.first > as_of:
        return Force.FUTURE
    unknown = {Force.REPEALED: rule.repealed, Force.FUTURE: rule.effective}
    if rule.force in unknown and unknown[rule.force] is None:
        return rule.force
    return Force.IN_FORCE


def find_force_faults(entries: Mapping[str, Entry], as_of: datetime.date) -> Iterator[Finding]:
    """Rules of which 效力 is written against their dates. The records are as written."""
    replaced = _find_replacements(entries, as_of)
    for entry, rule in _list_rules(entries):
        force = find_force(rule, entry.id in replaced, as_of)
        if rule.force and rule.force is not force:
            words = {"typed": rule.force.label, "force": force.label}
            why = _explain(rule, replaced.get(entry.id), as_of)
            location = entry.location("force")
            yield finding(codes.FORCE_AGAINST_DATES, location, rule=rule.name, **words, why=why)


def _explain(rule: Rule, replacing: Rule | None, as_of: datetime.date) -> Bilingual:
    """Which date or rule says what the force is."""
    if rule.repealed and rule.repealed.first <= as_of:
        return Bilingual(f"它{rule.repealed}起废止", f"it is repealed since {rule.repealed.iso}")
    if replacing:
        return Bilingual(f"它已被《{replacing.name}》代替", f"'{replacing.name}' replaces it")
    if rule.effective and rule.effective.first > as_of:
        day = rule.effective
        return Bilingual(f"它{day}才施行", f"it takes effect on {day.iso}")
    if rule.force is Force.REPEALED and rule.repealed:
        day = rule.repealed
        return Bilingual(f"它{day}才废止", f"it is repealed on {day.iso}")
    return Bilingual("它已经施行", "it has taken effect")


def _list_rules(entries: Mapping[str, Entry]) -> Iterator[tuple[Entry, Rule]]:
    for entry in entries.values():
        if isinstance(entry.record, Rule):
            yield entry, entry.record


def _find_replacements(entries: Mapping[str, Entry], as_of: datetime.date) -> Replacements:
    """The rules that a published one replaces which has taken effect."""
    return {
        old.id: rule
        for entry, rule in _list_rules(entries)
        if rule.state is State.PUBLISHED and find_force(rule, False, as_of) is not Force.FUTURE
        for old in rule.supersedes
        if old.id != entry.id
    }
