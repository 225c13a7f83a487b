"""A patch is what reading everything gives, or there is none."""

from __future__ import annotations

from tests.building.kept import Keeper, differences

POWERS = "powers/juece.yml"


def refused(keeper: Keeper) -> None:
    assert keeper.patched() is None, "a change was worked in that changes other records"


def as_whole(keeper: Keeper) -> None:
    """The change is worked in, and all is as if everything had been read."""
    found = keeper.patched()
    assert found is not None, "everything must be read"
    assert differences(found, keeper.whole(), keeper.inputs()) == []


# -- what can be worked in -------------------------------------------------------------------------


def test_what_only_records_that_are_not_shown_mention_is_asked_of_the_shelf_too(
    warm: Keeper,
) -> None:
    warm.edit("powers/rencai.yml", "承办: [组织部]", "承办: [县委办]")
    warm.write("powers/caogao2.yml", "编号: p-11\n名称: 拟增\n状态: 草稿\n决定主体: 司法局\n")
    warm.edit("risks/fengxian.yml", "事项: [p-04]", "事项: [p-04, p-11]")
    warm.kept().edit(POWERS, "五年规划", "六年规划")
    as_whole(warm)


def test_a_comment_moves_the_lines_of_every_record_of_the_file(plain: Keeper) -> None:
    plain.kept().edit(POWERS, "# 重大决策\n", "# 重大\n# 决策\n")
    as_whole(plain)


def test_a_file_without_records_may_change(plain: Keeper) -> None:
    plain.write("powers/none.yml", "# 暂无\n权力事项:\n")
    plain.kept().edit("powers/none.yml", "暂无", "没有")
    as_whole(plain)


def test_the_last_mention_of_a_record_may_go_and_come_back(plain: Keeper) -> None:
    plain.kept().edit("risks/fengxian.yml", "责任岗位: [组织部长]", "责任岗位: [书记]")
    for old, new in (
        ("岗位: 组织部长,", "岗位: 书记,"),
        ("岗位: 书记, 从: 2026-02", "岗位: 组织部长, 从: 2026-02"),
    ):
        plain.kept().edit("bodies/gangwei.yml", old, new)
        as_whole(plain)


# -- what must not be worked in --------------------------------------------------------------------


def test_an_id_that_is_no_word_is_told_as_a_mistake(plain: Keeper) -> None:
    plain.kept().edit(POWERS, "编号: p-01\n", "编号: [p-01, p-1]\n")
    refused(plain)


def test_a_name_that_the_site_itself_says_is_not_changed_alone(plain: Keeper) -> None:
    for path in ("powers/rencai.yml", "bodies/gangwei.yml"):
        plain.edit(path, "领域: 财务" if "powers" in path else "分管: [财务]",
                   "领域: ly-cw" if "powers" in path else "分管: [ly-cw]")  # fmt: skip
    plain.kept().edit("catalogues/mulu.yml", "名称: 财务", "名称: 钱财")
    refused(plain)


def test_a_name_of_one_kind_that_a_record_of_another_bears_is_not_taken_lightly(
    plain: Keeper,
) -> None:
    plain.write("bodies/more.yml", "岗位:\n  - {编号: gw-x, 名称: 出纳, 机构: 财政局}\n")
    plain.kept().edit("bodies/more.yml", "名称: 出纳", "名称: 用款单位")
    refused(plain)


def test_a_problem_that_was_mended_is_not_told_any_more(plain: Keeper) -> None:
    plain.edit(POWERS, "# 重大决策", "\ufeff# 重大决策")
    plain.kept().edit(POWERS, "\ufeff", "")
    refused(plain)


def test_counts_of_a_body_go_with_its_name(plain: Keeper) -> None:
    plain.edit("powers/rencai.yml", "承办: [财政局]", "承办: [cz]\n    单位: cz")
    plain.write("bodies/cz.yml", "编号: gxj\n名称: 小县供销社\n简称: 供销社\n类型: 部门\n")
    plain.write(
        "duties/x.yml",
        "编号: ze-x\n名称: 对账\n单位: gxj\n责任主体: [gxj]\n事项: [p-01]\n责任内容: [对账]\n",
    )
    plain.kept().edit("bodies/cz.yml", "简称: 供销社", "简称: 供销")
    as_whole(plain)
