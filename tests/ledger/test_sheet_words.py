"""The words of a sheet, from which its mark and its changes are computed."""

from __future__ import annotations

from shaiquan.disclosure.release import release
from shaiquan.ledger.sheet_words import SheetLine, SheetWords, make_sheet_words
from shaiquan.views.flowcharts import draw_procedures
from tests.conftest import MakeSite
from tests.printed import DAY, WALLED
from tests.support import load_catalog


def words(site: MakeSite, text: str) -> SheetWords:
    public = release(load_catalog(site({"procedures/l1.yml": text})), DAY).public
    return make_sheet_words(public, draw_procedures(public)["l1"])


def test_the_five_elements_are_there_in_words(site: MakeSite) -> None:
    sheet = words(site, WALLED)
    elements = {line.label: line.text for line in sheet.elements}
    assert elements["权力事项"] == "重大事项决定"
    assert elements["行使主体"] == "申请人、办公室、党委"
    assert elements["行使要素"] == "决定重大事项"
    assert sheet.complaint == (SheetLine("举报电话", "0000-0000000"),)
    assert [line.label for line in sheet.steps] == ["步骤"] * 5


def test_a_return_is_marked_apart_from_where_it_leads(site: MakeSite) -> None:
    text = WALLED.replace("不通过: 审查", "不通过: 退回, 补正: 审查") + "  - 结束: 退回\n"
    (question,) = [
        line for line in words(site, text).canonical_lines() if line.startswith("步骤：是否通过")
    ]
    assert question.endswith("下一步 通过：公开；不通过：退回；补正：审查（退回）")


def test_the_canonical_text_has_every_line_that_says_something(site: MakeSite) -> None:
    lines = words(site, WALLED).canonical_lines()
    assert lines[:2] == ("名称：重大事项流程图", "单位：小镇党委")
    assert lines[-1] == "投诉举报：举报电话 0000-0000000"
    assert all(line.partition("：")[2] for line in lines)


def test_an_extension_stands_beside_the_limit_that_it_extends(site: MakeSite) -> None:
    legal = "法定时限: 1000个工作日\n延长: {时限: 10个工作日, 批准: 党委}\n步骤:\n"
    text = WALLED.replace("步骤:\n", legal, 1)
    assert [f"{line.label} {line.text}" for line in words(site, text).times] == [
        "法定时限 1000个工作日",
        "延长 经党委批准可延长10个工作日",
        "承诺时限 900个工作日",
        "各步最长合计 13个工作日",
    ]
