"""Where actions are done: in a worker, each alone, with what it reads noted.

A worker is prepared once from a seed, which is all that it needs to know; it may stand in
another process or on another machine.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shaiquan.build.actions import ALWAYS, Action, File, Result
from shaiquan.build.watching import Watch, WatchedCatalog, WatchedPublic
from shaiquan.content.catalog import Catalog
from shaiquan.content.places import Finding
from shaiquan.disclosure.leaks import leaks
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.layouts import Templates
from shaiquan.problems import Problem, Rejected
from shaiquan.site.frame import Around, frame
from shaiquan.site.page import Page
from shaiquan.site.pages import make
from shaiquan.site.render import Layouts
from shaiquan.site.tasks import PageTask
from shaiquan.views.flowcharts import Drawing, draw_procedure


@dataclass(frozen=True)
class Seed:
    """All that workers know of a build. ``shown`` is the release that walls are held against,
    whatever a preview shows; ``secrets`` must stand in no file; ``compiled``: where compiled
    templates are kept, on this machine alone."""

    catalog: Catalog
    public: PublicCatalog
    shown: PublicCatalog
    layouts: Templates
    forms: tuple[str, ...]
    standard: str
    printing: bool
    preview: bool
    secrets: tuple[str, ...] = ()
    compiled: Path | None = None


class Charts(Mapping[str, Drawing]):
    """Procedure id -> drawing, drawn when first asked for. Whoever asks has read what it took."""

    def __init__(self, public: PublicCatalog, watch: Watch) -> None:
        self._public, self._watch = public, watch
        self._kept: dict[str, tuple[Drawing | None, frozenset[str]]] = {}

    def _of(self, id: str) -> Drawing | None:
        if id not in self._kept:
            self._kept[id] = self._watch.apart(lambda: self._draw(id))
        drawn, reads = self._kept[id]
        self._watch.seen |= reads
        return drawn

    def _draw(self, id: str) -> Drawing | None:
        entry = self._public.entries.get(id)
        return (
            draw_procedure(self._public, entry)
            if entry and entry.kind.name == "procedure"
            else None
        )

    def __getitem__(self, id: str) -> Drawing:
        drawn = self._of(id)
        if drawn is None:
            raise KeyError(id)
        return drawn

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._of(id) is not None

    def __iter__(self) -> Iterator[str]:
        return (id for id in self._public.ids("procedure") if self._of(id) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Workshop:
    """One worker's tools: the catalogs under watch, charts, layouts."""

    def __init__(self, seed: Seed) -> None:
        self.seed, self.watch = seed, Watch()
        self.catalog = WatchedCatalog(seed.catalog, self.watch)
        self.public = WatchedPublic(seed.public, self.watch)
        self.charts = Charts(self.public, self.watch)
        self._problems: list[Problem] = []
        self._last: tuple[PageTask, tuple[Page, ...], frozenset[str]] | None = None

    @functools.cached_property
    def around(self) -> Around:
        """What stands on every page; it is in the salt of pages, so nobody need note it."""
        return frame(self.seed.public, self.seed.forms)

    @functools.cached_property
    def layouts(self) -> Layouts:
        return Layouts.of(self.seed.layouts, self.seed.compiled)

    @functools.cached_property
    def shown(self) -> tuple[PublicCatalog, Mapping[str, Drawing]]:
        """The release and its charts, for the walls."""
        if not self.seed.preview:
            return self.public, self.charts
        return self.seed.shown, Charts(self.seed.shown, Watch())

    def views(self, task: PageTask) -> tuple[Page, ...]:
        """The pages of a task; those of the last one are kept, since a long list is asked for
        page by page. Whoever asks has read what it took."""
        if self._last is None or self._last[0] != task:
            made = self.watch.apart(lambda: make(self.public, self.around, self.charts, task))
            self._last = (task, *made)
        _, views, reads = self._last
        self.watch.seen |= reads
        return views

    def file(self, path: str, content: bytes, words: bytes | None = None) -> File:
        """A finished file, searched for what must not get out; ``words`` where bytes hide them."""
        secrets = () if self.seed.preview else self.seed.secrets
        self._problems += leaks(path, content if words is None else words, secrets)
        return File(path, content, hashlib.sha256(content).digest())

    def done(self, action: Action, make: ActionMaker) -> Result:
        """Do an action and note what it reads."""
        self.watch.begin()
        self._problems = []
        try:
            made = make(self, action)
        except Rejected as fault:  # told with the others: which comes first hangs on the workers
            made = Made()
            self._problems += fault.problems
        reads = frozenset({*self.watch.seen, ALWAYS} if made.always else self.watch.seen)
        problems = tuple(self._problems)
        return Result(
            action.name, reads, made.files, made.parts, made.findings, problems, made.value
        )


@dataclass(frozen=True, slots=True)
class Made:
    """What a maker gives; ``always``: it reads what no catalog notes, so it is never kept."""

    files: tuple[File, ...] = ()
    parts: tuple[bytes, ...] = ()
    findings: tuple[Finding, ...] = ()
    value: object = None
    always: bool = False


ActionMaker = Callable[[Workshop, Action], Made]
