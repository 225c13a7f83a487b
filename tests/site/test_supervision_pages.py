"""What is due as a calendar, supervision by unit and year, units side by side, what to inspect."""

from __future__ import annotations

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.site import pages
from shaiquan.site.frame import make_frame
from shaiquan.site.page import Page
from shaiquan.site.site_dates import read_dates
from shaiquan.views.values import BarPicture, Fields, Inline, Table, words_of
from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_facts
from tests.supervised_town import ENTRIES, SUPERVISED, release_supervised
from tests.town_meetings import MEETINGS, TOPICS, release_town

MISSING = [
    ["半年述职", "副书记", "2026年上半年", "2026年7月20日", "没有记录，过了 104 天"],
    ["每月督查", "办公室", "2026年9月", "2026年9月30日", "没有记录，过了 32 天"],
    ["党委会会议", "党委", "2026年第3季度", "2026年9月30日", "没有记录，过了 32 天"],
]


class Made:
    """The pages of a site, made when they are asked for."""

    def __init__(self, public: PublicCatalog) -> None:
        self.public, self.frame = public, make_frame(public)
        facts = make_facts(public, {})
        tasks = pages.plan_pages(public, facts, dates=read_dates(public))
        self.tasks = {task.address: task for task in tasks}

    def page(self, address: str) -> Page:
        return pages.make_pages(self.public, self.frame, {}, self.tasks[address])[0]


def list_links(page: Page) -> list[Inline]:
    """The numbers of a page that lead somewhere."""
    tables = [section for section in page.sections if isinstance(section, Table)]
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    runs = [run for cell in cells for line in cell for run in line]
    return [run for run in runs if run.text.isdigit() and run.href]


def ids_of(page: Page) -> list[str]:
    return [section.id for section in page.sections]


def test_the_calendar_has_what_is_late_first_then_a_row_for_each_holder(site: MakeSite) -> None:
    page = Made(release_supervised(site)).page("/obligations/calendar/")
    told, note = (notice.text for notice in page.notices)
    assert told.endswith("应办 15 次：已办 5 次，迟办 1 次，没有记录 4 次，未到期 5 次。")
    assert "还没有公开的记录" in note
    assert find_table(page, "_missing-dw") == MISSING
    assert find_table(page, "_missing-xc")[0][1] == "村支部"
    assert find_table(page, "_late-dw")[0][-1] == "迟办\n2026年2月10日"
    assert ids_of(page)[:3] == ["_missing-dw", "_missing-xc", "_late-dw"]
    done, missing, coming = "已办\n20日", "没有记录", "未到期"
    (row,) = find_table(page, "_dw-2026-months")
    assert row == ["每月督查", "办公室", *[""] * 7, done, missing, done, coming, ""]
    assert find_table(page, "_dw-2026-quarters") == [
        ["半年述职", "书记", "", "已办\n7月5日", "", coming],
        ["半年述职", "副书记", "", missing, "", coming],
        ["党委会会议", "党委", "", "已办\n4月7日", missing, coming],
    ]
    assert find_table(page, "_dw-2025-quarters")[1][-1] == "迟办\n2026年2月10日"


def test_each_number_of_a_year_has_as_many_rows_where_it_leads_to(site: MakeSite) -> None:
    made = Made(release_supervised(site))
    page = made.page("/supervision/dw-2026/")
    links = list_links(page)
    assert len(links) > 10
    for run in links:
        address, _, anchor = run.href.partition("#")
        assert address == page.address
        assert len(find_table(page, anchor)) == int(run.text), run
    assert find_table(page, "_missing") == MISSING
    assert find_table(page, "dues")[-1] == ["合计", "11", "3", "0", "4", "4"]


