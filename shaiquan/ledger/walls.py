"""Which sheets on the walls to replace, take down or put up (S4-19, S4-31).

This needs today's sheets, so it is a stage of its own after the release. It reads all postings,
internal ones too, and reports to the editors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan import codes
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Finding, finding
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.sheet_status import HangingSheet, Marks, list_hanging_sheets
from shaiquan.model.terms import SheetStatus
from shaiquan.problems import Bilingual
from shaiquan.queries.relations import parameters_of


@dataclass(frozen=True, slots=True)
class WallTask:
    """A sheet to replace or take down, in words for whoever goes there.

    ``name`` and ``procedure`` are the name and the id of its procedure. ``new`` is the mark to put
    up, empty if the sheet only comes down; ``why`` is the reason.
    """

    posting: Entry
    place: str
    size: str
    name: str
    procedure: str
    old: str
    new: str
    why: Bilingual

    @property
    def replaces(self) -> bool:
        return bool(self.new)


@dataclass(frozen=True, slots=True)
class MissingSheet:
    """A sheet that hangs nowhere: its procedure, and the mark of one printed today."""

    entry: Entry
    mark: str


@dataclass(frozen=True, slots=True)
class WallSurvey:
    """What hangs on a day, what to do about it, and which current sheets hang nowhere."""

    hanging: tuple[HangingSheet, ...]
    tasks: tuple[WallTask, ...]
    missing: tuple[MissingSheet, ...]


def survey_walls(catalog: Catalog, public: PublicCatalog, marks: Marks) -> WallSurvey:
    """The walls on the day of the release, with the marks of all sheets as they are then."""
    hanging = list_hanging_sheets(catalog, marks, public.as_of)
    outdated = (sheet for sheet in hanging if sheet.status is not SheetStatus.IN_FORCE)
    procedures = {sheet.posting.procedure.id for sheet in hanging}
    missing = tuple(
        MissingSheet(public.entries[id], current[0])
        for id, current in marks.items()
        if id not in procedures
    )
    tasks = tuple(_make_task(catalog, marks, sheet) for sheet in outdated)
    return WallSurvey(hanging, tasks, missing)


def _make_task(catalog: Catalog, marks: Marks, hanging: HangingSheet) -> WallTask:
    posting, procedure = hanging.posting, catalog.entries[hanging.posting.procedure.id]
    new = next(iter(marks.get(procedure.id, ())), "")
    why = _CHANGED if new else _explain_removal(procedure)
    return WallTask(
        posting=hanging.entry,
        place=posting.place,
        size=posting.size.label,
        name=procedure.record.name,
        procedure=procedure.id,
        old=posting.mark,
        new=new,
        why=why,
    )


_CHANGED = Bilingual("图上的内容已经改了", "its words have changed")


def _explain_removal(procedure: Entry) -> Bilingual:
    """Why a sheet must come down without another in its place."""
    record = procedure.record
    if not record.in_use:
        return Bilingual("流程已经撤回", "the procedure is withdrawn")
    if getattr(record, "wall", False):
        return Bilingual("流程不再向社会公开", "the procedure is not public any more")
    return Bilingual("流程不再上墙", "the procedure is not for walls any more")


def check_walls(catalog: Catalog, survey: WallSurvey) -> Iterator[Finding]:
    """A finding for every task, at the line that it is about."""
    for task in survey.tasks:
        words = {"place": task.place, "chart": task.name}
        location = task.posting.location("mark")
        if task.replaces:
            marks = {"mark": task.old, "current": task.new}
            yield finding(codes.POSTER_OUTDATED, location, **words, **marks)
        else:
            yield finding(codes.POSTER_TO_TAKE_DOWN, location, **words, why=task.why)
    for sheet in survey.missing:
        location, name = catalog.entries[sheet.entry.id].location("wall"), sheet.entry.record.name
        yield finding(codes.POSTER_MISSING, location, chart=name, name=name)
    yield from _check_number(catalog, survey)


def _check_number(catalog: Catalog, survey: WallSurvey) -> Iterator[Finding]:
    """A finding at the first sheet beyond the number that a unit allows (S4-31)."""
    units: defaultdict[str, list[HangingSheet]] = defaultdict(list)
    for sheet in survey.hanging:
        units[catalog.entries[sheet.posting.procedure.id].record.unit_id].append(sheet)
    for unit, sheets in units.items():
        limit = parameters_of(catalog, unit).most_posters
        if limit is not None and len(sheets) > limit:
            sheets.sort(key=lambda sheet: sheet.posting.since)
            name = catalog.entries[unit].record.name if unit else catalog.site.unit
            words = {"unit": name, "count": len(sheets), "most": limit}
            yield finding(codes.TOO_MANY_POSTERS, sheets[limit].entry.location("place"), **words)
