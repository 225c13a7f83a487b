"""A build after no change is one that looks and finds nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.build.inputs import Inputs, is_site_intact
from shaiquan.build.memory import BuildSummary
from shaiquan.build.options import Options
from shaiquan.codes import BOM
from shaiquan.files.trees import NO_STAMP, read_folder_times, stamp_of
from shaiquan.problems import problem
from tests.build.sites import SiteFolder
from tests.conftest import SMALL
from tests.warm.state import DAY

FILES = ("index.html", "a/b/index.html", "a/c")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "site"


def summary(site: Path) -> BuildSummary:
    stamps = tuple((name, stamp_of(f"{site}/{name}") or NO_STAMP) for name in FILES)
    return BuildSummary(
        b"inputs", (problem(BOM, "a.yml"),), 1, 3, 9, stamps, read_folder_times(site, FILES)
    )


def test_a_summary_that_is_packed_comes_back(site: Path) -> None:
    written = summary(site)
    assert BuildSummary.unpack(written.pack()) == written
    assert BuildSummary.unpack(None) is None


def test_a_site_that_nobody_touched_is_intact_also_where_it_was_moved(site: Path) -> None:
    written = summary(site)
    assert is_site_intact(site, written)
    assert is_site_intact(site.rename(site.with_name("moved")), written)


def _written(site: Path) -> None:
    stat = (site / "a" / "c").stat()
    (site / "a" / "c").write_text("c/a")
    os.utime(site / "a" / "c", ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _gone(site: Path) -> None:
    (site / "a" / "c").unlink()


def _more(site: Path) -> None:
    (site / "a" / "b" / "more").touch()


def _folder(site: Path) -> None:
    (site / "empty").mkdir()


def _copied(site: Path) -> None:
    shutil.copytree(site, site.with_name("copy"))
    shutil.rmtree(site)
    site.with_name("copy").rename(site)


def _all_gone(site: Path) -> None:
    shutil.rmtree(site)


def _opened(site: Path) -> None:
    (site / "a" / "c").chmod(0o600)


@pytest.mark.parametrize(
    "happens",
    [_written, _gone, _more, _folder, _copied, _all_gone, _opened],
    ids=lambda happens: happens.__name__[1:],
)
def test_whatever_somebody_does_to_a_site_is_noticed(
    happens: Callable[[Path], None], site: Path
) -> None:
    written = summary(site)
    for folder in (site, site / "a", site / "a" / "b"):  # a disk's clock may be slow
        os.utime(folder, (1, 1))
    written = replace(written, folders=read_folder_times(site, FILES))
    assert is_site_intact(site, written)
    happens(site)
    assert not is_site_intact(site, written)


def test_inputs_are_all_that_a_build_reads(tmp_path: Path) -> None:
    folders = {name: tmp_path / name for name in ("content", "layouts", "assets")}
    for folder in folders.values():
        folder.mkdir()
    options = Options(
        folders["content"], tmp_path / "site", folders["layouts"], folders["assets"], DAY
    )

    def digest(tool: bytes = b"tool", strict: bool = False) -> bytes:
        return Inputs(replace(options, strict=strict), tool).all

    digests = {digest(), digest(b"other"), digest(strict=True)}
    for folder in folders.values():
        (folder / "file").touch()
        digests.add(digest())
    assert len(digests) == 6


def test_after_no_change_nothing_is_done_and_all_is_reported_again(tmp_path: Path) -> None:
    place = SiteFolder.of(tmp_path, SMALL)
    first = place.build()
    again = place.build()
    assert (again.performed, again.reused) == ((), ())
    assert (again.problems, again.unreleased_count) == (first.problems, first.unreleased_count)
    assert (again.written.files, again.written.size) == (first.written.files, first.written.size)
    assert again.written.reused == first.written.files


def test_a_build_after_no_change_imports_neither_the_model_nor_yaml() -> None:
    code = (
        "import sys; import shaiquan.build.site_build;"
        " print('pydantic' in sys.modules, 'yaml' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
