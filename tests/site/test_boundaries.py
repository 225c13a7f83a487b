"""职责边界: who does what in a matter of several departments."""

from __future__ import annotations

from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_page
from tests.two_powers import release_two_powers

SHARES = "[{部门: 党委, 职责: 巡查}, {部门: 办公室, 职责: 处罚}]"
TEXT = f"编号: b1\n名称: 违建\n分工: {SHARES}\n依据: [《议事规则》第二条]\n"


def test_a_boundary_stands_on_its_page_and_on_those_of_its_departments(site: MakeSite) -> None:
    public = release_two_powers(site, {"boundaries/b1.yml": TEXT})
    shares = find_table(make_page(public, "/boundaries/b1/"), "shares")
    assert shares == [["党委", "巡查"], ["办公室", "处罚"]]
    for body in ("dw", "bgs"):
        (row,) = find_table(make_page(public, f"/bodies/{body}/"), "boundaries")
        assert row[0] == "违建"
        assert "党委：巡查" in row[1]
        assert "办公室：处罚" in row[1]
