"""Only what was public then and is today is told, in words."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.history.stories import Story, say

POWER, CHART = "powers/p1.yml", "procedures/l1.yml"
SECOND = "编号: p2\n名称: 印章的使用\n类别: 重大事项\n决定主体: 党委\n承办: [办公室]\n依据: [《议事规则》第二条]\n"


def test_a_limit_that_changed_is_told_with_both_values(tmp_path: Path) -> None:
    story = Story.begin().edit("2026-03-05", CHART, "承诺时限: 20个工作日", "承诺时限: 10个工作日")
    assert say(story.tell(tmp_path)) == ["03-05 l1 变更 承诺时限：由 20个工作日 改为 10个工作日"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("承诺时限: 20个工作日", "承诺时限: 二十个工作日  # 写法"),
        ("编号: l1\n名称: 重大事项流程图", "name: 重大事项流程图\nid: L1"),
        ("主体: 党委\n", "主体: 小镇党委\n"),
    ],
    ids=["spelling", "order and keys", "another name of the same body"],
)
def test_what_means_the_same_is_no_change(tmp_path: Path, old: str, new: str) -> None:
    assert say(Story.begin().edit("2026-03-05", CHART, old, new).tell(tmp_path)) == []


def test_a_record_is_followed_to_another_file(tmp_path: Path) -> None:
    story = Story.begin()
    text = story.files[POWER]
    story.keep("2026-03-05", {POWER: None, "powers/quanli.yml": text})
    story.keep("2026-03-06", {"powers/quanli.yml": None})
    story.keep("2026-03-07", {"powers/new.yml": text.replace("承办: [办公室]", "承办: [党委]")})
    assert say(story.tell(tmp_path)) == ["03-07 p1 变更 承办：由 办公室 改为 党委"]


def test_what_is_new_and_what_was_withdrawn_is_told(tmp_path: Path) -> None:
    story = Story.begin().keep("2026-03-05", {"powers/p2.yml": SECOND})
    story.edit("2026-04-01", "powers/p2.yml", "印章的使用", "印章的使用和保管")
    withdrawn = (
        SECOND.replace("印章的使用", "印章的使用和保管")
        + "状态: 撤回\n原因: 并入\n撤回日期: 2026-05-02\n"
    )
    story.keep("2026-05-02", {"powers/p2.yml": withdrawn})
    assert say(story.tell(tmp_path / "a")) == ["05-02 p2 取消", "03-05 p2 新增"]
    in_may = datetime.date(2026, 5, 1)
    assert say(story.tell(tmp_path / "b", since=in_may)) == ["05-02 p2 取消"]


def test_a_withdrawn_record_that_is_edited_is_not_withdrawn_again(tmp_path: Path) -> None:
    withdrawn = SECOND + "状态: 撤回\n原因: 并入\n撤回日期: 2026-05-02\n"
    story = Story.begin().keep("2026-03-05", {"powers/p2.yml": SECOND})
    story.keep("2026-05-02", {"powers/p2.yml": withdrawn})
    story.edit("2026-05-09", "powers/p2.yml", "原因: 并入", "原因: 并入别的")
    story.keep("2026-05-10", {"powers/p3.yml": withdrawn.replace("p2", "p3")})  # never public
    assert say(story.tell(tmp_path)) == ["05-02 p2 取消", "03-05 p2 新增"]


def test_a_record_that_adopted_another_before_is_not_new(tmp_path: Path) -> None:
    adopting = "编号: p2\n名称: 印章的使用\n沿用: p1\n决定主体: 党委\n"
    story = Story.begin({"powers/p2.yml": adopting}).keep("2026-03-05", {"powers/p2.yml": SECOND})
    story.edit("2026-03-06", "powers/p2.yml", "承办: [办公室]", "承办: [党委]")
    assert say(story.tell(tmp_path)) == ["03-06 p2 变更 承办：由 办公室 改为 党委"]


def test_what_was_not_public_then_is_not_told(tmp_path: Path) -> None:
    draft = SECOND + "状态: 草稿\n"
    story = Story.begin().keep("2026-03-05", {"powers/p2.yml": draft})
    story.edit("2026-03-06", "powers/p2.yml", "印章的使用", "公章的使用")
    inside = SECOND.replace("印章", "公章") + "公开: 本单位\n"
    story.keep("2026-03-07", {"powers/p2.yml": inside})
    story.keep("2026-03-08", {"powers/p2.yml": SECOND.replace("印章", "公章")})
    story.edit("2026-03-09", "powers/p2.yml", "承办: [办公室]", "承办: [党委]")
    assert say(story.tell(tmp_path)) == [
        "03-09 p2 变更 承办：由 办公室 改为 党委",
        "03-08 p2 新增",
    ]


def test_what_is_public_no_more_has_no_history(tmp_path: Path) -> None:
    story = Story.begin().keep("2026-03-05", {"powers/p2.yml": SECOND})
    story.edit("2026-03-06", "powers/p2.yml", "印章的使用", "公章的使用")
    story.keep("2026-03-07", {"powers/p2.yml": SECOND + "公开: 党内\n"})
    assert say(story.tell(tmp_path)) == []


def test_a_record_is_public_from_its_review_on(tmp_path: Path) -> None:
    site = Story.begin().files["site.yml"].replace("    审查: {人: 办公室, 日期: 2026-01-05}\n", "")
    lines = "".join(f"{id}: 2026-01-05 办公室 名称=k3f4q2aa\n" for id in ("p1", "l1", "dw", "bgs"))
    story = Story.begin({"site.yml": site, "reviews.yml": lines})
    story.keep("2026-03-05", {"powers/p2.yml": SECOND})
    story.edit("2026-03-06", "powers/p2.yml", "承办: [办公室]", "承办: [党委]")
    story.keep("2026-03-09", {"reviews.yml": lines + "p2: 2026-03-09 办公室 名称=k3f4q2aa\n"})
    story.edit("2026-03-10", "powers/p2.yml", "承办: [党委]", "承办: [办公室]")
    assert say(story.tell(tmp_path)) == [
        "03-10 p2 变更 承办：由 党委 改为 办公室",
        "03-09 p2 新增",
    ]


def test_a_record_is_new_on_the_day_from_which_it_may_be_shown(tmp_path: Path) -> None:
    later = SECOND + "公开: {范围: 社会, 从: 2026-06-01}\n"
    story = Story.begin().keep("2026-03-05", {"powers/p2.yml": later})
    assert say(story.tell(tmp_path)) == ["06-01 p2 新增"]


def test_a_review_that_was_taken_back_hides_what_was_written_until_the_next(
    tmp_path: Path,
) -> None:
    site = Story.begin().files["site.yml"].replace("    审查: {人: 办公室, 日期: 2026-01-05}\n", "")
    lines = "".join(f"{id}: 2026-01-05 办公室 名称=k3f4q2aa\n" for id in ("p1", "l1", "dw", "bgs"))
    reviewed = lines + "p2: 2026-01-05 办公室 名称=k3f4q2aa\n"
    second = SECOND + "权限: [甲说]\n"
    story = Story.begin({"site.yml": site, "reviews.yml": reviewed, "powers/p2.yml": second})
    story.keep("2026-03-05", {"reviews.yml": lines})
    story.edit("2026-03-06", "powers/p2.yml", "甲说", "不能说的")
    story.edit("2026-03-07", "powers/p2.yml", "不能说的", "乙说")
    story.keep("2026-03-08", {"reviews.yml": reviewed})
    assert say(story.tell(tmp_path)) == ["03-08 p2 变更 权限：由 甲说 改为 乙说"]


def test_an_edit_after_the_day_of_release_leaves_that_day(tmp_path: Path) -> None:
    later = SECOND + "公开: {范围: 社会, 从: 2026-06-01}\n"
    story = Story.begin().keep("2026-03-05", {"powers/p2.yml": later})
    story.edit("2026-07-01", "powers/p2.yml", "承办: [办公室]", "承办: [党委]")
    assert say(story.tell(tmp_path)) == [
        "07-01 p2 变更 承办：由 办公室 改为 党委",
        "06-01 p2 新增",
    ]


def test_what_the_first_version_has_is_not_new(tmp_path: Path) -> None:
    """A folder that was moved or saved for the first time was there before."""
    assert say(Story.begin().tell(tmp_path, since=datetime.date(2026, 1, 1))) == []


def test_a_copy_that_keeps_the_id_for_a_while_changes_nothing(tmp_path: Path) -> None:
    story = Story.begin()
    copied = story.files[POWER].replace("重大事项决定", "还没有公布的事")
    story.keep("2026-03-05", {"powers/p2.yml": copied})
    story.keep("2026-03-06", {"powers/p2.yml": SECOND})
    story.edit("2026-03-07", POWER, "承办: [办公室]", "承办: [党委]")
    assert say(story.tell(tmp_path)) == [
        "03-07 p1 变更 承办：由 办公室 改为 党委",
        "03-06 p2 新增",
    ]


def test_an_id_that_another_kind_had_begins_anew(tmp_path: Path) -> None:
    story = Story.begin().keep("2026-03-05", {"powers/x.yml": SECOND.replace("p2", "x")})
    duty = story.files["duties/d1.yml"].replace("编号: d1\n名称: ", "编号: x\n名称: 另")
    story.keep("2026-03-06", {"powers/x.yml": None, "duties/x.yml": duty})
    assert say(story.tell(tmp_path)) == ["03-06 x 新增"]


def test_other_defaults_are_told_of_no_record_and_of_no_later_day(tmp_path: Path) -> None:
    story = Story.begin().edit("2026-03-05", "site.yml", "测评: [年度评估]", "测评: [半年评估]")
    story.edit("2026-03-06", POWER, "承办: [办公室]", "承办: [党委]")
    assert say(story.tell(tmp_path)) == ["03-06 p1 变更 承办：由 办公室 改为 党委"]


def test_what_other_defaults_release_is_new_on_that_day(tmp_path: Path) -> None:
    site = Story.begin().files["site.yml"]
    story = Story().keep(
        "2026-01-10", Story.begin().files | {"site.yml": site.replace("社会", "本单位")}
    )
    story.keep("2026-03-05", {"site.yml": site})
    story.edit("2026-03-06", POWER, "承办: [办公室]", "承办: [党委]")
    told = say(story.tell(tmp_path))
    assert told[0] == "03-06 p1 变更 承办：由 办公室 改为 党委"
    assert "03-05 p1 新增" in told


# -- without words ------------------------------------------------------------------------------

UNTOLD = ["03-05 p1 变更 权限：——"]


def _change_limits(story: Story, old: str, new: str) -> Story:
    story.keep("2026-01-12", {POWER: story.files[POWER] + f"权限: [{old}]\n"})
    return story.edit("2026-03-05", POWER, f"权限: [{old}]", f"权限: [{new}]")


def test_words_are_told_where_nothing_speaks_against_it(tmp_path: Path) -> None:
    story = _change_limits(Story.begin(), "五万元以上的决定", "十万元以上的决定")
    assert say(story.tell(tmp_path)) == [
        "03-05 p1 变更 权限：由 五万元以上的决定 改为 十万元以上的决定"
    ]


@pytest.mark.parametrize("old", ["联系人手机 13912345678", "家住小镇幸福村3组12号"])
def test_a_personal_text_that_stood_there_is_not_told_again(tmp_path: Path, old: str) -> None:
    assert say(_change_limits(Story.begin(), old, "联系人见公示").tell(tmp_path)) == UNTOLD


def test_a_number_that_was_no_exception_then_is_not_told_again(tmp_path: Path) -> None:
    story = _change_limits(Story.begin(), "手机 13912345678", "值班手机 13812345678")
    exempt = story.files[POWER] + "例外: [{种类: 手机号, 理由: 值班}]\n"
    assert say(story.keep("2026-03-05", {POWER: exempt}).tell(tmp_path)) == UNTOLD


def test_a_field_withheld_today_is_told_without_words(tmp_path: Path) -> None:
    story = _change_limits(Story.begin(), "五万元以上的决定", "十万元以上的决定")
    withheld = story.files[POWER] + "不公开字段: [{字段: 权限, 依据: 条例第十五条}]\n"
    told = say(story.keep("2026-04-01", {POWER: withheld}).tell(tmp_path))
    assert told == ["04-01 p1 变更 权限：——", *UNTOLD]


def test_a_field_that_was_withheld_is_told_without_words(tmp_path: Path) -> None:
    withheld = "不公开字段: [{字段: 权限, 依据: 条例第十五条}]\n"
    story = Story.begin()
    story.keep("2026-01-12", {POWER: story.files[POWER] + f"权限: [甲说]\n{withheld}"})
    story.keep(
        "2026-03-05", {POWER: story.files[POWER].replace(withheld, "").replace("甲说", "乙说")}
    )
    assert say(story.tell(tmp_path)) == UNTOLD


def test_what_somebody_meant_to_withhold_is_not_told(tmp_path: Path) -> None:
    text = Story.begin().files[POWER]
    meant = "其他要素: {电话: 甲说}\n不公开字段: [{字段: 其他要素.电话, 依据: 条例第十五条}]\n"
    story = Story.begin().keep("2026-03-05", {POWER: text + meant})
    story.keep("2026-03-06", {POWER: text + "其他要素: {电话: 乙说}\n"})
    told = say(story.tell(tmp_path))
    assert told == ["03-06 p1 变更 其他要素：增加 电话：乙说"]


def test_a_text_that_another_record_withholds_is_not_told(tmp_path: Path) -> None:
    story = _change_limits(Story.begin(), "按照绝密会商办法办理", "按照公开的办法办理")
    secret = SECOND.replace("印章的使用", "绝密会商办法") + "公开: 本单位\n"
    assert say(story.keep("2026-04-01", {"powers/p2.yml": secret}).tell(tmp_path)) == UNTOLD


def test_who_is_not_public_today_is_not_named(tmp_path: Path) -> None:
    office = "  - {编号: ms, 名称: 秘书组, 上级: 党委}\n"
    bodies = Story.begin().files["bodies/all.yml"]
    shown = bodies.replace("岗位:\n", f"{office}岗位:\n", 1)
    story = Story.begin({"bodies/all.yml": shown})
    story.edit("2026-01-12", POWER, "承办: [办公室]", "承办: [秘书组]")
    story.edit("2026-03-05", POWER, "承办: [秘书组]", "承办: [办公室]")
    hidden = shown.replace("秘书组, 上级", "秘书组, 公开: 党内, 上级")
    story.keep("2026-03-06", {"bodies/all.yml": hidden})
    assert say(story.tell(tmp_path)) == ["03-05 p1 变更 承办：——"]


def test_who_was_renamed_is_named_as_then(tmp_path: Path) -> None:
    story = Story.begin()
    bodies = story.files["bodies/all.yml"]
    story.keep(
        "2026-03-05",
        {
            "bodies/all.yml": bodies.replace("名称: 办公室", "名称: 综合办"),
            **{
                name: text.replace("办公室", "综合办")
                for name, text in story.files.items()
                if name.endswith(".yml") and not name.startswith("bodies")
            },
        },
    )
    story.edit("2026-03-06", POWER, "承办: [综合办]", "承办: [党委]")
    assert say(story.tell(tmp_path)) == [
        "03-06 p1 变更 承办：由 综合办 改为 党委",
        "03-05 bgs 变更 名称：由 办公室 改为 综合办",
    ]


# -- broken versions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    ["编号: l1\n名称: [", "编号: l1\n承诺时限: 从速\n", "<<<<<<< HEAD\n编号: l1\n"],
    ids=["no YAML", "no record", "a conflict"],
)
def test_a_version_that_could_not_be_read_is_passed_over(tmp_path: Path, broken: str) -> None:
    story = Story.begin()
    text = story.files[CHART]
    story.keep("2026-03-05", {CHART: broken})
    story.keep("2026-03-06", {CHART: text.replace("20个工作日", "30日")})
    assert say(story.tell(tmp_path)) == ["03-06 l1 变更 承诺时限：由 20个工作日 改为 30日"]


# -- steps --------------------------------------------------------------------------------------


def test_a_step_is_told_by_its_name(tmp_path: Path) -> None:
    story = Story.begin().edit("2026-03-05", CHART, "时限: 5个工作日", "时限: 2个工作日")
    before = "  - 步骤: 公开\n"
    story.edit("2026-03-06", CHART, before, f"  - {{步骤: 归集材料, 主体: 办公室}}\n{before}")
    assert say(story.tell(tmp_path)) == [
        "03-06 l1 变更 步骤：增加“归集材料”",
        "03-05 l1 变更 步骤：“审查”的时限 由 5个工作日 改为 2个工作日",
    ]


def test_an_article_is_told_by_its_words(tmp_path: Path) -> None:
    story = Story.begin().edit("2026-03-05", "rules/gz.md", "由党委决定", "由党委集体决定")
    assert say(story.tell(tmp_path)) == [
        "03-05 gz 变更 正文：由 第二条　重大事项由党委决定。 改为 第二条　重大事项由党委集体决定。"
    ]


def test_branches_are_told_by_their_first_act(tmp_path: Path) -> None:
    before = "  - 步骤: 公开\n"
    both = "  - 并行: [[{步骤: 听取意见, 主体: 办公室}], [{步骤: 核对账目, 主体: 党委}]]\n"
    story = Story.begin().edit("2026-03-05", CHART, before, both + before)
    assert say(story.tell(tmp_path)) == ["03-05 l1 变更 步骤：增加“听取意见”"]
