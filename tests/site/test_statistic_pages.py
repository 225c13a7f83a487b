"""Pages of statistics: the latest figure, its share and change, all of them drawn."""

from __future__ import annotations

import datetime

import pytest

from shaiquan.site.page import Page
from shaiquan.views.values import BarPicture, Fields, words_of
from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_page
from tests.town_meetings import release_town

STATISTICS = """\
- 编号: tj-1
  名称: 问题完成整改
  计量单位: 个
  来源: 台账
  方向: 越高越好
  数据:
    - {期间: 2025年上半年, 数值: 74, 总数: 152}
    - {期间: 截至 2026-06-30, 数值: 145, 总数: 205, 其中: {上年: 40, 当年: 105}, 说明: 还有在改的}
- {编号: tj-2, 名称: 全省名次, 计量单位: 名, 来源: 调查, 方向: 越低越好,
   数据: [{期间: 2024年, 数值: 99}, {期间: 2025年, 数值: 21}]}
- {编号: tj-3, 名称: 舆情, 计量单位: 条, 来源: 台账, 数据: [{期间: 2025年, 数值: 400余}]}
- {编号: tj-4, 名称: 办结率, 计量单位: "%", 来源: 台账,
   数据: [{期间: 2024年, 数值: 90}, {期间: 2025年, 数值: 90.0}]}
- {编号: tj-5, 名称: 满意率, 计量单位: "%", 来源: 调查, 方向: 越高越好,
   数据: [{期间: 2024年, 数值: 90}, {期间: 2025年, 数值: 88.8}]}
"""


@pytest.fixture
def pages(site: MakeSite) -> dict[str, Page]:
    day = datetime.date(2026, 11, 1)
    public = release_town(site, {"statistics/all.yml": STATISTICS}, day)
    names = ("tj-1/", "tj-2/", "tj-3/", "tj-4/", "tj-5/", "")
    return {name: make_page(public, f"/statistics/{name}") for name in names}


def read_latest(page: Page) -> dict[str, str]:
    (latest,) = (section for section in page.sections if section.id == "latest")
    assert isinstance(latest, Fields)
    return {row.label: words_of(row.cell) for row in latest.rows}


def test_the_latest_figure_is_told_with_its_share_and_its_change(pages: dict[str, Page]) -> None:
    assert read_latest(pages["tj-1/"]) == {
        "最新": "145 个（截至 2026-06-30）",
        "占总数的": "70.7%，其余 60 个",
        "和上期比": "比2025年上半年增加 71 个，好于上期",
    }
    assert read_latest(pages["tj-2/"])["和上期比"] == "比2024年上升 78 位"
    assert read_latest(pages["tj-3/"]) == {"最新": "400余条（2025年）"}
    assert read_latest(pages["tj-4/"]) == {"最新": "90.0%（2025年）", "和上期比": "和2024年一样"}
    assert read_latest(pages["tj-5/"])["和上期比"] == "比2024年下降 1.2 个百分点，不如上期"


def test_all_figures_are_drawn_beside_the_table_that_says_more(pages: dict[str, Page]) -> None:
    (picture,) = (section for section in pages["tj-1/"].sections if section.id == "figures")
    assert isinstance(picture, BarPicture)
    assert [text.text for text in picture.texts if text.text.endswith("个")] == [
        *("74个", "152个", "145个", "205个")
    ]
    assert [bar.height for bar in picture.bars] == [39, 81, 77, 110]
    assert [[words_of(cell) for cell in row.cells] for row in picture.table.rows] == [
        ["2025年上半年", "74", "152", "48.7%", "", ""],
        ["截至 2026-06-30", "145", "205", "70.7%", "上年：40\n当年：105", "还有在改的"],
    ]
    assert picture.table.columns[1] == "数值（个）"


def test_one_figure_stands_in_a_table_alone(pages: dict[str, Page]) -> None:
    assert find_table(pages["tj-3/"], "figures") == [["2025年", "400余"]]


def test_the_list_has_the_latest_of_each(pages: dict[str, Page]) -> None:
    (table,) = (section for section in pages[""].sections if section.sort == "table")
    rows = find_table(pages[""], table.id)
    assert [row[1:3] for row in rows] == [
        ["145 个（截至 2026-06-30）", "70.7%"],
        *(["21 名（2025年）", ""], ["400余条（2025年）", ""]),
        *(["90.0%（2025年）", ""], ["88.8%（2025年）", ""]),
    ]


def test_a_share_of_any_size_is_worked_out(site: MakeSite) -> None:
    text = STATISTICS.replace("数值: 145, 总数: 205", "数值: 999999999999999亿, 总数: 0.000001余")
    public = release_town(site, {"statistics/all.yml": text}, datetime.date(2026, 11, 1))
    told = read_latest(make_page(public, "/statistics/tj-1/"))["占总数的"]
    assert told.startswith("约99999999999999")
