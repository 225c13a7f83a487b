"""The recipe of a build: load, check, release, make, search, write.

First everything is gathered and checked, then every file is made, and only a whole site is
exchanged for the old one (edge: writes the site).
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shaiquan import __version__, data
from shaiquan.catalog import Catalog
from shaiquan.loading import Loaded, joined, load
from shaiquan.pages.charts import Drawing, drawings
from shaiquan.pages.frame import frame
from shaiquan.pages.site import pages
from shaiquan.pages.walls import WALL_ADDRESS
from shaiquan.pages.work import work_page
from shaiquan.prints import listing, sizing
from shaiquan.prints.booklets import booklets
from shaiquan.prints.jobs import PRINTED, printed
from shaiquan.prints.ledger import register
from shaiquan.prints.papers import FORMS, USUAL
from shaiquan.prints.press import ACCESSIBLE, ARCHIVAL
from shaiquan.prints.walls import Survey, findings, survey
from shaiquan.problems import Problem, Rejected
from shaiquan.release import PublicCatalog, Release, release
from shaiquan.rendering.make import Layouts, make
from shaiquan.rendering.outputs import Output
from shaiquan.rendering.search import leaks
from shaiquan.rendering.urls import file_of
from shaiquan.writing import Written, write_site

#: the file that says which site a folder is, and that it is ours to replace
MANIFEST = "manifest.json"

#: told (stage, files done, files in all) as the work goes on
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Options:
    """Where a build reads and writes, and the one "today" that it knows."""

    content: Path
    site: Path
    layouts: Path
    assets: Path
    as_of: datetime.date
    strict: bool = False
    #: drafts are shown, marked; only ``serve`` asks for it
    preview: bool = False
    #: every size of the sheets, tiles, cards and booklets, not the A3 sheets alone
    printing: bool = False
    #: PDF/A for the file room instead of tagged PDF for the website
    archive: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """The printed forms of sheets that the site has."""
        return tuple(FORMS) if self.printing else USUAL

    @property
    def standard(self) -> str:
        return ARCHIVAL if self.archive else ACCESSIBLE


@dataclass(frozen=True)
class Built:
    """What a build did: the problems that do not stop it, and what was written."""

    problems: tuple[Problem, ...]
    held: int
    written: Written


def build(options: Options, progress: Progress) -> Built:
    """Build the site. Raises Rejected, with nothing written, where the content has errors."""
    progress("读取和检查", 0, 0)
    loaded = checked(options)
    assert loaded.catalog is not None
    released = release(loaded.catalog, options.as_of, options.preview)
    charts = drawings(released.public)
    walls = _survey(loaded.catalog, released.public, charts, options)
    loaded = _sound(_told(loaded, walls, released.public, charts, options))
    made = tuple(outputs(released.public, charts, options))
    if options.preview:
        made += tuple(_inside(walls, released.public, made))
    files = _made(made, released, options, progress)
    progress("写入", len(made), len(made))
    written = write_site(options.site, files, marker=MANIFEST)
    return Built(loaded.problems, len(released.held), written)


def examined(options: Options) -> Loaded:
    """All that is wrong with the content, with what only its drawn sheets show."""
    loaded = load(options.content, options.strict)
    if not loaded.sound or loaded.catalog is None:
        return loaded
    public = release(loaded.catalog, options.as_of).public
    charts = drawings(public)
    return _told(loaded, survey(loaded.catalog, public, charts), public, charts, options)


def _told(
    loaded: Loaded,
    walls: Survey,
    public: PublicCatalog,
    charts: dict[str, Drawing],
    options: Options,
) -> Loaded:
    """``loaded`` with what the sheets and the walls ask for."""
    assert loaded.catalog is not None
    found = (*findings(loaded.catalog, walls), *sizing.findings(public, charts))
    return joined(loaded, found, options.strict)


def _survey(
    catalog: Catalog, public: PublicCatalog, charts: dict[str, Drawing], options: Options
) -> Survey:
    """What hangs on the walls by what is released, whatever a preview shows."""
    if options.preview:
        public = release(catalog, options.as_of).public
        charts = drawings(public)
    return survey(catalog, public, charts)


def enter_sheets(options: Options) -> tuple[Path, ...]:
    """Register today's sheets in the ledger; the files written. Raises Rejected."""
    loaded = checked(options)
    assert loaded.catalog is not None
    public = release(loaded.catalog, options.as_of).public
    return register(options.content, public, drawings(public), options.as_of)


def checked(options: Options) -> Loaded:
    """The content, or Rejected with every problem."""
    return _sound(load(options.content, options.strict))


def _sound(loaded: Loaded) -> Loaded:
    if not loaded.sound:
        raise Rejected(loaded.problems)
    return loaded


def outputs(
    public: PublicCatalog, charts: dict[str, Drawing], options: Options
) -> Iterator[Output]:
    """Every file of the site but the manifest, each with its declared input."""
    for page in pages(public, charts, options.forms, options.preview):
        yield Output(file_of(page.address), "page", page)
    for drawn in charts.values():
        yield Output(f"charts/{drawn.entry.id}.svg", "svg", drawn.chart)
        yield Output(f"charts/{drawn.entry.id}.gv", "dot", drawn.chart)
        if drawn.procedure.wall or options.printing:  # ten times as dear as the page
            yield Output(f"charts/{drawn.entry.id}.png", "png", drawn.chart)
    yield from data.outputs(public)
    yield from listing.outputs(public, charts, options.forms, options.standard)
    if options.printing:
        yield from booklets(public, charts, options.standard)
    for path in sorted(options.assets.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            inside = path.relative_to(options.assets).as_posix()
            yield Output(f"assets/{inside}", "raw", path.read_bytes())


def _inside(walls: Survey, public: PublicCatalog, made: tuple[Output, ...]) -> Iterator[Output]:
    """What only a preview shows: the work to be done on the walls, if the site has any."""
    if file_of(WALL_ADDRESS) in {each.path for each in made}:
        page = work_page(public, frame(public), walls)
        yield Output(file_of(page.address), "page", page)


def _made(
    made: tuple[Output, ...], released: Release, options: Options, progress: Progress
) -> dict[str, bytes]:
    """All files in memory, searched for what must not get out, and their manifest."""
    layouts = Layouts.of(options.layouts)
    files: dict[str, bytes] = {}
    leaked: list[Problem] = []
    secrets = () if options.preview else released.secrets
    for number, output in enumerate(made, 1):
        content, words = _file(output, layouts)
        leaked += leaks(output.path, words, secrets)
        files[output.path] = content
        progress("生成", number, len(made))
    if leaked:
        raise Rejected(tuple(leaked))
    files[MANIFEST] = _manifest(files, options.as_of)
    return files


def _file(output: Output, layouts: Layouts) -> tuple[bytes, bytes]:
    """The bytes of a file, and those in which to look for what must not get out."""
    if output.maker in PRINTED:
        return printed(output, layouts.folder)
    content = make(output, layouts)
    return content, content


def _manifest(files: dict[str, bytes], as_of: datetime.date) -> bytes:
    digests = {path: hashlib.sha256(files[path]).hexdigest() for path in sorted(files)}
    manifest = {
        "generator": f"shaiquan {__version__}",
        "as_of": as_of.isoformat(),
        "files": digests,
    }
    return (json.dumps(manifest, indent=1) + "\n").encode()
