"""Pages of programmes: how they go, their tasks over time, where else these stand."""

from __future__ import annotations

import datetime
from itertools import pairwise

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.site.page import Page
from shaiquan.views.values import Fields, GanttPicture, words_of
from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_page
from tests.town_meetings import release_town

PROGRAMME = """\
编号: fa-1
名称: 规范权力运行方案
牵头: 办公室
组长: 书记
印发日期: 2026-05-15
阶段:
  - {名称: 风险排查, 从: 2026-05-16, 至: 2026-06-25}
  - {名称: 制度规范, 从: 2026-06-26, 至: 2026-11-18}
  - {名称: 评估完善, 从: 2026-11-19, 至: 2026-12-31}
任务:
  - {任务: 逐岗填表, 责任领导: 副书记, 责任单位: 办公室, 标准: 交齐, 阶段: 风险排查,
     时限: 2026-06-20, 进度: [{日期: 2026-06-29, 完成: 100}]}
  - {任务: 修订制度, 责任领导: 副书记, 责任单位: 办公室, 标准: 印发, 阶段: 制度规范,
     开始: 2026-07-01, 时限: 2026-09-30, 进度: [{日期: 2026-09-01, 完成: 60}]}
  - {任务: 请群众评议, 责任领导: 书记, 阶段: 评估完善, 时限: 2026-12-20}
  - {任务: 总结, 责任领导: 书记, 不公开字段: [任务, 时限], 时限: 2026-12-31}
"""


def release_programme(site: MakeSite, text: str = PROGRAMME) -> PublicCatalog:
    return release_town(site, {"programmes/fa.yml": text}, datetime.date(2026, 11, 1))


def find_gantt(page: Page) -> GanttPicture:
    (picture,) = (section for section in page.sections if section.id == "tasks")
    assert isinstance(picture, GanttPicture)
    return picture


def test_the_page_says_how_it_goes_and_the_table_says_what_the_picture_does(
    site: MakeSite,
) -> None:
    page = make_page(release_programme(site), "/programmes/fa-1/")
    (summary,) = (section for section in page.sections if section.id == "summary")
    assert isinstance(summary, Fields)
    told = {row.label: words_of(row.cell) for row in summary.rows}
    assert told["任务"] == "截至2026年11月1日，4 项：逾期 1 项，正在落实 2 项，办完 1 项"
    assert told["现在的阶段"] == "制度规范（2026年6月26日至2026年11月18日）"
    picture = find_gantt(page)
    assert [row.text for row in picture.rows] == [
        *("风险排查", "【办完】逐岗填表", "制度规范", "【逾期 60%】修订制度"),
        *("评估完善", "请群众评议", "不分阶段", "依法不予公开"),
    ]
    rows = [[words_of(cell) for cell in row.cells] for row in picture.table.rows]
    assert picture.table.columns[0] == "阶段"
    assert rows[0][1] == "逐岗填表"
    assert rows[1][-1] == "2026年9月1日：完成 60%逾期 32 天"
    assert rows[3][1].startswith("依法不予公开")
    assert [row.id for row in picture.table.rows] == [f"_task-{n}" for n in range(1, 5)]


def test_bars_lie_where_their_days_are(site: MakeSite) -> None:
    """Phases touch; what is late goes on to the day of the content, or to that when it was done."""
    picture = find_gantt(make_page(release_programme(site), "/programmes/fa-1/"))
    bars = [{bar.tone: bar for bar in row.bars} for row in picture.rows]
    phases = [bars[index]["phase"] for index in (0, 2, 4)]
    assert phases[0].start == 0
    assert phases[-1].start + phases[-1].length == 1000
    assert all(a.start + a.length == b.start for a, b in pairwise(phases))
    assert picture.today
    late = bars[3]["overdue"]
    assert abs(late.start + late.length - picture.today[0]) <= 5
    assert late.start == bars[3]["second"].start + bars[3]["second"].length
    assert bars[3]["first"].length == bars[3]["second"].length * 60 // 100
    assert bars[1]["overdue"].length < late.length
    assert not bars[7], "nobody learns from the picture what is withheld"
    assert picture.ticks == ((200, "2026年7月"), (469, "9月"), (734, "11月"))
    assert picture.today == (734, "截至2026年11月1日")


def test_its_tasks_stand_with_those_of_decisions(site: MakeSite) -> None:
    public = release_programme(site)
    board = make_page(public, "/tasks/")
    assert [row[0] for row in find_table(board, "_overdue")] == ["开工", "修订制度"]
    assert find_table(board, "_overdue")[1][-1] == "规范权力运行方案"
    own = find_table(make_page(public, "/posts/fsj/"), "topic-tasks")
    assert [row[0] for row in own] == ["开工", "修订制度", "完工", "逐岗填表", "招标"]
    led = find_table(make_page(public, "/posts/sj/"), "programmes")
    assert [row[0] for row in led] == ["规范权力运行方案"]
    assert led[0][-1] == "4 项，办完 1 项逾期 1 项"


def test_without_dates_there_is_a_table_alone(site: MakeSite) -> None:
    text = "编号: fa-1\n名称: 方案\n任务:\n  - {任务: 总结, 责任领导: 书记}\n"
    page = make_page(release_programme(site, text), "/programmes/fa-1/")
    assert find_table(page, "tasks") == [["总结", "书记", "还没有进展"]]
