"""``reviews.yml`` beside the records: each line is the review of its record.

A record that is not listed there is reviewed as it says itself (审查). Of one that is listed, the
line says who reviewed it and when, whatever the record or a default says.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import replace

from shaiquan import codes
from shaiquan.content.catalog import Entry
from shaiquan.content.places import Finding, Location, finding
from shaiquan.content.suggestions import is_among, suggest_spelling
from shaiquan.model.common import Review
from shaiquan.model.review_lines import ReviewLine
from shaiquan.model.scalars import PartialDate
from shaiquan.model.site import Site
from shaiquan.model.terms import Scope, State

#: a term of a party committee (中国共产党章程): so often its powers are looked at anew
_REVIEW_YEARS = 5


def apply_reviews(
    entries: Mapping[str, Entry], reviews: Mapping[str, ReviewLine]
) -> dict[str, Entry]:
    """The records, the listed ones with the review of their line: equal ones as one object."""
    reviewed = dict(entries)
    known: dict[tuple[str, PartialDate], Review] = {}
    for id, line in reviews.items():
        if id in entries:
            review = entries[id].record.review
            if review is None or (review.by, review.at) != (line.by, line.at):
                review = known.setdefault((line.by, line.at), line.review)
                reviewed[id] = entries[id].with_review(review)
    return reviewed


def review_years_of(site: Site) -> int:
    """For how many years a review holds; 0 where it holds for ever."""
    return _REVIEW_YEARS if site.review_years is None else site.review_years


def find_next_review(reviewed: PartialDate, years: int) -> PartialDate | None:
    """Until when a record reviewed then is to be reviewed again; None where it need not be."""
    if not years or reviewed.year + years > datetime.MAXYEAR:
        return None
    day = min(reviewed.day, 28) if reviewed.day and reviewed.month == 2 else reviewed.day
    return PartialDate(reviewed.year + years, reviewed.month, day)


def is_review_due(reviewed: PartialDate, years: int, as_of: datetime.date) -> bool:
    """Whether a review of then no longer holds."""
    next_review = find_next_review(reviewed, years)
    return next_review is not None and next_review.last < as_of


def find_lost_reviews(
    path: str, reviews: Mapping[str, ReviewLine], ids: Container[str]
) -> Iterator[Finding]:
    """Lines of the file at ``path`` for records that are not there."""
    for id in reviews:
        if id not in ids:
            yield finding(codes.REVIEW_WITHOUT_RECORD, Location(path, (id,)), id=id)


def find_doubtful_reviews(
    path: str,
    reviews: Mapping[str, ReviewLine],
    entries: Mapping[str, Entry],
    site: Site,
    as_of: datetime.date,
) -> Iterator[Finding]:
    """Reviews that are still to come, which release nothing, and reviews of long ago.

    ``entries`` are the records as they are reviewed.
    """
    years = review_years_of(site)
    for id, entry in entries.items():
        review = entry.record.review
        scope = entry.record.disclosure.scope
        if not review or entry.record.state is not State.PUBLISHED or scope is not Scope.PUBLIC:
            continue
        words = {"name": entry.record.name or id, "date": review.at, "id": id, "years": years}
        location = Location(path, (id,)) if id in reviews else entry.location("review", "at")
        cause = Location(path) if id in reviews else None
        if review.at.first > as_of:
            yield replace(finding(codes.REVIEW_AHEAD, location, **words), cause=cause)
        elif is_review_due(review.at, years, as_of):
            yield replace(finding(codes.REVIEW_OLD, location, **words), cause=cause)


def find_unknown_reviewers(
    path: str, reviews: Mapping[str, ReviewLine], entries: Mapping[str, Entry], site: Site
) -> Iterator[Finding]:
    """Reviewers whom the site does not name, if it names any."""
    if not site.reviewers:
        return
    for id, line in reviews.items():
        yield from _find_unknown(line.by, site.reviewers, Location(path, (id,)))
    for id, entry in entries.items():
        if entry.record.review and id not in reviews:
            location = entry.location("review", "by")
            yield from _find_unknown(entry.record.review.by, site.reviewers, location)


def _find_unknown(by: str, known: Collection[str], location: Location) -> Iterator[Finding]:
    if not is_among(by, known):
        words = {"by": by, "suggestion": suggest_spelling(by, known), "known": "、".join(known)}
        yield finding(codes.UNKNOWN_REVIEWER, location, **words)
