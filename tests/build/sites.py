"""Small sites, built with a memory of their own."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from shaiquan.build.options import Options, Progress
from shaiquan.build.site_build import BuildReport, build_site
from tests.warm.harness import ROOT
from tests.warm.state import DAY

#: path below the site -> bytes
Files = Mapping[str, bytes]


def ignore_progress(_stage: str, _done: int, _in_all: int) -> None:
    """Tells nobody how far a build is."""


@dataclass
class SiteFolder:
    """A folder with content, layouts and assets, which may be edited, a site and a cache."""

    folder: Path
    options: Options

    @classmethod
    def of(cls, folder: Path, content: Path) -> SiteFolder:
        names = {"content": content, "layouts": ROOT / "layouts", "assets": ROOT / "assets"}
        for name, path in names.items():
            shutil.copytree(path, folder / name)
        site, cache = folder / "site", folder / "cache"
        folders = (folder / "content", site, folder / "layouts", folder / "assets")
        return cls(folder, Options(*folders, DAY, cache=cache))

    def build(self, progress: Progress = ignore_progress) -> BuildReport:
        return build_site(self.options, progress)

    def cold(self) -> SiteFolder:
        """The same content, for a site of its own that remembers nothing."""
        site = self.folder / "cold"
        return SiteFolder(self.folder, replace(self.options, site=site, cache=None))

    def edit(self, inside: str, old: str, new: str) -> None:
        """Another text in a file, in all places."""
        path = self.folder / inside
        text = path.read_text("utf-8")
        assert old in text, f"{inside} does not say {old}"
        path.write_text(text.replace(old, new), "utf-8")

    def files(self) -> Files:
        site = self.options.site
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in sorted(site.rglob("*"))
            if path.is_file()
        }
