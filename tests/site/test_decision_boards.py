"""The boards of tasks and of notices, the pictures of decisions, and what the home page tells."""

from __future__ import annotations

import datetime

import pytest

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.model.decision_terms import NoticeState, TaskState
from shaiquan.queries.changes import list_changes, list_events
from shaiquan.search.name_rows import write_names
from shaiquan.site import task_board
from shaiquan.site.page import Card, Cards, Page
from shaiquan.site.pages import LIST_PAGES
from shaiquan.views.notice_cells import find_notice_state
from shaiquan.views.task_progress import find_task_state
from shaiquan.views.values import BarPicture, Fields, Table, words_of
from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_page, plan_pages
from tests.town_meetings import DAY, TOPICS, release_town
from tests.two_powers import release_two_powers

NOTICED = TOPICS.replace(
    "  名称: 修路\n",
    """\
  名称: 修路
  公示:
    - {形式: 公示, 从: 2026-10-20, 至: 2026-11-10, 地点: 公示栏}
    - {形式: 听证会, 从: 2026-11-20, 意见渠道: [举报电话], 意见地址: 镇政府信箱}
    - {形式: 公开征求意见, 从: 2026-01-05, 至: 2026-02-04, 结果: 收到 3 条}
    - {形式: 公示, 从: 2026-03-01}
""",
)


def has_page(public: PublicCatalog, address: str) -> bool:
    return any(task.address == address for task in plan_pages(public, {}))


def find_notice(page: Page) -> str:
    return " ".join(notice.text for notice in page.notices)


def find_card(page: Page, title: str) -> Card:
    (cards,) = (section for section in page.sections if section.id == "mechanisms")
    assert isinstance(cards, Cards)
    (card,) = (card for card in cards.cards if card.title == title)
    return card


def test_the_board_shows_what_is_overdue_first_and_who_has_how_much_to_do(site: MakeSite) -> None:
    page = make_page(release_town(site), "/tasks/")
    assert (
        find_notice(page) == "截至2026年11月1日，任务 3 项：逾期 1 项，正在落实 1 项，办完 1 项。"
    )
    assert [section.id for section in page.sections] == [
        *("_overdue", "_by-leader", "_by-department", "_under-way", "_done")
    ]
    assert find_table(page, "_overdue") == [
        ["开工", "2026年9月30日", "2026年9月1日：完成 40%逾期 32 天", "副书记", "", "", "修路"]
    ]
    assert find_table(page, "_by-leader") == [["副书记", "1", "", "1", "1", "3"]]
    assert find_table(page, "_by-department") == [
        ["办公室", "", "", "", "1", "1"],
        ["其他", "1", "", "1", "", "2"],
    ]


def test_a_total_of_the_board_leads_to_just_so_many_tasks(site: MakeSite) -> None:
    public = release_town(site)
    (table,) = (s for s in make_page(public, "/tasks/").sections if s.id == "_by-leader")
    assert isinstance(table, Table)
    (total,) = table.rows[0].cells[-1][0]
    assert total.href == "/posts/fsj/#topic-tasks"
    tasks = find_table(make_page(public, "/posts/fsj/"), "topic-tasks")
    assert [row[0] for row in tasks] == ["开工", "完工", "招标"], "what is late comes first"
    assert len(tasks) == int(total.text)
    assert len(find_table(make_page(public, "/bodies/bgs/"), "topic-tasks")) == 1
    unit = make_page(public, "/bodies/dw/")
    assert "topic-tasks" not in {section.id for section in unit.sections}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-08-30", TaskState.UNDER_WAY),
        ("2026-08-31", TaskState.DUE_SOON),
        ("2026-09-30", TaskState.DUE_SOON),
        ("2026-10-01", TaskState.OVERDUE),
    ],
)
def test_a_task_is_due_in_the_last_thirty_days_and_overdue_after_them(
    site: MakeSite, day: str, state: TaskState
) -> None:
    public = release_town(site, day=datetime.date.fromisoformat(day))
    assert find_task_state(public, public.entries["t1"], 1) is state


def test_a_task_whose_end_is_withheld_is_not_called_overdue(site: MakeSite) -> None:
    text = TOPICS.replace("{任务: 开工,", "{任务: 开工, 不公开字段: [完成日期],")
    text = text.replace("进度: [{日期: 2026-09-01, 完成: 40}]", "完成日期: 2026-09-20")
    public = release_town(site, {"topics/all.yml": text})
    assert find_task_state(public, public.entries["t1"], 1) is TaskState.UNDER_WAY


def test_a_long_board_goes_on_by_the_year_of_the_decision(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task_board, "LONG", 2)
    page = make_page(release_town(site), "/tasks/")
    assert [s.title for s in page.sections if s.id.endswith("-2026")] == [
        "逾期 · 2026年定的（1 项）",
        "正在落实 · 2026年定的（1 项）",
        "办完 · 2026年定的（1 项）",
    ]


