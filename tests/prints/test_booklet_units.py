"""Whose a compilation is, which rules are in it, in which order, and of which date it is."""

from __future__ import annotations

from shaiquan.prints.booklet_units import find_content_date, list_booklet_units, list_rules_in_force
from tests.booklets import public, rule
from tests.conftest import MakeSite

TWO = "机构:\n  - {编号: cun, 名称: 小村村民委员会, 简称: 小村}\n"


def test_a_rule_that_is_repealed_or_not_yet_in_force_is_not_in_force(site: MakeSite) -> None:
    content = site(
        {
            "rules/a.md": rule("a", "现行办法"),
            "rules/b.md": rule("b", "废止办法", "效力: 废止\n废止日期: 2026-03-01\n"),
            "rules/c.md": rule("c", "未来办法").replace("2026-01-05", "2027-01-05"),
            "rules/d.md": rule("d", "期满办法", "废止日期: 2026-11-24\n"),
            "rules/e.md": rule("e", "期未满办法", "废止日期: 2026-11-25\n"),
            "rules/f.yml": "{编号: f, 名称: 外部条例}\n",
            "rules/g.md": rule("g", "内部办法", "公开: 本单位\n"),
        }
    )
    assert {entry.id for entry in list_rules_in_force(public(content))} == {"gz", "a", "e"}


def test_the_core_rule_comes_first_then_mechanism_by_mechanism(site: MakeSite) -> None:
    mechanisms = {"a": "监督", "b": "分工", "c": "决策", "d": "执行"}
    files = {
        f"rules/{id}.md": rule(id, f"办法{id}", f"机制: {m}\n") for id, m in mechanisms.items()
    }
    files["rules/z.md"] = rule("z", "核心规则", "核心: 是\n机制: 监督\n")
    (unit,) = list_booklet_units(public(site(files)))
    assert [entry.id for entry in unit.rules] == ["z", "b", "c", "gz", "d", "a"]


def test_every_unit_with_rules_has_a_booklet_and_the_unit_of_the_site_comes_first(
    site: MakeSite,
) -> None:
    content = site(
        {
            "bodies/cun.yml": TWO,
            "rules/a.md": rule("a", "村规", "单位: 小村\n"),
            "catalogues/b.yml": "清单: [{编号: q, 名称: 村务清单, 单位: 小村, 条目: [公开]}]\n",
        }
    )
    released = public(content)
    first, second = list_booklet_units(released)
    assert (first.id, first.is_main, second.id, second.is_main) == ("cun", True, "dw", False)
    assert [entry.id for entry in first.select(released.entries_of("list"))] == ["q"]
    assert [entry.id for entry in second.select(released.entries_of("power"))] == ["p1"]
    settings = (content / "site.yml").read_text("utf-8").replace("单位: 小镇", "单位: 小镇党委", 1)
    first, second = list_booklet_units(public(site({"site.yml": settings})))
    assert (first.id, second.id) == ("dw", "cun")


def test_what_belongs_to_a_unit_without_rules_goes_to_the_first(site: MakeSite) -> None:
    content = site(
        {
            "bodies/cun.yml": TWO,
            "catalogues/b.yml": "清单: [{编号: q, 名称: 村务清单, 单位: 小村, 条目: [公开]}]\n",
        }
    )
    released = public(content)
    (only,) = list_booklet_units(released)
    assert only.id == "dw"
    assert [entry.id for entry in only.select(released.entries_of("list"))] == ["q"]


def test_the_edition_is_the_day_of_the_latest_review_whatever_the_day_today(
    site: MakeSite,
) -> None:
    content = site({"rules/a.md": rule("a", "办法", "审查: {人: 办公室, 日期: 2026-09-03}\n")})
    released = public(content)
    assert find_content_date(released, list_booklet_units(released)[0].rules) == "2026年9月3日"
    assert find_content_date(released, ()) == "2026年11月24日", (
        "nothing was reviewed: the as-of date"
    )
