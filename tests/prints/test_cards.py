"""The card: on one page who decides, on what basis, by which steps, what to bring, to whom."""

from __future__ import annotations

import pytest

from shaiquan.disclosure.release import release
from shaiquan.prints.cards import VisitorCard, make_card
from shaiquan.prints.sheet_files import find_sheet
from shaiquan.views.flowcharts import draw_procedures
from tests.conftest import SMALL, MakeSite
from tests.printed import DAY, WALLED, long, pdf_of, reader, words
from tests.support import STEPS, load_catalog

SERVICE = WALLED.replace(
    "步骤:\n", "运行: 外部\n材料: [申请书, 身份证复印件]\n窗口: 大厅 1 号窗口\n步骤:\n"
)


def made(site: MakeSite, text: str) -> VisitorCard:
    public = release(load_catalog(site({"procedures/l1.yml": text})), DAY).public
    charts = draw_procedures(public)
    sheet = find_sheet(public, charts, "l1")
    assert sheet is not None
    return make_card(public, charts["l1"], sheet)


def test_a_card_says_what_a_visitor_asks(site: MakeSite) -> None:
    card = made(site, SERVICE)
    about = {line.label: line.text for line in card.about}
    assert about["谁决定"] == "党委"
    assert about["依据"] == "《小镇议事规则》第二条"
    assert "各步最长合计" in about["多久办完"]
    assert [line.text for line in card.bring] == ["申请书；身份证复印件", "大厅 1 号窗口"]
    assert [(line.label, line.text) for line in card.complaint] == [("举报电话", "0000-0000000")]
    assert card.title == "重大事项明白卡"


def test_a_card_says_who_decides_by_the_amount(site: MakeSite) -> None:
    power = (SMALL / "powers" / "p1.yml").read_text("utf-8")
    tiers = "审批档次:\n  - {金额: 不满5万元, 审批: 副书记}\n  - {金额: 5万元以上, 审批: 党委, 集体: 是}\n"
    site({"powers/p1.yml": power + tiers})
    about = {line.label: line.text for line in made(site, SERVICE).about}
    assert about["谁决定"].endswith("按金额：不满5万元由副书记，5万元以上由党委")
    more = tiers.replace("金额", "适用: 工程, 金额")
    more += "  - {适用: 货物, 金额: 大额, 审批: 党委, 集体: 是}\n"
    site({"powers/p1.yml": power + more})
    about = {line.label: line.text for line in made(site, SERVICE).about}
    kinds = "按金额：工程不满5万元由副书记，5万元以上由党委；货物大额由党委"
    assert about["谁决定"].endswith(kinds)


def test_a_channel_whose_name_has_a_blank_keeps_its_whole_name(site: MakeSite) -> None:
    settings = (SMALL / "site.yml").read_text("utf-8")
    site({"site.yml": settings.replace("名称: 举报电话", "名称: 纪委 举报电话")})
    card = made(site, SERVICE)
    assert [(line.label, line.text) for line in card.complaint] == [
        ("纪委 举报电话", "0000-0000000")
    ]


def test_steps_are_numbered_with_actor_and_limit_and_questions_have_their_answers(
    site: MakeSite,
) -> None:
    card = made(site, SERVICE)
    steps = [(step.number, step.act, step.actor, step.limit) for step in card.steps]
    assert ("1", "审查", "办公室", "5个工作日") in steps
    assert [step.symbol for step in card.steps] == ["round", "box", "diamond", "box", "round"]
    (question,) = (step for step in card.steps if step.answers)
    assert question.answers == ("通过：转第 2 步", "不通过：退回第 1 步")


def test_a_limit_that_the_act_names_is_printed_once(site: MakeSite) -> None:
    text = SERVICE.replace("公开", "3个工作日内公开")
    (step,) = (step for step in made(site, text).steps if step.act == "3个工作日内公开")
    assert step.limit == ""


def test_a_card_gives_no_whole_where_a_step_has_no_limit(site: MakeSite) -> None:
    text = SERVICE.replace("时限: 3个工作日", "说明: 办完为止")
    about = {line.label: line.text for line in made(site, text).about}
    assert "写明时限的各步合计 10个工作日，其余各步未定时限" in about["多久办完"]
    assert "最长" not in about["多久办完"]


def test_an_answer_may_lead_to_an_end_that_is_called_what_a_return_is_marked(
    site: MakeSite,
) -> None:
    text = WALLED.replace("不通过: 审查", "不通过: 退回, 补正: 审查") + "  - 结束: 退回\n"
    (question,) = [step for step in made(site, text).steps if step.symbol == "diamond"]
    assert "不通过：退回（结束）" in question.answers
    assert "补正：退回第 1 步" in question.answers


def test_a_card_does_not_read_as_a_sequence_where_it_is_none(site: MakeSite) -> None:
    """Seen: 3 发放抚恤金 4 不予发放 5 建立档案, as if the one came after the other."""
    steps = """\
步骤:
  - {判断: 是否符合, 主体: 党委, 分支: {符合: 发放抚恤金, 不符合: 不予发放}}
  - {步骤: 发放抚恤金, 主体: 办公室, 下一步: 建立档案}
  - {步骤: 不予发放, 主体: 办公室}
  - 步骤: 建立档案
    主体: 办公室
    旁路: {步骤: 监督, 主体: 党委}
  - {结束: 归档}
"""
    card = made(site, STEPS.removesuffix("步骤:\n") + "上墙: 是\n" + steps)
    assert [(step.act, step.answers) for step in card.steps] == [
        ("是否符合", ("符合：转第 1 步", "不符合：转第 2 步")),
        ("发放抚恤金", ("转第 3 步",)),
        ("不予发放", ()),
        ("建立档案", ()),
        ("监督", ("与上一步同时进行",)),
        ("归档", ()),
    ]


@pytest.mark.parametrize("text", [SERVICE, long(20), long(45)])
def test_a_card_is_one_a4_page_with_everything_on_it(site: MakeSite, text: str) -> None:
    content = site({"procedures/l1.yml": text})
    card = made(site, text)
    pdf = pdf_of(content, "card")
    assert len(reader(pdf).pages) == 1
    printed = words(pdf)
    for line in (*card.about, *card.bring, *card.complaint):
        assert "".join(line.text.split()) in printed
    for step in card.steps:
        assert step.act in printed
    assert card.notes[-1].replace(" ", "") in printed
