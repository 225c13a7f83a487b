"""The list of risks: how many of each office, level and domain."""

from __future__ import annotations

from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_page
from tests.two_powers import release_two_powers

RISKS = """\
- {编号: r1, 名称: 走过场, 领域: 人, 等级: 高, 责任岗位: [书记]}
- {编号: r2, 名称: 不公开, 领域: 事, 等级: 高, 责任岗位: [办公室, 书记]}
- {编号: r3, 名称: 多付款, 领域: 财, 等级: 低, 责任岗位: [副书记, 书记]}
- {编号: r4, 名称: 没人管, 领域: 财}
- {编号: r5, 名称: 写了一半, 领域: 财, 状态: 草稿}
"""


def test_risks_are_counted_by_the_office_of_whoever_keeps_them(site: MakeSite) -> None:
    public = release_two_powers(site, {"risks/r1.yml": RISKS})
    page = make_page(public, "/risks/")
    assert page.sections[0].title == "按机构、等级和领域"
    assert find_table(page, "_totals") == [
        ["小镇党委", "1", "", "1", "1", "1", "", "", "2"],
        ["办公室", "1", "", "", "", "", "", "1", "1"],
        ["其他", "", "", "", "", "1", "", "", "1"],
        ["合计", "2", "", "1", "1", "2", "", "1", "4"],
    ]
