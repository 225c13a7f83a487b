"""Killed in the middle, two at once, a store that is damaged: the next build is a cold one."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.conftest import FULL
from tests.warm.comparing import BuildRun, compare_trees, describe_difference, drop_times
from tests.warm.harness import WARM, Workspace
from tests.warm.state import StateEdit, change_file

SITE = "content/site.yml"


def edit(workspace: Workspace, number: int) -> StateEdit:
    """An edit that changes every page, a sheet and a chart."""
    site = workspace.state.text(SITE).splitlines()
    site[1] = f"名称: 小县权力公开{number}"
    path = "content/procedures/zdsx.yml"
    chart = workspace.state.text(path).replace(
        "  - 步骤: 集体讨论", f"  - 步骤: 集体讨论{number}次", 1
    )
    both = change_file(workspace.state, path, chart.replace("次次", "次"), "改图")
    return StateEdit(f"第 {number} 次修改", {**both.files, SITE: ("\n".join(site) + "\n").encode()})


def require_intact(workspace: Workspace, before: BuildRun) -> BuildRun:
    """A site is there as it was or as it will be; the next build is a cold one, and tidy."""
    left = workspace.warm_tree()
    cold = workspace.cold()
    assert "" in (compare_trees(left, before.tree), compare_trees(left, cold.tree)), (
        "a site of both"
    )
    assert describe_difference(workspace.warm(), cold) == ""
    names = {path.name for path in workspace.site.parent.iterdir()}
    spare_trees = {
        name for name in names if name.startswith(".site.twin-")
    }  # the tree before the last
    assert len(spare_trees) <= 1, "something is left over"
    assert names - spare_trees <= {"site", "store", ".site.lock", ".store.lock"}, (
        "something is left over"
    )
    return cold


def test_killed_before_any_write_the_next_build_is_a_cold_one(workspace: Workspace) -> None:
    before = workspace.warm()
    workspace.edit(edit(workspace, 1))
    process = workspace.start(WARM, module=("tests.warm.killed", "0"))
    before = workspace.finish(WARM, process)
    assert before.code == 0, before.stderr
    writes = int((workspace.folder / "writes").read_text("utf-8"))
    rng, times = Random(5), 20 if FULL else 1
    for number in range(times):
        workspace.edit(edit(workspace, number + 2))
        at = rng.randrange(writes * number // times, writes * (number + 1) // times) + 1
        process = workspace.start(WARM, module=("tests.warm.killed", str(at)))
        done = workspace.finish(WARM, process)
        assert done.code in (-signal.SIGKILL, 0), done.stderr
        print(f"第 {at} 次写之前停止（共 {writes} 次）：{done.code}")
        before = require_intact(workspace, before)


def test_killed_at_any_time_the_next_build_is_a_cold_one(workspace: Workspace) -> None:
    begun = time.monotonic()
    before = workspace.warm({})
    duration = time.monotonic() - begun
    rng = Random(6)
    for number in range(8 if FULL else 1):
        workspace.edit(edit(workspace, number + 1))
        process = workspace.start(WARM, jobs=2 - number % 2)
        time.sleep(duration * rng.uniform(0.5, 1.0))
        process.kill()
        workspace.finish(WARM, process)
        before = require_intact(workspace, before)


def test_two_builds_at_once_take_turns_or_share(workspace: Workspace) -> None:
    for number in range(3 if FULL else 1):
        workspace.edit(edit(workspace, number + 1))
        both = [workspace.start(WARM, {"PYTHONHASHSEED": str(seed)}) for seed in (1, 2)]
        done = [workspace.finish(WARM, process) for process in both]
        cold = workspace.cold()
        for run in done:
            assert (run.code, run.err) == (cold.code, cold.err), run.stderr
        assert compare_trees(workspace.warm_tree(), cold.tree) == ""
        assert describe_difference(workspace.warm(), cold) == ""


# -- a store that is damaged -----------------------------------------------------------------------


def _emptied(path: Path, rng: Random) -> None:
    path.write_bytes(b"")


def _cut(path: Path, rng: Random) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _garbage(path: Path, rng: Random) -> None:
    path.write_bytes(rng.randbytes(path.stat().st_size or 10))


def _one_byte(path: Path, rng: Random) -> None:
    data = bytearray(path.read_bytes() or b"x")
    at = rng.randrange(len(data))
    data[at] ^= 0x55
    path.write_bytes(data)


def _longer(path: Path, rng: Random) -> None:
    path.write_bytes(path.read_bytes() + b"more")


def _gone(path: Path, rng: Random) -> None:
    path.unlink()


Damage = Callable[[Path, Random], None]
DAMAGES: tuple[Damage, ...] = (_emptied, _cut, _garbage, _one_byte, _longer, _gone)
#: (what, to which share of the files); a single byte is the hardest to notice
CASES = [(damage, share) for share in (1.0, 0.3) for damage in DAMAGES]
if not FULL:
    CASES = [(_cut, 1.0), (_one_byte, 1.0), (_gone, 0.3)]


def damage_store(workspace: Workspace, damage: Damage, share: float) -> None:
    """A share of the files of the store damaged, at least one; the site's own files are not."""
    rng = Random(9)
    files = [path for path in sorted(workspace.store.rglob("*")) if path.is_file()]
    for path in rng.sample(files, max(1, int(len(files) * share))) if files else ():
        apart = path.read_bytes()
        path.unlink()  # it may be linked with a file of the site, which keeps its bytes
        path.write_bytes(apart)
        damage(path, rng)


def drop_store_lines(stderr: str) -> str:
    """What was said but for the lines about the store."""
    return "".join(line for line in stderr.splitlines(keepends=True) if "缓存" not in line)


def test_a_damaged_store_is_noticed_and_made_again(workspace: Workspace) -> None:
    workspace.warm()
    for number, (damage, share) in enumerate(CASES):
        case = f"{damage.__name__} {share}"
        damage_store(workspace, damage, share)
        if number % 2:
            workspace.edit(edit(workspace, number))
        warm, cold = workspace.warm(), workspace.cold()
        assert warm.code == cold.code, f"{case}: {warm.stderr}"
        err = drop_times(drop_store_lines(warm.stderr), f"{WARM}/site")
        assert err == drop_store_lines(cold.err), case
        assert compare_trees(warm.tree, cold.tree) == "", case
        if share == 1.0 and damage in (_cut, _garbage):
            assert "缓存" in warm.stderr, f"{case}: nothing was said"
        assert describe_difference(workspace.warm(), cold) == "", f"{case}, and again"