def test_notices_stand_by_whether_they_are_open(site: MakeSite) -> None:
    page = make_page(release_town(site, {"topics/all.yml": NOTICED}), "/notices/")
    assert find_notice(page) == "截至2026年11月1日，正在进行的 1 项。"
    assert find_table(page, "_open") == [
        ["修路", "2026年10月20日至2026年11月10日", "公示", "公示栏", "举报电话"]
    ]
    coming = ["修路", "2026年11月20日", "听证会", "", "举报电话\n镇政府信箱"]
    assert find_table(page, "_coming") == [coming]
    assert [row[1:3] + row[4:] for row in find_table(page, "_ended")] == [
        ["2026年3月1日起", "公示", "没有写明"],
        ["2026年1月5日至2026年2月4日", "公开征求意见", "收到 3 条"],
    ]


def test_a_hearing_is_open_on_its_day_and_a_notice_without_an_end_until_a_decision(
    site: MakeSite,
) -> None:
    files = {"topics/all.yml": NOTICED}
    hearing = release_town(site, files, datetime.date(2026, 11, 20))
    assert find_notice_state(hearing, hearing.entries["t1"], 1) is NoticeState.OPEN
    after = release_town(site, files, datetime.date(2026, 11, 21))
    assert find_notice_state(after, after.entries["t1"], 1) is NoticeState.ENDED
    undecided = NOTICED.replace("      结果: 通过\n", "      结果: 缓议\n")
    assert undecided != NOTICED
    still = release_town(site, {"topics/all.yml": undecided})
    assert find_notice_state(still, still.entries["t1"], 3) is NoticeState.OPEN


def find_picture(page: Page, id: str) -> BarPicture:
    (picture,) = (section for section in page.sections if section.id == id)
    assert isinstance(picture, BarPicture)
    return picture


def test_each_picture_has_a_table_that_says_the_same(site: MakeSite) -> None:
    page = make_page(release_town(site), "/decisions/")
    for id in ("_states", "_quarters", "_days", "_tasks"):
        picture = find_picture(page, id)
        numbers = [words_of(c) for row in picture.table.rows for c in row.cells[1:]]
        drawn = [text.text for text in picture.texts if text.text.isdigit()]
        assert drawn == numbers
        for bar in picture.bars:
            assert bar.x >= 0
            assert bar.x + bar.width <= picture.width
    days = find_picture(page, "_days").table
    assert [words_of(row.cells[1]) for row in days.rows] == ["0", "0", "1", "0", "0", "0"]
    assert days.note == "写明了两个日期的 1 项，最短 87 天，最长 87 天，一半不超过 87 天。"


def test_quarters_run_to_that_of_the_day_and_not_beyond(site: MakeSite) -> None:
    rows = find_picture(make_page(release_town(site), "/decisions/"), "_quarters").table.rows
    assert [[words_of(cell) for cell in row.cells] for row in rows] == [
        ["2026年1季度", "1", "0"],
        ["2026年2季度", "0", "3"],
        ["2026年3季度", "0", "0"],
        ["2026年4季度", "1", "0"],
    ]


def test_the_home_page_tells_the_latest_decisions_and_tasks(site: MakeSite) -> None:
    page = make_page(release_town(site, {"topics/all.yml": NOTICED}), "/")
    assert [(item.text, item.remark) for item in find_card(page, "决策").items] == [
        ("年度报告", "2026年5月11日 党代会 通过"),
        ("修路", "2026年4月7日 党委 通过"),
        ("用人", "2026年4月7日 党委 通过"),
        ("第三次会议", "将于2026年11月5日召开"),
    ]
    assert [(item.text, item.remark, item.href) for item in find_card(page, "执行").items] == [
        ("开工", "修路，时限2026年9月30日，逾期", "/topics/t1/#_task-2"),
        ("招标", "修路，2026年6月20日办完", "/topics/t1/#_task-1"),
    ]
    (notices,) = (section for section in page.sections if section.id == "notices")
    assert isinstance(notices, Fields)
    assert [(row.label, words_of(row.cell)) for row in notices.rows] == [
        ("2026年11月10日止", "修路（公示）"),
        ("全部", "公示和征求意见"),
    ]


def test_a_site_without_topics_shows_none_of_it(site: MakeSite) -> None:
    public = release_two_powers(site)
    for address in ("/tasks/", "/notices/", "/decisions/"):
        assert not has_page(public, address)
        assert any(page.address == address for page in LIST_PAGES.values())
    assert "notices" not in {section.id for section in make_page(public, "/").sections}


def test_decisions_and_notices_are_changes(site: MakeSite) -> None:
    public = release_town(site, {"topics/all.yml": NOTICED})
    told = {(c.date, c.what, c.ids) for c in list_changes(list_events(public), 99)}
    assert ("2026-04-07", "作出决定", ("t1", "t2")) in told
    assert ("2026-10-20", "开始公示", ("t1",)) in told
    assert not any(what == "举行听证会" for _, what, _ in told), f"it is after {DAY}"


def test_the_search_knows_where_a_topic_stands(site: MakeSite) -> None:
    rows = write_names(release_town(site), KIND["topic"], ["t1", "t3"]).decode()
    assert [line for line in rows.splitlines() if '"t1"' in line and '"执行"' in line]
    assert [line for line in rows.splitlines() if '"t3"' in line and '"列入"' in line]
