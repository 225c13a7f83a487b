"""The power list as a table: who decides and handles, basis, procedure, risks, by category."""

from __future__ import annotations

from shaiquan.prints.power_table import make_power_table
from shaiquan.prints.wide_tables import RowGroup, WideTable
from tests.booklets import shown
from tests.conftest import MakeSite

POWER = "编号: {0}\n名称: 权力{0}\n决定主体: 党委\n{1}"


def made(site: MakeSite, files: dict[str, str | None]) -> WideTable:
    table = make_power_table(*shown(site(files)))
    assert table
    return table


def texts(category: RowGroup, row: int = 0) -> list[list[str]]:
    return [["".join(run.text for run in line) for line in box.lines] for box in category.rows[row]]


def test_a_row_says_all_of_a_power(site: MakeSite) -> None:
    (unit,) = made(site, {}).parts
    assert (unit.name, unit.count, unit.groups[0].name) == ("小镇党委", "1项", "重大事项（1项）")
    number, name, decider, handlers, basis, procedure, risks = texts(unit.groups[0])
    assert (number, name, decider, handlers) == (["1"], ["重大事项决定"], ["党委"], ["办公室"])
    assert basis == ["《小镇议事规则》第二条"]
    assert procedure == ["重大事项流程图（2步，各步最长合计 13个工作日）"]
    assert risks == ["论证走过场（高）"]


def test_a_power_without_a_procedure_says_why_and_partners_are_marked(site: MakeSite) -> None:
    more = "承办: [办公室]\n配合: [申请人]\n不设流程: 一事一议\n无风险: 没有\n"
    table = made(site, {"powers/p2.yml": POWER.format("p2", more.replace("申请人", "书记"))})
    row = texts(table.parts[0].groups[1])
    assert table.parts[0].groups[1].name == "未分类（1项）"
    assert row[3] == ["办公室", "配合：书记"]
    assert row[5:] == [["不设流程：一事一议"], ["无"]]


def test_a_row_says_who_lets_whom_exercise_the_power(site: MakeSite) -> None:
    more = "承办: [办公室]\n委托: [{受托: 办公室, 依据: [《议事规则》第二条]}]\n"
    table = made(site, {"powers/p2.yml": POWER.format("p2", more)})
    assert texts(table.parts[0].groups[1])[3] == [
        "办公室",
        "由党委委托办公室行使，依据《小镇议事规则》第二条",
    ]


def test_the_numbers_are_those_of_the_list_or_the_places_in_the_table(site: MakeSite) -> None:
    second: dict[str, str | None] = {"powers/p2.yml": POWER.format("p2", "")}
    (unit,) = made(site, second).parts
    assert [texts(category)[0] for category in unit.groups] == [["1"], ["2"]]
    (unit,) = made(site, {"powers/p2.yml": POWER.format("p2", "序号: 1\n")}).parts
    assert [texts(category)[0] for category in unit.groups] == [["—"], ["1"]]


def test_a_withdrawn_power_is_not_in_it(site: MakeSite) -> None:
    withdrawn = "状态: 撤回\n原因: 取消\n撤回日期: 2026-02-01\n"
    assert made(site, {"powers/p2.yml": POWER.format("p2", withdrawn)}).parts[0].count == "1项"


def test_units_stand_in_the_order_of_their_bodies(site: MakeSite) -> None:
    table = made(
        site,
        {
            "bodies/cun.yml": "机构: [{编号: cun, 名称: 小村}]\n",
            "powers/p2.yml": POWER.format("p2", "单位: 小村\n"),
        },
    )
    assert [(unit.name, unit.count) for unit in table.parts] == [
        ("小镇党委", "1项"),
        ("小村", "1项"),
    ]


def test_a_sub_item_stands_below_its_main_item_and_is_counted_apart(site: MakeSite) -> None:
    sub: dict[str, str | None] = {"powers/a.yml": POWER.format("p0", "主项: p1\n")}
    (unit,) = made(site, sub).parts
    (group,) = unit.groups
    assert (unit.count, group.name) == ("1项，子项1项", "重大事项（1项，子项1项）")
    rows = [texts(group, row) for row in (0, 1)]
    assert [row[:2] for row in rows] == [
        [["1"], ["重大事项决定"]],
        [["1.1"], ["子项：权力p0"]],
    ]
    assert rows[0][4:] == rows[1][4:]
    assert rows[0][4] == ["《小镇议事规则》第二条"]
