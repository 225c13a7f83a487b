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
from tests.warm.records import rename_record
from tests.warm.state import InputState, StateEdit, change_file
from tests.warm.surroundings import record_reviews

SITE = "content/site.yml"
#: seed -> how many edits in a row, and each how many builds are new processes
RUNS = {7: (150, 25), 8: (150, 25)} if FULL else {7: (8, 8)}


def require_same_as_cold(workspace: Workspace, warm: BuildRun) -> BuildRun:
    """The cold build to which a warm one is equal."""
    cold = workspace.cold()
    assert describe_difference(warm, cold) == ""
    assert cold.code == 0, cold.stderr
    return cold


def rename_site(state: InputState, name: str) -> StateEdit:
    text = state.text(SITE).replace("名称: 小县权力公开", f"名称: {name}", 1)
    return change_file(state, SITE, text, f"网站改名{name}")


@pytest.mark.parametrize("seed", RUNS)
def test_after_every_edit_a_warm_build_is_a_cold_build(seed: int, workspace: Workspace) -> None:
    count, every = RUNS[seed]
    tally = EditTally()
    for tally in run_edits(workspace, seed, count, every):  # noqa: B007
        pass
    print(f"种子 {seed}：{tally}")
    assert tally.edits == count
    assert tally.files > 50 * count, "hardly anything was compared"
    assert tally.refused < count / 2, "hardly anything was built"


def test_an_edit_undone_gives_the_first_bytes_again(workspace: Workspace) -> None:
    first = workspace.warm()
    edits = Edits(11)
    for _ in range(40 if FULL else 3):
        edit = edits.next(workspace.state)
        undo = workspace.edit(edit)
        workspace.warm()
        workspace.edit(undo)
        assert compare_trees(workspace.warm().tree, first.tree) == "", edit.words
        for _ in edit.mends:  # they mend what is undone already
            edits.next(workspace.state)


def test_reviews_are_held_against_the_content_in_a_warm_build_too(workspace: Workspace) -> None:
    """Lines that come, go and change, and records that change below them."""
    rng, told = Random(3), []
    workspace.warm()
    for maker in (record_reviews, record_reviews, rename_record, record_reviews):
        edit = maker(rng, workspace.state)
        assert edit
        workspace.edit(edit)
        told.append(require_same_as_cold(workspace, workspace.warm()).err.count("[changed-after-"))
    workspace.edit(StateEdit("不再登记", {"content/reviews.yml": None}))
    told.append(require_same_as_cold(workspace, workspace.warm()).err.count("[changed-after-"))
    assert all(told[:4])
    assert told[4] == 0


def test_after_no_edit_nothing_is_written(workspace: Workspace) -> None:
    workspace.warm()
    before = {path: path.stat().st_ino for path in workspace.site.rglob("*") if path.is_file()}
    workspace.warm()
    assert {
        path: path.stat().st_ino for path in workspace.site.rglob("*") if path.is_file()
    } == before


# -- what happens to the folders between two builds --------------------------------------------------


def _store(workspace: Workspace) -> None:
    shutil.rmtree(workspace.store, ignore_errors=True)


def _site(workspace: Workspace) -> None:
    shutil.rmtree(workspace.site)


def _both(workspace: Workspace) -> None:
    _store(workspace)
    _site(workspace)


def _page_in_place(workspace: Workspace) -> None:
    """As an editor's program does that writes into the file: also into all that is linked to it."""
    path = workspace.site / "powers" / "p-01" / "index.html"
    text = path.read_text("utf-8")
    path.write_text(text.replace("发展规划", "发财规划"), "utf-8")


def _page_of_the_same_size_and_time(workspace: Workspace) -> None:
    path = workspace.site / "index.html"
    stat = path.stat()
    data = path.read_bytes()
    with path.open("r+b") as file:
        file.write(data[::-1])
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _page_replaced(workspace: Workspace) -> None:
    path = workspace.site / "about" / "index.html"
    path.unlink()
    path.write_text("改过\n", "utf-8")


def _sheet_cut(workspace: Workspace) -> None:
    os.truncate(workspace.site / "print" / "zdsx-a3.pdf", 100)


def _files_gone(workspace: Workspace) -> None:
    for name in ("charts/zdsx.svg", "data/power.csv", "assets/site.css", "print/czzj-a3.pdf"):
        (workspace.site / name).unlink()


def _folder_gone(workspace: Workspace) -> None:
    shutil.rmtree(workspace.site / "powers")


def _empty_folder(workspace: Workspace) -> None:
    (workspace.site / "empty" / "folder").mkdir(parents=True)


def _link_for_a_file(workspace: Workspace) -> None:
    path = workspace.site / "index.html"
    other = workspace.folder / "elsewhere.html"
    path.rename(other)
    path.symlink_to(other)


