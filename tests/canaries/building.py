"""Builds a planted site in this process, and looks for its canaries in all that was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.cli import ROOT
from shaiquan.problems import Rejected
from tests.canaries.markers import Canary
from tests.canaries.planted_sites import AS_OF, PlantedSite
from tests.canaries.searching import find_keys_below


@dataclass
class BuiltSite:
    """The folders of a site: warm builds go into ``site``, cold ones beside it."""

    planted: PlantedSite

    @property
    def site(self) -> Path:
        return self.planted.folder / "site"

    @property
    def store(self) -> Path:
        return self.planted.folder / "store"

    def options(self, site: Path, store: Path | None, printing: bool) -> Options:
        return Options(
            content=self.planted.content,
            site=site,
            layouts=ROOT / "layouts",
            assets=ROOT / "assets",
            as_of=AS_OF,
            printing=printing,
            xlsx=True,
            cache=store,
            jobs=1,
        )

    def build(self, printing: bool = False) -> Path:
        """A warm build, as by a process of its own: what it knows, it has from the store."""
        self.planted.finish()
        return self._build(self.site, self.store, printing)

    def build_cold(self, name: str) -> Path:
        return self._build(self.planted.folder / name, None, False)

    def _build(self, site: Path, store: Path | None, printing: bool) -> Path:
        try:
            build_site(self.options(site, store, printing), lambda *_: None)
        except Rejected as fault:
            lines = sorted(f"{p.path}:{p.line}: {p.message()}" for p in fault.problems)
            raise AssertionError("\n".join(["refused:", *lines[:20]])) from None
        return site

    def spares(self) -> list[Path]:
        """What lies beside the site: the tree before it, made for the build to come."""
        return sorted(self.planted.folder.glob(".site*"))

    def found_in(self, *folders: Path) -> Mapping[Canary, str]:
        """The canaries in files below folders, each with the first file that has it."""
        found: dict[Canary, str] = {}
        for folder in folders:
            for path, keys in find_keys_below(folder).items():
                for key in keys & self.planted.planter.canaries.keys():
                    found.setdefault(self.planted.planter.canaries[key], path)
        return found


def require_absent(found: Mapping[Canary, str], hidden: Iterable[Canary], what: str = "") -> None:
    """Raises AssertionError with a line for each hidden canary that was found, and where."""
    lines = sorted(f"{canary} {found[canary]}" for canary in hidden if canary in found)
    assert not lines, "\n".join([f"{len(lines)} found: {what}", *lines[:60]])
