"""Copies beside the files, for servers that send them as they lie there."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import brotli

from tests.build.sites import SiteFolder
from tests.conftest import SMALL

UNPACKED = {".gz": gzip.decompress, ".br": brotli.decompress}


def test_copies_say_the_same_and_only_those_of_changed_files_are_new(tmp_path: Path) -> None:
    site = SiteFolder.of(tmp_path, SMALL)
    site.options = replace(site.options, compressions=("brotli", "gzip"))
    site.build()
    before, times = site.files(), read_times(site.options.site)
    copies = [path for path in before if path.endswith((".gz", ".br"))]
    assert {"index.html.gz", "index.html.br", "data/datapackage.json.gz"} <= {*copies}
    assert not [path for path in copies if ".pdf" in path or ".png" in path]
    for path in copies:
        assert UNPACKED[path[-3:]](before[path]) == before[path[:-3]]
        assert len(before[path]) < len(before[path[:-3]])

    site.edit("content/powers/p1.yml", "重大事项决定", "重大事项的决定")
    site.build()
    files, now = site.files(), read_times(site.options.site)
    assert files == replaced_cold(site).files()
    written = {path for path in files if now[path] != times[path]}
    changed = {path for path in files if files[path] != before[path]}
    assert written == changed
    assert {"powers/p1/index.html", "powers/p1/index.html.br"} <= changed

    site.options = replace(site.options, compressions=())
    site.build()
    assert not [path for path in site.files() if path.endswith((".gz", ".br"))]


def replaced_cold(site: SiteFolder) -> SiteFolder:
    cold = site.cold()
    cold.build()
    return cold


def read_times(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}
