"""The commands: one recipe, stopped at different points (edge: writes the site, the ledger).

Nothing is imported that a build after no change does not need.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from shaiquan.build.fingerprints import PRINT_FOLDER, fingerprint_tool
from shaiquan.build.inputs import Inputs, is_site_intact
from shaiquan.build.memory import BuildMemory, BuildSummary
from shaiquan.build.options import Options, Progress
from shaiquan.build.site_memory import DAMAGED, NOTHING, SiteMemory
from shaiquan.build.store import Damaged
from shaiquan.files.writing import Written
from shaiquan.problems import Bilingual, Problem, Rejected

if TYPE_CHECKING:
    from shaiquan.build.recipe import CheckedContent, Recipe
    from shaiquan.content.loading import LoadedContent
    from shaiquan.ledger.ledger_files import LedgerWrite
    from shaiquan.ledger.poster_plans import PosterChange, PosterRequest, WallWork

T = TypeVar("T")


@dataclass(frozen=True)
class BuildReport:
    """What a build did: the problems that do not stop it, what was written, what was done.

    ``unreleased_count``: how many records are not public. ``performed`` and ``reused`` are names
    of actions; both are empty after no change. ``cache_reset`` says why the memory of earlier
    builds could not be used; empty where it could or there was none.
    """

    problems: tuple[Problem, ...]
    unreleased_count: int
    written: Written
    performed: tuple[str, ...] = ()
    reused: tuple[str, ...] = ()
    cache_reset: Bilingual = NOTHING


def build_site(
    options: Options, progress: Progress, site_memory: SiteMemory | None = None
) -> BuildReport:
    """Build the site. Raises Rejected, with nothing written, where the content has errors.

    ``site_memory`` is for a process that builds again and again: what it read is kept there.
    """
    return _Command(options, progress, site_memory or SiteMemory()).build()


def check_site(options: Options, progress: Progress) -> tuple[Problem, ...]:
    """Every problem of the content, with those that only its drawn sheets show. Writes nothing."""
    return _Command(options, progress, SiteMemory(reads_only=True)).check()


def read_content(options: Options, progress: Progress) -> LoadedContent:
    """The content, which breaks no rule. Raises Rejected."""
    return _Command(options, progress, SiteMemory(reads_only=True)).read()


def register_sheets(options: Options, progress: Progress) -> tuple[LedgerWrite, BuildReport]:
    """Register today's sheets in the ledger, then build; without a site nothing is registered.

    Raises Rejected.
    """
    written = _Command(options, progress, SiteMemory()).register()
    with written.kept_if_done():
        return written, build_site(options, progress)


def enter_posters(
    options: Options, progress: Progress, request: PosterRequest
) -> tuple[PosterChange, LedgerWrite, BuildReport | None]:
    """Enter what is to be done on the walls into the ledger, then build.

    No report: there is nothing to be done. Without a site the ledger is as it was. Raises Rejected,
    Refused and FileChanged.
    """
    change, written = _Command(options, progress, SiteMemory()).change_posters(request)
    if not change.work:
        return change, written, None
    with written.kept_if_done():
        return change, written, build_site(options, progress)


def survey_posters(options: Options, progress: Progress) -> tuple[WallWork, ...]:
    """What is to be done on the walls today; nothing is written. Raises Rejected."""
    return _Command(options, progress, SiteMemory(reads_only=True)).survey_posters()


class _Command:
    """One run, with the inputs as they are when it begins."""

    def __init__(self, options: Options, progress: Progress, site_memory: SiteMemory) -> None:
        self.options, self.progress, self.known = options, progress, site_memory
        progress("查看", 0, 0)
        self.tool = fingerprint_tool()
        self.inputs = Inputs(options, self.tool)

    def build(self) -> BuildReport:
        with self.known.opened(self.options, self.tool):
            summary = self.known.read_summary()
            same = summary is not None and summary.inputs == self.inputs.all
            if (
                summary
                and same
                and self._is_newest(summary)
                and is_site_intact(self.options.site, summary)
            ):
                written = Written(summary.files, summary.files, summary.size)
                return BuildReport(summary.problems, summary.unreleased_count, written)
            return self._use_memory(self._make_site)

    def _is_newest(self, summary: BuildSummary) -> bool:
        """Whether no version was kept since the last build, where the site tells a history."""
        if summary.newest is None:
            return True
        from shaiquan.build.site_history import find_newest

        return summary.newest == find_newest(self.options.content)

    def check(self) -> tuple[Problem, ...]:
        def stop_after_survey(recipe: Recipe) -> tuple[Problem, ...]:
            checked = recipe.survey(self._check(recipe))
            return (*checked.loaded.problems, *self._check_assets(checked))

        with self.known.opened(self.options, self.tool):
            try:
                return self._use_memory(stop_after_survey)
            except Rejected as fault:
                return fault.problems

    def _check_assets(self, checked: CheckedContent) -> tuple[Problem, ...]:
        from shaiquan.build.assets import check_assets

        trusted = checked.setup.public.site.trusted_assets
        return tuple(check_assets(self.inputs.look.assets, trusted))

    def read(self) -> LoadedContent:
        def stop_after_release(recipe: Recipe) -> LoadedContent:
            return self._check(recipe).loaded

        with self.known.opened(self.options, self.tool):
            return self._use_memory(stop_after_release)

    def register(self) -> LedgerWrite:
        def stop_after_release(recipe: Recipe) -> LedgerWrite:
            from shaiquan.ledger.registering import write_editions
            from shaiquan.views.flowcharts import draw_procedures

            public = self._check(recipe).setup.released
            drawings = draw_procedures(public)
            return write_editions(self.options.content, public, drawings, self.options.as_of)

        with self.known.opened(self.options, self.tool):
            return self._use_memory(stop_after_release)

    def survey_posters(self) -> tuple[WallWork, ...]:
        def stop_after_release(recipe: Recipe) -> tuple[WallWork, ...]:
            from shaiquan.ledger.replacing import list_wall_work
            from shaiquan.views.flowcharts import draw_procedures

            setup = self._check(recipe).setup
            return list_wall_work(setup.catalog, setup.released, draw_procedures(setup.released))

        with self.known.opened(self.options, self.tool):
            return self._use_memory(stop_after_release)

    def change_posters(self, request: PosterRequest) -> tuple[PosterChange, LedgerWrite]:
        def stop_after_release(recipe: Recipe) -> tuple[PosterChange, LedgerWrite]:
            from shaiquan.ledger.ledger_files import write_ledger
            from shaiquan.ledger.replacing import plan_posters
            from shaiquan.views.flowcharts import draw_procedures

            checked, content = self._check(recipe), self.options.content
            public, catalog = checked.setup.released, checked.setup.catalog
            digests = {source.path: source.digest for source in checked.loaded.sources}
            drawings = draw_procedures(public)
            change = plan_posters(content, digests, catalog, public, drawings, request)
            return change, write_ledger(content, change.ledger, self.options.as_of)

        with self.known.opened(self.options, self.tool):
            return self._use_memory(stop_after_release)

    def _use_memory(self, work: Callable[[Recipe], T]) -> T:
        """Do work with the memory of the last build; without it where it is damaged."""
        try:
            return self._run(work, self.known.read_memory())
        except Damaged:
            self.known.drop(DAMAGED)
            return self._run(work, BuildMemory())

    def _run(self, work: Callable[[Recipe], T], memory: BuildMemory) -> T:
        from shaiquan.build.recipe import Recipe
        from shaiquan.executors.choosing import choose_executor

        options = self.options
        with choose_executor(options.executor, options.jobs) as executor:
            return work(Recipe(options, self.inputs, memory, executor, self.progress))

    def _check(self, recipe: Recipe) -> CheckedContent:
        loaded = recipe.read(self.known.earlier_reading())
        self.known.keep_reading(loaded)
        loaded = loaded.without_files()
        return recipe.check(loaded)

    def _make_site(self, recipe: Recipe) -> BuildReport:
        from shaiquan.build.site_files import make_site
        from shaiquan.build.site_history import read_history
        from shaiquan.site.site_dates import find_newest_day

        checked = recipe.survey(self._check(recipe))
        public = checked.setup.public
        self.progress("历史", 0, 0)
        history = read_history(self.options.content, checked.content, public, self.known, self.tool)
        setup = replace(checked.setup, changed=find_newest_day(history.changes))
        checked = replace(checked, setup=setup)
        with self.inputs.look.templates.copied(PRINT_FOLDER):
            made = make_site(self.options, self.inputs, recipe.engine, checked, history)
        self.progress("记录", 0, 0)
        self.known.keep_build(made.summary, made.memory)
        return BuildReport(
            problems=made.summary.problems,
            unreleased_count=made.summary.unreleased_count,
            written=made.written,
            performed=tuple(recipe.engine.performed),
            reused=tuple(recipe.engine.reused),
            cache_reset=self.known.reset,
        )
