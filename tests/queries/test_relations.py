"""Who answers for what, where to complain, which unit a record belongs to."""

from __future__ import annotations

import pytest

from shaiquan.model.powers import Power
from shaiquan.queries.linked import list_linked_at
from shaiquan.queries.power_lists import find_power_parts, list_duties_of
from shaiquan.queries.relations import (
    areas_not_direct,
    find_answered_powers,
    find_body_named,
    find_channels,
    find_governing_posts,
    find_leaders_of,
    group_by_unit,
    sort_entries_of,
    sort_heads_of,
)
from tests.conftest import MakeSite
from tests.two_powers import BODIES, FILES, SMALL_SPENDING, release_two_powers


def leaders(site: MakeSite, decider: str) -> list[str]:
    """The leaders of the second power, if this one decides."""
    power = SMALL_SPENDING.replace("决定主体: 党委", f"决定主体: {decider}")
    # a head may decide alone only where no area is kept from heads
    anything = FILES["site.yml"].replace("参数:\n  不直接分管: [财务]\n", "")
    public = release_two_powers(site, {"powers/p2.yml": power, "site.yml": anything})
    record = public.entries["p2"].record
    assert isinstance(record, Power)
    return [entry.id for entry in find_leaders_of(public, record)]


@pytest.mark.parametrize(("decider", "leader"), [("党委", "fsj"), ("书记", "sj")])
def test_the_leader_that_a_power_names_goes_before_who_governs_its_area(
    site: MakeSite, decider: str, leader: str
) -> None:
    assert leaders(site, decider) == [leader]


def test_who_decides_jointly_has_the_power_and_answers_for_it(site: MakeSite) -> None:
    power = SMALL_SPENDING.replace("决定主体: 党委\n", "决定主体: 党委\n共同决定主体: [书记]\n")
    public = release_two_powers(site, {"powers/p2.yml": power})
    record = public.entries["p2"].record
    assert isinstance(record, Power)
    assert find_power_parts(public, "sj") == {"p2": ("共同决定",)}
    assert [entry.id for entry in find_leaders_of(public, record)] == ["sj"]


def test_a_post_answers_for_what_names_it_under_responsible(site: MakeSite) -> None:
    named = "责任人: {直接: [书记], 分管: [副书记]}\n"
    risk = "编号: f2\n名称: 超支\n事项: [p2]\n" + named
    duty = "编号: d2\n名称: 核对\n事项: [p2]\n" + named
    files = {"powers/p2.yml": SMALL_SPENDING + named, "risks/f2.yml": risk, "duties/d2.yml": duty}
    public = release_two_powers(site, files)
    assert find_power_parts(public, "sj") == {"p2": ("直接责任",)}
    assert find_power_parts(public, "fsj")["p2"] == ("分管责任",)
    assert "d2" in list_duties_of(public, "sj")
    assert "f2" in list_linked_at(public, "sj", "risks")
    record = public.entries["p2"].record
    assert isinstance(record, Power)
    assert [entry.id for entry in find_leaders_of(public, record)] == ["fsj", "sj"]


def test_a_post_answers_for_the_powers_of_its_areas(site: MakeSite) -> None:
    public = release_two_powers(site)
    assert [entry.id for entry in find_governing_posts(public, "cw")] == ["fsj"]
    assert find_answered_powers(public, "fsj") == ("p1", "p2")
    assert find_answered_powers(public, "sj") == ()


def test_complaints_go_to_the_channel_of_the_nearest_body_that_has_one(site: MakeSite) -> None:
    channels = (
        "  - {编号: dh, 名称: 举报电话, 值: 0000-0000000}\n"
        "  - {编号: xx, 名称: 信箱, 值: 一号信箱}\n"
    )
    text = FILES["site.yml"].replace("    投诉: [dh]\n", "")
    text = text.replace("  - {编号: dh, 名称: 举报电话, 值: 0000-0000000}\n", channels)
    bodies = BODIES.replace("简称: 党委,", "简称: 党委, 投诉: [dh],")
    power = SMALL_SPENDING + "投诉: [xx]\n"
    public = release_two_powers(
        site, {"site.yml": text, "bodies/all.yml": bodies, "powers/p2.yml": power}
    )
    channel = {id: find_channels(public, public.entries[id].record) for id in ("p1", "p2", "bgs")}
    assert {id: [ref.id for ref in refs] for id, refs in channel.items()} == {
        "p1": ["dh"],
        "p2": ["xx"],
        "bgs": ["dh"],
    }


def test_records_and_heads_are_grouped_by_unit_in_the_order_of_the_bodies(site: MakeSite) -> None:
    bodies = BODIES.replace("{编号: sj,", "{编号: sj, 单位: 办公室,")
    public = release_two_powers(site, {"bodies/all.yml": bodies})
    entries = group_by_unit(public, sort_entries_of(public, "post"))
    heads = group_by_unit(public, sort_heads_of(public, "post"))
    expected = {"小镇党委": ["fsj"], "办公室": ["sj"]}
    assert {name: [entry.id for entry in group] for name, group in entries.items()} == expected
    assert {name: [head.id for head in group] for name, group in heads.items()} == expected
    assert list(entries) == list(expected)


def test_posts_stand_by_their_order_then_as_written(site: MakeSite) -> None:
    bodies = BODIES.replace("{编号: sj,", "{编号: sj, 排序: 2,").replace(
        "{编号: fsj,", "{编号: fsj, 排序: 1,"
    )
    public = release_two_powers(site, {"bodies/all.yml": bodies})
    assert [head.id for head in sort_heads_of(public, "post")] == ["fsj", "sj"]


def test_a_unit_has_its_own_parameters_and_else_those_of_the_site(site: MakeSite) -> None:
    text = FILES["site.yml"]
    public = release_two_powers(
        site, {"site.yml": text + "单位参数:\n  办公室: {不直接分管: []}\n"}
    )
    assert [ref.id for ref in areas_not_direct(public, "dw")] == ["cw"]
    assert areas_not_direct(public, "bgs") == ()


@pytest.mark.parametrize("word", ["小镇党委", "党委", "dw", "DW"])
def test_a_body_is_named_by_its_name_short_name_or_id(site: MakeSite, word: str) -> None:
    body = find_body_named(release_two_powers(site), word)
    assert body is not None
    assert body.id == "dw"
    assert body.is_named(word)


def test_no_other_record_is_named_as_a_body(site: MakeSite) -> None:
    public = release_two_powers(site)
    assert [find_body_named(public, word) for word in ("书记", "sj", "党为")] == [None] * 3
