"""How values of fields are shown."""

from __future__ import annotations

from shaiquan.views.cells import field_cell
from shaiquan.views.values import words_of
from tests.conftest import MakeSite
from tests.two_powers import SMALL_SPENDING, release_two_powers


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
