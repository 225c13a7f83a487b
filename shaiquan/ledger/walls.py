"""What is to be done about the sheets on the walls: replace, take down, put up (S4-19, S4-31).

Known only once it is clear what the sheets say on the day: a stage of its own after the
release. It sees every posting, internal ones too, and is told to those who keep the content.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shaiquan import codes
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Finding, finding
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.sheet_status import (
    CurrentSheet,
    CurrentSheets,
    HangingSheet,
    list_current_sheets,
    list_hanging_sheets,
)
from shaiquan.model.ledger import Posting
from shaiquan.model.terms import SheetStatus, State
from shaiquan.problems import Both
from shaiquan.queries.relations import parameters
from shaiquan.views.flowcharts import Drawing


@dataclass(frozen=True, slots=True)
class WallTask:
    """A sheet that hangs where another should, or none; in plain words, for those who go there.

    ``new`` is the mark to put up, empty where the sheet only comes down; ``why`` says why.
    """

    posting: Entry
    place: str
    size: str
    chart: str
    procedure: str
    old: str
    new: str
    why: Both

    @property
    def replaces(self) -> bool:
        return bool(self.new)


@dataclass(frozen=True, slots=True)
class WallSurvey:
    """What hangs on a day, what is to be done about it, and which sheets hang nowhere yet."""

    hanging: tuple[HangingSheet, ...]
    tasks: tuple[WallTask, ...]
    missing: tuple[CurrentSheet, ...]


def survey_walls(
    catalog: Catalog, public: PublicCatalog, charts: Mapping[str, Drawing]
) -> WallSurvey:
    """The walls on the day of the release. Where no posting was ever written, none is missing."""
    current = list_current_sheets(public, charts)
    found = list_hanging_sheets(catalog, current, public.as_of)
    wrong = (each for each in found if each.standing is not SheetStatus.IN_FORCE)
    posted = {each.posting.procedure.id for each in found}
    kept = any(each.state is State.PUBLISHED for _, each in catalog.records(Posting))
    missing = tuple(each for id, each in current.items() if kept and id not in posted)
    return WallSurvey(found, tuple(_task(catalog, current, each) for each in wrong), missing)


def _task(catalog: Catalog, current: CurrentSheets, each: HangingSheet) -> WallTask:
    posting, procedure = each.posting, catalog.entries[each.posting.procedure.id]
    sheet = current.get(procedure.id)
    new, why = (sheet.mark, _CHANGED) if sheet else ("", _reason(procedure))
    return WallTask(
        each.entry, posting.place, posting.size.label, procedure.record.name, procedure.id,
        posting.mark, new, why,
    )  # fmt: skip


_CHANGED = Both("图上的内容已经改了", "its words have changed")


def _reason(procedure: Entry) -> Both:
    """Why a sheet must come down and none takes its place."""
    record = procedure.record
    if not record.in_use:
        return Both("流程已经撤回", "the procedure is withdrawn")
    if getattr(record, "wall", False):
        return Both("流程不再向社会公开", "the procedure is not public any more")
    return Both("流程不再上墙", "the procedure is not for walls any more")


def check_walls(catalog: Catalog, found: WallSurvey) -> Iterator[Finding]:
    """Each thing to do at the line that names it."""
    for each in found.tasks:
        words = {"place": each.place, "chart": each.chart}
        spot = each.posting.spot("mark")
        if each.replaces:
            marks = {"mark": each.old, "current": each.new}
            yield finding(codes.POSTER_OUTDATED, spot, **words, **marks)
        else:
            yield finding(codes.POSTER_TO_TAKE_DOWN, spot, **words, why=each.why)
    for sheet in found.missing:
        chart = sheet.entry.record.name
        yield finding(codes.POSTER_MISSING, sheet.entry.spot("wall"), chart=chart)
    yield from _too_many(catalog, found)


def _too_many(catalog: Catalog, found: WallSurvey) -> Iterator[Finding]:
    """At the first sheet beyond what the unit means to hang (S4-31)."""
    units: defaultdict[str, list[HangingSheet]] = defaultdict(list)
    for each in found.hanging:
        own = catalog.entries[each.posting.procedure.id].record.unit
        units[own.id if own else ""].append(each)
    for unit, held in units.items():
        most = parameters(catalog, unit).most_posters
        if most is not None and len(held) > most:
            held.sort(key=lambda each: each.posting.since)
            named = catalog.entries[unit].record.name if unit else catalog.site.unit
            words = {"unit": named, "count": len(held), "most": most}
            yield finding(codes.TOO_MANY_POSTERS, held[most].entry.spot("place"), **words)
