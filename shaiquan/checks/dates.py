"""Dates that are believed: what is said to have happened cannot lie ahead (S2-09, S4-19).

A date ahead proves nothing, wherever it stands: a tenure that begins later fills no post
(``checks.posts``), a check to come is none (``checks.rules``), a review to come releases nothing
(``disclosure.release``). Here it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shaiquan.checks.check_types import ERROR, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.base import Part
from shaiquan.model.bodies import Post, Tenure
from shaiquan.model.common import Disclosure, Record, Review
from shaiquan.model.deliberations import Emergency, Vote
from shaiquan.model.entries import DatedEntry, StageDate
from shaiquan.model.handling import Entrustment
from shaiquan.model.ledger import Edition, Posting
from shaiquan.model.lists import ListCell
from shaiquan.model.meeting_types import MeetingType
from shaiquan.model.meetings import Meeting, Minutes
from shaiquan.model.obligations import Obligation
from shaiquan.model.procedures import Procedure
from shaiquan.model.programmes import Filing, Phase, Programme, ProgrammeTask
from shaiquan.model.rules import Revision, Rule
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import Path, fields_containing
from shaiquan.model.site import Holidays, Site
from shaiquan.model.topic_steps import (
    Consultation,
    Evaluated,
    GatePassed,
    Nomination,
    Proposed,
    PublicNotice,
    Signature,
    StageLogged,
    TopicOrigin,
)
from shaiquan.model.topic_tasks import Progress, PublicationStages, Task
from shaiquan.model.topics import Topic

#: dates of what has been done, which cannot lie ahead
DONE: Mapping[type[Part], tuple[str, ...]] = {
    Record: ("withdrawn",),
    Disclosure: ("formed",),
    Rule: ("adopted",),
    Revision: ("at",),
    Post: ("self_checked",),
    Procedure: ("checked",),
    Edition: ("registered",),
    TopicOrigin: ("at",),
    Proposed: ("at",),
    Consultation: ("at",),
    GatePassed: ("received", "at"),
    Signature: ("at",),
    Nomination: ("at",),
    Emergency: ("at",),
    Vote: ("announced",),
    Minutes: ("at",),
    StageLogged: ("at",),
    Topic: ("finished",),
    Evaluated: ("at",),
    Posting: ("checked",),
    Progress: ("at",),
    Task: ("done",),
    PublicationStages: ("decision", "execution", "feedback"),
    Programme: ("issued",),
    Filing: ("at",),
    DatedEntry: ("at", "done", "published"),
    StageDate: ("at",),
}
#: dates that may lie ahead, or of which another check asks: until when a record is shown
#: (``disclosure.release``), the force of a rule, reviews (both ``content``), tenures, postings,
#: entrustments, a meeting that is called, its rules, a notice that is announced, the deadline of a
#: task or of an entry, the phases of a programme, from when to when something is due, a column of a
#: list's own
ELSEWHERE: Mapping[type[Part], tuple[str, ...]] = {
    Disclosure: ("since", "until"),
    Rule: ("effective", "repealed"),
    Review: ("at",),
    Tenure: ("since", "until"),
    Posting: ("since", "until"),
    Holidays: ("off", "work"),
    Site: ("as_of", "history_since"),
    Entrustment: ("since", "until"),
    Meeting: ("at", "notified", "materials"),
    MeetingType: ("since", "until"),
    PublicNotice: ("since", "until"),
    Task: ("deadline",),
    ProgrammeTask: ("start",),
    Phase: ("since", "until"),
    DatedEntry: ("due",),
    Obligation: ("since", "until"),
    ListCell: ("date",),
}


def _list_done(
    part: Part, path: Path = (), holder: str = ""
) -> Iterator[tuple[Path, str, PartialDate]]:
    """Place, label and value of each date of what a part, or one in it, says was done.

    The 日期 of a part is called as the field in which the part stands: 修订, 签批.
    """
    done = [name for known, names in DONE.items() if isinstance(part, known) for name in names]
    for name, _ in fields_containing(type(part), (PartialDate,)):
        value = getattr(part, name)
        for place, item in _list_items(value, (*path, name)) if value else ():
            label = type(part).label_of(name)
            if isinstance(item, Part):
                yield from _list_done(item, place, label)
            elif name in done:
                yield place, (holder or label) if name == "at" else label, item


def _list_items(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """What stands in a field: the items of a list or a mapping, else the value itself."""
    if isinstance(value, tuple | dict):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        yield from (((*path, key), item) for key, item in pairs)
    else:
        yield path, value


@check(
    "date-ahead",
    WARNING,
    "S0-15, S2-09, S4-19",
    subject=Record,
    zh="“{field}”写的是{date}，还没有到，不能算已经做过",
    en="'{field}' is {date}, which is still to come, so it proves nothing",
    mend="改正日期；还没有做的，做了再写",
    mend_en="correct the date, or write it once it is done",
    example="核对日期: 2099-01-01",
)
def find_dates_ahead(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    for path, label, date in _list_done(record):
        if date.first > catalog.as_of:
            yield entry.location(*path), {"field": label, "date": date}


#: (part, earlier date, later date)
_SPANS: tuple[tuple[type[Record], str, str], ...] = (
    (Tenure, "since", "until"),
    (Rule, "adopted", "repealed"),
    (Rule, "effective", "repealed"),
    (Obligation, "since", "until"),
    (DatedEntry, "at", "done"),
    (DatedEntry, "at", "published"),
)


def say_reversed(part: Part, early: str = "since", late: str = "until") -> dict[str, object]:
    """The words of a message where the later date of a part comes first; else none."""
    since, until = getattr(part, early), getattr(part, late)
    if not (since and until and until.last < since.first):
        return {}
    labels = {"early": part.label_of(early), "late": part.label_of(late)}
    return {**labels, "since": since, "until": until}


@check(
    "dates-reversed",
    ERROR,
    "S0-02, S1-05, X-03",
    subject=Record,
    zh="“{late}”{until}比“{early}”{since}还早",
    en="'{late}' ({until}) is before '{early}' ({since})",
    mend="改正其中一个",
    mend_en="correct one of the two",
    example="{岗位: 书记, 从: 2026-05-07, 至: 2025-05-07}",
)
def find_reversed_dates(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    spans: list[tuple[Part, str, str, Path]] = [
        (record, early, late, ()) for kind, early, late in _SPANS if isinstance(record, kind)
    ]
    spans.append((record.disclosure, "since", "until", ("disclosure",)))
    if isinstance(record, Programme):
        spans += [(p, "since", "until", ("phases", at)) for at, p in enumerate(record.phases)]
        spans += [(t, "start", "deadline", ("tasks", at)) for at, t in enumerate(record.tasks)]
    told: set[Path] = set()
    for part, early, late, path in spans:
        place = (*path, late)
        if place not in told and (words := say_reversed(part, early, late)):
            told.add(place)
            yield entry.location(*place), words
