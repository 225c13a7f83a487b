"""The one gate to the public: the catalog projected to what may be shown.

Everything after this stage accepts only a :class:`PublicCatalog`. A record passes when it
is published, its scope is 社会, it has been reviewed, and its dates hold on the as-of date
(X-03); what passes loses its withheld fields and every mention of what did not pass. A
withdrawn record keeps its address and says no more than its name, reason and date.
"""

from __future__ import annotations

import datetime
import functools
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from shaiquan.content.catalog import Catalog, Entry, Mention, Records
from shaiquan.content.resolving import find_mentions
from shaiquan.disclosure.redaction import veiled
from shaiquan.disclosure.withheld_texts import secret_texts
from shaiquan.model.base import Citation, Part, Ref, Withholding
from shaiquan.model.common import Record
from shaiquan.model.ledger import Edition, Posting
from shaiquan.model.procedures import Procedure, Step
from shaiquan.model.shapes import Path, fields_containing
from shaiquan.model.spellings import spellings_of
from shaiquan.model.terms import Scope, State
from shaiquan.procedures.graph import graph_of
from shaiquan.queries.counting import counts

P = TypeVar("P", bound=Part)

#: printed in place of a withheld mandatory field (政府信息公开条例第三十七条)
WITHHELD = "依法不予公开"
HIDDEN = Ref("", "", WITHHELD)


@dataclass(frozen=True, eq=False)
class PublicCatalog(Records):
    """What may be shown, and nothing else."""

    as_of: datetime.date
    #: counts of the whole content, that texts may say (X-05)
    counts: Mapping[str, int]
    #: record id -> withheld field path -> basis
    withheld: Mapping[str, Mapping[Path, str]]
    #: kind -> how many records in use are kept back by their scope
    kept_back: Mapping[str, int]
    #: ids of records that only a preview shows, with the reason
    previewed: Mapping[str, str]
    #: (procedure's id, mark) of registered sheets of which nothing more may be said: whoever
    #: has one on a wall still gets an answer
    silent: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Release:
    """The public catalog, who was kept back and why, and texts that must not get out."""

    public: PublicCatalog
    held: Mapping[str, str]
    secrets: tuple[str, ...]


def release(catalog: Catalog, as_of: datetime.date, preview: bool = False) -> Release:
    """Project the catalog; ``preview`` lets drafts through, marked, for ``serve``."""
    held = _held(catalog, as_of)
    drafts = {id: why for id, why in held.items() if preview and why == DRAFT}
    passing = frozenset(id for id in catalog.entries if id not in held or id in drafts)
    entries: dict[str, Entry] = {}
    withheld: dict[str, Mapping[Path, str]] = {}
    for id in catalog.entries:
        if id in passing:
            entries[id], gone = _public(catalog, catalog.entries[id], passing)
            if gone:
                withheld[id] = gone
    site = _project(catalog.site, passing, (), {})
    secrets = secret_texts(catalog, entries, site)
    entries = veiled(catalog, entries, withheld, secrets)
    public = PublicCatalog(
        site, entries, find_mentions(entries, catalog), as_of, counts(catalog), withheld,
        _kept_back(catalog, held), drafts, tuple(_silent(catalog, entries)),
    )  # fmt: skip
    return Release(public, held, secrets)


DRAFT = "草稿"


def _held(catalog: Catalog, as_of: datetime.date) -> dict[str, str]:
    """Id -> why a record is not shown; what is said of a sheet goes with its procedure."""
    reasons = {id: reason(entry.record, as_of) for id, entry in catalog.entries.items()}
    for id, entry in catalog.entries.items():
        if isinstance(entry.record, Edition | Posting):
            reasons[id] = reasons[id] or reasons[entry.record.procedure.id]
    return {id: reason for id, reason in reasons.items() if reason}