def _moved(workspace: Workspace) -> None:
    """The whole working folder elsewhere, store and all."""
    workspace.folder = workspace.folder.rename(workspace.folder.with_name("elsewhere"))


def _another_site(workspace: Workspace) -> None:
    """The same store used for other content."""
    other = Workspace(workspace.folder / "other", SMALL)
    if workspace.store.exists():
        shutil.copytree(workspace.store, other.store)
        require_same_as_cold(other, other.warm())
        shutil.rmtree(workspace.store)
        other.store.rename(workspace.store)


BETWEEN: tuple[Callable[[Workspace], None], ...] = (
    _store,
    _site,
    _both,
    _page_in_place,
    _page_of_the_same_size_and_time,
    _page_replaced,
    _sheet_cut,
    _files_gone,
    _folder_gone,
    _empty_folder,
    _link_for_a_file,
    _moved,
    _another_site,
)


def test_whatever_happens_to_site_and_store_the_next_build_is_a_cold_one(
    workspace: Workspace,
) -> None:
    cold = require_same_as_cold(workspace, workspace.warm())
    for happens in BETWEEN:
        happens(workspace)
        assert describe_difference(workspace.warm(), cold) == "", happens.__name__
        if FULL:
            assert describe_difference(workspace.warm(), cold) == "", (
                f"{happens.__name__}, and again"
            )


def _more_there(workspace: Workspace) -> None:
    (workspace.site / "powers" / "mine.html").write_text("x", "utf-8")


def _manifest(workspace: Workspace) -> None:
    (workspace.site / "manifest.json").write_text("{}", "utf-8")


def _folder_for_a_file(workspace: Workspace) -> None:
    path = workspace.site / "data" / "power.json"
    path.unlink()
    path.mkdir()
    (path / "in-it").write_text("x", "utf-8")


def test_where_a_site_has_more_than_its_manifest_says_nothing_is_written(
    workspace: Workspace,
) -> None:
    cold = require_same_as_cold(workspace, workspace.warm())
    for happens in (_more_there, _manifest, _folder_for_a_file):
        happens(workspace)
        before = workspace.warm_tree()
        refused = workspace.warm()
        assert refused.code == 1, happens.__name__
        assert "[foreign-f" in refused.stderr, happens.__name__
        assert compare_trees(workspace.warm_tree(), before) == "", happens.__name__
        shutil.rmtree(workspace.site)
        assert describe_difference(workspace.warm(), cold) == "", happens.__name__


def test_whatever_happens_to_the_site_the_build_after_an_edit_is_a_cold_one(
    workspace: Workspace,
) -> None:
    workspace.warm()
    for number, happens in enumerate((_page_in_place, _files_gone, _empty_folder, _store), 1):
        happens(workspace)
        workspace.edit(rename_site(workspace.state, "小县权力公开" + "一" * number))
        warm = workspace.warm()
        assert describe_difference(warm, workspace.cold()) == "", happens.__name__


def test_a_store_of_another_version_is_not_used(workspace: Workspace, tmp_path: Path) -> None:
    """An upgrade of the program, or a line of it mended, is an edit as any."""
    workspace.warm()
    programs = tmp_path / "programs"
    shutil.copytree(ROOT / "shaiquan", programs / "shaiquan")
    path = programs / "shaiquan" / "site" / "about.py"
    text = path.read_text("utf-8")
    assert "怎样" in text
    path.write_text(text.replace("怎样", "如何"), "utf-8")
    other = {"PYTHONPATH": str(programs)}
    warm, cold = workspace.warm(other), workspace.cold(other)
    assert cold.code == 0, cold.stderr
    message = "缓存是别的版本留下的，这次从头生成。\n"
    assert message in warm.err
    assert describe_difference(replace(warm, err=warm.err.replace(message, "")), cold) == ""


def test_more_workers_and_other_hash_seeds_do_not_matter_to_a_store(workspace: Workspace) -> None:
    cold = workspace.cold()
    for number, jobs in enumerate((2, 3)):
        warm = workspace.warm({"PYTHONHASHSEED": str(number)}, jobs)
        assert describe_difference(warm, cold) == "", f"--jobs {jobs}"


def test_a_refused_build_leaves_site_and_store_good(workspace: Workspace) -> None:
    """Three builds that are refused, each for something else, with good edits between them."""
    cold = require_same_as_cold(workspace, workspace.warm())
    rng = Random(4)
    for path in rng.sample(workspace.state.below("content", ".yml"), 3):
        broken = change_file(workspace.state, path, workspace.state.text(path) + "坏: [\n", "写坏")
        undo = workspace.edit(broken)
        refused = workspace.warm()
        assert refused.code == 1
        assert compare_trees(refused.tree, cold.tree) == ""
        workspace.edit(undo)
        assert describe_difference(workspace.warm(), cold) == ""
