"""Which sheets on the walls to replace, take down or put up (S4-19, S4-31).

This needs today's sheets, so it is a stage of its own after the release. It reads all postings,
internal ones too, and reports to the editors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from shaiquan import codes
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Finding, Location, finding
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import require_index
from shaiquan.ledger.sheet_status import HangingSheet, Marks, list_hanging_sheets
from shaiquan.model.ledger import Posting
from shaiquan.model.marks import NO_MARK
from shaiquan.model.terms import Scope, SheetStatus, State
from shaiquan.problems import Bilingual
from shaiquan.queries.editions import list_registered_marks
from shaiquan.queries.relations import parameters_of

require_index("edition", "procedure", "mark")


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

    @property
    def location(self) -> Location:
        """The mark of its posting."""
        return self.posting.location("mark")


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
    #: the sheets that are not registered as they would be printed today
    unregistered: tuple[Entry, ...]


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
    unregistered = tuple(
        public.entries[id]
        for id, current in marks.items()
        if current[0] not in list_registered_marks(catalog, id)
    )
    return WallSurvey(hanging, tasks, missing, unregistered)


def _make_task(catalog: Catalog, marks: Marks, hanging: HangingSheet) -> WallTask:
    posting, procedure = hanging.posting, catalog.entries[hanging.posting.procedure.id]
    new = next(iter(marks.get(procedure.id, ())), "")
    changed = _UNMARKED if posting.mark == NO_MARK else _CHANGED
    why = changed if new else _explain_removal(procedure)
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
_UNMARKED_SHEET = Bilingual("没有标记的旧图", "an old sheet without a mark")
_UNMARKED = Bilingual("是没有标记的旧图", "it is an old sheet without a mark")


def _explain_removal(procedure: Entry) -> Bilingual:
    """Why a sheet must come down without another in its place."""
    record = procedure.record
    if not record.in_use:
        return Bilingual("流程已经撤回", "the procedure is withdrawn")
    if getattr(record, "wall", False):
        return Bilingual("流程不再向社会公开", "the procedure is not public any more")
    return Bilingual("流程不再上墙", "the procedure is not for walls any more")


def check_walls(catalog: Catalog, survey: WallSurvey, marks: Marks) -> Iterator[Finding]:
    """A finding for every task, at the line that it is about."""
    postings = tuple(_check_postings(catalog, marks))
    yield from postings
    told = {one.location for one in postings}
    for task in survey.tasks:
        if task.location not in told and not _awaits_review(catalog, task):
            yield _report(task)
    if survey.missing:
        names = _name_charts(sheet.entry for sheet in survey.missing)
        first = catalog.entries[survey.missing[0].entry.id]
        words = {"charts": names, "procedure": first.id}
        yield finding(codes.POSTER_MISSING, first.location("wall"), **words)
    told |= {task.location for task in survey.tasks}
    yield from _check_unregistered(catalog, survey, told)
    yield from _check_number(catalog, survey)


def _report(task: WallTask) -> Finding:
    words = {"place": task.place, "chart": task.name, "procedure": task.procedure}
    if task.replaces:
        more = {"mark": _UNMARKED_SHEET if task.old == NO_MARK else task.old, "current": task.new}
        return finding(codes.POSTER_OUTDATED, task.location, **words, **more)
    return finding(codes.POSTER_TO_TAKE_DOWN, task.location, **words, why=task.why)


def _check_unregistered(
    catalog: Catalog, survey: WallSurvey, told: Set[Location]
) -> Iterator[Finding]:
    """One finding for all sheets to be registered, without those told of at a posting."""
    wrong = (sheet for sheet in survey.hanging if sheet.entry.location("mark") in told)
    posted = {sheet.posting.procedure.id for sheet in wrong}
    if new := [entry for entry in survey.unregistered if entry.id not in posted]:
        location = catalog.entries[new[0].id].location("wall")
        words = {"count": len(new), "charts": _name_charts(new)}
        yield finding(codes.SHEET_UNREGISTERED, location, **words)


def _awaits_review(catalog: Catalog, task: WallTask) -> bool:
    """Whether a chart is only not public yet, since its scope or its review is missing: that is
    told, and once it is mended the sheet may stay."""
    record = catalog.entries[task.procedure].record
    scope, review = record.disclosure.scope, record.review
    unreviewed = review is None or review.at.first > catalog.as_of
    undecided = scope is None or (scope is Scope.PUBLIC and unreviewed)
    return not task.replaces and record.state is State.PUBLISHED and undecided


def _name_charts(entries: Iterable[Entry]) -> str:
    """The names of several charts: what is wrong with all of them is told once. Charts that adopt
    one reference have one name."""
    names = Counter(entry.record.name for entry in entries)
    return "、".join(f"“{name}”×{n}" if n > 1 else f"“{name}”" for name, n in names.items())


def _check_postings(catalog: Catalog, marks: Marks) -> Iterator[Finding]:
    """A finding for every posting of a sheet that is not in the ledger (S4-19).

    It needs today's marks: they are what ``print --register`` is about to enter.
    """
    for entry, posting in catalog.records_of(Posting):
        procedure = posting.procedure.id
        known = list_registered_marks(catalog, procedure)
        if posting.state is State.PUBLISHED and posting.mark not in (*known, NO_MARK):
            is_current = posting.mark in marks.get(procedure, ())
            yield finding(
                codes.POSTING_UNREGISTERED,
                entry.location("mark"),
                chart=catalog.heads[procedure].name,
                mark=posting.mark,
                suggestion="" if is_current else suggest_spelling(posting.mark, known),
                mend=_REGISTER if is_current else _explain_mark(catalog, posting.mark, known),
            )


_REGISTER = Bilingual(
    "这就是现行的图，只是还没有登记：运行 python build.py print --register",
    "it is today's sheet, to be registered: python build.py print --register",
)


def _explain_mark(catalog: Catalog, mark: str, known: tuple[str, ...]) -> Bilingual:
    """What to do about a mark that no edition of the chart has."""
    others = (head for head in catalog.heads_of("edition") if head.index["mark"] == mark)
    if other := next(others, None):
        name = catalog.heads[other.index["procedure"].id].name
        return Bilingual(
            f"这个标记是“{name}”的：流程写错了，改 流程；标记抄错了，照墙上那张图改",
            f"it is the mark of '{name}': correct 流程 or the mark",
        )
    marks = "、".join(known)
    return Bilingual(
        f"照墙上那张图抄标记；{f'登记过的有 {marks}；' if known else ''}"
        "没有登记就贴上的图，换成登记过的：python build.py print --register",
        f"copy the mark from the sheet; {f'registered: {marks}; ' if known else ''}"
        "a sheet that was never registered must be replaced: python build.py print --register",
    )


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
