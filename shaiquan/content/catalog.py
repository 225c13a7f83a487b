"""All records by id, references resolved both ways. Nothing is withheld here yet."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from shaiquan import codes
from shaiquan.content.heads import Head, head_of
from shaiquan.content.names import Names
from shaiquan.content.places import Finding, Spot, finding
from shaiquan.content.raw_records import FileRecords, RawRecord, inherit
from shaiquan.content.sources import SITE_FILE
from shaiquan.content.validation import validated
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND, KINDS
from shaiquan.model.articles import articles, title
from shaiquan.model.base import Citation, Ref
from shaiquan.model.common import Record
from shaiquan.model.packing import Value
from shaiquan.model.references import references
from shaiquan.model.rules import Rule
from shaiquan.model.shapes import Path
from shaiquan.model.site import Site

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry(Value):
    """A record of the catalog and where it is written."""

    kind: Kind
    record: Record
    path: str
    entry: Path

    @property
    def id(self) -> str:
        return self.record.id

    def spot(self, *field: str | int) -> Spot:
        return Spot(self.path, self.entry, field, self.kind.name)


@dataclass(frozen=True, slots=True)
class Mention(Value):
    """One mention of a record: by which record, in which field, of which."""

    source: str
    field: Path
    target: str
    article: str = ""
    tail: str = ""


@dataclass(frozen=True, eq=False)
class Records:
    """Records by id and who mentions whom; what the full and the public catalog share.

    Two are the same only if they are one: so what is worked out of one is kept beside it.
    """

    site: Site
    entries: Mapping[str, Entry]
    #: record id -> what the record mentions, in the order of its fields
    links: Mapping[str, tuple[Mention, ...]]

    @functools.cached_property
    def back(self) -> Mapping[str, tuple[Mention, ...]]:
        """Target id -> the mentions of it, in the order of the records."""
        found: defaultdict[str, list[Mention]] = defaultdict(list)
        for links in self.links.values():
            for link in links:
                found[link.target].append(link)
        return {target: tuple(links) for target, links in found.items()}

    @functools.cached_property
    def heads(self) -> Mapping[str, Head]:
        """Id -> head, in the order of the content: for lists, which read no record whole."""
        return {id: head_of(each.kind, each.record) for id, each in self.entries.items()}

    @functools.cached_property
    def _by_kind(self) -> dict[str, tuple[str, ...]]:
        held: defaultdict[str, list[str]] = defaultdict(list)
        for head in self.heads.values():
            held[head.kind].append(head.id)
        return {kind: tuple(ids) for kind, ids in held.items()}

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind, in the order of the content."""
        return self._by_kind.get(kind, ())

    def heads_of(self, kind: str) -> tuple[Head, ...]:
        return tuple(self.heads[id] for id in self.ids(kind))

    def of(self, kind: str) -> tuple[Entry, ...]:
        """All records of a kind, whole; what ``heads_of`` answers is far cheaper."""
        return tuple(self.entries[id] for id in self.ids(kind))

    def records(self, model: type[R]) -> Iterator[tuple[Entry, R]]:
        """Entries of a record type with the record typed."""
        for kind in KINDS:
            if kind.model is model:
                yield from ((each, cast(R, each.record)) for each in self.of(kind.name))

    def linked(self, target: str, kind: str, *fields: str) -> tuple[str, ...]:
        """Ids of the records of ``kind`` that name ``target`` in one of the top-level
        ``fields``; none given: in any."""
        links = self.back.get(target, ())
        found = (each.source for each in links if not fields or each.field[0] in fields)
        return tuple(id for id in dict.fromkeys(found) if self.heads[id].kind == kind)

    def linking(self, target: str, kind: str, *fields: str) -> tuple[Entry, ...]:
        """The records that ``linked`` names, whole."""
        return tuple(self.entries[id] for id in self.linked(target, kind, *fields))

    def linking_in(self, target: str, kind: str, *path: str) -> tuple[Entry, ...]:
        """Records of ``kind`` that name ``target`` just at the field path ``path``."""
        links = (each for each in self.back.get(target, ()) if each.field[: len(path)] == path)
        found = dict.fromkeys(each.source for each in links)
        return tuple(self.entries[id] for id in found if self.heads[id].kind == kind)

    def record(self, ref: Ref | None, model: type[R]) -> R | None:
        """The record that a reference means, if it is here and of the type asked for."""
        entry = self.entries.get(ref.id) if ref else None
        return entry.record if entry and isinstance(entry.record, model) else None

    @functools.cached_property
    def _worked_out(self) -> dict[Any, Any]:
        return {}

    def kept(self, work: Callable[[Records], T]) -> T:
        """What ``work`` makes of these records, worked out once; from heads and the site alone."""
        if work not in self._worked_out:
            self._worked_out[work] = work(self)
        return cast(T, self._worked_out[work])

    def saw(self, table: str, key: str) -> None:
        """Told when a row of a kept table is read; a catalog that is watched notes it."""


@dataclass(frozen=True, eq=False)
class Catalog(Records):
    """Every record, drafts and internal ones too: what the checks see."""

    site_path: str

    def site_spot(self, *field: str | int) -> Spot:
        return Spot(self.site_path, (), field)


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
    lost = {KIND[kind].label for reading in readings for kind in reading.lost}

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
            for key, value in inherit(defaults.get(name, {}), common).items()
            if key in kind.model.model_fields
        }
        for name, kind in KIND.items()
    }
    return tuple(
        RawRecord(raw.kind, inherit(raw.values, merged[raw.kind.name]), raw.path, raw.entry)
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
            told[id] = tuple(_link(id, *found) for found in references(entry.record))
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
    return title(article).removeprefix("第").replace("条", "", 1)


def _articles_of(rule: Rule) -> dict[str, int]:
    return {each.number: each.line for each in articles(rule.text)}


def _repeated(entry: Entry, rule: Rule) -> Iterator[Finding]:
    met: set[str] = set()
    for each in articles(rule.text):
        if each.number in met:
            yield finding(
                codes.DUPLICATE_ARTICLE, entry.spot("text"), each.line, 1,
                article=_bare(each.number),
            )  # fmt: skip
        met.add(each.number)
