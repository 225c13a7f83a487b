"""A whole site from its inputs: read, check, release, plan, make, exchange.

Three rounds of actions: the rules of the content; what the pages of the whole must know of
each record, and what is wrong on walls; then every file. A round begins only where the one
before it found no error.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import metadata

from shaiquan import __version__
from shaiquan.build import planning
from shaiquan.build.actions import Action
from shaiquan.build.content_state import Content, PatchedContent, WholeContent, gone
from shaiquan.build.engine import Engine
from shaiquan.build.memory import Memory, Summary, compact
from shaiquan.build.options import MANIFEST, Options, Progress
from shaiquan.build.output import SiteOutput, manifest, sha256, stamped
from shaiquan.build.patching import patched
from shaiquan.build.salts import PRINT_FOLDER, Salts, of_pages, of_prints
from shaiquan.build.shelf import Planned, Shelf
from shaiquan.build.unchanged import Inputs, folder_time, folder_times, packed
from shaiquan.build.workshop import Seed
from shaiquan.content.catalog import Catalog
from shaiquan.content.loading import LoadedContent, load_content, weigh_problems
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.executors.choosing import choose_executor
from shaiquan.files.layouts import Templates
from shaiquan.files.scanning import Digests, digest, encoded, is_file, of_file
from shaiquan.files.writing import Staging, Written, staging
from shaiquan.model.site import Site
from shaiquan.press import ACCESSIBLE, ARCHIVAL
from shaiquan.problems import Problem, Rejected, apply_severities
from shaiquan.site.tasks import Facts
from shaiquan.views.printed_forms import DEFAULT_FORMS, FORMS

#: libraries that decide bytes of the site; the font is one
_TOLD = ("jinja2", "markdown", "nh3", "pygraphviz", "typst", "manimgx-fonts-cjk")


@dataclass(frozen=True)
class New:
    """What was made, and what is to be remembered of it."""

    written: Written
    summary: Summary
    memory: Memory
    engine: Engine
    content: Content
    inputs: Inputs
    before: Memory
    #: None where the last one held
    plan: Planned | None

    def values(self) -> Iterator[tuple[str, bytes]]:
        """What is to be kept beside what is kept already."""
        yield "tool", self.inputs.tool
        yield "summary", packed(self.summary)
        yield "memory", self.memory.packed()
        if self.plan:
            yield "plan", pickle.dumps(self.plan, protocol=5)
        yield "base", self.content.base(self.inputs).packed()
        yield from self.content.values()

    def gone(self) -> Iterator[str]:
        """What is kept of records that are not there any more."""
        return gone(self.before.snapshot, self.memory.snapshot)


def made(
    options: Options, inputs: Inputs, memory: Memory, shelf: Shelf | None, progress: Progress
) -> New:
    """Make the site. Raises Rejected, with nothing written, where the content has errors."""
    with (
        choose_executor(options.executor, options.jobs) as executor,
        inputs.templates.copied(PRINT_FOLDER),
    ):
        return _Making(options, inputs, memory, Engine(memory, executor, progress), shelf).run()


class _Making:
    def __init__(
        self, options: Options, inputs: Inputs, memory: Memory, engine: Engine, shelf: Shelf | None
    ) -> None:
        self.options, self.inputs, self.shelf = options, inputs, shelf
        self.memory, self.engine = memory, engine
        self.reshaped = True
        self.new_plan: Planned | None = None
        self.found: list[Problem] = []

    def run(self) -> New:
        self.engine.progress("读取", 0, 0)
        content = self._content()
        content.note_used(self.inputs)
        self.salts = _salts(self.options, self.inputs)
        self.engine.locate, self.reshaped = content.locate, content.reshaped
        self.engine.notice(content.changed)
        bare = _seed(self.options, content.catalog, self.inputs.templates)
        self._round(planning.check_actions(content.catalog, self.salts), bare, "检查")
        _sound(self._weighed(content))
        self.engine.progress("公开", 0, 0)
        public = content.released()
        self.engine.notice(content.changed)
        seed = _released(bare, public, content.secrets, self.options)
        self._round(planning.fact_actions(public, self.salts), seed, "检查")
        loaded = self._weighed(content)
        _sound(loaded)
        return self._written(seed, content, loaded)

    def _content(self) -> Content:
        """The content, patched where that can be done."""
        options = self.options
        if self.shelf is not None and options.as_of == self.shelf.base.as_of:
            found = patched(options.content, self.inputs.content, self.shelf, self.memory.snapshot)
            if found:
                return PatchedContent(found, self.shelf.base)
        loaded = load_content(options.content)
        if not loaded.sound:
            raise Rejected(weigh_problems(loaded, (), options.strict).problems)
        return WholeContent(loaded, self.memory.snapshot, options)

    def _weighed(self, content: Content) -> LoadedContent:
        return weigh_problems(content.loaded, self.found, self.options.strict)

    def _round(self, actions: tuple[Action, ...], seed: Seed, stage: str) -> None:
        for _ in self.engine.perform(actions, seed, stage):
            pass
        self.found += (p for each in actions for p in self.engine.done[each.name].problems)

    def _written(self, seed: Seed, content: Content, loaded: LoadedContent) -> New:
        options, engine = self.options, self.engine
        secrets = frozenset(() if options.preview else content.secrets)
        with staging(options.site, MANIFEST, self.memory.twin) as stage:
            output = SiteOutput(stage, self.memory, secrets - self.memory.secrets)
            self._fill(output, seed, seed.public, secrets)
            written = _listed(output, stage, options)
            stage.known = self._pristine()  # as late as may be: somebody may put a file there
        files = stamped(str(options.site), output.marks)
        keys, done = compact(engine.memory.keys, engine.done, 2 * len(content.snapshot) + 1000)
        keep = Memory(
            content.snapshot, keys, done, files, output.pieces, secrets,
            stage.twin(), folder_times(options.site, files),
        )  # fmt: skip
        summary = Summary(
            self.inputs.all, loaded.problems, len(content.held), written.files, written.size,
            tuple((path, stamp) for path, (_, stamp) in files.items()), keep.folders,
        )  # fmt: skip
        return New(written, summary, keep, engine, content, self.inputs, self.memory, self.new_plan)

    def _pristine(self) -> frozenset[str] | None:
        """The files of the last site, if nobody has put anything else into it."""
        site, folders = str(self.options.site), self.memory.folders
        if not folders or any(folder_time(f"{site}/{path}") != at for path, at in folders):
            return None
        return frozenset(self.memory.files)

    def _fill(
        self, output: SiteOutput, seed: Seed, public: PublicCatalog, secrets: frozenset[str]
    ) -> None:
        """Make every file, or take it over. Raises Rejected where a secret stands in one."""
        self.engine.progress("规划", 0, 0)
        _, actions, joined_files = self._planned(public)
        problems = self._perform(output, actions, seed)
        problems += self._perform(output, planning.more_pages(actions, self.engine.done), seed)
        self.engine.progress("写入", 0, 0)
        for joined in joined_files:
            output.join(joined)
        output.raw(".nojekyll", b"", ())  # hosts that take pages for a blog hide folders with _
        self._copy_assets(output, secrets)
        problems += output.leaked
        if problems:
            raise Rejected(apply_severities(problems, {}, False))

    def _copy_assets(self, output: SiteOutput, secrets: frozenset[str]) -> None:
        """Put the assets into the site, and note which bytes were used."""
        used: Digests = {}
        scanned = self.inputs.assets
        files = [path for path, mark in scanned.items() if is_file(mark) and not _is_hidden(path)]
        for path in files:
            try:
                content = (self.options.assets / path).read_bytes()
            except FileNotFoundError:  # deleted meanwhile: noted as not used
                continue
            used[path] = of_file(content)
            output.raw(f"assets/{path}", content, secrets)
        self.inputs.note_used(scanned, used, files)

    def _planned(self, public: PublicCatalog) -> Planned:
        """Everything that makes files. A plan is made of heads, mentions and facts alone, so
        while these are as they were, the last one holds."""
        salts = digest(repr(self.salts).encode())
        old = self.shelf.plan() if self.shelf and not self.reshaped else None
        if old and old[0] == salts and not self._new_facts():
            return old
        actions = planning.file_actions(public, self._facts(), self.salts)
        self.new_plan = (salts, actions, planning.joined(public))
        return self.new_plan

    def _new_facts(self) -> bool:
        performed = (name for name in self.engine.performed if name.startswith("facts "))
        old, new = self.memory.done, self.engine.done
        return any(name not in old or old[name].value != new[name].value for name in performed)

    def _perform(
        self, output: SiteOutput, actions: tuple[Action, ...], seed: Seed
    ) -> list[Problem]:
        problems: list[Problem] = []
        for result in self.engine.perform(actions, seed, "生成", output.keeps):
            problems += result.problems
            output.take(result)
        return problems

    def _facts(self) -> Facts:
        done = (each for name, each in self.engine.done.items() if name.startswith("facts "))
        return {id: fact for each in done for id, fact in each.value}


def _seed(options: Options, catalog: Catalog, templates: Templates) -> Seed:
    """What workers know before anything is released: enough for the rules of the content."""
    nothing = _nothing(catalog.site, options)
    return Seed(
        catalog, nothing, nothing, templates, _forms(options),
        ARCHIVAL if options.archive else ACCESSIBLE, options.printing, options.preview,
        compiled=None if options.executor else options.cache,
    )  # fmt: skip


def _nothing(site: Site, options: Options) -> PublicCatalog:
    return PublicCatalog(site, {}, {}, options.as_of, {}, {}, {}, {})


def _released(
    seed: Seed, public: PublicCatalog, secrets: tuple[str, ...], options: Options
) -> Seed:
    shown = public
    if options.preview:
        shown = release(seed.catalog, options.as_of).public
    return replace(seed, public=public, shown=shown, secrets=secrets)


def _forms(options: Options) -> tuple[str, ...]:
    """The printed forms of sheets that the site has."""
    return tuple(FORMS) if options.printing else DEFAULT_FORMS


def _sound(loaded: LoadedContent) -> None:
    """Raises Rejected with every problem."""
    if not loaded.sound:
        raise Rejected(loaded.problems)


def _salts(options: Options, inputs: Inputs) -> Salts:
    told = repr((options.printing, options.archive, options.preview)).encode()
    return Salts(
        site=digest(inputs.content.get("site.yml", b""), encoded(options.content.as_posix())),
        page=digest(of_pages(inputs.layouts), told),
        charts=digest(repr(options.printing).encode()),
        printing=digest(of_prints(inputs.layouts), told),
        forms=_forms(options),
        booklets=options.printing,
        preview=options.preview,
    )


def _is_hidden(path: str) -> bool:
    return path.rpartition("/")[2].startswith(".")


def _listed(output: SiteOutput, stage: Staging, options: Options) -> Written:
    tools = {name: metadata.version(name) for name in _TOLD}
    about = {
        "generator": f"shaiquan {__version__}",
        "as_of": options.as_of.isoformat(),
        "tools": tools,
    }
    content = manifest(output.marks, about)
    output.put(MANIFEST, content, sha256(content))
    return stage.written()
