"""A patch is what reading everything gives, or there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from shaiquan.content.loading import load_content
from tests.build.fields import change_word, find_words
from tests.build.stored_content import ContentFolder, list_differences
from tests.conftest import FULL, ROOT
from tests.warm import records
from tests.warm.state import InputState, StateEdit, read_state

POWERS = "powers/juece.yml"


def require_refused(content: ContentFolder) -> None:
    assert content.patch() is None, "a change was patched that changes other records"


def require_same_as_read(content: ContentFolder) -> None:
    """The change is patched, and the result is as if everything had been read."""
    patched = content.patch()
    assert patched is not None, "everything must be read"
    assert list_differences(patched, content.read(), content.inputs()) == []


# -- what can be patched ---------------------------------------------------------------------------


def test_mentions_by_records_that_are_not_shown_are_read_from_the_store_too(
    warm: ContentFolder,
) -> None:
    warm.edit("powers/rencai.yml", "承办: [组织部]", "承办: [县委办]")
    warm.write("powers/caogao2.yml", "编号: p-11\n名称: 拟增\n状态: 草稿\n决定主体: 司法局\n")
    warm.edit("risks/fengxian.yml", "事项: [p-04]", "事项: [p-04, p-11]")
    warm.read_and_store().edit(POWERS, "五年规划", "六年规划")
    require_same_as_read(warm)


def test_a_comment_moves_the_lines_of_every_record_of_the_file(plain: ContentFolder) -> None:
    plain.read_and_store().edit(POWERS, "# 重大决策\n", "# 重大\n# 决策\n")
    require_same_as_read(plain)


def test_a_file_without_records_may_change(plain: ContentFolder) -> None:
    plain.write("powers/none.yml", "# 暂无\n权力事项:\n")
    plain.read_and_store().edit("powers/none.yml", "暂无", "没有")
    require_same_as_read(plain)


def test_the_temporary_files_of_an_editor_are_not_content(
    plain: ContentFolder,
) -> None:
    plain.write("powers/.b.yml.swp", "x")
    plain.read_and_store().edit(POWERS, "五年规划", "六年规划")
    plain.write("powers/.juece.yml.swp", "编号: p-1")
    plain.write("powers/juece.yml~", "编号: p-1")
    plain.edit("powers/.b.yml.swp", "x", "y")
    require_same_as_read(plain)


def test_the_last_mention_of_a_record_may_go_and_come_back(plain: ContentFolder) -> None:
    plain.read_and_store().edit("risks/fengxian.yml", "责任岗位: [组织部长]", "责任岗位: [书记]")
    for old, new in (
        ("岗位: 组织部长,", "岗位: 书记,"),
        ("岗位: 书记, 从: 2026-02", "岗位: 组织部长, 从: 2026-02"),
    ):
        plain.read_and_store().edit("bodies/gangwei.yml", old, new)
        require_same_as_read(plain)


# -- what must not be worked in --------------------------------------------------------------------


def test_an_id_that_is_not_a_word_is_reported(plain: ContentFolder) -> None:
    plain.read_and_store().edit(POWERS, "编号: p-01\n", "编号: [p-01, p-1]\n")
    require_refused(plain)


def test_a_name_that_site_yml_uses_is_not_patched(plain: ContentFolder) -> None:
    for path in ("powers/rencai.yml", "bodies/gangwei.yml"):
        plain.edit(
            path,
            "领域: 财务" if "powers" in path else "分管: [财务]",
            "领域: ly-cw" if "powers" in path else "分管: [ly-cw]",
        )
    plain.read_and_store().edit("catalogues/mulu.yml", "名称: 财务", "名称: 钱财")
    require_refused(plain)


def test_a_name_that_a_record_of_another_kind_has_is_not_patched(
    plain: ContentFolder,
) -> None:
    plain.write("bodies/more.yml", "岗位:\n  - {编号: gw-x, 名称: 出纳, 机构: 财政局}\n")
    plain.read_and_store().edit("bodies/more.yml", "名称: 出纳", "名称: 用款单位")
    require_refused(plain)


def test_a_problem_that_was_mended_is_not_reported_any_more(plain: ContentFolder) -> None:
    plain.edit(POWERS, "# 重大决策", "\ufeff# 重大决策")
    plain.read_and_store().edit(POWERS, "\ufeff", "")
    require_refused(plain)


def test_counts_of_a_body_follow_its_name(plain: ContentFolder) -> None:
    plain.edit("powers/rencai.yml", "承办: [财政局]", "承办: [cz]\n    单位: cz")
    plain.write("bodies/cz.yml", "编号: gxj\n名称: 小县供销社\n简称: 供销社\n类型: 部门\n")
    plain.write(
        "duties/x.yml",
        "编号: ze-x\n名称: 对账\n单位: gxj\n责任主体: [gxj]\n事项: [p-01]\n责任内容: [对账]\n",
    )
    plain.read_and_store().edit("bodies/cz.yml", "简称: 供销社", "简称: 供销")
    require_same_as_read(plain)


# -- what a registered sheet has to hide -----------------------------------------------------------


def require_never_wrong(content: ContentFolder) -> None:
    """What is shown of a sheet has changed; if the change is patched, so has the sheet."""
    before, whole = content.read_base(), content.read()
    sheets = [id for id in before.public.heads if f"record/{id}" in whole.changed and "-" in id]
    assert any(before.public.heads[id].kind == "edition" for id in sheets), "nothing to test"
    patched = content.patch()
    assert patched is None or list_differences(patched, whole, content.inputs()) == []


def test_a_registered_sheet_may_hide_a_short_name_that_was_deleted(warm: ContentFolder) -> None:
    """A record that is not shown was named as a public record: the name is now to be hidden."""
    warm.write("bodies/more.yml", "角色:\n  - {编号: js-x, 名称: 年度预算, 状态: 草稿}\n")
    warm.read_and_store().edit("powers/rencai.yml", "简称: 年度预算", "简称: 全年预算")
    require_never_wrong(warm)


def test_a_registered_sheet_hides_a_name_that_a_withheld_field_has(warm: ContentFolder) -> None:
    (warm.folder / "powers" / "caogao.yml").unlink()
    inside = "    公开:\n      范围: 本单位\n      依据: 公开条例第十六条（内部工作流程）\n"
    warm.edit("procedures/qita.yml", inside, "")
    warm.edit("procedures/zijin.yml", "事项: [p-07, p-09]", "事项: [p-07, p-09, p-06]")
    warm.edit("powers/rencai.yml", "- {字段: 配合,", "- {字段: 承办,")
    assert not warm.read_and_store().read_base().unreleased
    warm.edit("bodies/jigou.yml", "名称: 小县县委组织部", "名称: 收款人")
    require_never_wrong(warm)


def test_a_registered_sheet_hides_what_is_withheld_of_a_record_that_is_newly_named(
    warm: ContentFolder,
) -> None:
    """What is withheld of that record must not be said by the sheet."""
    warm.edit("powers/rencai.yml", "- {字段: 配合,", "- {字段: 承办,")
    warm.edit(
        "powers/rencai.yml",
        "承办: [组织部]\n    权限:\n      - 名单",
        "承办: [财政局]\n    权限:\n      - 名单",
    )
    warm.read_and_store().edit(
        "procedures/zijin.yml", "事项: [p-07, p-09]", "事项: [p-07, p-09, p-06]"
    )
    require_never_wrong(warm)


# -- whatever is changed ---------------------------------------------------------------------------


class PatchTally:
    """How many changes were patched, read, or refused as mistakes."""

    def __init__(self, content: ContentFolder) -> None:
        self.content = content
        self.patched = self.read = self.refused = 0

    def take_in(self, description: str) -> bool:
        """Take in what has changed; False where the content is not sound any more."""
        content = self.content
        patched = content.patch()
        loaded = load_content(content.folder)
        if not loaded.sound:
            self.refused += 1
            assert patched is None, f"{description}: patched, although it is wrong"
            return False
        whole = content.read(loaded)
        if patched is None:
            self.read += 1
        else:
            self.patched += 1
            assert list_differences(patched, whole, content.inputs()) == [], description
        content.store(patched or whole)
        return True


def change_fields(
    content: ContentFolder, rng: Random, most: int
) -> Iterator[tuple[str, Path, str, str]]:
    """A small change in a word of each kind and field: in words, file, the old text, the new."""
    fields = [*find_words(content.folder)]
    for field in rng.sample(fields, min(most, len(fields))):
        found_words = find_words(content.folder).get(field, [])
        for word in rng.sample(found_words, min(1, len(found_words))):
            new = change_word(rng, word, found_words)
            description = f"{'.'.join(field)} {word.path.name}:{word.line} {word.value} -> {new}"
            yield description, word.path, word.path.read_text("utf-8"), word.with_value(new)


@pytest.mark.parametrize("seed", range(4) if FULL else [1])
def test_after_a_change_in_any_field_a_patch_is_what_reading_everything_gives(
    tmp_path: Path, seed: int
) -> None:
    folder = shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.rmtree(folder / "ledger")
    tally = PatchTally(ContentFolder(folder).read_and_store())
    for description, path, old, new in change_fields(
        tally.content, Random(seed), 200 if FULL else 70
    ):
        path.write_text(new, "utf-8")
        if not tally.take_in(description):
            path.write_text(old, "utf-8")
    assert tally.patched > (tally.patched + tally.read) / 2, "hardly anything was patched"
    assert tally.read, "nothing had to be read"
    assert tally.refused, "nothing was refused"


#: what editors do to records that are there
EDITS = (
    records.rename_record,
    records.rename_record_alone,
    records.change_short_name,
    records.swap_names,
    records.change_sentence,
    records.change_matter,
    records.change_date,
    records.reorder_list,
    records.change_list_item,
    records.change_reference,
    records.change_parent,
)
#: and what makes that everything must be read
GATES = (records.withhold_field, records.change_scope, records.change_condition)


@pytest.mark.parametrize("seed", range(10) if FULL else [1, 2])
@pytest.mark.parametrize("name", ["plain", "warm"])
def test_after_whatever_editors_do_a_patch_is_what_reading_everything_gives(
    name: str, seed: int, request: pytest.FixtureRequest
) -> None:
    content: ContentFolder = request.getfixturevalue(name)
    tally = PatchTally(content.read_and_store())
    state, rng = read_state({"content": content.folder}), Random(seed)
    edits = EDITS if name == "plain" else EDITS + GATES
    for number in range(44):
        edit = edits[number % len(edits)](rng, state)
        if edit:
            state = _apply(tally, edit, state)
    sound = tally.patched + tally.read
    assert tally.patched > sound / (2 if name == "plain" else 4), "hardly anything was patched"


def _apply(tally: PatchTally, edit: StateEdit, state: InputState) -> InputState:
    """An edit with those that must follow it; taken back where it made the content wrong."""
    edit.put(tally.content.folder.parent)
    if not tally.take_in(edit.words):
        edit.undone(state).put(tally.content.folder.parent)
        return state
    state = edit.on(state)
    for mend in edit.mends:
        state = _apply(tally, mend, state)
    return state


def test_a_unit_is_found_however_it_is_written(plain: ContentFolder) -> None:
    """By an id in capitals or in traditional characters: else two areas could not be told apart
    where all is read, and could where a change is patched."""
    plain.write(
        "catalogues/two.yml",
        "领域:\n  - {编号: a1, 名称: 综合, 单位: CZ}\n  - {编号: a2, 名称: 综合, 单位: 財政局}\n"
        "  - {编号: a3, 名称: 综合, 单位: zzb}\n",
    )
    plain.edit("catalogues/two.yml", "{编号: a2, 名称: 综合", "{编号: a2, 名称: 杂项")
    plain.write("powers/z.yml", "编号: p-z\n名称: 对账\n单位: cz\n决定主体: 县委\n领域: a1\n")
    plain.read_and_store().edit("powers/z.yml", "领域: a1", "领域: 综合")
    require_same_as_read(plain)
    plain.edit("powers/z.yml", "领域: 综合", "领域: 杂项")
    require_same_as_read(plain)


def test_a_record_without_a_unit_belongs_to_none(plain: ContentFolder) -> None:
    """And not of the first body without a short name."""
    plain.edit("bodies/jigou.yml", "    简称: 司法局\n", "")
    plain.edit("bodies/jigou.yml", "名称: 小县司法局", "名称: 司法局")
    plain.write(
        "catalogues/two.yml",
        "领域:\n  - {编号: a1, 名称: 综合, 单位: sf}\n  - {编号: a2, 名称: 综合, 单位: cz}\n",
    )
    plain.edit("site.yml", "    单位: 县委\n", "")
    plain.write("powers/z.yml", "编号: p-z\n名称: 对账\n决定主体: 县委\n领域: a1\n")
    plain.read_and_store().edit("powers/z.yml", "领域: a1", "领域: 综合")
    assert not load_content(plain.folder).sound, "it could be either"
    require_refused(plain)
