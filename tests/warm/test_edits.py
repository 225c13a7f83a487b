"""The edits themselves: the same from the same seed, done and undone, and the harness that
would notice if a warm build went wrong."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from tests.conftest import SMALL
from tests.warm import harness
from tests.warm.comparing import BuildRun, describe_difference, drop_times
from tests.warm.edits import KINDS, Edits
from tests.warm.harness import BASE, COLD, WARM, BuildsDiffer, Workspace, run_edits
from tests.warm.manuscript import find_passages, read_items, read_value
from tests.warm.records import Maker
from tests.warm.state import FOLDERS, InputState, StateEdit, change_file, read_state

SITE = "content/site.yml"


@pytest.fixture(scope="module")
def base() -> InputState:
    layouts, assets = harness.ROOT / "layouts", harness.ROOT / "assets"
    return read_state({"content": BASE, "layouts": layouts, "assets": assets})


def rename_site(state: InputState, name: str = "小县公开") -> StateEdit:
    text = state.text(SITE).replace("名称: 小县权力公开", f"名称: {name}")
    return change_file(state, SITE, text, f"网站改名{name}")


@pytest.mark.parametrize("maker", KINDS, ids=lambda maker: maker.__name__)
def test_an_edit_of_each_kind_can_be_described_done_and_undone(
    maker: Maker, base: InputState
) -> None:
    made = [edit for edit in (maker(Random(seed), base) for seed in range(6)) if edit]
    assert made
    for edit in made:
        assert edit.words
        after = edit.on(base)
        assert edit.undone(base).on(after) == base
        for mend in edit.mends:
            after = mend.on(after)
        assert not edit.mends or after == base or "正文" in edit.mends[0].words


def test_a_seed_gives_the_same_edits_again_and_another_seed_others(base: InputState) -> None:
    def words(seed: int) -> list[str]:
        state, edits, descriptions = base, Edits(seed), []
        for _ in range(60):
            edit = edits.next(state)
            state = edit.on(state)
            descriptions.append(edit.words)
        return descriptions

    assert words(1) == words(1)
    assert words(1) != words(2)


def test_edits_on_the_disk_give_the_state_that_they_describe(workspace: Workspace) -> None:
    edits = Edits(3)
    for _ in range(200):
        edit = edits.next(workspace.state)
        workspace.edit(edit)
        held = read_state({name: workspace.folder / name for name in FOLDERS})
        assert dict(held.files) == dict(workspace.state.files), edit.words


def test_an_edit_that_made_the_content_wrong_is_taken_back(base: InputState) -> None:
    for seed in range(20):
        edits = Edits(seed)
        first = edits.next(base)
        if not first.mends:
            assert edits.next(first.on(base), refused=True).on(first.on(base)) == base
            return
    raise AssertionError("no seed without a mistake")


def test_records_and_fields_are_found_where_they_are(base: InputState) -> None:
    passages = {passage.id: passage for passage in find_passages(base)}
    assert len(passages) > 50
    assert passages["p-05"].kind == "权力事项"
    assert passages["zdsx"].alone
    assert read_value(base, passages["p-05"], "简称") == "中层任免"
    assert read_value(base, passages["zt-01"], "撤下日期") == "2026-10-15"
    assert read_items(base, passages["p-01"], "依据") == [
        "《议事规则》第二条",
        "《决策条例》第三条",
    ]
    assert read_items(base, passages["p-01"], "权限")[0] == "决定五年规划和年度计划。"
    assert read_value(base, passages["gz-01"], "机制") == "决策"


# -- the harness -----------------------------------------------------------------------------------


def test_a_failure_names_the_seed_the_edits_and_the_first_file_that_differs(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Workspace.warm

    def stale(workspace: Workspace, *more: object, **also: object) -> BuildRun:
        """A builder that adds a line to the style sheet."""
        done = usual(workspace)
        mode, style = done.tree["assets/site.css"]
        return replace(done, tree={**done.tree, "assets/site.css": (mode, style + b"a {}\n")})

    monkeypatch.setattr(Workspace, "warm", stale)
    with pytest.raises(BuildsDiffer) as told:
        list(run_edits(workspace, 5, 1))
    for part in ("种子 5", "assets/site.css", "--- 全量", "+++ 增量", "+a {}"):
        assert part in str(told.value)


def test_a_difference_of_any_kind_is_described() -> None:
    file = (0o644, b"x\n")
    same = BuildRun(0, "", "", {"a": file})
    assert describe_difference(same, same) == ""
    assert "a" in describe_difference(replace(same, tree={}), same)
    assert "b" in describe_difference(replace(same, tree={"a": file, "b/": (0o755, b"")}), same)
    assert "权限" in describe_difference(replace(same, tree={"a": (0o600, b"x\n")}), same)
    assert "退出码" in describe_difference(replace(same, code=1), same)
    assert "标准错误" in describe_difference(replace(same, err="缓存\n"), same)
    assert "标准输出" in describe_difference(replace(same, out="[]"), same)
    refused = BuildRun(1, "", "", {})
    assert describe_difference(replace(refused, tree=same.tree), refused, same.tree) == ""
    assert "a" in describe_difference(refused, refused, same.tree)


def test_only_time_memory_and_reuse_are_left_out_of_the_output() -> None:
    stderr = (
        "读取和检查 …\n生成 3/108\nreading and checking 1/2\ncontent/a.yml:1:1: 错误: 坏\n"
        "已生成 warm/site：109 个文件（99 个没有变化）；2 条记录没有公布；1 处提示；2.5 秒，内存 3 MB。\n"
    )
    expected = "content/a.yml:1:1: 错误: 坏\n已生成 site：109 个文件；2 条记录没有公布；1 处提示\n"
    assert drop_times(stderr, "warm/site") == expected
    english = (
        "built cold/site: 9 files (1 unchanged); 2 records held back; no problems; 1.0 s, 3 MB.\n"
    )
    assert drop_times(english, "cold/site").startswith("built site: 9 files; 2 records held")


def test_the_base_content_builds_without_problems_even_strictly(workspace: Workspace) -> None:
    strict = replace(workspace.state.setting, strict=True)
    workspace.edit(StateEdit("严格", setting=strict))
    done = workspace.cold()
    assert done.code == 0
    assert "没有问题" in done.err
    assert {"print/zdsx-a3.pdf", "charts/czzj.png", "manifest.json"} <= set(done.tree)


def test_the_harness_runs_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    assert harness.debug(["--seed", "2", "--edits", "1", "--content", str(SMALL)]) == 0
    assert "1 次修改" in capsys.readouterr().out


def test_warm_and_cold_differ_only_in_their_folders(workspace: Workspace) -> None:
    warm, cold = workspace.arguments(WARM), workspace.arguments(COLD)
    assert [word.replace("cold/", "warm/") for word in cold] == warm
    assert rename_site(workspace.state).alters
