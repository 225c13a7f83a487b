"""Tags: the page of each, what lists and records say of them, and what the search knows."""

from __future__ import annotations

import json

from shaiquan.kinds.registry import KIND
from shaiquan.search.name_rows import write_names
from shaiquan.site.page import Choices
from shaiquan.views.values import Fields, words_of
from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_page
from tests.two_powers import SMALL_SPENDING, release_two_powers

FILES = {
    "powers/p2.yml": SMALL_SPENDING + "标签: [经济决策权, 党务]\n",
    "catalogues/bq.yml": """\
标签:
  - {编号: bq-jc, 名称: 经济决策权, 组: 五项核心权力, 声明数: 2}
  - {编号: bq-dw, 名称: 党务}
清单:
  - {编号: qd, 名称: 两不准, 标签: [bq-jc], 条目: [不准迟到]}
  - {编号: qd2, 名称: 三不准, 标签: [bq-dw], 条目: [不准早退], 状态: 草稿}
""",
}


def test_a_tag_lists_its_records_by_kind_and_lists_lead_to_it(site: MakeSite) -> None:
    public = release_two_powers(site, FILES)
    page = make_page(public, "/catalogues/bq-jc/")
    assert [(section.title, section.id) for section in page.sections[:2]] == [
        ("权力事项（1 项）", "power"),
        ("清单（1 项）", "list"),
    ]
    assert find_table(page, "power")[0][1] == "小额支出"
    assert find_table(make_page(public, "/catalogues/"), "_tags") == [
        ["经济决策权", "五项核心权力", "2 项"],
        ["党务", "", "1 项"],
    ]
    (choices,) = (s for s in make_page(public, "/powers/").sections if isinstance(s, Choices))
    assert [(item.text, item.href, item.remark) for item in choices.items] == [
        ("经济决策权", "/catalogues/bq-jc/#power", "1 项"),
        ("党务", "/catalogues/bq-dw/#power", "1 项"),
    ]
    assert not any(isinstance(s, Choices) for s in make_page(public, "/bodies/").sections)


def test_a_record_says_its_tags_and_the_search_knows_them(site: MakeSite) -> None:
    public = release_two_powers(site, FILES)
    (about,) = (s for s in make_page(public, "/powers/p2/").sections if s.id == "about")
    assert isinstance(about, Fields)
    (row,) = (row for row in about.rows if row.label == "标签")
    assert words_of(row.cell) == "经济决策权、党务"
    assert row.cell[0][0].href == "/catalogues/bq-jc/"
    _, rows = json.loads(write_names(public, KIND["power"], ["p2"]).decode().strip().rstrip(","))
    assert rows[0][9] == "bq-jc bq-dw"
