"""Killed in the middle, two at once, a store that is damaged: the next build is a cold one."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.conftest import FULL
from tests.warm.comparing import BuildRun, compare_trees, describe_difference, drop_times
from tests.warm.harness import WARM, Workspace, has_store
from tests.warm.state import StateEdit, change_file

SITE = "content/site.yml"


def edit(shop: Workspace, number: int) -> StateEdit:
    """An edit that changes every page, a sheet and a chart."""
    site = shop.state.text(SITE).splitlines()
    site[1] = f"名称: 小县权力公开{number}"
    path = "content/procedures/zdsx.yml"
    chart = shop.state.text(path).replace("  - 步骤: 集体讨论", f"  - 步骤: 集体讨论{number}次", 1)
    both = change_file(shop.state, path, chart.replace("次次", "次"), "改图")
    return StateEdit(f"第 {number} 次修改", {**both.files, SITE: ("\n".join(site) + "\n").encode()})


def whole_and_mended(shop: Workspace, before: BuildRun) -> BuildRun:
    """A site is there as it was or as it will be; the next build is a cold one, and tidy."""
    left = shop.warm_tree()
    cold = shop.cold()
    assert "" in (compare_trees(left, before.tree), compare_trees(left, cold.tree)), (
        "a site of both"
    )
    assert describe_difference(shop.warm(), cold) == ""
    names = {path.name for path in shop.site.parent.iterdir()}
    twins = {name for name in names if name.startswith(".site.twin-")}  # the tree before the last
    assert len(twins) <= 1, "something is left over"
    assert names - twins <= {"site", "store", ".site.lock", ".store.lock"}, "something is left over"
    return cold


def test_killed_before_any_write_the_next_build_is_a_cold_one(shop: Workspace) -> None:
    before = shop.warm()
    shop.edit(edit(shop, 1))
    process = shop.start(WARM, module=("tests.warm.killed", "0"))
    before = shop.finished(WARM, process)
    assert before.code == 0, before.said
    writes = int((shop.folder / "writes").read_text("utf-8"))
    rng, times = Random(5), 20 if FULL else 3
    for number in range(times):
        shop.edit(edit(shop, number + 2))
        at = rng.randrange(writes * number // times, writes * (number + 1) // times) + 1
        process = shop.start(WARM, module=("tests.warm.killed", str(at)))
        done = shop.finished(WARM, process)
        assert done.code in (-signal.SIGKILL, 0), done.said
        print(f"第 {at} 次写之前停止（共 {writes} 次）：{done.code}")
        before = whole_and_mended(shop, before)


def test_killed_at_any_time_the_next_build_is_a_cold_one(shop: Workspace) -> None:
    begun = time.monotonic()
    before = shop.warm({})
    usual = time.monotonic() - begun
    rng = Random(6)
    for number in range(8 if FULL else 1):
        shop.edit(edit(shop, number + 1))
        process = shop.start(WARM, jobs=2 - number % 2)
        time.sleep(usual * rng.uniform(0.5, 1.0))
        process.kill()
        shop.finished(WARM, process)
        before = whole_and_mended(shop, before)


def test_two_builds_at_once_take_turns_or_share(shop: Workspace) -> None:
    for number in range(3 if FULL else 1):
        shop.edit(edit(shop, number + 1))
        both = [shop.start(WARM, {"PYTHONHASHSEED": str(seed)}) for seed in (1, 2)]
        done = [shop.finished(WARM, process) for process in both]
        cold = shop.cold()
        for run in done:
            assert (run.code, run.err) == (cold.code, cold.err), run.said
        assert compare_trees(shop.warm_tree(), cold.tree) == ""
        assert describe_difference(shop.warm(), cold) == ""


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
    CASES = [(_cut, 1.0), (_garbage, 1.0), (_one_byte, 1.0), (_emptied, 0.3), (_gone, 0.3)]


def damaged(shop: Workspace, damage: Damage, share: float) -> None:
    """A share of the files of the store damaged, at least one; the site's own files are not."""
    rng = Random(9)
    files = [path for path in sorted(shop.store.rglob("*")) if path.is_file()]
    for path in rng.sample(files, max(1, int(len(files) * share))) if files else ():
        apart = path.read_bytes()
        path.unlink()  # it may be linked with a file of the site, which keeps its bytes
        path.write_bytes(apart)
        damage(path, rng)


def without_the_store(said: str) -> str:
    """What was said but for the lines about the store."""
    return "".join(line for line in said.splitlines(keepends=True) if "缓存" not in line)


def test_a_damaged_store_is_noticed_and_made_again(shop: Workspace) -> None:
    shop.warm()
    for number, (damage, share) in enumerate(CASES):
        case = f"{damage.__name__} {share}"
        damaged(shop, damage, share)
        if number % 2:
            shop.edit(edit(shop, number))
        warm, cold = shop.warm(), shop.cold()
        assert warm.code == cold.code, f"{case}: {warm.said}"
        err = drop_times(without_the_store(warm.said), f"{WARM}/site")
        assert err == without_the_store(cold.err), case
        assert compare_trees(warm.tree, cold.tree) == "", case
        if has_store() and share == 1.0 and damage in (_cut, _garbage):
            assert "缓存" in warm.said, f"{case}: nothing was said"
        assert describe_difference(shop.warm(), cold) == "", f"{case}, and again"
