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
