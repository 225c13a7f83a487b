"""The pages of topics and meetings, and what other pages say of them."""

from __future__ import annotations

from shaiquan.site.page import Page
from shaiquan.views.values import Fields, Prose, words_of
from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_page
from tests.town_meetings import MEETINGS, TOPICS, TOWN, release_town
from tests.two_powers import BODIES


def find_fields(page: Page, id: str) -> dict[str, str]:
    """Label -> text of the rows of a section."""
    (fields,) = (section for section in page.sections if section.id == id)
    assert isinstance(fields, Fields)
    return {row.label: words_of(row.cell) for row in fields.rows}


def test_a_topic_says_first_where_it_stands_and_how_it_was_voted_on(site: MakeSite) -> None:
    page = make_page(release_town(site), "/topics/t1/")
    assert find_fields(page, "summary") == {
        "进展": "执行　已经决定，正在落实1 项任务逾期",
        "决定": "先修东路。",
        "表决": "第二次会议：记名表决：赞成 1 票，反对 0 票，弃权 1 票，通过。",
        "汇报": "副书记",
    }
    assert find_table(page, "votes") == [["赞成", "书记"], ["弃权", "副书记"]]
    assert [row[-1] for row in find_table(page, "tasks")] == [
        "办完　2026年6月20日",
        "2026年9月1日：完成 40%逾期 32 天",
        "还没有进展",
    ]
    assert [row[0] for row in find_table(page, "amended")] == ["再修路"]
    assert [
        row[0] for row in find_table(make_page(release_town(site), "/topics/t3/"), "amends")
    ] == ["修路"]


def test_a_secret_vote_has_numbers_only(site: MakeSite) -> None:
    text = TOPICS.replace("赞成票: 2}", "赞成票: 2, 赞成: [书记]}")
    page = make_page(release_town(site, {"topics/all.yml": text}), "/topics/t2/")
    assert find_fields(page, "summary")["表决"] == "第二次会议：无记名表决：赞成 2 票，通过。"
    assert "votes" not in {section.id for section in page.sections}


def test_who_may_not_be_named_is_counted_and_said_to_be_withheld(site: MakeSite) -> None:
    bodies = BODIES.replace("名称: 副书记, ", "名称: 副书记, 公开: 党内, ")
    page = make_page(release_town(site, {"bodies/all.yml": bodies}), "/topics/t1/")
    assert find_table(page, "votes") == [["赞成", "书记"], ["弃权", "依法不予公开"]]
    assert "弃权 1 票" in find_fields(page, "summary")["表决"]


def test_a_meeting_says_when_it_was_held_what_it_decided_and_who_was_there(site: MakeSite) -> None:
    page = make_page(release_town(site), "/meetings/h2/")
    said = find_fields(page, "summary")
    assert said["状态"] == "已召开"
    assert said["到会"] == "应到 2 人，到会 2 人"
    assert said["纪要"] == "镇纪〔2026〕2号，2026年4月9日"
    vote = "记名表决：赞成 1 票，反对 0 票，弃权 1 票\n弃权：副书记"
    assert find_table(page, "agenda") == [
        ["1", "修路", "副书记", vote, "通过", "先修东路。"],
        ["2", "用人", "", "无记名表决：赞成 2 票", "通过", ""],
    ]
    assert find_fields(page, "attendance") == {"出席": "书记、副书记"}
    assert [row[0] for row in find_table(page, "fixed")] == ["年度报告"]
    other = make_page(release_town(site), "/meetings/h4/")
    assert find_table(other, "guests") == [["群众代表", "旁听", "3 人"]]


def test_the_agenda_withholds_a_decision_that_is_exempt_from_publication(site: MakeSite) -> None:
    text = TOPICS.replace("决定: 先修东路。", "决定: 先修东路。\n  不公布依据: 《条例》第十六条")
    page = make_page(release_town(site, {"topics/all.yml": text}), "/meetings/h2/")
    assert find_table(page, "agenda")[0][-1].startswith("依法不予公开")


def test_a_cancelled_and_a_coming_meeting_say_so(site: MakeSite) -> None:
    public = release_town(site)
    assert find_fields(make_page(public, "/meetings/h0/"), "summary")["状态"] == "没有开成"
    assert find_fields(make_page(public, "/meetings/h3/"), "summary")["状态"] == "已通知"


def test_a_meeting_whose_date_is_withheld_has_a_page_and_a_place_in_the_calendar(
    site: MakeSite,
) -> None:
    hidden = "日期: 2026-04-07\n    不公开字段: [{字段: 日期, 依据: 某条}]"
    text = MEETINGS.replace("日期: 2026-04-07", hidden)
    public = release_town(site, {"meetings/all.yml": text})
    assert "依法不予公开" in find_fields(make_page(public, "/meetings/h2/"), "summary")["日期"]
    assert [row[0] for row in find_table(make_page(public, "/meetings/"), "_undated")] == [
        "第二次会议"
    ]
    assert find_fields(make_page(public, "/topics/t1/"), "summary")["进展"].startswith("执行")


