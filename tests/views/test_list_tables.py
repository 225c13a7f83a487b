"""The table of a list's entries: columns in use, those of its own, groups, totals."""

from __future__ import annotations

import pytest

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.views.cells import field_cell
from shaiquan.views.list_tables import make_entry_table
from shaiquan.views.values import Table, words_of
from tests.conftest import MakeSite
from tests.two_powers import release_two_powers

LISTS = """\
清单:
  - 编号: bbz
    名称: 八不准
    条目:
      - {内容: 不准迟到, 备注: 每月公布}
      - {内容: 不准早退}
  - 编号: qixing
    名称: 七大提升行动
    分组: {两重点: 2}
    条目:
      - {内容: 产业提升, 牵头: 书记, 经费: 50万元, 人数: 三百, 小类: 两重点, 依据: 《议事规则》第二条}
      - {小类: 两重点, 人数: 98.5, 时限: 2026-12-31, 内容: 城乡提升, 说法: https://example.com/}
      - {内容: 平安提升, 事: [小额支出], 凭: 《议事规则》第一条, 由: 党委, 人数: 0, 说明栏: 一半}
    栏目:  # may stand below the entries too
      - {名称: 牵头, 类型: 岗位, 必填: 否}
      - {名称: 人数, 类型: 数字, 合计: 至少398}
      - {名称: 经费, 类型: 金额}
      - {名称: 时限, 类型: 日期}
      - {名称: 说法, 类型: 网址}
      - {名称: 事, 类型: 权力事项}
      - {名称: 由, 类型: 机构}
      - {名称: 凭, 类型: 制度}
      - 说明栏
"""


@pytest.fixture
def public(site: MakeSite) -> PublicCatalog:
    return release_two_powers(site, {"catalogues/bbz.yml": LISTS})


def words(table: Table) -> list[list[str]]:
    return [[words_of(cell) for cell in row.cells] for row in table.rows]


def test_entries_of_a_list_have_numbers_and_the_columns_in_use(public: PublicCatalog) -> None:
    table = make_entry_table(public, public.entries["bbz"])
    assert table.columns == ("序号", "内容", "备注")
    assert words(table) == [["1", "不准迟到", "每月公布"], ["2", "不准早退", ""]]
    assert table.title == "2 项"
    assert (table.lead, table.numbers) == (1, ())


def test_columns_of_its_own_have_values_of_their_types_and_numbers_a_total(
    public: PublicCatalog,
) -> None:
    entry = public.entries["qixing"]
    table = make_entry_table(public, entry)
    assert " ".join(table.columns) == "序号 小类 内容 牵头 人数 经费 时限 说法 事 由 凭 说明栏 依据"
    assert table.title == "3 项"
    assert (table.lead, table.numbers) == (2, (4,))
    first, second, third = words(table)
    assert first == [
        *("1", "两重点", "产业提升", "书记", "300", "50万元"),
        *[""] * 6,
        "《小镇议事规则》第二条",
    ]
    assert second[4:8] == ["98.5", "", "2026年12月31日", "https://example.com/"]
    assert third[2:] == [
        "平安提升",
        "",
        "0",
        "",
        "",
        "",
        "小额支出",
        "党委",
        "《小镇议事规则》第一条",
        "一半",
        "",
    ]
    assert table.note == "合计：人数 398.5"
    links = [run.href for row in table.rows for cell in row.cells for line in cell for run in line]
    assert {"/posts/sj/", "https://example.com/", "/powers/p2/", "/rules/gz/#art-1"} <= {*links}
    assert words_of(field_cell(public, entry, "entries")).splitlines()[1] == (
        "内容：城乡提升；小类：两重点；人数：98.5；时限：2026年12月31日；说法：https://example.com/"
    )
