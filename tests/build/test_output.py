"""Files of a site: made anew, or taken over where they are as they were written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shaiquan.build.actions import ActionResult, CachedAction, JoinedFile, OutputFile
from shaiquan.build.memory import BuildMemory
from shaiquan.build.output import SiteOutput, sha256, stamp_files
from shaiquan.files.manifests import MANIFEST, render_manifest
from shaiquan.files.writing import stage_folder
from shaiquan.problems import Rejected
from tests.build.sites import SiteFolder
from tests.conftest import SMALL
from tests.support import withheld

ROWS = JoinedFile("data/rows.json", 0, ("rows a", "rows b"), b"[", b",", b"]")


def result(name: str, files: dict[str, bytes], *parts: bytes) -> ActionResult:
    made = tuple(OutputFile(path, content, sha256(content)) for path, content in files.items())
    return ActionResult(name, frozenset(), made, parts)


def cached(*files: str, parts: int = 0) -> CachedAction:
    return CachedAction(b"", b"", files, parts)


@contextmanager
def output(
    site: Path, memory: BuildMemory, unsearched_texts: tuple[str, ...] = ()
) -> Iterator[SiteOutput]:
    with stage_folder(site) as stage:
        made = SiteOutput(stage, memory, withheld(*unsearched_texts))
        yield made
        stage.put(MANIFEST, render_manifest(made.digests, "1", {}))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def memory(site: Path) -> BuildMemory:
    """Of a site with two pages, a sheet and a file of two pieces."""
    with output(site, BuildMemory()) as made:
        made.add_result(result("page a", {"a": b"one", "b": b"two"}))
        made.add_result(result("sheet", {"c.pdf": b"%PDF"}))
        made.add_result(result("rows a", {}, b"1"))
        made.add_result(result("rows b", {}, b"22"))
        made.join(ROWS)
    assert (site / "data" / "rows.json").read_bytes() == b"[1,22]"
    return BuildMemory(files=stamp_files(str(site), made.digests, {}), pieces=made.pieces)


def test_a_reused_file_is_the_same_file(site: Path, memory: BuildMemory) -> None:
    before = (site / "a").stat().st_ino
    with output(site, memory) as made:
        assert made.reuse_files("page a", cached("a", "b"))
    assert (site / "a").stat().st_ino == before
    assert made.digests == {"a": sha256(b"one"), "b": sha256(b"two")}


def _touched(path: Path) -> None:
    os.utime(path, (1, 1))


def _copied(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)


def _changed(path: Path) -> None:
    path.write_bytes(b"owt")


def _gone(path: Path) -> None:
    path.unlink()


def _linked(path: Path) -> None:
    path.rename(path.parent.with_name("x"))
    path.symlink_to("../x")


@pytest.mark.parametrize(
    ("happens", "reused"),
    [(_touched, True), (_copied, True), (_changed, False), (_gone, False), (_linked, False)],
)
def test_a_file_is_reused_only_with_the_bytes_that_were_written(
    happens: Callable[[Path], None], reused: bool, site: Path, memory: BuildMemory
) -> None:
    happens(site / "b")
    with output(site, memory) as made:
        assert made.reuse_files("page a", cached("a", "b")) is reused
        assert ("a" in made.digests) is reused, "all files of an action or none"


def test_a_part_is_reused_only_if_all_files_with_it_are_intact(
    site: Path, memory: BuildMemory
) -> None:
    with output(site, memory) as made:
        assert made.reuse_files("rows a", cached(parts=1))
        assert made.reuse_files("rows b", cached(parts=1))
        made.join(ROWS)
    (site / "data" / "rows.json").write_bytes(b"[1,23]")
    with output(site, memory) as made:
        assert not made.reuse_files("rows a", cached(parts=1))


def test_old_and_new_parts_are_joined(site: Path, memory: BuildMemory) -> None:
    with output(site, memory) as made:
        assert made.reuse_files("rows b", cached(parts=1))
        made.add_result(result("rows a", {}, b"one"))
        made.join(ROWS)
    assert (site / "data" / "rows.json").read_bytes() == b"[one,22]"
    later = BuildMemory(files=stamp_files(str(site), made.digests, {}), pieces=made.pieces)
    with output(site, later) as made:
        assert made.reuse_files("rows a", cached(parts=1))
        made.join(JoinedFile("data/rows.json", 0, ("rows a",), b"[", b",", b"]"))
    assert (site / "data" / "rows.json").read_bytes() == b"[one]"


def test_a_part_that_moves_to_another_file_is_found_where_it_was(
    site: Path, memory: BuildMemory
) -> None:
    with output(site, memory) as made:
        for name in ("rows a", "rows b"):
            assert made.reuse_files(name, cached(parts=1))
        made.join(JoinedFile("data/rows.json", 0, ("rows a",), b"[", b",", b"]"))
        made.join(JoinedFile("data/more.json", 0, ("rows b",), b"[", b",", b"]"))
    assert (site / "data" / "rows.json").read_bytes() == b"[1]"
    assert (site / "data" / "more.json").read_bytes() == b"[22]"


def test_a_new_withheld_text_is_searched_for_in_files_of_the_last_build(
    site: Path, memory: BuildMemory
) -> None:
    with output(site, memory, ("two",)) as made:
        assert made.reuse_files("page a", cached("a", "b"))
        assert [problem.path for problem in made.leaked] == ["b"]
        assert not made.reuse_files("sheet", cached("c.pdf")), (
            "the bytes of a sheet do not show its words"
        )


def test_a_new_withheld_text_in_an_old_list_is_reported_as_in_a_new_list(
    site: Path, memory: BuildMemory
) -> None:
    for fresh in ((), ("rows a",)):
        with output(site, memory, ("22",)) as made:
            for name in ("rows a", "rows b"):
                if name in fresh:
                    made.add_result(result(name, {}, b"1"))
                else:
                    assert made.reuse_files(name, cached(parts=1))
            made.join(ROWS)
            assert {problem.path for problem in made.leaked} == {"data/rows"}
        memory = BuildMemory(files=stamp_files(str(site), made.digests, {}), pieces=made.pieces)


def test_a_file_that_is_deleted_during_the_build_stops_it(site: Path, memory: BuildMemory) -> None:
    with output(site, memory) as made:
        intact = made._is_intact

        def is_intact(path: str) -> bool:
            """And then it is gone."""
            found = intact(path)
            (site / path).unlink()
            return found

        made._is_intact = is_intact  # type: ignore[method-assign]
        with pytest.raises(FileNotFoundError):
            made.reuse_files("page a", cached("a"))


def test_what_somebody_puts_into_the_site_during_a_build_is_not_lost(tmp_path: Path) -> None:
    place = SiteFolder.of(tmp_path, SMALL)
    place.build()
    before = place.files()

    def progress(stage: str, _done: int, _in_all: int) -> None:
        if stage == "写入":
            (place.options.site / "mine.html").write_text("mine", "utf-8")

    place.edit("content/site.yml", "名称: ", "名称: 另")
    with pytest.raises(Rejected):
        place.build(progress)
    assert place.files() == {**before, "mine.html": b"mine"}
    (place.options.site / "mine.html").unlink()
    place.build()
    assert "mine.html" not in place.files()
