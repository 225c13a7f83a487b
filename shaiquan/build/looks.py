"""What a site looks like: its own layouts and assets over those of a theme over the packaged ones
(edge: reads files)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from shaiquan.build.options import Options
from shaiquan.files.layouts import Layer, Templates
from shaiquan.files.overlays import lay_over
from shaiquan.files.scanning import Digests, combine_digests, digest, digest_folder, encode_path

#: the folder of the themes, in that of what comes with the program
_THEMES = "themes"


@dataclass(frozen=True)
class AssetFolder:
    """A folder of assets by the digests of its files."""

    folder: Path
    scanned: Digests

    @classmethod
    def scan(cls, folder: Path) -> AssetFolder:
        return cls(folder, digest_folder(folder))

    def digests(self) -> Digests:
        return self.scanned


class _Scanned(Protocol):
    """A folder as it was scanned."""

    @property
    def folder(self) -> Path: ...

    def digests(self) -> Digests: ...


Folder = TypeVar("Folder", bound=_Scanned)


@dataclass(frozen=True)
class Assets:
    """The assets of folders laid over each other, the first on top.

    ``scanned``: the digests of those that are used, by path; a build corrects them where it found
    others.
    """

    folders: tuple[AssetFolder, ...]
    scanned: Digests
    places: dict[str, int]

    @classmethod
    def of(cls, folders: tuple[AssetFolder, ...]) -> Assets:
        places = lay_over([folder.scanned for folder in folders])
        return cls(folders, {path: folders[i].scanned[path] for path, i in places.items()}, places)

    def folder_of(self, path: str) -> Path:
        """The folder whose file is used."""
        return self.folders[self.places[path]].folder


@dataclass(frozen=True)
class Look:
    """The layouts and assets that are used."""

    templates: Templates
    assets: Assets

    def list_layers(self) -> Iterator[list[tuple[Path, Digests]]]:
        """The folders of layouts, then those of assets, the first on top: each with the digests
        of what is there."""
        stacks: tuple[tuple[_Scanned, ...], ...] = (self.templates.layers, self.assets.folders)
        for stack in stacks:
            yield [(folder.folder, folder.digests()) for folder in stack]


class Looks:
    """The looks that a site may have: with each of the themes, or with none.

    Layouts are read here, once: whatever happens to their folders, these bytes are used.
    """

    def __init__(self, options: Options) -> None:
        themes = _list_themes(options.packaged / _THEMES)
        self.themes = tuple(theme.name for theme in themes)
        packaged = options.packaged
        self._layouts = _read_all("layouts", options.layouts, themes, packaged, Layer.read)
        self._assets = _read_all("assets", options.assets, themes, packaged, AssetFolder.scan)

    def choose(self, theme: str = "") -> Look:
        """The look with a theme, or with none."""
        return Look(Templates(*self._layouts.choose(theme)), Assets.of(self._assets.choose(theme)))

    def digest(self) -> bytes:
        """A digest of everything that belongs to any look."""
        layers: tuple[_Scanned, ...] = (*self._layouts.list_all(), *self._assets.list_all())
        digests = (combine_digests(layer.digests()) for layer in layers)
        return digest(*map(encode_path, self.themes), *digests)


@dataclass(frozen=True)
class _Stack(Generic[Folder]):
    """The folders of one sort; none is the site's own where that is the packaged one."""

    own: tuple[Folder, ...]
    themes: dict[str, Folder]
    packaged: Folder

    def choose(self, theme: str) -> tuple[Folder, ...]:
        between = (self.themes[theme],) if theme else ()
        return (*self.own, *between, self.packaged)

    def list_all(self) -> tuple[Folder, ...]:
        return (*self.own, *self.themes.values(), self.packaged)


def _read_all(
    name: str, own: Path, themes: list[Path], packaged: Path, read: Callable[[Path], Folder]
) -> _Stack[Folder]:
    below = packaged / name
    owned = () if own.resolve() == below.resolve() else (read(own),)
    return _Stack(owned, {theme.name: read(theme / name) for theme in themes}, read(below))


def _list_themes(folder: Path) -> list[Path]:
    """The folders of the themes, by name."""
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
