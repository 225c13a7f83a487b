"""The stages of a build: read, check, release, plan, make every file, exchange.

There are three rounds of actions: the rules of the content; what list pages must know of each
record, and the mistakes on walls; then every file. A round begins only where the one before it
found no error.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import metadata

from shaiquan import __version__
from shaiquan.build import planning
from shaiquan.build.actions import Action
from shaiquan.build.build_content import (
    BuildContent,
    PatchedContent,
    ReadContent,
    list_removed_values,
)
from shaiquan.build.catalog_store import CatalogStore, SitePlan
from shaiquan.build.engine import Engine
from shaiquan.build.fingerprints import PRINT_FOLDER, fingerprint_inputs, list_forms
from shaiquan.build.inputs import Inputs, read_folder_time, read_folder_times
from shaiquan.build.memory import BuildMemory, BuildSummary, drop_unused_keys
from shaiquan.build.options import MANIFEST, Options, Progress
from shaiquan.build.output import SiteOutput, render_manifest, sha256, stamp_files
from shaiquan.build.patching import patch_catalogs
from shaiquan.build.worker import WorkerSetup
from shaiquan.content.catalog import Catalog
from shaiquan.content.loading import LoadedContent, add_problems, load_content
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.executors.choosing import choose_executor
from shaiquan.files.layouts import Templates
from shaiquan.files.scanning import Digests, digest, digest_bytes, is_file
from shaiquan.files.writing import Staging, Written, stage_folder
from shaiquan.press import ACCESSIBLE, ARCHIVAL
from shaiquan.problems import Problem, Rejected, apply_severities
from shaiquan.site.tasks import Facts

#: libraries that decide bytes of the site; the font is one
_TOOLS = ("jinja2", "markdown", "nh3", "pygraphviz", "typst", "manimgx-fonts-cjk")


@dataclass(frozen=True)
class BuildOutcome:
    """What was made, and what is to be stored of it; ``plan``: None where the old one is kept."""

    written: Written
    summary: BuildSummary
    memory: BuildMemory
    engine: Engine
    content: BuildContent
    inputs: Inputs
    before: BuildMemory
    plan: SitePlan | None

    def list_new_values(self) -> Iterator[tuple[str, bytes]]:
        """(name, value) of what is to be stored beside what is stored already."""
        yield "tool", self.inputs.tool
        yield "summary", self.summary.pack()
        yield "memory", self.memory.pack()
        if self.plan:
            yield "plan", pickle.dumps(self.plan, protocol=5)
        yield "base", self.content.make_stored_content(self.inputs).pack()
        yield from self.content.list_new_values()

    def list_removed_values(self) -> Iterator[str]:
        """The names of what is stored of records that are not there any more."""
        return list_removed_values(self.before.snapshot, self.memory.snapshot)


def run_stages(
    options: Options,
    inputs: Inputs,
    memory: BuildMemory,
    stored: CatalogStore | None,
    progress: Progress,
) -> BuildOutcome:
    """Make the site. Raises Rejected, with nothing written, where the content has errors."""
    with (
        choose_executor(options.executor, options.jobs) as executor,
        inputs.templates.copied(PRINT_FOLDER),
    ):
        return _Stages(options, inputs, memory, Engine(memory, executor, progress), stored).run()


class _Stages:
    def __init__(
        self,
        options: Options,
        inputs: Inputs,
        memory: BuildMemory,
        engine: Engine,
        stored: CatalogStore | None,
    ) -> None:
        self.options, self.inputs, self.stored = options, inputs, stored
        self.memory, self.engine = memory, engine
        self.needs_plan = True
        self.new_plan: SitePlan | None = None
        self.problems: list[Problem] = []

    def run(self) -> BuildOutcome:
        self.engine.progress("读取", 0, 0)
        content = self._read_content()
        content.note_used(self.inputs)
        self.fingerprints = fingerprint_inputs(self.options, self.inputs)
        self.engine.locate, self.needs_plan = content.locate, content.needs_plan
        self.engine.mark_changed(content.changed)
        setup = _setup_checks(self.options, content.catalog, self.inputs.templates)
        self._check(planning.plan_checks(content.catalog, self.fingerprints), setup)
        _require_sound(self._weigh(content))
        self.engine.progress("公开", 0, 0)
        public = content.release()
        self.engine.mark_changed(content.changed)
        setup = _setup_files(setup, public, content.withheld_texts, self.options)
        self._check(planning.plan_facts(public, self.fingerprints), setup)
        loaded = self._weigh(content)
        _require_sound(loaded)
        return self._write(setup, content, loaded)

    def _read_content(self) -> BuildContent:
        """The content, patched where that is possible."""
        options, stored = self.options, self.stored
        if stored is not None and options.as_of == stored.base.as_of:
            scanned = self.inputs.content
            patch = patch_catalogs(options.content, scanned, stored, self.memory.snapshot)
            if patch:
                return PatchedContent(patch, stored.base)
        loaded = load_content(options.content)
        if not loaded.sound:
            raise Rejected(add_problems(loaded, (), options.strict).problems)
        return ReadContent(loaded, self.memory.snapshot, options)

    def _weigh(self, content: BuildContent) -> LoadedContent:
        return add_problems(content.loaded, self.problems, self.options.strict)

    def _check(self, actions: tuple[Action, ...], setup: WorkerSetup) -> None:
        """Do a round of actions that find problems and make no files."""
        for _ in self.engine.perform(actions, setup, "检查"):
            pass
        for action in actions:
            self.problems += self.engine.actions[action.name].problems

    def _write(
        self, setup: WorkerSetup, content: BuildContent, loaded: LoadedContent
    ) -> BuildOutcome:
        options, engine = self.options, self.engine
        withheld_texts = frozenset(() if options.preview else content.withheld_texts)
        with stage_folder(options.site, MANIFEST, self.memory.spare) as stage:
            output = SiteOutput(stage, self.memory, withheld_texts - self.memory.withheld_texts)
            self._fill(output, setup, withheld_texts)
            written = _write_manifest(output, stage, options)
            stage.old_files = self._list_old_site()  # late: somebody may put a file there
        files = stamp_files(str(options.site), output.digests)
        most_keys = 2 * len(content.snapshot) + 1000
        keys, actions = drop_unused_keys(engine.memory.keys, engine.actions, most_keys)
        memory = BuildMemory(
            snapshot=content.snapshot,
            keys=keys,
            actions=actions,
            files=files,
            pieces=output.pieces,
            withheld_texts=withheld_texts,
            spare=stage.spare(),
            folders=read_folder_times(options.site, files),
        )
        summary = BuildSummary(
            inputs=self.inputs.all,
            problems=loaded.problems,
            unreleased_count=len(content.unreleased),
            files=written.files,
            size=written.size,
            stamps=tuple((path, stamp) for path, (_, stamp) in files.items()),
            folders=memory.folders,
        )
        return BuildOutcome(
            written, summary, memory, engine, content, self.inputs, self.memory, self.new_plan
        )

    def _list_old_site(self) -> frozenset[str] | None:
        """The files of the last site; None if somebody has put anything else into it."""
        site, folders = str(self.options.site), self.memory.folders
        if not folders or any(read_folder_time(f"{site}/{path}") != at for path, at in folders):
            return None
        return frozenset(self.memory.files)

    def _fill(self, output: SiteOutput, setup: WorkerSetup, withheld_texts: frozenset[str]) -> None:
        """Make every file, or take it over. Raises Rejected where a withheld text is in one."""
        self.engine.progress("规划", 0, 0)
        plan = self._plan_site(setup.public)
        problems = self._make_files(output, plan.actions, setup)
        more = planning.plan_following_pages(plan.actions, self.engine.actions)
        problems += self._make_files(output, more, setup)
        self.engine.progress("写入", 0, 0)
        for joined in plan.joined_files:
            output.join(joined)
        output.add_file(".nojekyll", b"", ())  # hosts that expect a blog hide folders with _
        self._copy_assets(output, withheld_texts)
        problems += output.leaked
        if problems:
            raise Rejected(apply_severities(problems, {}, False))

    def _copy_assets(self, output: SiteOutput, withheld_texts: frozenset[str]) -> None:
        """Put the assets into the site, and note which bytes were used."""
        used: Digests = {}
        scanned = self.inputs.assets
        files = [
            path
            for path, file_digest in scanned.items()
            if is_file(file_digest) and not _is_hidden(path)
        ]
        for path in files:
            try:
                content = (self.options.assets / path).read_bytes()
            except FileNotFoundError:  # deleted meanwhile: noted as not used
                continue
            used[path] = digest_bytes(content)
            output.add_file(f"assets/{path}", content, withheld_texts)
        self.inputs.note_used(scanned, used, files)

    def _plan_site(self, public: PublicCatalog) -> SitePlan:
        """Everything that makes files.

        A plan depends on heads, mentions and facts alone: while these are as they were, the
        last plan is used.
        """
        fingerprint = digest(repr(self.fingerprints).encode())
        old = self.stored.plan() if self.stored and not self.needs_plan else None
        if old and old.fingerprint == fingerprint and not self._has_new_facts():
            return old
        actions = planning.plan_files(public, self._collect_facts(), self.fingerprints)
        self.new_plan = SitePlan(fingerprint, actions, planning.plan_joined_files(public))
        return self.new_plan

    def _has_new_facts(self) -> bool:
        performed = (name for name in self.engine.performed if name.startswith("facts "))
        old, new = self.memory.actions, self.engine.actions
        return any(name not in old or old[name].value != new[name].value for name in performed)

    def _make_files(
        self, output: SiteOutput, actions: tuple[Action, ...], setup: WorkerSetup
    ) -> list[Problem]:
        problems: list[Problem] = []
        for result in self.engine.perform(actions, setup, "生成", output.reuse_files):
            problems += result.problems
            output.add_result(result)
        return problems

    def _collect_facts(self) -> Facts:
        actions = self.engine.actions.items()
        values = (action.value for name, action in actions if name.startswith("facts "))
        return {id: facts for value in values for id, facts in value}


def _setup_checks(options: Options, catalog: Catalog, templates: Templates) -> WorkerSetup:
    """What workers know before anything is released: enough for the rules of the content."""
    nothing = PublicCatalog.empty(catalog.site, options.as_of)
    return WorkerSetup(
        catalog=catalog,
        public=nothing,
        released=nothing,
        templates=templates,
        forms=list_forms(options),
        standard=ARCHIVAL if options.archive else ACCESSIBLE,
        printing=options.printing,
        preview=options.preview,
        template_cache=None if options.executor else options.cache,
    )


def _setup_files(
    setup: WorkerSetup, public: PublicCatalog, withheld_texts: tuple[str, ...], options: Options
) -> WorkerSetup:
    """The same with the public catalog, and what only the release without a preview shows."""
    released = release(setup.catalog, options.as_of).public if options.preview else public
    return replace(setup, public=public, released=released, withheld_texts=withheld_texts)


def _require_sound(loaded: LoadedContent) -> None:
    """Raises Rejected with every problem."""
    if not loaded.sound:
        raise Rejected(loaded.problems)


def _is_hidden(path: str) -> bool:
    return path.rpartition("/")[2].startswith(".")


def _write_manifest(output: SiteOutput, stage: Staging, options: Options) -> Written:
    tools = {name: metadata.version(name) for name in _TOOLS}
    about = {
        "generator": f"shaiquan {__version__}",
        "as_of": options.as_of.isoformat(),
        "tools": tools,
    }
    content = render_manifest(output.digests, about)
    output.add(MANIFEST, content, sha256(content))
    return stage.written()
