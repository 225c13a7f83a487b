"""The recipe of every command: read, check, release, survey, then make the files.

``print --register`` stops after the release, ``check`` after the survey. There are three rounds of
actions: the rules of the content; what list pages must know of each record, and the mistakes on
walls; then the files. A round begins only where the one before it found no error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shaiquan import codes
from shaiquan.build import planning
from shaiquan.build.actions import Action
from shaiquan.build.build_content import BuildContent
from shaiquan.build.engine import Engine
from shaiquan.build.fingerprints import Fingerprints, fingerprint_inputs, list_forms
from shaiquan.build.inputs import Inputs
from shaiquan.build.looks import Look
from shaiquan.build.memory import BuildMemory
from shaiquan.build.options import Options, Progress
from shaiquan.build.worker import WorkerSetup
from shaiquan.content.file_faults import find_bad_names, find_folder_faults, find_hidden_files
from shaiquan.content.loading import LoadedContent, add_problems, load_content
from shaiquan.content.places import finding
from shaiquan.content.reading import EarlierReading
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.executors.choosing import choose_executor
from shaiquan.executors.interface import Executor
from shaiquan.executors.local import SerialExecutor
from shaiquan.press import ACCESSIBLE, ARCHIVAL
from shaiquan.problems import Problem, Rejected
from shaiquan.site.words import find_word_faults


@dataclass(frozen=True)
class CheckedContent:
    """Content that breaks no rule, and what is released of it.

    ``loaded``: as it was read; after the survey with every problem. ``setup`` is for the workers.
    ``survey``: None until it is made.
    """

    content: BuildContent
    loaded: LoadedContent
    setup: WorkerSetup
    fingerprints: Fingerprints
    survey: planning.Survey | None = None


class Recipe:
    """The stages before the files, of one run, in their order. ``memory`` is of the last build."""

    def __init__(
        self,
        options: Options,
        inputs: Inputs,
        memory: BuildMemory,
        executor: Executor,
        progress: Progress,
    ) -> None:
        self.options, self.inputs, self.memory = options, inputs, memory
        self.engine = Engine(memory, executor, progress)
        #: what was found beside the problems of reading
        self.problems: list[Problem] = []

    def read(self, earlier: EarlierReading) -> LoadedContent:
        """All content, with what is wrong with its files and values."""
        options = self.options
        self.engine.progress("读取", 0, 0)
        # the files are on this machine: no cluster could read them
        with choose_executor("", options.jobs) as executor:
            # what two would gain they lose on handing records over
            worthwhile = executor if executor.workers > 2 else SerialExecutor()
            return load_content(
                options.content, self.inputs.content, earlier, worthwhile, options.as_of
            )

    def check(self, loaded: LoadedContent) -> CheckedContent:
        """Check what was read, and release it. Raises Rejected, with every problem, if anything
        is wrong."""
        options, engine = self.options, self.engine
        self._choose_look(loaded)
        if not loaded.sound:
            raise Rejected(add_problems(loaded, self.problems, options.strict).problems)
        content = BuildContent(loaded, self.memory.snapshot, options)
        content.note_used(self.inputs)
        fingerprints = fingerprint_inputs(options, self.inputs)
        engine.locate = content.places.locate
        engine.mark_changed(content.changed)
        setup = self._setup_checks(content)
        self._check(planning.plan_checks(content.catalog, fingerprints), setup)
        self._require_sound(loaded)
        engine.progress("公开", 0, 0)
        public, released = content.release()
        setup = replace(
            setup, public=public, released=released, withheld_texts=content.withheld_texts
        )
        engine.mark_changed(content.changed)
        return CheckedContent(content, loaded, setup, fingerprints)

    def _choose_look(self, loaded: LoadedContent) -> None:
        """Take the look that the site asks for, and find what is wrong with its files."""
        theme = loaded.catalog.site.theme if loaded.catalog else ""
        looks = self.inputs.looks
        if theme in ("", *looks.themes):
            self.inputs.look = looks.choose(theme)
        elif loaded.catalog:
            words = {"value": theme, "suggestion": suggest_spelling(theme, looks.themes)}
            location = loaded.catalog.site_location("theme")
            known = "、".join(looks.themes)
            unknown = finding(codes.UNKNOWN_THEME, location, **words, known=known)
            self.problems.append(loaded.places.locate(unknown))
        self.problems += _find_faults(self.inputs.look)

    def survey(self, checked: CheckedContent) -> CheckedContent:
        """Find what list pages must know of each record, and check the walls. Raises Rejected."""
        setup, fingerprints = checked.setup, checked.fingerprints
        public, released = setup.public, setup.released
        reviews = checked.loaded.reviews
        self._check(planning.plan_survey(public, released, reviews, fingerprints), setup)
        survey = planning.collect_survey(public, released, self.engine.actions)
        self._check((planning.plan_wall_check(survey, fingerprints),), setup)
        loaded = self._require_sound(checked.loaded)
        setup = replace(setup, booklets=survey.booklets)
        if not survey.shows_more:  # else the sheets of the preview may be others
            setup = replace(setup, fits=survey.fits)
        checked.content.note_lost_places(self.inputs, self.engine)
        return replace(checked, loaded=loaded, setup=setup, survey=survey)

    def _check(self, actions: tuple[Action, ...], setup: WorkerSetup) -> None:
        """Do a round of actions that find problems and make no files."""
        for _ in self.engine.perform(actions, setup, "检查"):
            pass
        for action in actions:
            self.problems += self.engine.actions[action.name].problems

    def _require_sound(self, loaded: LoadedContent) -> LoadedContent:
        """The content with all problems found so far. Raises Rejected with an error."""
        loaded = add_problems(loaded, self.problems, self.options.strict)
        if not loaded.sound:
            raise Rejected(loaded.problems)
        return loaded

    def _setup_checks(self, content: BuildContent) -> WorkerSetup:
        """What workers know before anything is released: enough for the rules of the content."""
        options = self.options
        nothing = PublicCatalog.empty(content.catalog.site, options.as_of)
        return WorkerSetup(
            catalog=content.catalog,
            public=nothing,
            released=nothing,
            templates=self.inputs.look.templates,
            forms=list_forms(options),
            standard=ARCHIVAL if options.archive else ACCESSIBLE,
            printing=options.printing,
            preview=options.preview,
            template_cache=None if options.executor else options.cache,
        )


def _find_faults(look: Look) -> Iterator[Problem]:
    """What is wrong with the files of a look, and with its words."""
    for layers in look.list_layers():
        yield from (fault for layer in layers for fault in find_folder_faults(*layer))
        yield from find_hidden_files(layers)
    yield from find_bad_names(look.assets.scanned, look.assets.folder_of)
    yield from find_word_faults(look.templates)
