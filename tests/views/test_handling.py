"""How an item is handled, in the order in which those who apply need it."""

from __future__ import annotations

from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import release
from shaiquan.views.handling import show_handling
from shaiquan.views.linked_data import make_node
from shaiquan.views.values import words_of
from tests.conftest import MakeSite
from tests.items import ITEM, LAW, release_item
from tests.printed import DAY
from tests.support import load_catalog


def test_an_item_says_what_to_bring_what_it_costs_and_where_to_turn(site: MakeSite) -> None:
    public = release_item(site)
    section = show_handling(public, public.entries["p1"])
    assert section
    assert [(row.label, words_of(row.cell)) for row in section.rows] == [
        ("条件", "年满十八周岁\n在本镇居住"),
        ("材料", "申请表（原件，2份）；到窗口领取\n身份证"),
        ("收费", "每件10元；依据：《中华人民共和国某某法》第五十八条\n减免的不收"),
        ("承诺时限", "30日"),
        ("法定时限", "60日"),
        ("结果", "某某许可证（有效期五年）"),
        ("救济", "行政复议：60日以内，向示例县人民政府提出\n行政诉讼：6个月以内"),
    ]


def test_a_power_that_says_nothing_of_it_has_no_section_and_what_is_withheld_says_so(
    site: MakeSite,
) -> None:
    public = release_item(site, "不公开字段: [{字段: 材料, 依据: 条例第十六条}]\n")
    section = show_handling(public, public.entries["p1"])
    assert section
    assert WITHHELD in words_of(dict(section.rows)["材料"])
    fields = ("条件", "材料", "收费", "法定时限", "承诺时限", "结果", "救济")
    all_but = "".join(f"  - {{字段: {field}, 依据: 条例第十六条}}\n" for field in fields)
    hidden = release_item(site, f"不公开字段:\n{all_but}")
    node = make_node(hidden, hidden.entries["p1"], str)
    assert node
    assert node.keys().isdisjoint({"serviceOutput", "cpsv:hasInput", "cv:processingTime"})


def test_a_register_of_services_is_told_the_same(site: MakeSite) -> None:
    public = release_item(site)
    node = make_node(public, public.entries["p1"], str)
    assert node
    assert node["cpsv:hasInput"][0] == {"@type": "cv:Evidence", "dct:title": "申请表"}
    assert node["cpsv:produces"][0] == {"@type": "cv:Output", "dct:title": "某某许可证"}
    assert node["cv:hasCost"][0] == {"@type": "cv:Cost", "dct:description": "每件10元"}
    assert node["cv:processingTime"] == "P30D"
    own, law = "小镇议事规则", "中华人民共和国某某法"
    assert [cited["name"] for cited in node["cv:hasLegalResource"]] == [own, law, law]


def test_a_time_that_says_from_when_it_runs_stands_as_it_is_written(site: MakeSite) -> None:
    limit = "自知道该行政行为之日起60日内"
    item = ITEM.replace("期限: 60日", f"期限: {limit}").replace("期限: 6个月", "期限: 当场")
    content = site({"powers/p1.yml": item, "rules/fl.yml": LAW})
    public = release(load_catalog(content), DAY).public
    section = show_handling(public, public.entries["p1"])
    assert section
    assert words_of(dict(section.rows)["救济"]).split("\n") == [
        f"行政复议：{limit}，向示例县人民政府提出",
        "行政诉讼：当场",
    ]
