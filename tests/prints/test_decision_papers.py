"""The papers of decisions: the sheet for the notice board, the register of a body's year."""

from __future__ import annotations

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.prints.decision_registers import make_register
from shaiquan.prints.decision_sheets import DecisionSheet, make_decision_sheet
from shaiquan.prints.wide_tables import WideTable
from shaiquan.queries.registers import Register, list_registers
from shaiquan.views.printed_papers import list_papers
from tests.booklets import public
from tests.conftest import MakeSite
from tests.papers import MEETINGS, TOPICS, decided, paper
from tests.printed import figures, reader, words


def sheet(released: PublicCatalog) -> DecisionSheet:
    made = make_decision_sheet(released, released.entries["yt-1"])
    assert made is not None
    return made


def test_a_sheet_says_who_decided_what_when_by_which_vote_on_which_basis(site: MakeSite) -> None:
    made = sheet(public(site(decided())))
    assert (made.title, made.kicker) == ("全镇产业发展规划", "小镇党委")
    assert made.decision == "原则同意甲方案，分三年实施。"
    assert {line.label: line.text for line in made.facts} == {
        "谁决定": "小镇党委（党委会第1次会议）",
        "哪天": "2026年7月13日",
        "怎样表决": "记名表决：赞成 1 票，反对 0 票，弃权 1 票。赞成：书记。弃权：副书记。",
        "谁汇报": "副书记",
        "类型": "重大决策",
        "行使的权力": "重大事项决定",
        "依据": "《小镇议事规则》第二条",
    }
    assert made.tasks[1] == ("公布规划", "书记", "办公室", "", "2026年8月31日")
    assert [(line.label, line.text) for line in made.complaint] == [("举报电话", "0000-0000000")]
    assert made.notes == ("2026年7月17日公布", "2026年1月5日公开审查", "编号 YT-1")


def test_a_sheet_says_until_when_one_may_object_to_the_decision(site: MakeSite) -> None:
    notices = (
        "    公示:\n"
        "      - {形式: 公开征求意见, 从: 2026-06-01, 至: 2026-06-20}\n"
        "      - {形式: 任前公示, 从: 2026-07-14, 至: 2026-07-20, 地点: 镇公示栏}\n"
    )
    text = TOPICS.replace("    审议:\n", f"{notices}    审议:\n", 1)
    facts = {line.label: line.text for line in sheet(public(site(decided(topics=text)))).facts}
    assert facts["公示"] == "任前公示，2026年7月14日至2026年7月20日，镇公示栏"


def test_a_sheet_is_one_page_however_many_tasks_there_are(site: MakeSite) -> None:
    task = "      - {任务: 公布规划, 责任领导: 书记, 责任单位: 办公室, 时限: 2026-08-31}\n"
    released = public(site(decided(topics=TOPICS.replace(task, task * 20))))
    pdf = paper(released, "yt-1", "decision")
    assert len(reader(pdf).pages) == 1
    assert words(pdf).count("公布规划") == 20
    (alt,) = figures(reader(pdf))
    assert alt == "二维码：看这个议题的全过程，网址 https://example.com/qlgk/topics/yt-1/"


def test_a_decision_that_is_exempt_from_publication_has_no_sheet(site: MakeSite) -> None:
    papers = [id for id, form in list_papers(public(site(decided()))) if form == "decision"]
    assert papers == ["yt-1"], "yt-2 was postponed, yt-3 is exempt"


def rows(table: WideTable) -> list[list[str]]:
    def text(cell: object) -> str:
        return "；".join("".join(run.text for run in line) for line in cell.lines)  # type: ignore[attr-defined]

    return [[text(cell) for cell in row] for group in table.parts[0].groups for row in group.rows]


def test_a_register_has_each_decision_of_the_year(site: MakeSite) -> None:
    released = public(site(decided()))
    (register,) = list_registers(released)
    assert register == Register("dw", 2026)
    made = make_register(released, register)
    assert made is not None
    assert (made.parts[0].name, made.parts[0].count) == ("小镇党委2026年", "2项")
    assert [group.name for group in made.parts[0].groups] == ["7月（2项）"]
    assert rows(made)[0] == [
        *("1", "2026年7月13日", "党委会第1次会议", "全镇产业发展规划", "重大决策"),
        *("原则同意甲方案，分三年实施", "记名表决：赞成 1 票，反对 0 票，弃权 1 票"),
        *("副书记、书记", "2026年7月17日"),
    ]
    assert rows(made)[1][-1] == "党务公开条例规定可以只在党内公开"


def test_the_latest_year_comes_first_and_what_was_not_settled_is_in_none(site: MakeSite) -> None:
    earlier = MEETINGS + (
        "  - {编号: hy-0, 名称: 上年的会议, 日期: 2025-12-01, 出席: [书记, 副书记]}\n"
    )
    topics = TOPICS + (
        "  - {编号: yt-0, 名称: 上年的事, 类型: 重大决策,"
        " 审议: [{会议: hy-0, 结果: 否决, 说明: 太贵}]}\n"
    )
    released = public(site(decided(meetings=earlier, topics=topics)))
    assert [register.year for register in list_registers(released)] == [2026, 2025]
    made = make_register(released, Register("dw", 2025))
    assert made is not None
    assert rows(made)[0][5] == "否决"
    assert make_register(released, Register("dw", 2024)) is None
