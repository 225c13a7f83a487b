"""Which meeting decides what, and how the work is balanced."""

from __future__ import annotations

from shaiquan.site.comparison import load_of
from shaiquan.site.page import Cards
from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_page
from tests.two_powers import BODIES, release_two_powers


def test_a_card_says_how_many_powers_a_meeting_decides_and_which_are_raised_to_it(
    site: MakeSite,
) -> None:
    (section,) = make_page(release_two_powers(site), "/bodies/compare/").sections
    assert isinstance(section, Cards)
    ways = [(c.title, [(way.text, way.href) for way in c.more]) for c in section.cards]
    assert ways == [
        ("党代会", [("提级审议 1 项", "/bodies/ddh/#raised")]),
        ("小镇党委", [("决定 2 项", "/bodies/dw/#decides")]),
    ]
    assert [(item.text, item.remark) for item in section.cards[0].items] == [("小额支出", "提级")]


def test_the_work_of_a_leader_is_areas_powers_duties_and_risks(site: MakeSite) -> None:
    public = release_two_powers(site)
    assert load_of(public, public.heads["fsj"]) == (1, 2, 0, 0)
    assert load_of(public, public.heads["sj"]) == (0, 0, 0, 1)


def test_who_has_far_more_work_than_the_others_is_marked(site: MakeSite) -> None:
    more = "".join(
        f"  - {{编号: f{n}, 名称: 委员{n}, 机构: 党委, 班子成员: 是}}\n" for n in range(5)
    )
    bodies = BODIES.replace("角色:\n", f"{more}角色:\n")
    page = make_page(release_two_powers(site, {"bodies/all.yml": bodies}), "/posts/balance/")
    totals = {row[0]: row[-1] for row in find_table(page, "_unit-1")}
    assert (totals["副书记"], totals["书记"], totals["委员1"]) == ("3　偏多", "1", "0")
    assert totals["平均"] == "0.6"