def test_a_year_tells_of_forms_faults_evaluations_and_opinions(site: MakeSite) -> None:
    page = Made(release_supervised(site)).page("/supervision/dw-2026/")
    assert find_table(page, "forms") == [
        ["参与式 · 没有公开的记录", "0"],
        ["轨迹化 · 述职", "2"],
        ["同步化 · 督查", "2"],
        ["社会化 · 群众意见", "4"],
        ["社会化 · 测评", "1"],
        ["其他 · 问责", "1"],
    ]
    assert find_table(page, "faults")[-1] == ["合计", "2", "6", "5", "83%", "1"]
    assert find_table(page, "_unmended")[0][3:] == ["4", "3", "1"]
    assert find_table(page, "_rectifications")[0][2] == "2026年9月30日\n逾期 32 天"
    assert find_table(page, "scores") == [
        ["年度测评", "2026年9月1日", "50.5 / 60", "38 / 40", "88.5 / 100", ""]
    ]
    assert [row[:3] for row in find_table(page, "ranking")] == [
        ["1", "书记", "90"],
        ["2", "副书记", "88"],
    ]
    assert find_table(page, "settled") == [["群众意见", "4", "2", "1（50%）", "7 天", "2", "1"]]
    assert find_table(page, "numbers") == [["问责 · 人次", "3"]]
    pictures = {s.id: s.table for s in page.sections if isinstance(s, BarPicture)}
    months = [[words_of(cell) for cell in row.cells] for row in pictures["_settled-months"].rows]
    assert months[7:] == [
        ["8月", "1", "1"],
        ["9月", "1", "1"],
        ["10月", "2", "0"],
        ["11月", "0", "0"],
    ]
    assert "将来" not in str(page.sections), "what lies ahead proves nothing"


def test_units_stand_side_by_side_and_lead_to_their_years(site: MakeSite) -> None:
    page = Made(release_supervised(site)).page("/supervision/")
    (ways, years, _) = page.sections
    assert isinstance(ways, Fields)
    assert [row.label for row in ways.rows] == ["应办事项", "记事", "应办日历", "督查一览"]
    assert isinstance(years, Fields)
    assert [row.cell[0][0].href for row in years.rows] == [
        *("/supervision/dw-2026/", "/supervision/dw-2025/"),
        *("/supervision/xc-2026/", "/supervision/xc-2025/"),
    ]
    town, village = find_table(page, "_units")
    assert town[:5] == ["小镇党委", "0%（0/2）", "55%（5/9）", "60%（3/5）", "50%（1/2）"]
    assert town[6:] == ["50%（2/4）", "33%（1/3）"]
    assert village[:4] == ["小村党支部", "", "0%（0/1）", ""]


def test_the_inspector_finds_gaps_what_is_overdue_and_exemptions(site: MakeSite) -> None:
    topics = TOPICS.replace("结论: 合法}]", "结论: 合法}, {关口: 专家论证, 不适用: 没有技术问题}]")
    made = Made(release_supervised(site, {"topics/all.yml": topics}))
    page = made.page("/inspection/")
    assert find_table(page, "sums") == [
        ["小镇党委", "2", "7", "1"],
        ["小村党支部", "0", "1", "0"],
    ]
    assert find_table(page, "_gaps-dw") == [
        ["重大事项决定", "测评结果、公开化"],
        ["小额支出", "规则、程序、监督、追究"],
    ]
    assert find_table(page, "_dues-dw") == MISSING
    firsts = {id: find_table(page, f"_{id}-dw")[0][0] for id in ("tasks", "entries", "minutes")}
    assert firsts == {"tasks": "开工", "entries": "垃圾清运", "minutes": "第一次会议"}
    assert find_table(page, "_exempt-dw") == [["修路", "专家论证不适用", "没有技术问题"]]
    looks = {part.id: part.look for part in page.sections if isinstance(part, Table)}
    assert (looks["sums"], looks["_exempt-dw"]) == ("numbers", "list")


def test_of_what_is_withheld_no_page_says_that_it_is_missing(site: MakeSite) -> None:
    hidden = "\n    不公开字段: [{字段: 办结, 依据: 条例}, {字段: 结果, 依据: 条例}]\n"
    entries = ENTRIES.replace(
        "  - {编号: e9, 名称: 垃圾清运, 类型: 群众意见, 日期: 2026-10-10}\n",
        "  - 编号: e9\n    名称: 垃圾清运\n    类型: 群众意见\n    日期: 2026-10-10\n"
        f"    办结: 2026-10-12\n    结果: 密语{hidden}",
    )
    made = Made(release_supervised(site, {"entries/all.yml": entries}))
    assert "_entries-dw" not in ids_of(made.page("/inspection/"))
    (row,) = find_table(made.page("/supervision/dw-2026/"), "settled")
    assert row == ["群众意见", "4", "2", "1（50%）", "7 天", "1", "0"]