def _silent(catalog: Catalog, entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    for entry, edition in catalog.records(Edition):
        if entry.id not in entries and edition.state is not State.DRAFT:
            yield edition.procedure.id, edition.mark


def reason(record: Record, as_of: datetime.date) -> str:
    """Why a record is not shown; empty where it is."""
    shown = record.disclosure
    if record.state is State.DRAFT:
        return DRAFT
    if shown.scope is not Scope.PUBLIC:
        return f"公开范围：{shown.scope.label}" if shown.scope else "没有公开范围"
    if record.review is None:
        return "没有保密审查记录"
    if shown.since and as_of < shown.since.first:
        return f"{shown.since}起公开"
    if shown.until and as_of > shown.until.last:
        return f"公开到{shown.until}为止"
    return ""


def _kept_back(catalog: Catalog, held: Mapping[str, str]) -> dict[str, int]:
    kept = (catalog.entries[id] for id in held)
    return dict(
        Counter(
            each.kind.name
            for each in kept
            if each.record.state is State.PUBLISHED and each.record.disclosure.scope
        )
    )


def _public(
    catalog: Catalog, entry: Entry, passing: frozenset[str]
) -> tuple[Entry, dict[Path, str]]:
    gone: dict[Path, str] = {}
    record = entry.record
    if as_it_is(record, catalog.links[entry.id], passing):
        return entry, gone
    if record.state is State.WITHDRAWN:
        record = _stub(record)
    elif isinstance(record, Procedure) and _hides_steps(record):
        record = _anchored(record)
    public = _project(record, passing, (), gone)
    return Entry(entry.kind, public, entry.path, entry.entry), gone


def as_it_is(record: Record, links: Iterable[Mention], passing: Container[str]) -> bool:
    """Whether nothing at all has to be left out, as of most records."""
    if record.state is State.WITHDRAWN or _withholds(record):
        return False
    return all(link.target in passing for link in links)


def _withholds(part: Part) -> bool:
    """Whether a part, or a part in it, has fields that are withheld."""
    if isinstance(part, Withholding) and part.withheld:
        return True
    held = part.__dict__
    return any(_any_withholds(held[name]) for name in _holding(type(part)) if held[name])


def _any_withholds(value: Any) -> bool:
    if isinstance(value, tuple):
        return any(_any_withholds(each) for each in value)
    return isinstance(value, Part) and _withholds(value)


@functools.cache
def _holding(part: type[Part]) -> tuple[str, ...]:
    """The fields of a part in which others with withheld fields may stand."""
    return tuple(name for name, _ in fields_containing(part, (Withholding,)))


#: all that a withdrawn record still says
_KEPT = frozenset(("id", "name", "unit", "state", "reason", "withdrawn", "disclosure", "review"))


def _stub(record: Record) -> Record:
    """A withdrawn record without its matter (行政处罚法第四十八条)."""
    empty = {name: _blank(type(record), name) for name in type(record).model_fields}
    values = {n: _SILENT.get(v, v) if isinstance(v, Ref | str) else v for n, v in empty.items()}
    return record.model_copy(
        update={n: v for n, v in values.items() if n not in _KEPT | record.stub_fields}
    )


#: a withdrawn record withholds nothing, it just says nothing
_SILENT: dict[Any, Any] = {HIDDEN: Ref("", ""), WITHHELD: ""}


@functools.cache
def _blank(part: type[Part], name: str) -> Any:
    """The value of a field that says nothing: its default, or 依法不予公开 if mandatory."""
    field = part.model_fields[name]
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    kind = field.annotation
    if kind is Ref:
        return HIDDEN
    return WITHHELD if kind is str else () if "tuple" in str(kind) else None


def _project(part: P, passing: frozenset[str], path: Path, gone: dict[Path, str]) -> P:
    """A part without withheld fields and without mentions of what is not shown."""
    changed: dict[str, Any] = {}
    if isinstance(part, Withholding):
        spellings = spellings_of(type(part))
        for each in part.withheld:
            if name := spellings.get(each.field):
                changed[name] = _blank(type(part), name)
                if name in _ACTS and isinstance(part, Step) and part.act:
                    changed[name] = HIDDEN if name == "subprocess" else WITHHELD
                gone[(*path, name)] = each.basis
    for name in _opened(type(part)):
        value = getattr(part, name)
        if name not in changed and value:
            public = _inside(value, passing, (*path, name), gone)
            if public is not value:
                changed[name] = _blank(type(part), name) if public is _GONE else public
                if public is _GONE and changed[name] is None and isinstance(value, Ref):
                    changed[name] = HIDDEN
    return part.model_copy(update=changed) if changed else part


@functools.cache
def _opened(part: type[Part]) -> tuple[str, ...]:
    """The fields of a part in which something may have to be left out."""
    return tuple(name for name, _ in fields_containing(part, (Ref, Citation, Withholding)))


_ACTS = ("start", "step", "decision", "subprocess", "end")
_GONE: Any = object()


def _inside(value: Any, passing: frozenset[str], path: Path, gone: dict[Path, str]) -> Any:
    if isinstance(value, Ref):
        return value if value.id in passing or not value.id else _GONE
    if isinstance(value, Citation):
        return value if value.rule.id in passing else _GONE
    if isinstance(value, Part):
        return _project(value, passing, path, gone)
    if isinstance(value, tuple):
        inner = [_inside(item, passing, (*path, i), gone) for i, item in enumerate(value)]
        if all(new is old for new, old in zip(inner, value, strict=True)):
            return value
        return tuple(item for item in inner if item is not _GONE)
    if isinstance(value, dict):
        return {k: _inside(item, passing, (*path, k), gone) for k, item in value.items()}
    return value


def _hides_steps(procedure: Procedure) -> bool:
    return any(
        each.field and spellings_of(Step).get(each.field) in _ACTS
        for step in _steps(procedure.steps)
        for each in step.withheld
    )


def _steps(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        for branch in step.parallel:
            yield from _steps(branch)
        if step.side:
            yield step.side


def _anchored(procedure: Procedure) -> Procedure:
    """Targets by id instead of by act, so that a withheld act leaves no trace in a branch."""
    graph = graph_of(procedure)
    ids = {node.path: node.id for node in graph.nodes if node.step}
    ways = {(edge.source, edge.label): edge.target for edge in graph.edges}

    def anchored(steps: tuple[Step, ...], path: Path) -> tuple[Step, ...]:
        return tuple(one(step, (*path, index)) for index, step in enumerate(steps))

    def one(step: Step, path: Path) -> Step:
        if step.parallel:
            inner = tuple(
                anchored(branch, (*path, "parallel", i)) for i, branch in enumerate(step.parallel)
            )
            return step.model_copy(update={"parallel": inner})
        id = ids[path]
        named = {label: ways.get((id, label), to) for label, to in step.branches.items()}
        jump = ways.get((id, ""), "") if step.next else ""
        return step.model_copy(update={"anchor": id, "branches": named, "next": jump})

    return procedure.model_copy(update={"steps": anchored(procedure.steps, ("steps",))})
