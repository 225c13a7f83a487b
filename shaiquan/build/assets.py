"""The files of ``assets/``: none may run or load anything, unless the site lists it (edge: reads
files)."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from pathlib import Path

from shaiquan import codes
from shaiquan.build.looks import Assets
from shaiquan.files.regular import read_regular
from shaiquan.files.scanning import Digests, is_file
from shaiquan.inert.asset_markup import find_active
from shaiquan.problems import Problem, problem


def list_published(scanned: Digests) -> list[str]:
    """The paths of the assets that are published; hidden ones are not."""
    files = (path for path, file_digest in scanned.items() if is_file(file_digest))
    return [path for path in files if not path.rpartition("/")[2].startswith(".")]


def check_assets(assets: Assets, trusted: Collection[str]) -> Iterator[Problem]:
    """The problems of the assets; those that cannot be read now are not published either."""
    for path in list_published(assets.scanned):
        folder = assets.folder_of(path)
        with contextlib.suppress(OSError):
            yield from check_asset(folder, path, read_regular(folder / path), trusted)


def check_asset(
    folder: Path, path: str, content: bytes, trusted: Collection[str]
) -> Iterator[Problem]:
    """A problem where an asset is not inert and not listed as trusted."""
    if path not in trusted and (active := find_active(path, content)):
        place = ((folder / path).as_posix(), active.line, active.column)
        yield problem(codes.ACTIVE_ASSET, *place, what=active.what, name=path)
