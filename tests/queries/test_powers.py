"""Powers by category and by department."""

from __future__ import annotations

from shaiquan.queries.powers import (
    group_by_department,
    group_powers_by_category,
    list_used_powers,
)
from tests.conftest import MakeSite
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
