"""会议职能簿: what every meeting decides, and on what basis."""

from __future__ import annotations

from shaiquan.prints.blocks import BookletTable
from shaiquan.prints.meeting_functions import FunctionBooklet, make_function_booklet
from tests.booklets import public
from tests.conftest import MakeSite

MEETINGS = """\
机构:
  - {编号: cwh, 名称: 小镇常委会, 简称: 常委会, 类型: 常委会, 正文: 主持日常工作。}
  - {编号: ddh, 名称: 小镇党代会, 简称: 党代会, 类型: 党代会}
  - {编号: kh, 名称: 空会, 类型: 全会}
"""
POWER = "编号: {0}\n名称: 权力{0}\n决定主体: {1}\n承办: [办公室]\n权限: [只管一件]\n依据: [《议事规则》第二条]\n{2}"


def made(site: MakeSite) -> FunctionBooklet:
    files = {
        "bodies/more.yml": MEETINGS,
        "powers/a.yml": POWER.format("a", "常委会", "提级: 党代会\n"),
        "powers/b.yml": POWER.format(
            "b", "常委会", "状态: 撤回\n原因: 取消\n撤回日期: 2026-02-01\n"
        ),
    }
    booklet = make_function_booklet(public(site(files)))
    assert booklet
    return booklet


def names(grid: BookletTable | None) -> list[str]:
    return [row[1].lines[0][0].text for row in grid.rows] if grid else []


def test_meetings_stand_from_the_highest_down_with_what_they_decide(site: MakeSite) -> None:
    (unit,) = made(site).units
    assert [
        (meeting.name, names(meeting.decided), names(meeting.raised)) for meeting in unit.meetings
    ] == [
        ("小镇党代会", [], ["权力a"]),
        ("小镇常委会", ["权力a"], []),
        ("小镇党委", ["重大事项决定"], []),
    ]


def test_a_power_has_its_limits_who_handles_it_and_its_basis(site: MakeSite) -> None:
    grid = made(site).units[0].meetings[1].decided
    assert grid
    texts = [cell.lines[0][0].text for cell in grid.rows[0]]
    assert texts == ["1", "权力a", "只管一件", "办公室", "《小镇议事规则》第二条"]


def test_what_is_raised_says_who_decides_otherwise(site: MakeSite) -> None:
    raised = made(site).units[0].meetings[0].raised
    assert raised
    assert [cell.lines[0][0].text for cell in raised.head[0]][3] == "平时由谁决定"
    assert raised.rows[0][3].lines[0][0].text == "常委会"


def test_without_a_meeting_there_is_no_booklet(site: MakeSite) -> None:
    bodies = (site({}) / "bodies/all.yml").read_text("utf-8")
    content = site({"bodies/all.yml": bodies.replace("类型: 党委", "类型: 部门")})
    assert make_function_booklet(public(content)) is None
