"""A site to be built in several ways, from folders that are named by relative paths."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from shaiquan.build.options import Options, Progress
from shaiquan.build.site_build import BuildReport, build_site
from shaiquan.executors import choosing
from shaiquan.executors.interface import Executor
from tests.conftest import ROOT
from tests.warm.comparing import Tree, read_tree
from tests.warm.harness import BASE
from tests.warm.state import DAY


@dataclass(frozen=True)
class RelativeSite:
    """The working folder, in which it must be built."""

    folder: Path

    def build(
        self, which: str, progress: Progress = lambda *_: None, **more: object
    ) -> BuildReport:
        """Build ``which``/site with what is remembered beside it; ``more`` are options."""
        folders = (Path("content"), Path(which, "site"), Path("templates"), Path("assets"))
        options = Options(*folders, as_of=DAY, cache=Path(which, "store"), **more)  # type: ignore[arg-type]
        return build_site(options, progress)

    def tree(self, which: str) -> Tree:
        return read_tree(self.folder / which / "site")

    def replace(self, path: str, old: str, new: str) -> None:
        """Edit a file of the working folder."""
        text = (self.folder / path).read_text("utf-8")
        assert old in text, path
        (self.folder / path).write_text(text.replace(old, new, 1), "utf-8")


def make_site(folder: Path, content: Mapping[str, str] | None = None) -> RelativeSite:
    """A site in a new folder: of ``content`` by path, or that of the warm builds' tests."""
    # a worker that reads its own working folder finds no folder of this name
    shutil.copytree(ROOT / "layouts", folder / "templates")
    shutil.copytree(ROOT / "assets", folder / "assets")
    if content is None:
        shutil.copytree(BASE, folder / "content")
    for path, text in (content or {}).items():
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_text(text, "utf-8")
    return RelativeSite(folder)


def replace_executor(monkeypatch: pytest.MonkeyPatch, make: Callable[[str, int], Executor]) -> None:
    """Let the actions of builds have the executor that ``make`` gives for a spec and a number of
    jobs; content is read as ever."""
    importlib.import_module("shaiquan.build.recipe")  # it keeps the name that it imported
    monkeypatch.setattr(choosing, "choose_executor", make)
