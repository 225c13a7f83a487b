"""Raw records to a catalog: defaults filled in, values checked, references resolved."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shaiquan import codes
from shaiquan.content.catalog import Catalog, Entry, Mention, Records
from shaiquan.content.names import Names
from shaiquan.content.places import Finding, Spot, finding
from shaiquan.content.raw_records import FileRecords, RawRecord, merge_defaults
from shaiquan.content.sources import SITE_FILE
from shaiquan.content.validation import validated
from shaiquan.kinds.registry import KIND
from shaiquan.model.articles import article_title, find_articles
from shaiquan.model.base import Citation, Ref
from shaiquan.model.references import find_references
from shaiquan.model.rules import Rule
from shaiquan.model.shapes import Path
from shaiquan.model.site import Site


def build(readings: Iterable[FileRecords], site_path: str) -> tuple[Catalog | None, list[Finding]]:
    """The catalog, or None where a record or the site is not well-formed."""
    readings = tuple(readings)
    raws = with_defaults(readings)
    names = Names(raws)
    findings = [*duplicates(names)]
    entries: dict[str, Entry] = {}
    for raw in raws:
        entry, faults = entry_of(raw, names)
        findings += faults
        if entry is not None:
            entries.setdefault(entry.id, entry)
    site, faults = _site(readings, names, site_path)
    findings += faults
    findings = _without_echoes(findings, readings)
    if site is None:
        return None, findings
    catalog = Catalog(site, entries, mentions(entries), site_path)
    findings += article_faults(catalog, catalog.ids("rule"))
    return catalog, findings


def _without_echoes(findings: list[Finding], readings: tuple[FileRecords, ...]) -> list[Finding]:
    """Findings but those that only say again that a file could not be read."""
    lost = {KIND[kind].label for reading in readings for kind in reading.unread_kinds}

    def echoes(each: Finding) -> bool:
        kinds = dict(each.words).get("kinds", "").split("、")
        return each.code is codes.UNKNOWN_REFERENCE and not lost.isdisjoint(kinds)

    return [each for each in findings if not echoes(each)]


def with_defaults(readings: tuple[FileRecords, ...]) -> tuple[RawRecord, ...]:
    """Records under the defaults of ``site.yml``: the kind's before those of every kind."""
    defaults: dict[str, dict[str, Any]] = {}
    for reading in readings:
        defaults.update(reading.defaults)
    common = defaults.get("*", {})
    merged = {
        name: {
            key: value
            for key, value in merge_defaults(defaults.get(name, {}), common).items()
            if key in kind.model.model_fields
        }
        for name, kind in KIND.items()
    }
    return tuple(
        RawRecord(raw.kind, merge_defaults(raw.values, merged[raw.kind.name]), raw.path, raw.entry)
        for reading in readings
        for raw in reading.records
    )


def entry_of(raw: RawRecord, names: Names) -> tuple[Entry | None, tuple[Finding, ...]]:
    """The record, or None and all that is wrong with its values."""
    identity = raw.values.get("id")
    where = f"{raw.kind.label} {identity} " if isinstance(identity, str) else raw.kind.label
    resolver = names.within(names.unit_of(raw))
    spot = Spot(raw.path, raw.entry, (), raw.kind.name)
    record, faults = validated(raw.kind.model, raw.values, resolver, spot, where)
    return (Entry(raw.kind, record, raw.path, raw.entry) if record else None), faults


def _site(
    readings: tuple[FileRecords, ...], names: Names, path: str
) -> tuple[Site | None, tuple[Finding, ...]]:
    values = next((reading.site for reading in readings if reading.site), None)
    if values is None:  # told already
        return None, ()
    return validated(Site, values, names.within(""), Spot(path), SITE_FILE + " ")


def duplicates(names: Names) -> Iterator[Finding]:
    """Ids that stand twice, and short names that do so in one unit."""
    ids: dict[str, Any] = {}
    shorts: dict[tuple[str, str, str], Any] = {}
    for each in names.all:
        spot = Spot(each.raw.path, each.raw.entry, ("id",))
        first = ids.setdefault(each.id, each)
        if first is not each:
            yield finding(codes.DUPLICATE_ID, spot, id=each.id, other=first.where)
            continue
        if each.short:
            first = shorts.setdefault((each.kind, each.unit, each.short), each)
            if first is not each:
                spot = Spot(each.raw.path, each.raw.entry, ("short",))
                yield finding(codes.DUPLICATE_NAME, spot, name=each.short, other=first.where)


# -- references, both ways ---------------------------------------------------------------------


def mentions(
    entries: Mapping[str, Entry], before: Records | None = None
) -> dict[str, tuple[Mention, ...]]:
    """Whom each record mentions; what a record said ``before`` is not asked again."""
    told: dict[str, tuple[Mention, ...]] = {}
    for id, entry in entries.items():
        if before is not None and before.entries[id].record is entry.record:
            told[id] = before.links[id]
        else:
            told[id] = tuple(_link(id, *found) for found in find_references(entry.record))
    return told


def _link(source: str, path: Path, ref: Ref | Citation) -> Mention:
    if isinstance(ref, Citation):
        return Mention(source, _one(path), ref.rule.id, ref.article, ref.tail)
    return Mention(source, _one(path), ref.id)


@functools.lru_cache(2**12)
def _one(path: Path) -> Path:
    """Equal paths as one object."""
    return path


def article_faults(catalog: Catalog, rules: Iterable[str]) -> Iterator[Finding]:
    """Cited articles that a rule of ours does not have, and articles that stand twice."""
    for id in rules:
        entry = catalog.entries.get(id)
        if entry is None or not isinstance(entry.record, Rule):
            continue
        numbers = _articles_of(entry.record)
        for link in catalog.back.get(id, ()) if numbers else ():
            if link.article and link.article not in numbers:
                spot = catalog.entries[link.source].spot(*link.field)
                first, *_, last = (*numbers, *numbers)
                yield finding(
                    codes.UNKNOWN_ARTICLE, spot, rule=entry.record.name,
                    article=_bare(link.article), first=_bare(first), last=_bare(last),
                )  # fmt: skip
        yield from _repeated(entry, entry.record)


def _bare(article: str) -> str:
    return article_title(article).removeprefix("第").replace("条", "", 1)


def _articles_of(rule: Rule) -> dict[str, int]:
    return {each.number: each.line for each in find_articles(rule.text)}


def _repeated(entry: Entry, rule: Rule) -> Iterator[Finding]:
    met: set[str] = set()
    for each in find_articles(rule.text):
        if each.number in met:
            yield finding(
                codes.DUPLICATE_ARTICLE, entry.spot("text"), each.line, 1,
                article=_bare(each.number),
            )  # fmt: skip
        met.add(each.number)
