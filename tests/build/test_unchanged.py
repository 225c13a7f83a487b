"""A build after no change is one that looks and finds nothing."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.build.memory import Summary
from shaiquan.build.unchanged import Inputs, folder_times, packed, standing, unpacked
from shaiquan.codes import BOM
from shaiquan.files.writing import NO_STAMP, stamp_of
from shaiquan.problems import problem
from tests.build.sites import Place
from tests.conftest import SMALL

FILES = ("index.html", "a/b/index.html", "a/c")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "site"


def summary(site: Path) -> Summary:
    stamps = tuple((name, stamp_of(f"{site}/{name}") or NO_STAMP) for name in FILES)
    return Summary(b"inputs", (problem(BOM, "a.yml"),), 1, 3, 9, stamps, folder_times(site, FILES))


def test_what_is_told_comes_back(site: Path) -> None:
    held = summary(site)
    assert unpacked(packed(held)) == held
    assert unpacked(None) is None


def test_a_site_that_nobody_touched_stands_also_where_it_was_moved(site: Path) -> None:
    held = summary(site)
    assert standing(site, held)
    assert standing(site.rename(site.with_name("moved")), held)


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
    "happens", [_written, _gone, _more, _folder, _copied, _all_gone, _opened],
    ids=lambda each: each.__name__[1:],
)  # fmt: skip
def test_whatever_somebody_does_to_a_site_is_noticed(
    happens: Callable[[Path], None], site: Path
) -> None:
    held = summary(site)
    for folder in (site, site / "a", site / "a" / "b"):  # a disk's clock may be slow
        os.utime(folder, (1, 1))
    held = replace(held, folders=folder_times(site, FILES))
    assert standing(site, held)
    happens(site)
    assert not standing(site, held)


def test_inputs_are_all_that_a_build_reads(tmp_path: Path) -> None:
    for name in ("content", "layouts", "assets"):
        (tmp_path / name).mkdir()

    def inputs(tool: bytes = b"tool", told: str = "told") -> bytes:
        content, layouts, assets = (tmp_path / n for n in ("content", "layouts", "assets"))
        return Inputs(content, layouts, assets, tool, told).all

    seen = {inputs(), inputs(b"other"), inputs(told="other")}
    for name in ("content/a", "layouts/a", "assets/a"):
        (tmp_path / name).touch()
        seen.add(inputs())
    assert len(seen) == 6


def test_after_no_change_nothing_is_done_and_all_is_told_again(tmp_path: Path) -> None:
    place = Place.of(tmp_path, SMALL)
    first = place.build()
    again = place.build()
    assert (again.way, again.performed, again.reused) == ("unchanged", (), ())
    assert (again.problems, again.held) == (first.problems, first.held)
    assert (again.written.files, again.written.size) == (first.written.files, first.written.size)
    assert again.written.reused == first.written.files


def test_to_ask_whether_anything_changed_no_content_is_understood() -> None:
    """Imports that a build after no change would have to pay."""
    import subprocess
    import sys

    code = "import sys; import shaiquan.build.recipe; print('pydantic' in sys.modules, 'yaml' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
    assert pickle.loads(packed(Summary(b"", (), 0, 0, 0, (), ())))