def test_a_post_is_told_what_binds_all_leaders(site: MakeSite) -> None:
    made = Made(release_supervised(site))
    assert find_table(made.page("/posts/fsj/"), "obliged") == [
        ["半年述职", "每半年1次", "没有记录 1迟办 1"]
    ]
    assert find_table(made.page("/bodies/bgs/"), "obliged")[0][0] == "每月督查"
    assert "obliged" not in ids_of(made.page("/bodies/ddh/"))


def test_a_meeting_with_the_discipline_commission_is_supervised_by_taking_part(
    site: MakeSite,
) -> None:
    present = "    出席: [书记, 副书记]\n"
    meetings = MEETINGS.replace(present, f"{present}    列席: [镇纪委]\n", 1)
    made = Made(release_supervised(site, {"meetings/all.yml": meetings}))
    forms = find_table(made.page("/supervision/dw-2026/"), "forms")
    assert forms[0] == ["参与式 · 纪委到会的会议", "1"]


def test_an_entry_tells_what_it_was_then_the_scores_with_their_sum(site: MakeSite) -> None:
    page = Made(release_supervised(site)).page("/entries/e6/")
    assert ids_of(page)[:2] == ["particulars", "indicators"]
    (scores,) = (part for part in page.sections if part.id == "indicators")
    assert isinstance(scores, Table)
    assert scores.note == "合计 88.5 分，满分 100 分。"


def test_one_entry_of_the_navigation_leads_to_all_that_is_supervised(site: MakeSite) -> None:
    made = Made(release_supervised(site))
    labels = [label for label, _ in made.frame.page_frame.navigation]
    assert "执行和监督" in labels
    assert not {"应办事项", "记事"} & {*labels}
    page = made.page("/entries/e1/")
    assert page.navigation_section == "supervision"
    assert [link[0] for link in page.breadcrumb] == ["首页", "执行和监督", "记事"]


def test_a_site_without_obligations_and_entries_has_the_calendar_of_its_meetings_alone(
    site: MakeSite,
) -> None:
    files = {"obligations/all.yml": "[]\n", "entries/all.yml": "[]\n"}
    made = Made(release_supervised(site, files))
    assert not [address for address in made.tasks if address.startswith("/supervision/")]
    page = made.page("/obligations/calendar/")
    assert find_table(page, "_dw-2026-quarters")[0][0] == "党委会会议"
    assert [link[0] for link in page.breadcrumb] == ["首页"]
    assert "/obligations/calendar/" not in Made(release_town(site)).tasks


def test_which_numbers_are_faults_the_type_says_and_all_others_are_summed(site: MakeSite) -> None:
    types = "督查: {监督形式: 同步化, 数量: [问题, 整改到位]}"
    named = types.replace("}", ", 查出数: 发现问题, 整改数: 改完}").replace(
        "[问题, 整改到位]", "[]"
    )
    files = {
        "site.yml": SUPERVISED["site.yml"].replace(types, named),
        "entries/all.yml": ENTRIES.replace(
            "数量: {问题: 4, 整改到位: 3}", "数量: {发现问题: 4, 改完: 3, 立行立改: 2}"
        ),
    }
    page = Made(release_supervised(site, files)).page("/supervision/dw-2026/")
    assert find_table(page, "faults") == [
        ["督查", "1", "4", "3", "75%", "1"],
        ["合计", "1", "4", "3", "75%", "1"],
    ]
    assert ["督查 · 立行立改", "2"] in find_table(page, "numbers")
    assert ["督查 · 问题", "2"] in find_table(page, "numbers")


def test_where_no_day_is_set_none_is_told(site: MakeSite) -> None:
    after = "{编号: hx, 名称: 督查以后回访, 单位: 党委, 做什么: 测评, 触发: 督查, 从: 2026-08-01}"
    files = {"obligations/more.yml": f"应办: [{after}]"}
    made = Made(release_supervised(site, files))
    rows = find_table(made.page("/obligations/hx/"), "dues")
    assert {(row[-2], row[-1]) for row in rows} == {("", "未到期")}
    rows = find_table(made.page("/supervision/dw-2026/"), "_open")
    assert ["督查以后回访", ""] in [[row[0], row[3]] for row in rows]
