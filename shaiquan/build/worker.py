"""A worker does actions, one at a time, and notes what each of them reads.

It is prepared once, from a setup with all that it needs to know; it may be in another process
or on another machine.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shaiquan.build.actions import ALWAYS, Action, ActionResult, OutputFile
from shaiquan.build.watching import ReadLog, WatchedCatalog, WatchedPublic, WatchedReleased
from shaiquan.content.catalog import Catalog
from shaiquan.content.places import Finding
from shaiquan.disclosure.leaks import LeakSearch
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.disclosure.word_forms import WithheldText
from shaiquan.files.layouts import Templates
from shaiquan.problems import Problem, Rejected
from shaiquan.site.frame import SiteFrame, make_frame
from shaiquan.site.page import Page
from shaiquan.site.pages import make_pages
from shaiquan.site.render import Layouts
from shaiquan.site.tasks import PageTask
from shaiquan.views.flowcharts import Drawing, draw_procedure
from shaiquan.views.printed_forms import BookletLink


@dataclass(frozen=True)
class WorkerSetup:
    """All that workers know of a build. ``booklets``: those that will be printed. ``changed``: the
    day of the newest change that the site tells of.

    ``released`` is the release that walls are compared with: ``public`` itself, unless a preview
    shows more. No file may contain one of ``withheld_texts``. ``fits``: how sheets lie on A3,
    packed, by procedure. ``template_cache``: a folder of this machine for compiled templates.
    """

    catalog: Catalog
    public: PublicCatalog
    released: PublicCatalog
    templates: Templates
    forms: tuple[str, ...]
    standard: str
    printing: bool
    preview: bool
    withheld_texts: tuple[WithheldText, ...] = ()
    fits: Mapping[str, bytes] = field(default_factory=dict)
    template_cache: Path | None = None
    booklets: tuple[BookletLink, ...] = ()
    changed: str = ""


class LazyDrawings(Mapping[str, Drawing]):
    """Procedure id -> drawing, drawn when first asked for.

    Whoever asks for a drawing has read all that was read to draw it.
    """

    def __init__(self, public: PublicCatalog, reads: ReadLog) -> None:
        self._public, self._reads = public, reads
        self._drawn: dict[str, tuple[Drawing | None, frozenset[str]]] = {}

    def _get(self, id: str) -> Drawing | None:
        if id not in self._drawn:
            self._drawn[id] = self._reads.record_apart(lambda: self._draw(id))
        drawn, keys = self._drawn[id]
        self._reads.keys |= keys
        return drawn

    def _draw(self, id: str) -> Drawing | None:
        entry = self._public.entries.get(id)
        if entry is None or entry.kind.name != "procedure":
            return None
        return draw_procedure(self._public, entry)

    def __getitem__(self, id: str) -> Drawing:
        drawn = self._get(id)
        if drawn is None:
            raise KeyError(id)
        return drawn

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._get(id) is not None

    def __iter__(self) -> Iterator[str]:
        return (id for id in self._public.ids_of("procedure") if self._get(id) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Worker:
    """The watched catalogs, drawings and layouts of one worker."""

    def __init__(self, setup: WorkerSetup) -> None:
        self.setup, self.reads = setup, ReadLog()
        self.catalog = WatchedCatalog(setup.catalog, self.reads)
        self.public = WatchedPublic(setup.public, self.reads)
        self.drawings = LazyDrawings(self.public, self.reads)
        self._problems: list[Problem] = []
        self._last_task: tuple[PageTask, tuple[Page, ...], frozenset[str]] | None = None

    @functools.cached_property
    def frame(self) -> SiteFrame:
        """The frame of every page; its value is in the inputs of pages, so no read is noted."""
        setup = self.setup
        return make_frame(setup.public, setup.forms, setup.booklets, setup.changed)

    @functools.cached_property
    def leak_search(self) -> LeakSearch:
        """The search for withheld texts; a preview shows drafts, and nobody else sees it."""
        return LeakSearch(() if self.setup.preview else self.setup.withheld_texts)

    @functools.cached_property
    def layouts(self) -> Layouts:
        return Layouts.of(self.setup.templates, self.setup.template_cache)

    @functools.cached_property
    def editions(self) -> tuple[Layouts, ...]:
        """The layouts of each edition of the site, the simplified one first."""
        templates, cache = self.setup.templates, self.setup.template_cache
        _, *others = self.frame.page_frame.editions
        return (self.layouts, *(Layouts.of(templates, cache, edition) for edition in others))

    @functools.cached_property
    def print_template_words(self) -> str:
        """What the templates of prints may say beside the words that they are given."""
        files = self.setup.templates.files.items()
        texts = (content for path, content in files if path.startswith("print/"))
        return "\n".join(("", *(text.decode("utf-8", "replace") for text in texts)))

    @functools.cached_property
    def released(self) -> tuple[PublicCatalog, Mapping[str, Drawing]]:
        """The release and its drawings, for the walls."""
        if self.setup.released is self.setup.public:
            return self.public, self.drawings
        released = WatchedReleased(self.setup.released, self.reads)
        return released, LazyDrawings(released, self.reads)

    def make_pages(self, task: PageTask) -> tuple[Page, ...]:
        """The pages of a task.

        Those of the last task are kept, since a long list is asked for page by page. Whoever
        asks has read all that was read to make them.
        """
        if self._last_task is None or self._last_task[0] != task:
            made = self.reads.record_apart(
                lambda: make_pages(self.public, self.frame, self.drawings, task)
            )
            self._last_task = (task, *made)
        _, pages, keys = self._last_task
        self.reads.keys |= keys
        return pages

    def make_file(self, path: str, content: bytes, words: str) -> OutputFile:
        """A finished file. ``words`` are all that it says, or ``leaks.NO_WORDS``."""
        self.search_words(path, words)
        return OutputFile(path, content, hashlib.sha256(content).digest())

    def make_text_file(self, path: str, text: str) -> OutputFile:
        """A finished file that is its words."""
        return self.make_file(path, text.encode(), text)

    def search_words(self, path: str, words: str) -> None:
        """Search the words of a file for withheld texts."""
        self._problems += self.leak_search.find(path, words)

    def run(self, action: Action, handler: ActionHandler) -> ActionResult:
        """Do an action and note what it reads."""
        self.reads.start()
        self._problems = []
        try:
            output = handler(self, action)
        except Rejected as fault:  # reported with the others: which comes first is chance
            output = ActionOutput()
            self._problems += fault.problems
        except Exception as fault:
            fault.add_note(f"in the action {action.name!r}")
            raise
        keys = frozenset({*self.reads.keys, ALWAYS} if output.always else self.reads.keys)
        return ActionResult(
            action.name,
            keys,
            output.files,
            output.parts,
            output.findings,
            tuple(self._problems),
            output.value,
        )


@dataclass(frozen=True, slots=True)
class ActionOutput:
    """What a handler returns; ``always``: it reads what no catalog notes, so do it every time."""

    files: tuple[OutputFile, ...] = ()
    parts: tuple[bytes, ...] = ()
    findings: tuple[Finding, ...] = ()
    value: object = None
    always: bool = False


ActionHandler = Callable[[Worker, Action], ActionOutput]
