"""Which records a section of a page lists because they name its record."""

from __future__ import annotations

import pytest

from shaiquan.queries.linked import list_counted_links, list_linked_at
from tests.conftest import MakeSite
from tests.town_meetings import release_town
from tests.two_powers import SMALL_SPENDING, release_two_powers

BY_AMOUNT = SMALL_SPENDING.replace(
    "承办: [办公室]",
    "配合: [办公室]\n"
    "审批档次: [{金额: 不满5万元, 审批: 办公室, 集体: 是}, {金额: 5万元以上, 审批: 党委, 集体: 是}]",
)


@pytest.mark.parametrize(
    ("body", "section", "powers"),
    [
        ("dw", "decides", ("p1", "p2")),
        ("dw", "approves", ()),  # it decides the power anyway
        ("dw", "powers", ("p1", "p2")),
        ("ddh", "decides", ()),
        ("ddh", "raised", ("p2",)),
        ("bgs", "handles", ("p1",)),
        ("bgs", "assists", ("p2",)),
        ("bgs", "approves", ("p2",)),
    ],
)
def test_each_part_of_a_body_in_powers_has_its_own_list(
    site: MakeSite, body: str, section: str, powers: tuple[str, ...]
) -> None:
    public = release_two_powers(site, {"powers/p2.yml": BY_AMOUNT})
    assert list_linked_at(public, body, section) == powers


def test_what_is_entrusted_to_a_body_is_listed_apart_from_what_it_decides(site: MakeSite) -> None:
    received = "委托: [{委托机关: 党代会, 依据: [《议事规则》第二条]}]\n"
    public = release_two_powers(site, {"powers/p2.yml": SMALL_SPENDING + received})
    given = {body: list_linked_at(public, body, "entrusts") for body in ("dw", "ddh")}
    taken = {body: list_linked_at(public, body, "entrusted") for body in ("dw", "ddh")}
    assert list_linked_at(public, "dw", "decides") == ("p1",)
    assert (taken, given) == ({"dw": ("p2",), "ddh": ()}, {"dw": (), "ddh": ("p2",)})


@pytest.mark.parametrize(
    ("term", "taken"),
    [
        ("至: 2026-11-01", ("p2",)),  # the last day, on which the test stands
        ("至: 2026-10-31", ()),
        ("从: 2026-11", ("p2",)),
        ("从: 2026-11-02", ()),
    ],
)
def test_what_is_no_longer_or_not_yet_entrusted_is_on_no_list(
    site: MakeSite, term: str, taken: tuple[str, ...]
) -> None:
    received = f"委托: [{{委托机关: 党代会, 依据: [《议事规则》第二条], {term}}}]\n"
    public = release_two_powers(site, {"powers/p2.yml": SMALL_SPENDING + received})
    assert list_linked_at(public, "dw", "entrusted") == taken
    assert list_linked_at(public, "ddh", "entrusts") == taken
    assert list_linked_at(public, "dw", "decides") == ("p1",)


@pytest.mark.parametrize(("state", "decided"), [("发布", ("p1",)), ("草稿", ("p1", "p3"))])
def test_a_sub_item_of_what_is_entrusted_is_entrusted_too(
    site: MakeSite, state: str, decided: tuple[str, ...]
) -> None:
    main = f"状态: {state}\n委托: [{{委托机关: 党代会, 依据: [《议事规则》第二条]}}]\n"
    files = {
        "powers/p2.yml": SMALL_SPENDING + main,
        "powers/p3.yml": "编号: p3\n名称: 零星支出\n主项: p2\n决定主体: 党委\n",
    }
    public = release_two_powers(site, files)
    assert list_linked_at(public, "dw", "decides") == decided
    assert list_linked_at(public, "dw", "entrusted") == (("p2", "p3") if state == "发布" else ())


def test_a_withdrawn_power_is_on_no_list(site: MakeSite) -> None:
    withdrawn = SMALL_SPENDING + "单位: 党委\n状态: 撤回\n原因: 取消\n撤回日期: 2026-02-01\n"
    public = release_two_powers(site, {"powers/p2.yml": withdrawn})
    assert list_linked_at(public, "dw", "powers") == ("p1",)


def test_what_lists_count_of_bodies_says_in_which_way() -> None:
    counts = [link.count for _, link in list_counted_links("body")]
    assert counts == ["决定", "受托", "委托", "按金额决定", "提级审议", "承办", "配合", "本单位"]


def test_a_field_of_parts_lists_only_those_named_there_the_latest_topic_first(
    site: MakeSite,
) -> None:
    public = release_town(site)
    assert list_linked_at(public, "fsj", "presented") == ("t1",)
    assert list_linked_at(public, "fsj", "proposed") == ("t3",)
    assert list_linked_at(public, "sj", "presented") == ()
    assert public.ids_naming("sj", "topic", "deliberations.vote.in_favour") == ("t1",)
    assert public.ids_naming("sj", "topic", "deliberations.vote.in") == ()
    assert public.ids_naming("fsj", "topic", "deliberations") == ("t1",)
