"""Raw records to a catalog: defaults filled in, values checked, references resolved."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

from shaiquan import codes
from shaiquan.content.catalog import Catalog, Entry, Mention, Records
from shaiquan.content.names import IndexedRecord, Names
from shaiquan.content.node_reader import RawValues
from shaiquan.content.places import Finding, Location, finding
from shaiquan.content.raw_records import FileRecords, RawRecord, merge_defaults
from shaiquan.content.sources import SITE_FILE
from shaiquan.content.validation import validate_part
from shaiquan.kinds.registry import KIND
from shaiquan.model.articles import article_title, find_articles
from shaiquan.model.base import Citation, Ref
from shaiquan.model.references import find_references
from shaiquan.model.rules import Rule
from shaiquan.model.shapes import Path
from shaiquan.model.site import Site


def build_catalog(
    files: Iterable[FileRecords], site_path: str
) -> tuple[Catalog | None, list[Finding]]:
    """The catalog, or None where the site cannot be read; and what is wrong with the records."""
    files = tuple(files)
    raws = apply_site_defaults(files)
    names = Names(raws)
    findings = [*find_duplicates(names)]
    entries: dict[str, Entry] = {}
    for raw in raws:
        entry, faults = validate_record(raw, names)
        findings += faults
        if entry is not None:
            entries.setdefault(entry.id, entry)
    site, faults = _validate_site(files, names, site_path)
    findings += faults
    findings = _drop_consequent_findings(findings, files)
    if site is None:
        return None, findings
    catalog = Catalog(site, entries, find_mentions(entries), site_path)
    findings += find_article_faults(catalog, catalog.ids_of("rule"))
    return catalog, findings


def _drop_consequent_findings(
    findings: list[Finding], files: tuple[FileRecords, ...]
) -> list[Finding]:
    """Drop unknown references to records that may stand in a file that could not be read."""
    unread = {KIND[kind].label for file in files for kind in file.unread_kinds}

    def is_consequence(finding: Finding) -> bool:
        kinds = dict(finding.words).get("kinds", "").split("、")
        return finding.code is codes.UNKNOWN_REFERENCE and not unread.isdisjoint(kinds)

    return [finding for finding in findings if not is_consequence(finding)]


def apply_site_defaults(files: tuple[FileRecords, ...]) -> tuple[RawRecord, ...]:
    """Records over the defaults of ``site.yml``: the kind's go before those of every kind."""
    defaults: dict[str, RawValues] = {}
    for file in files:
        defaults.update(file.defaults)
    common = defaults.get("*", {})
    by_kind = {
        name: {
            key: value
            for key, value in merge_defaults(defaults.get(name, {}), common).items()
            if key in kind.model.model_fields
        }
        for name, kind in KIND.items()
    }
    return tuple(
        RawRecord(raw.kind, merge_defaults(raw.values, by_kind[raw.kind.name]), raw.path, raw.entry)
        for file in files
        for raw in file.records
    )


def validate_record(raw: RawRecord, names: Names) -> tuple[Entry | None, tuple[Finding, ...]]:
    """The record, or None and all that is wrong with its values."""
    id = raw.values.get("id")
    where = f"{raw.kind.label} {id} " if isinstance(id, str) else raw.kind.label
    resolver = names.resolver_for(names.unit_of(raw))
    location = Location(raw.path, raw.entry, (), raw.kind.name)
    record, faults = validate_part(raw.kind.model, raw.values, resolver, location, where)
    return (Entry(raw.kind, record, raw.path, raw.entry) if record else None), faults


def _validate_site(
    files: tuple[FileRecords, ...], names: Names, path: str
) -> tuple[Site | None, tuple[Finding, ...]]:
    values = next((file.site for file in files if file.site), None)
    if values is None:  # the reader has reported why
        return None, ()
    return validate_part(Site, values, names.resolver_for(""), Location(path), SITE_FILE + " ")


def find_duplicates(names: Names) -> Iterator[Finding]:
    """Ids that two records have, and short names that two have in one unit."""
    ids: dict[str, IndexedRecord] = {}
    shorts: dict[tuple[str, str, str], IndexedRecord] = {}
    for record in names.records:
        first = ids.setdefault(record.id, record)
        if first is not record:
            location = Location(record.raw.path, record.raw.entry, ("id",))
            yield finding(codes.DUPLICATE_ID, location, id=record.id, other=first.where)
        elif record.short:
            first = shorts.setdefault((record.kind, record.unit, record.short), record)
            if first is not record:
                location = Location(record.raw.path, record.raw.entry, ("short",))
                yield finding(codes.DUPLICATE_NAME, location, name=record.short, other=first.where)


# -- references, both ways ---------------------------------------------------------------------


def find_mentions(
    entries: Mapping[str, Entry], before: Records | None = None
) -> dict[str, tuple[Mention, ...]]:
    """Whom each record mentions; taken from ``before`` where it is the same record there."""
    mentions: dict[str, tuple[Mention, ...]] = {}
    for id, entry in entries.items():
        if before is not None and before.entries[id].record is entry.record:
            mentions[id] = before.mentions[id]
        else:
            references = find_references(entry.record)
            mentions[id] = tuple(_mention(id, path, ref) for path, ref in references)
    return mentions


def _mention(source: str, path: Path, ref: Ref | Citation) -> Mention:
    if isinstance(ref, Citation):
        return Mention(source, _share_path(path), ref.rule.id, ref.article, ref.tail)
    return Mention(source, _share_path(path), ref.id)


@functools.lru_cache(2**12)
def _share_path(path: Path) -> Path:
    """Equal paths as one object."""
    return path


def find_article_faults(catalog: Catalog, rules: Iterable[str]) -> Iterator[Finding]:
    """Cited articles that a rule of ours does not have, and articles that it has twice."""
    for id in rules:
        entry = catalog.entries.get(id)
        if entry is not None and isinstance(entry.record, Rule):
            yield from _find_unknown_articles(catalog, entry.record)
            yield from _find_repeated_articles(entry, entry.record)


def _find_unknown_articles(catalog: Catalog, rule: Rule) -> Iterator[Finding]:
    numbers = list(dict.fromkeys(article.number for article in find_articles(rule.text)))
    for mention in catalog.mentions_of.get(rule.id, ()) if numbers else ():
        if mention.article and mention.article not in numbers:
            location = catalog.entries[mention.source].location(*mention.field)
            words = {"article": mention.article, "first": numbers[0], "last": numbers[-1]}
            words = {key: _bare_title(number) for key, number in words.items()}
            yield finding(codes.UNKNOWN_ARTICLE, location, rule=rule.name, **words)


def _find_repeated_articles(entry: Entry, rule: Rule) -> Iterator[Finding]:
    numbers: set[str] = set()
    for article in find_articles(rule.text):
        if article.number in numbers:
            words = {"article": _bare_title(article.number)}
            yield finding(codes.DUPLICATE_ARTICLE, entry.location("text"), article.line, 1, **words)
        numbers.add(article.number)


def _bare_title(number: str) -> str:
    """四 for ``4``, 十二之一 for ``12-1``."""
    return article_title(number).removeprefix("第").replace("条", "", 1)
