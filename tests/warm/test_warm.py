"""A warm build equals a cold build, byte for byte, whatever was edited between."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.conftest import FULL, SMALL
from tests.warm.comparing import BuildRun, compare_trees, describe_difference
from tests.warm.edits import Edits
from tests.warm.harness import ROOT, EditTally, Workspace, run_edits
from tests.warm.state import InputState, StateEdit, change_file

SITE = "content/site.yml"
#: seed -> how many edits in a row, and each how many builds are new processes
RUNS = {7: (150, 25), 8: (150, 25)} if FULL else {7: (30, 15)}


def equal(shop: Workspace, warm: BuildRun) -> BuildRun:
    """The cold build to which a warm one is equal."""
    cold = shop.cold()
    assert describe_difference(warm, cold) == ""
    assert cold.code == 0, cold.said
    return cold


def renamed(state: InputState, name: str) -> StateEdit:
    text = state.text(SITE).replace("名称: 小县权力公开", f"名称: {name}", 1)
    return change_file(state, SITE, text, f"网站改名{name}")


@pytest.mark.parametrize("seed", RUNS)
def test_after_every_edit_a_warm_build_is_a_cold_build(seed: int, shop: Workspace) -> None:
    count, every = RUNS[seed]
    tally = EditTally()
    for tally in run_edits(shop, seed, count, every):  # noqa: B007
        pass
    print(f"种子 {seed}：{tally}")
    assert tally.edits == count
    assert tally.files > 50 * count, "hardly anything was compared"
    assert tally.refused < count / 2, "hardly anything was built"


def test_an_edit_undone_gives_the_first_bytes_again(shop: Workspace) -> None:
    first = shop.warm()
    edits = Edits(11)
    for _ in range(40 if FULL else 5):
        edit = edits.next(shop.state)
        undo = shop.edit(edit)
        shop.warm()
        shop.edit(undo)
        assert compare_trees(shop.warm().tree, first.tree) == "", edit.words
        for _ in edit.mends:  # they mend what is undone already
            edits.next(shop.state)


def test_nothing_edited_and_nothing_is_written(shop: Workspace) -> None:
    shop.warm()
    before = {path: path.stat().st_ino for path in shop.site.rglob("*") if path.is_file()}
    shop.warm()
    assert {path: path.stat().st_ino for path in shop.site.rglob("*") if path.is_file()} == before


# -- what happens to the folders between two builds --------------------------------------------------


def _store(shop: Workspace) -> None:
    shutil.rmtree(shop.store, ignore_errors=True)


def _site(shop: Workspace) -> None:
    shutil.rmtree(shop.site)


def _both(shop: Workspace) -> None:
    _store(shop)
    _site(shop)


def _page_in_place(shop: Workspace) -> None:
    """As an editor's program does that writes into the file: also into all that is linked to it."""
    path = shop.site / "powers" / "p-01" / "index.html"
    text = path.read_text("utf-8")
    path.write_text(text.replace("发展规划", "发财规划"), "utf-8")


def _page_of_the_same_size_and_time(shop: Workspace) -> None:
    path = shop.site / "index.html"
    stat = path.stat()
    data = path.read_bytes()
    with path.open("r+b") as file:
        file.write(data[::-1])
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _page_replaced(shop: Workspace) -> None:
    path = shop.site / "about" / "index.html"
    path.unlink()
    path.write_text("改过\n", "utf-8")


def _sheet_cut(shop: Workspace) -> None:
    os.truncate(shop.site / "print" / "zdsx-a3.pdf", 100)


def _files_gone(shop: Workspace) -> None:
    for name in ("charts/zdsx.svg", "data/power.csv", "assets/site.css", "print/czzj-a3.pdf"):
        (shop.site / name).unlink()


def _folder_gone(shop: Workspace) -> None:
    shutil.rmtree(shop.site / "powers")


def _more_there(shop: Workspace) -> None:
    (shop.site / "powers" / "mine.html").write_text("x", "utf-8")
    (shop.site / "empty" / "folder").mkdir(parents=True)


