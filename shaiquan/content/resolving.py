"""Raw records to records: defaults filled in, values checked, references resolved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from shaiquan import codes
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.defaults import add_defaults, adopts_any, merge_defaults
from shaiquan.content.names import NameRow, Names, UnitResolver
from shaiquan.content.node_reader import RawValues
from shaiquan.content.places import Finding, Location, finding
from shaiquan.content.raw_types import FileRecords, RawRecord
from shaiquan.content.sources import SITE_FILE
from shaiquan.content.validation import validate_part
from shaiquan.kinds.registry import KIND
from shaiquan.model.adoption import NEVER_ADOPTED
from shaiquan.model.articles import article_title, find_articles, find_glued_articles
from shaiquan.model.base import Resolver
from shaiquan.model.rules import Rule
from shaiquan.model.site import Site

#: name of a kind -> values that each of its records has, unless it says otherwise
Defaults = Mapping[str, RawValues]


def drop_consequent_findings(findings: list[Finding], unread_kinds: Iterable[str]) -> list[Finding]:
    """Drop unknown references to records that may stand in a file that could not be read."""
    unread = {KIND[kind].label for kind in unread_kinds}

    def is_consequence(finding: Finding) -> bool:
        kinds = dict(finding.words).get("kinds", "").split("、")
        return finding.code is codes.UNKNOWN_REFERENCE and not unread.isdisjoint(kinds)

    return [finding for finding in findings if not is_consequence(finding)]


def site_defaults_by_kind(site: FileRecords) -> Defaults:
    """Name of a kind -> what ``site.yml`` has for each of its records: the kind's own values go
    before those of every kind."""
    common = site.defaults.get("*", {})
    return {
        name: {
            key: value
            for key, value in merge_defaults(site.defaults.get(name, {}), common).items()
            if key in kind.model.model_fields
        }
        for name, kind in KIND.items()
    }


def apply_defaults(file: FileRecords, defaults: Defaults) -> FileRecords:
    """The file with its records over the defaults of ``site.yml``."""
    return replace(file, records=tuple(_apply_defaults(raw, defaults) for raw in file.records))


def _apply_defaults(raw: RawRecord, defaults: Defaults) -> RawRecord:
    own = defaults.get(raw.kind.name, {})
    if adopts_any(raw.values):  # for the rest, what the reference says goes before the defaults
        own = {name: value for name, value in own.items() if name in NEVER_ADOPTED}
    return replace(raw, values=add_defaults(raw.values, own)) if own else raw


def validate_record(raw: RawRecord, resolver: Resolver) -> tuple[Entry | None, tuple[Finding, ...]]:
    """The record, or None and all that is wrong with its values."""
    id = raw.values.get("id")
    where = f"{raw.kind.label} {id} " if isinstance(id, str) else raw.kind.label
    location = Location(raw.path, raw.entry, (), raw.kind.name)
    record, faults = validate_part(raw.kind.model, raw.values, resolver, location, where)
    faults = _drop_ambiguous(faults)
    return (Entry(raw.kind, record, raw.path, raw.entry) if record else None), faults


def _drop_ambiguous(faults: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Without names that mean several records, where the unit is unknown: it would tell which."""
    if not any(f.code is codes.UNKNOWN_REFERENCE and f.location.field == ("unit",) for f in faults):
        return faults
    return tuple(fault for fault in faults if fault.code is not codes.AMBIGUOUS_REFERENCE)


def validate_site(
    site: FileRecords, names: Names, path: str
) -> tuple[Site | None, tuple[Finding, ...]]:
    """The site; None where it could not be read, with what is wrong with its values."""
    if not site.site:  # the reader has reported why
        return None, ()
    resolver = UnitResolver(names, "")
    return validate_part(Site, site.site, resolver, Location(path), SITE_FILE + " ")


def find_duplicates(names: Names, line_of: Callable[[Location], int]) -> Iterator[Finding]:
    """Ids that two records have, and short names that two have in one unit. A file that looks
    like a copy is to blame, else the later one; ``line_of`` tells where the other stands."""
    ids: defaultdict[str, list[NameRow]] = defaultdict(list)
    for row in names.rows:
        ids[row.id].append(row)
    for rows in ids.values():
        first, *others = sorted(rows, key=_is_in_copy) if len(rows) > 1 else rows
        for row in others:
            line = line_of(Location(first.path, first.entry, ("id",)))
            words = {"id": row.id, "other": first.where, "line": line}
            words |= {"copy": row.path, "original": first.path}
            yield finding(codes.DUPLICATE_ID, Location(row.path, row.entry, ("id",)), **words)
    yield from _find_same_shorts(names, [rows[0] for rows in ids.values()])


#: what Windows, WPS and people add to the name of a file that they copy
_COPY = re.compile(r"副本|复制|拷贝|备份|\bcopy\b|[(（]\d+[)）]", re.IGNORECASE)


def _is_in_copy(row: NameRow) -> bool:
    """Whether a record stands in a file whose name tells that it is a copy."""
    return _COPY.search(PurePosixPath(row.path).name) is not None


def _find_same_shorts(names: Names, rows: Iterable[NameRow]) -> Iterator[Finding]:
    shorts: dict[tuple[str, str, str], NameRow] = {}
    for row in rows:
        if row.short:
            first = shorts.setdefault((row.kind, names.unit_of(row), row.short), row)
            if first is not row:
                location = Location(row.path, row.entry, ("short",))
                yield finding(codes.DUPLICATE_NAME, location, name=row.short, other=first.where)


def find_article_faults(catalog: Catalog) -> Iterator[Finding]:
    """Cited articles that a rule of ours does not have, and articles that it has twice."""
    for entry, rule in catalog.records_of(Rule):
        yield from _find_unknown_articles(catalog, rule)
        yield from _find_repeated_articles(entry, rule)


def _find_unknown_articles(catalog: Catalog, rule: Rule) -> Iterator[Finding]:
    numbers = list(dict.fromkeys(article.number for article in find_articles(rule.text)))
    for mention in catalog.mentions_of.get(rule.id, ()) if numbers else ():
        if mention.article and mention.article not in numbers:
            if mention.article in (article.number for article in find_glued_articles(rule.text)):
                continue  # a check tells of it
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
