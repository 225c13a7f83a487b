"""Columns that no single field gives: counts, links from other records, marks."""

from __future__ import annotations

import pytest

from shaiquan.kinds.descriptor import Column
from shaiquan.kinds.registry import KIND
from shaiquan.views.columns import cell_maker, heading_of
from shaiquan.views.values import words_of
from tests.conftest import MakeSite
from tests.two_powers import BODIES, SMALL_SPENDING, release_two_powers

CITING = SMALL_SPENDING + "依据: [《小镇议事规则》第一条]\n不设流程: 一年一次\n"
VACANT = BODIES.replace("{编号: fsj,", "{编号: fsj, 空缺: 是,")


@pytest.mark.parametrize(
    ("id", "column", "words"),
    [
        ("p1", "procedures_of_power", "重大事项流程图"),
        ("p2", "procedures_of_power", "一年一次"),
        ("p1", "risks_of_power", "论证走过场高"),
        ("l1", "count_of_steps", "2 步"),
        ("l1", "on_wall", ""),
        ("sj", "marked_name", "书记正职"),
        ("fsj", "marked_name", "副书记空缺"),
        ("fsj", "governed_areas", "财务"),
        ("cw", "governing_posts", "副书记"),
        ("bgs", "linked_counts", "承办 2 项"),
        ("dw", "linked_counts", "决定 2 项、本单位 2 项"),
        ("fsj", "count_of_powers", "2 项"),
        ("fsj", "count_of_duties", "0 项"),
        ("dw", "posts_of_body", "书记、副书记"),
        ("sqr", "procedures_of_role", "重大事项流程图"),
        ("p1", "name", "重大事项决定"),
        ("p1", "id", "P1"),
    ],
)
def test_a_column_shows_what_other_records_say(
    site: MakeSite, id: str, column: str, words: str
) -> None:
    public = release_two_powers(site, {"powers/p2.yml": CITING, "bodies/all.yml": VACANT})
    cell = cell_maker(Column(column))(public, public.entries[id])
    assert words_of(cell) == words


@pytest.mark.parametrize(
    ("own", "words"), [("", "第二条"), ("依据: [《议事规则》第一条]\n", "第一条")]
)
def test_a_sub_item_without_a_basis_has_that_of_its_main_item(
    site: MakeSite, own: str, words: str
) -> None:
    public = release_two_powers(site, {"powers/p2.yml": f"{SMALL_SPENDING}主项: p1\n{own}"})
    cell = cell_maker(Column("bases_of_power"))(public, public.entries["p2"])
    assert words_of(cell) == f"《小镇议事规则》{words}"


@pytest.mark.parametrize(
    ("reason", "words"), [("评估后没有", "无"), ("没有", "无"), ("还没有评估", "")]
)
def test_what_was_not_assessed_is_not_said_to_have_no_risk(
    site: MakeSite, reason: str, words: str
) -> None:
    public = release_two_powers(site, {"powers/p2.yml": f"{SMALL_SPENDING}无风险: {reason}\n"})
    cell = cell_maker(Column("risks_of_power"))(public, public.entries["p2"])
    assert words_of(cell) == words


def test_a_heading_is_the_one_given_or_the_label_of_the_column_field_or_kind() -> None:
    power = KIND["power"]
    assert heading_of(power, Column("name", "名称")) == "名称"
    assert heading_of(power, Column("name")) == "权力事项"
    assert heading_of(power, Column("decider")) == "决定主体"
    assert heading_of(power, Column("risks_of_power")) == "风险点"
