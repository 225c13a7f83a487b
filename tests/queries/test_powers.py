"""Powers by category and by department."""

from __future__ import annotations

from shaiquan.checks.checking import check_content
from shaiquan.queries.counting import count_records
from shaiquan.queries.powers import (
    group_by_department,
    group_powers_by_category,
    list_used_powers,
    number_items,
    say_count,
)
from tests.conftest import SMALL, MakeSite
from tests.support import lines
from tests.two_powers import SMALL_SPENDING, release_two_powers

WITHDRAWN = "状态: 撤回\n原因: 取消\n撤回日期: 2026-02-01\n"


def test_a_department_has_the_powers_that_it_handles(site: MakeSite) -> None:
    groups = group_by_department(release_two_powers(site)).items()
    assert {id: [power.id for power in powers] for id, powers in groups} == {"bgs": ["p1", "p2"]}


def test_a_power_that_a_post_handles_belongs_to_the_body_of_the_post(site: MakeSite) -> None:
    handled = SMALL_SPENDING.replace("承办: [办公室]", "承办: [副书记]")
    groups = group_by_department(release_two_powers(site, {"powers/p2.yml": handled}))
    assert {id: len(powers) for id, powers in groups.items()} == {"dw": 1, "bgs": 1}


def test_powers_without_a_category_stand_last(site: MakeSite) -> None:
    groups = group_powers_by_category(release_two_powers(site))
    assert list(groups.items()) == [("lb", ("p1",)), ("", ("p2",))]


def test_a_withdrawn_power_is_in_no_category(site: MakeSite) -> None:
    public = release_two_powers(site, {"powers/p2.yml": SMALL_SPENDING + WITHDRAWN})
    assert [power.id for power in list_used_powers(public)] == ["p1"]
    assert group_powers_by_category(public) == {"lb": ("p1",)}


def test_a_sub_item_stands_behind_its_main_item_and_is_counted_apart(site: MakeSite) -> None:
    items = (
        "权力事项:\n"
        "  - {编号: s1, 名称: 印章刻制, 主项: p1, 决定主体: 党委}\n"
        "  - {编号: q1, 名称: 用车安排, 决定主体: 党委, 类别: 重大事项}\n"
        "  - {编号: s2, 名称: 印章保管, 主项: p1, 决定主体: 党委, 类别: 重大事项}\n"
    )
    content = site({"powers/a.yml": items, "powers/p1.yml": None})
    site({"powers/z.yml": (SMALL / "powers" / "p1.yml").read_text("utf-8")})
    checked = check_content(content)
    catalog = checked.catalog
    assert catalog
    powers = list_used_powers(catalog)
    assert [power.id for power in powers] == ["q1", "p1", "s1", "s2"]
    assert group_powers_by_category(catalog) == {"lb": ("q1", "p1", "s1", "s2")}
    assert number_items(powers) == {"q1": "1", "p1": "2", "s1": "2.1", "s2": "2.2"}
    assert say_count(catalog, ("q1", "p1", "s1", "s2")) == "2 项，子项 2 项"
    assert (say_count(catalog, ("q1",)), say_count(catalog, ("s1",))) == ("1 项", "子项 1 项")
    counts = count_records(catalog)
    assert (counts["权力事项"], counts["子项"], counts["党委.子项"]) == (2, 2, 2)
    assert [line for line in lines(checked, content) if "印章" in line] == []


def test_powers_that_name_each_other_as_main_items_are_not_lost(site: MakeSite) -> None:
    items = (
        "权力事项:\n  - {编号: s1, 主项: s2}\n  - {编号: s2, 主项: s1}\n  - {编号: s3, 主项: s3}\n"
    )
    named = items.replace("主项", "决定主体: 党委, 名称: 甲, 主项")
    catalog = check_content(site({"powers/a.yml": named})).catalog
    assert catalog
    powers = list_used_powers(catalog)
    assert [power.id for power in powers] == ["s1", "s2", "s3", "p1"]
