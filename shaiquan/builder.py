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
from shaiquan.loading import Loaded, load
from shaiquan.pages import drawings, pages
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
    made = tuple(outputs(released.public, options.assets))
    files = _made(made, released, options, progress)
    progress("写入", len(made), len(made))
    written = write_site(options.site, files, marker=MANIFEST)
    return Built(loaded.problems, len(released.held), written)


def checked(options: Options) -> Loaded:
    """The content, or Rejected with every problem."""
    loaded = load(options.content, options.strict)
    if not loaded.sound:
        raise Rejected(loaded.problems)
    return loaded


def outputs(public: PublicCatalog, assets: Path) -> Iterator[Output]:
    """Every file of the site but the manifest, each with its declared input."""
    charts = drawings(public)
    for page in pages(public, charts):
        yield Output(file_of(page.address), "page", page)
    for drawn in charts.values():
        yield Output(f"charts/{drawn.entry.id}.svg", "svg", drawn.chart)
        yield Output(f"charts/{drawn.entry.id}.png", "png", drawn.chart)
    yield from data.outputs(public)
    for path in sorted(assets.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            inside = path.relative_to(assets).as_posix()
            yield Output(f"assets/{inside}", "raw", path.read_bytes())


def _made(
    made: tuple[Output, ...], released: Release, options: Options, progress: Progress
) -> dict[str, bytes]:
    """All files in memory, searched for what must not get out, and their manifest."""
    layouts = Layouts.of(options.layouts)
    files: dict[str, bytes] = {}
    leaked: list[Problem] = []
    secrets = () if options.preview else released.secrets
    for number, output in enumerate(made, 1):
        content = make(output, layouts)
        leaked += leaks(output.path, content, secrets)
        files[output.path] = content
        progress("生成", number, len(made))
    if leaked:
        raise Rejected(tuple(leaked))
    files[MANIFEST] = _manifest(files, options.as_of)
    return files


def _manifest(files: dict[str, bytes], as_of: datetime.date) -> bytes:
    digests = {path: hashlib.sha256(files[path]).hexdigest() for path in sorted(files)}
    manifest = {
        "generator": f"shaiquan {__version__}",
        "as_of": as_of.isoformat(),
        "files": digests,
    }
    return (json.dumps(manifest, indent=1) + "\n").encode()
