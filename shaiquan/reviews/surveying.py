"""What a reviewer has to look at: records that changed since their review, and new ones."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from shaiquan.content.catalog import Catalog
from shaiquan.content.early_fields import show_early_fields
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.model.adoption import AdoptableRecord, find_adopted
from shaiquan.model.common import Review
from shaiquan.model.review_lines import ReviewLine, split_fields
from shaiquan.model.scalars import PartialDate
from shaiquan.model.spellings import spellings_of
from shaiquan.reviews.comparing import digest_entry, find_changed_fields, write_fields
from shaiquan.views.adoption_cells import show_own_changes
from shaiquan.views.cells import field_cell
from shaiquan.views.values import words_of

#: stands for the review that a record still lacks
_TO_COME = Review.from_checked({"by": "", "at": PartialDate(1900)})


class FieldChange(NamedTuple):
    """A changed field: its name and label, its words; ``old`` is None where nobody knows them."""

    name: str
    label: str
    new: str
    old: str | None = None


@dataclass(frozen=True)
class ReviewSurvey:
    """``public``: what is shown, and what lacks only a review. ``lines``: the reviews so far.

    ``changed``: id -> names of the fields that changed since the review. ``new``: ids of records
    that are not listed. ``lost``: listed ids that are no record. ``hidden``: id -> why not shown.
    """

    public: PublicCatalog
    lines: Mapping[str, ReviewLine]
    changed: Mapping[str, tuple[str, ...]]
    new: tuple[str, ...]
    lost: tuple[str, ...]
    hidden: Mapping[str, str]

    def list_followers(self, id: str) -> tuple[str, ...]:
        """Ids of the records that adopt one which has changed, and have changed as it has."""
        names = frozenset(self.changed.get(id, ()))
        return tuple(
            other
            for other, theirs in self.changed.items()
            if names.issuperset(theirs) and find_adopted(self.public.entries[other].record) == id
        )

    def describe_own_changes(self, id: str) -> str:
        """What an adopter says otherwise than its reference, a line for each sort."""
        record = self.public.entries[id].record
        if not isinstance(record, AdoptableRecord):
            return ""
        return words_of(show_own_changes(self.public, record))

    def make_lines(
        self, ids: Iterable[str], by: str, at: datetime.date
    ) -> dict[str, ReviewLine | None]:
        """The lines that record a review of these; None for one that is to go."""
        day = PartialDate(at.year, at.month, at.day)
        return {
            id: ReviewLine(day, by, write_fields(digest_entry(self.public, id)))
            if id in self.public.entries
            else None
            for id in ids
        }

    def describe_fields(self, id: str) -> Iterator[FieldChange]:
        """The changed fields of a record; of one that is not listed, all that it says."""
        entry = self.public.entries[id]
        labels = {label: name for name, label in entry.record.field_labels()}
        shown = (labels[label] for label in digest_entry(self.public, id))
        for name in self.changed.get(id) or ((*shown,) if id in self.new else ()):
            label = dict(entry.record.field_labels()).get(name, name)
            yield FieldChange(name, label, write_words(self.public, id, name))


def survey_reviews(
    catalog: Catalog, lines: Mapping[str, ReviewLine], as_of: datetime.date
) -> ReviewSurvey:
    """Compare all that is shown on a day, or would be if it were reviewed, with its reviews.

    What it is too early to show is looked at too: it becomes public by itself.
    """
    released = release(assume_reviewed(catalog), as_of)
    public = released.public
    found = {
        id: find_changed_fields(public, catalog.entries, id, lines[id].fields)
        for id in public.entries
        if id in lines
    }
    return ReviewSurvey(
        public,
        lines,
        changed={id: names for id, names in found.items() if names},
        new=tuple(id for id in public.entries if id not in lines),
        lost=tuple(id for id in lines if id not in catalog.entries),
        hidden=released.unreleased,
    )


def assume_reviewed(catalog: Catalog) -> Catalog:
    """The catalog as it would be if every record had been reviewed, and its day had come."""
    shown = ((id, show_early_fields(entry)) for id, entry in catalog.entries.items())
    entries = {
        id: entry if entry.record.review else entry.with_review(_TO_COME) for id, entry in shown
    }
    return replace(catalog, entries=entries)


def write_words(public: PublicCatalog, id: str, name: str) -> str:
    """What a page says of a field; empty where it has no such field any more."""
    entry = public.entries[id]
    if name not in type(entry.record).model_fields:
        return ""
    return words_of(field_cell(public, entry, name))


def find_old_words(
    survey: ReviewSurvey, earlier: Catalog, as_of: datetime.date
) -> dict[tuple[str, str], str]:
    """(id, field) -> words, of the changed fields that in an ``earlier`` catalog are just as
    they were reviewed: the digests say so."""
    public = release(assume_reviewed(earlier), as_of).public
    words: dict[tuple[str, str], str] = {}
    for id, names in survey.changed.items():
        if id in public.entries:
            spellings = spellings_of(public.entries[id].kind.model)
            then = {spellings[k]: v for k, v in digest_entry(public, id).items()}
            digests = split_fields(survey.lines[id].fields)
            reviewed = {spellings.get(k, k): v for k, v in digests.items()}
            for name in names:
                if then.get(name) == reviewed.get(name):
                    words[id, name] = write_words(public, id, name)
    return words
