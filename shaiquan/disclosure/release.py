"""The one gate to the public: the catalog projected to what may be shown.

Everything after this stage accepts only a :class:`PublicCatalog`. A record passes when it
is published, its scope is 社会, it has been reviewed by then, and its dates hold on the as-of date
(X-03). What passes loses its withheld fields and every mention of what did not pass. A
withdrawn record keeps its address and says no more than its name, reason and date.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from shaiquan.content.catalog import Catalog, Entry, Records, list_named_files
from shaiquan.disclosure.agendas import arrange_deliberations, hide_meetings
from shaiquan.disclosure.projection import Released, project_entry, project_part
from shaiquan.disclosure.redaction import redact_editions
from shaiquan.disclosure.withheld_texts import find_withheld_texts
from shaiquan.disclosure.word_forms import WithheldText
from shaiquan.model.adoption import find_adopted
from shaiquan.model.common import Record
from shaiquan.model.ledger import Edition, Posting
from shaiquan.model.shapes import Path
from shaiquan.model.site import Site
from shaiquan.model.terms import Scope, State
from shaiquan.queries.counting import count_records

DRAFT = "草稿"


@dataclass(frozen=True, eq=False)
class PublicCatalog(Records):
    """What may be shown, and nothing else."""

    #: counts of the whole content, that texts may say (X-05)
    counts: Mapping[str, int]
    #: record id -> withheld field path -> basis
    withheld: Mapping[str, Mapping[Path, str]]
    #: kind -> how many published records are not shown for their scope
    unreleased_counts: Mapping[str, int]
    #: ids of records that only a preview shows, with the reason
    previewed: Mapping[str, str]
    #: (procedure's id, mark) of registered sheets of which nothing more may be said: whoever
    #: has one on a wall still gets an answer
    unreleased_marks: tuple[tuple[str, str], ...] = ()
    #: record id -> how many records that name it are not shown for their scope, of kinds whose
    #: number only that record tells
    unreleased_at: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def empty(cls, site: Site, as_of: datetime.date) -> PublicCatalog:
        """One before anything is released."""
        return cls(site, {}, as_of, {}, {}, {}, {})


@dataclass(frozen=True)
class ReleasedCatalog:
    """The public catalog, why each other record is not shown, and texts that must not get out."""

    public: PublicCatalog
    unreleased: Mapping[str, str]
    withheld_texts: tuple[WithheldText, ...]


def release(catalog: Catalog, as_of: datetime.date, preview: bool = False) -> ReleasedCatalog:
    """Project the catalog; ``preview`` lets drafts through, marked, for ``serve``."""
    reasons = _list_reasons(catalog, as_of)
    drafts = {id: reason for id, reason in reasons.items() if preview and reason == DRAFT}
    ids = frozenset(id for id in catalog.entries if id not in reasons or id in drafts)
    released = Released.of(catalog.entries, ids)
    entries: dict[str, Entry] = {}
    withheld: dict[str, Mapping[Path, str]] = {}
    for id, entry in catalog.entries.items():
        if id in ids:
            told = hide_meetings(entry, catalog.entries, ids)
            entries[id], fields = project_entry(told, released)
            if fields:
                withheld[id] = fields
    site = project_part(catalog.site, released, (), {})
    marks = tuple(_list_unreleased_marks(catalog, entries))
    texts = find_withheld_texts(catalog, entries, site, (procedure for procedure, _ in marks))
    entries = redact_editions(catalog, entries, withheld, texts)
    entries = arrange_deliberations(entries)
    handed_out = list_named_files(site, entries.values())
    public = PublicCatalog(
        site,
        entries,
        as_of,
        count_records(catalog),
        withheld,
        unreleased_counts=_count_unreleased(catalog, reasons),
        previewed=drafts,
        unreleased_marks=marks,
        unreleased_at=_count_unreleased_at(catalog, reasons, ids),
        files={path: file for path, file in catalog.files.items() if path in handed_out},
    )
    return ReleasedCatalog(public, reasons, texts)


def _list_reasons(catalog: Catalog, as_of: datetime.date) -> dict[str, str]:
    """Id -> why a record is not shown; an edition or posting is hidden with its procedure, and
    what adopts a record with that."""
    reasons = {id: find_reason(entry.record, as_of) for id, entry in catalog.entries.items()}
    for id, entry in catalog.entries.items():
        if adopted := find_adopted(entry.record):
            reasons[id] = reasons[id] or reasons[adopted]
    for id, entry in catalog.entries.items():
        if isinstance(entry.record, Edition | Posting):
            reasons[id] = reasons[id] or reasons[entry.record.procedure.id]
    return {id: reason for id, reason in reasons.items() if reason}


def find_reason(record: Record, as_of: datetime.date) -> str:
    """Why a record is not shown; empty where it is."""
    disclosure = record.disclosure
    if record.state is State.DRAFT:
        return DRAFT
    if disclosure.scope is not Scope.PUBLIC:
        return f"公开范围：{disclosure.scope.label}" if disclosure.scope else "没有公开范围"
    if record.review is None:
        return "没有保密审查记录"
    if record.review.at.first > as_of:
        return f"{record.review.at}才审查"
    if disclosure.since and as_of < disclosure.since.first:
        return f"{disclosure.since}起公开"
    if disclosure.until and as_of > disclosure.until.last:
        return f"公开到{disclosure.until}为止"
    return ""


def _list_unreleased_marks(
    catalog: Catalog, public: Mapping[str, Entry]
) -> Iterator[tuple[str, str]]:
    for entry, edition in catalog.records_of(Edition):
        if entry.id not in public and edition.state is not State.DRAFT:
            yield edition.procedure.id, edition.mark


def _count_unreleased(catalog: Catalog, reasons: Mapping[str, str]) -> dict[str, int]:
    """How many records of each kind are published for a closer scope (依法不予公开).

    Not those that wait for their day or a review, or whose time is over.
    """
    closer = _list_closer(catalog, reasons)
    return dict(Counter(entry.kind.name for entry in closer if not entry.kind.unreleased_at))


def _count_unreleased_at(
    catalog: Catalog, reasons: Mapping[str, str], shown: frozenset[str]
) -> dict[str, int]:
    """The same of kinds whose number is told by the records that they name, for each of these
    that is ``shown``."""
    counts: Counter[str] = Counter()
    for entry in _list_closer(catalog, reasons):
        if entry.kind.unreleased_at:
            named = {ref.id for ref in getattr(entry.record, entry.kind.unreleased_at)}
            counts.update(named & shown)
    return dict(counts)


def _list_closer(catalog: Catalog, reasons: Mapping[str, str]) -> Iterator[Entry]:
    for entry in (catalog.entries[id] for id in reasons):
        closer = entry.record.disclosure.scope not in (None, Scope.PUBLIC)
        if closer and entry.record.state is State.PUBLISHED:
            yield entry
