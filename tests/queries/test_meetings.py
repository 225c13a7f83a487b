"""Which powers come before which meeting."""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan.queries.meetings import find_entries_of_meetings, find_meetings
from tests.conftest import MakeSite
from tests.two_powers import BODIES, FILES, SMALL_SPENDING, release_two_powers


def meetings(site: MakeSite, files: Mapping[str, str] | None = None) -> list[str]:
    (found,) = find_entries_of_meetings(release_two_powers(site, files)).values()
    return [entry.id for entry in found]


def test_the_highest_meeting_comes_first(site: MakeSite) -> None:
    assert meetings(site) == ["ddh", "dw"]


def test_a_meeting_with_nothing_before_it_is_left_out(site: MakeSite) -> None:
    assert meetings(site, {"powers/p2.yml": SMALL_SPENDING.replace("提级: 党代会\n", "")}) == ["dw"]


def test_a_committee_to_which_powers_are_only_raised_is_no_meeting(site: MakeSite) -> None:
    bodies = BODIES.replace("类型: 党代会", "类型: 党委")
    assert meetings(site, {"bodies/all.yml": bodies}) == ["dw"]


def test_a_committee_that_decides_only_by_the_amount_is_a_meeting(site: MakeSite) -> None:
    bodies = BODIES.replace("名称: 党代会, 类型: 党代会", "名称: 党代会, 类型: 党委")
    tiers = "审批档次: [{金额: 不满5万元, 审批: 党代会, 集体: 是}, {金额: 5万元以上, 审批: 党委, 集体: 是}]\n"
    power = SMALL_SPENDING.replace("提级: 党代会\n", tiers)
    files = {"bodies/all.yml": bodies, "powers/p2.yml": power}
    assert set(meetings(site, files)) == {"ddh", "dw"}


def test_the_meetings_stand_by_their_units(site: MakeSite) -> None:
    assert list(find_meetings(release_two_powers(site))) == ["小镇党委"]


def test_a_body_of_any_type_is_a_meeting_once_it_is_said_how_it_meets(site: MakeSite) -> None:
    bodies = BODIES.replace("名称: 党代会, 类型: 党代会", "名称: 党代会, 类型: 其他")
    files = {"bodies/all.yml": bodies}
    assert meetings(site, files) == ["dw"]
    rules = FILES["site.yml"] + "会议类型:\n  联席会议: {机构: 党代会}\n"
    assert meetings(site, files | {"site.yml": rules}) == ["dw", "ddh"]
    assert meetings(site, {"bodies/all.yml": bodies.replace("其他", "联席会议")}) == ["dw", "ddh"]
