"""How values of fields are shown."""

from __future__ import annotations

from shaiquan.views.cells import field_cell
from shaiquan.views.values import words_of
from tests.conftest import MakeSite
from tests.two_powers import FILES, SMALL_SPENDING, release_two_powers


def test_each_tier_of_a_money_ladder_stands_in_one_line(site: MakeSite) -> None:
    tiers = """\
审批档次:
  - {金额: 不满5万元, 审批: 副书记}
  - {金额: 5万元以上, 审批: 党委, 集体: 是}
"""
    public = release_two_powers(site, {"powers/p2.yml": SMALL_SPENDING + tiers})
    assert words_of(field_cell(public, public.entries["p2"], "tiers")).splitlines() == [
        "金额：不满5万元；审批：副书记；集体：否",
        "金额：5万元以上；审批：党委；集体：是",
    ]


def test_who_decides_together_with_others_is_named_with_them(site: MakeSite) -> None:
    joint = SMALL_SPENDING.replace("决定主体: 党委\n", "决定主体: 党委\n共同决定主体: [书记]\n")
    public = release_two_powers(site, {"powers/p2.yml": joint})
    assert words_of(field_cell(public, public.entries["p2"], "decider")) == "党委、书记共同"
    assert words_of(field_cell(public, public.entries["p1"], "decider")) == "党委"


def test_a_joint_decider_that_is_withheld_is_not_left_out_in_silence(site: MakeSite) -> None:
    joint = SMALL_SPENDING.replace("决定主体: 党委\n", "决定主体: 党委\n共同决定主体: [书记]\n")
    hidden = "不公开字段: [{字段: 共同决定主体, 依据: 条例}]\n"
    public = release_two_powers(site, {"powers/p2.yml": joint + hidden})
    cell = field_cell(public, public.entries["p2"], "decider")
    assert words_of(cell) == "党委、依法不予公开（依据：条例）共同"


def test_an_entrustment_is_a_sentence_that_names_the_decider_where_it_is_left_out(
    site: MakeSite,
) -> None:
    power = SMALL_SPENDING + (
        "委托:\n"
        "  - {委托机关: 党代会, 内容: 受理, 依据: [《议事规则》第二条], 从: 2026-01-01, 至: 2028-12-31}\n"
        "  - {形式: 下放, 受托: 办公室, 从: 2026-01-01}\n"
        "  - {受托: 办公室, 从: 2099-01-01}\n"
        "  - {受托: 办公室, 至: 2025}\n"
    )
    public = release_two_powers(site, {"powers/p2.yml": power})
    assert words_of(field_cell(public, public.entries["p2"], "entrusted")).splitlines() == [
        "由党代会委托党委行使（受理），依据《小镇议事规则》第二条，从2026年1月1日至2028年12月31日止",
        "由党委下放给办公室行使，从2026年1月1日起",
        "由党委委托办公室行使，从2099年1月1日起还没有开始",
        "由党委委托办公室行使，至2025年止已经到期",
    ]


def test_who_entrusts_a_power_and_is_not_public_is_withheld_not_taken_for_the_decider(
    site: MakeSite,
) -> None:
    bodies = FILES["bodies/all.yml"].replace("类型: 党代会,", "类型: 党代会, 公开: 党内,")
    power = SMALL_SPENDING.replace("提级: 党代会\n", "委托: [{委托机关: 党代会}]\n")
    public = release_two_powers(site, {"bodies/all.yml": bodies, "powers/p2.yml": power})
    cell = field_cell(public, public.entries["p2"], "entrusted")
    assert words_of(cell) == "由依法不予公开委托党委行使"


def _with_channels(lines: str) -> dict[str, str]:
    """The site with other channels."""
    before, _, after = FILES["site.yml"].partition("  - {编号: dh")
    return {"site.yml": before + lines + after.partition("\n")[2]}


def test_telephone_numbers_and_mail_addresses_of_bodies_and_channels_are_links(
    site: MakeSite,
) -> None:
    channels = """\
  - {编号: dh, 名称: 举报电话, 值: 0000-12388、12345 转 1}
  - {编号: yx, 名称: 邮箱, 类型: 电子邮件, 值: jubao@example.cn}
  - {编号: xx, 名称: 信箱, 类型: 信件, 值: 示例路 12345 号}
"""
    public = release_two_powers(site, _with_channels(channels))
    links = {
        id: [run.href for run in field_cell(public, public.entries[id], "value")[0]]
        for id in ("dh", "yx", "xx")
    }
    assert links == {
        "dh": ["tel:000012388", "", "tel:12345", ""],
        "yx": ["mailto:jubao@example.cn"],
        "xx": [""],
    }


def test_a_number_that_is_withheld_is_no_link(site: MakeSite) -> None:
    channel = """\
  - {编号: dh, 名称: 举报电话, 值: 0000-12388, 不公开字段: [{字段: 值, 依据: 条例 12388}]}
"""
    public = release_two_powers(site, _with_channels(channel))
    cell = field_cell(public, public.entries["dh"], "value")
    assert words_of(cell) == "依法不予公开（依据：条例 12388）"
    assert [run.href for run in cell[0]] == ["", ""]