def _manifest(shop: Workspace) -> None:
    (shop.site / "manifest.json").write_text("{}", "utf-8")


def _folder_for_a_file(shop: Workspace) -> None:
    path = shop.site / "data" / "power.json"
    path.unlink()
    path.mkdir()
    (path / "in-it").write_text("x", "utf-8")


def _link_for_a_file(shop: Workspace) -> None:
    path = shop.site / "index.html"
    other = shop.folder / "elsewhere.html"
    path.rename(other)
    path.symlink_to(other)


def _moved(shop: Workspace) -> None:
    """The whole working folder elsewhere, store and all."""
    shop.folder = shop.folder.rename(shop.folder.with_name("elsewhere"))


def _another_site(shop: Workspace) -> None:
    """The same store used for other content."""
    other = Workspace(shop.folder / "other", SMALL)
    if shop.store.exists():
        shutil.copytree(shop.store, other.store)
        equal(other, other.warm())
        shutil.rmtree(shop.store)
        other.store.rename(shop.store)


BETWEEN: tuple[Callable[[Workspace], None], ...] = (
    _store, _site, _both, _page_in_place, _page_of_the_same_size_and_time, _page_replaced,
    _sheet_cut, _files_gone, _folder_gone, _more_there, _manifest, _folder_for_a_file,
    _link_for_a_file, _moved, _another_site,
)  # fmt: skip


def test_whatever_befell_site_and_store_between_the_next_build_is_a_cold_one(
    shop: Workspace,
) -> None:
    cold = equal(shop, shop.warm())
    for happens in BETWEEN:
        happens(shop)
        assert describe_difference(shop.warm(), cold) == "", happens.__name__
        if FULL:
            assert describe_difference(shop.warm(), cold) == "", f"{happens.__name__}, and again"


def test_what_was_done_to_the_site_goes_with_the_next_edit_too(shop: Workspace) -> None:
    shop.warm()
    for number, happens in enumerate((_page_in_place, _files_gone, _more_there, _store), 1):
        happens(shop)
        shop.edit(renamed(shop.state, "小县权力公开" + "一" * number))
        warm = shop.warm()
        assert describe_difference(warm, shop.cold()) == "", happens.__name__


def test_other_programs_make_other_sites_from_the_same_store(
    shop: Workspace, tmp_path: Path
) -> None:
    """An upgrade of the program, or a line of it mended, is an edit as any."""
    shop.warm()
    programs = tmp_path / "programs"
    shutil.copytree(ROOT / "shaiquan", programs / "shaiquan")
    path = programs / "shaiquan" / "pages" / "about.py"
    text = path.read_text("utf-8")
    assert "怎样" in text
    path.write_text(text.replace("怎样", "如何"), "utf-8")
    other = {"PYTHONPATH": str(programs)}
    warm, cold = shop.warm(other), shop.cold(other)
    assert cold.code == 0, cold.said
    told = "缓存是别的版本留下的，重新生成。\n"
    assert told in warm.err
    assert describe_difference(replace(warm, err=warm.err.replace(told, "")), cold) == ""


def test_more_workers_and_other_hash_seeds_do_not_matter_to_a_store(shop: Workspace) -> None:
    cold = shop.cold()
    for number, jobs in enumerate((2, 3)):
        warm = shop.warm({"PYTHONHASHSEED": str(number)}, jobs)
        assert describe_difference(warm, cold) == "", f"--jobs {jobs}"


def test_a_refused_build_leaves_site_and_store_good(shop: Workspace) -> None:
    """Three builds that are refused, each for something else, with good edits between them."""
    cold = equal(shop, shop.warm())
    rng = Random(4)
    for path in rng.sample(shop.state.below("content", ".yml"), 3):
        broken = change_file(shop.state, path, shop.state.text(path) + "坏: [\n", "写坏")
        undo = shop.edit(broken)
        refused = shop.warm()
        assert refused.code == 1
        assert compare_trees(refused.tree, cold.tree) == ""
        shop.edit(undo)
        assert describe_difference(shop.warm(), cold) == ""