def test_the_list_of_topics_is_a_register_by_year_and_body(site: MakeSite) -> None:
    page = make_page(release_town(site), "/topics/")
    assert find_table(page, "_years") == [["2026年", "3", "1", "4"]]
    rows = find_table(page, "_2026-dw")
    assert [(row[0], row[3], row[4]) for row in rows] == [
        ("再修路", "2026年10月20日提出", "列入"),
        ("修路", "2026年4月7日", "执行"),
        ("用人", "2026年4月7日", "决定"),
    ]
    assert [row[0] for row in find_table(page, "_2026-ddh")] == ["年度报告"]


def test_the_list_of_meetings_is_a_calendar(site: MakeSite) -> None:
    page = make_page(release_town(site), "/meetings/")
    coming = find_fields(page, "_coming")
    assert coming == {"11月5日 周四": "第三次会议，二楼会议室，议题 1 项，2026年10月30日发出通知"}
    months = dict.fromkeys(section.id for section in page.sections if section.id[:3] == "_20")
    assert [*months] == [
        *("_2026", "_2026-11", "_2026-05", "_2026-04", "_2026-03"),
        *("_2025", "_2025-12"),
    ]
    counts = {row[0]: row[1:] for row in find_table(page, "_2026")}
    assert counts["党委"] == ["", "", "1", "1", *[""] * 8, "2"]
    assert [row[3] for row in find_table(page, "_2026-04")] == ["2 项"]


def test_pages_of_powers_posts_and_bodies_lead_to_topics(site: MakeSite) -> None:
    public = release_town(site)
    assert [row[0] for row in find_table(make_page(public, "/powers/p1/"), "topics")] == ["修路"]
    post = make_page(public, "/posts/fsj/")
    assert [row[0] for row in find_table(post, "proposed")] == ["再修路"]
    assert [row[0] for row in find_table(post, "presented")] == ["修路"]
    assert find_table(post, "votes") == [["修路", "第二次会议", "弃权", "通过"]]
    idle = make_page(public, "/posts/sj/")
    (tasks,) = (section for section in idle.sections if section.id == "topic-tasks")
    assert isinstance(tasks, Prose)
    assert tasks.text == "没有待办的任务。"
    body = make_page(public, "/bodies/dw/")
    assert [row[0] for row in find_table(body, "meetings")][:2] == ["第三次会议", "第二次会议"]
    assert [row[0] for row in find_table(make_page(public, "/bodies/bgs/"), "proposed")] == ["修路"]


def test_a_body_says_how_often_each_member_came(site: MakeSite) -> None:
    text = MEETINGS.replace(
        "出席: [书记, 副书记]\n    纪要", "出席: [书记]\n    缺席: [副书记]\n    纪要"
    )
    page = make_page(release_town(site, {"meetings/all.yml": text}), "/bodies/dw/")
    assert find_table(page, "member-attendance") == [
        ["书记", "应到 2 次，实到 2 次"],
        ["副书记", "应到 2 次，实到 1 次"],
    ]


def test_a_meeting_says_who_counted_the_votes(site: MakeSite) -> None:
    text = TOPICS.replace("弃权: [副书记]}", "弃权: [副书记], 监票: [书记]}")
    page = make_page(release_town(site, {"topics/all.yml": text}), "/meetings/h2/")
    assert find_table(page, "agenda")[0][3].endswith("\n监票：书记")


def test_a_task_done_after_its_deadline_says_so(site: MakeSite) -> None:
    text = TOPICS.replace("完成日期: 2026-06-20", "完成日期: 2026-07-20")
    page = make_page(release_town(site, {"topics/all.yml": text}), "/topics/t1/")
    assert find_table(page, "tasks")[0][-1] == "逾期完成　2026年7月20日"


def test_a_task_of_which_all_is_done_is_not_late(site: MakeSite) -> None:
    text = TOPICS.replace("完成: 40", "完成: 100")
    page = make_page(release_town(site, {"topics/all.yml": text}), "/topics/t1/")
    assert find_table(page, "tasks")[1][-1] == "2026年9月1日：完成 100%"
    assert "逾期" not in find_fields(page, "summary")["进展"]


def test_the_page_about_the_site_says_how_many_levels_of_approval_a_unit_allows(
    site: MakeSite,
) -> None:
    text = TOWN["site.yml"] + "\n单位参数:\n  党委: {审批层次上限: 5}\n"
    page = make_page(release_town(site, {"site.yml": text}), "/about/")
    assert find_fields(page, "approvals") == {"党委": "最多 5 级签批和集体决定"}


def test_the_rule_book_of_each_type_of_meeting_stands_on_the_page_about_the_site(
    site: MakeSite,
) -> None:
    more = "会议类型:\n  酝酿沟通会: {机构: 党委, 可以决定: [], 通知: 至少会前2日, 开放: 是}\n"
    text = TOWN["site.yml"].replace("会议类型:\n", more)
    page = make_page(release_town(site, {"site.yml": text}), "/about/")
    assert find_table(page, "meeting-types") == [
        [
            "酝酿沟通会",
            "党委",
            "只酝酿，不作决定",
            "至少会前2日",
            "",
            "",
            "",
            "请群众、代表列席旁听",
        ],
        ["党委会会议", "党委", "各类议题", "", "", "", "", ""],
        ["党代会会议", "党代会", "各类议题", "", "", "", "", ""],
    ]
