"""What is not released never gets past the gate."""

from __future__ import annotations

import datetime

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.disclosure.projection import HIDDEN, WITHHELD
from shaiquan.disclosure.release import ReleasedCatalog, release
from shaiquan.model.base import Ref
from shaiquan.model.powers import Duty, Power
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.graph import graph_of
from tests.conftest import MakeSite
from tests.support import list_withheld, load_catalog

TODAY = datetime.date(2026, 11, 24)
BASE = "编号: p2\n名称: 第二项权力\n决定主体: 党委\n"


def release_site(
    site: MakeSite, changes: dict[str, str | None], preview: bool = False
) -> ReleasedCatalog:
    """The release of a site whose checks need not pass."""
    content = check_content(site(changes)).catalog
    assert content is not None
    return release(content, TODAY, preview)


@pytest.mark.parametrize(
    ("more", "is_public"),
    [
        ("", True),
        ("状态: 草稿\n", False),
        ("公开: {范围: 党内}\n", False),
        ("公开: {范围: 不公开}\n", False),
        ("公开: {从: 2026-11-24}\n", True),
        ("公开: {从: 2026-11-25}\n", False),
        ("公开: {至: 2026-11-24}\n", True),
        ("公开: {至: 2026-11-23}\n", False),
        ("公开: {至: 2026年}\n", True),
        ("公开: {从: 2026年}\n", True),
    ],
)
def test_state_scope_and_dates_decide(site: MakeSite, more: str, is_public: bool) -> None:
    result = release_site(site, {"powers/p2.yml": BASE + more})
    assert ("p2" in result.public.entries) is is_public
    assert ("p2" in result.unreleased) is not is_public


def test_a_record_without_review_is_not_shown(site: MakeSite) -> None:
    settings = (site({}) / "site.yml").read_text("utf-8")
    bare = settings.replace("    审查: {人: 办公室, 日期: 2026-01-05}\n", "")
    assert not release_site(site, {"site.yml": bare}).public.entries


def test_a_withheld_field_says_so_with_its_basis(site: MakeSite) -> None:
    more = "承办: [办公室]\n不公开字段: [{字段: 承办, 依据: 条例第十六条}]\n"
    public = release_site(site, {"powers/p2.yml": BASE + more}).public
    record = public.entries["p2"].record
    assert isinstance(record, Power)
    assert record.handlers == ()
    assert public.withheld["p2"] == {("handlers",): "条例第十六条"}


def test_a_withheld_mandatory_field_is_replaced_not_lost(site: MakeSite) -> None:
    more = "不公开字段: [{字段: 决定主体, 依据: 甲}, {字段: 名称, 依据: 乙}]\n"
    record = release_site(site, {"powers/p2.yml": BASE + more}).public.entries["p2"].record
    assert isinstance(record, Power)
    assert (record.name, record.decider) == (WITHHELD, HIDDEN)


def test_a_step_withholds_its_own_fields_and_keeps_its_place(site: MakeSite) -> None:
    steps = (site({}) / "procedures" / "l1.yml").read_text("utf-8")
    hidden = steps.replace(
        "  - 步骤: 公开\n",
        "  - 步骤: 公开\n    不公开字段: [{字段: 步骤, 依据: 甲}, {字段: 时限, 依据: 乙}]\n",
    )
    public = release_site(site, {"procedures/l1.yml": hidden}).public
    record = public.entries["l1"].record
    assert isinstance(record, Procedure)
    assert record.steps[3].act == WITHHELD
    assert record.steps[3].limit is None
    assert public.withheld["l1"] == {("steps", 3, "step"): "甲", ("steps", 3, "limit"): "乙"}
    graph = graph_of(record)
    assert graph.faults == ()
    assert [(e.source, e.target) for e in graph.edges] == [
        ("step-1", "step-2"), ("step-2", "step-3"), ("step-3", "step-4"), ("step-3", "step-2"),
        ("step-4", "step-5"),
    ]  # fmt: skip
    assert "公开" not in repr([step.branches for step in record.steps])


def test_no_mention_of_a_unreleased_record_is_left(site: MakeSite) -> None:
    risk = (site({}) / "risks" / "r1.yml").read_text("utf-8")
    public = release_site(site, {"risks/r1.yml": risk + "公开: 党内\n"}).public
    record = public.entries["l1"].record
    assert isinstance(record, Procedure)
    assert all(step.risks == () for step in record.steps)
    assert public.unreleased_counts == {"risk": 1}


def test_a_unreleased_decider_is_hidden_by_name_and_link(site: MakeSite) -> None:
    bodies = (site({}) / "bodies" / "all.yml").read_text("utf-8")
    closed = bodies.replace("{编号: dw,", "{编号: dw, 公开: 党内,")
    record = release_site(site, {"bodies/all.yml": closed}).public.entries["p1"].record
    assert isinstance(record, Power)
    assert record.decider == HIDDEN


def test_a_citation_of_a_unreleased_rule_goes_with_its_title(site: MakeSite) -> None:
    rule = (site({}) / "rules" / "gz.md").read_text("utf-8")
    closed = rule.replace("编号: gz\n", "编号: gz\n公开: 本单位\n")
    result = release_site(site, {"rules/gz.md": closed})
    record = result.public.entries["p1"].record
    assert isinstance(record, Power)
    assert record.basis == ()
    assert "小镇议事规则" in list_withheld(result)


def test_a_withdrawn_record_keeps_its_address_and_says_only_why(site: MakeSite) -> None:
    more = (
        "状态: 撤回\n原因: 职权取消\n撤回日期: 2026-09-30\n承办: [办公室]\n正文: 旧的说明文字在此\n"
    )
    result = release_site(site, {"powers/p2.yml": BASE + more})
    record = result.public.entries["p2"].record
    assert isinstance(record, Power)
    assert (record.name, record.reason) == ("第二项权力", "职权取消")
    assert (record.handlers, record.text, record.decider) == ((), "", Ref("", ""))
    assert "旧的说明文字在此" in list_withheld(result)


def test_a_preview_shows_drafts_and_marks_them_and_nothing_else(site: MakeSite) -> None:
    changes: dict[str, str | None] = {
        "powers/p2.yml": BASE + "状态: 草稿\n",
        "powers/p3.yml": BASE.replace("p2", "p3") + "公开: 党内\n",
    }
    public = release_site(site, changes, preview=True).public
    assert dict(public.previewed) == {"p2": "草稿"}
    assert "p3" not in public.entries


def test_what_is_public_stays_as_it_was(site: MakeSite) -> None:
    full = load_catalog(site({}))
    public = release(full, TODAY).public
    assert {id: entry.record for id, entry in public.entries.items()} == {
        id: entry.record for id, entry in full.entries.items()
    }


NAMED = "编号: p2\n名称: 密采的决定\n简称: 密采\n决定主体: 党委\n"
DUTY = "编号: d2\n名称: 办好采购\n事项: [%s]\n责任主体: [办公室]\n"


@pytest.mark.parametrize("written", ["p2", "密采", "密采的决定"])
@pytest.mark.parametrize(
    ("hidden", "shown"),
    [(["名称"], "密采"), (["简称"], "密采的决定"), (["名称", "简称"], WITHHELD)],
)
def test_a_reference_says_no_name_that_is_withheld(
    site: MakeSite, written: str, hidden: list[str], shown: str
) -> None:
    fields = ", ".join(f"{{字段: {field}, 依据: 条例第十六条}}" for field in hidden)
    power, duty = f"{NAMED}不公开字段: [{fields}]\n", DUTY.replace("%s", written)
    result = release_site(site, {"powers/p2.yml": power, "duties/d2.yml": duty})
    record = result.public.entries["d2"].record
    assert isinstance(record, Duty)
    assert record.powers == (Ref("power", "p2", shown),)


def test_a_reference_does_not_say_the_short_name_of_what_is_withdrawn(site: MakeSite) -> None:
    power = NAMED + "状态: 撤回\n原因: 职权取消\n撤回日期: 2026-09-30\n"
    duty = DUTY.replace("%s", "密采")
    result = release_site(site, {"powers/p2.yml": power, "duties/d2.yml": duty})
    record = result.public.entries["d2"].record
    assert isinstance(record, Duty)
    assert record.powers == (Ref("power", "p2", "密采的决定"),)


SUB = (
    "编号: l2\n名称: 密采流程图\n公开: 党内\n步骤:\n  - {开始: 甲, 主体: 办公室}\n  - {结束: 乙}\n"
)


@pytest.mark.parametrize("written", ["密采流程图", "l2"])
def test_a_branch_does_not_name_a_procedure_that_is_not_shown(site: MakeSite, written: str) -> None:
    steps = (site({}) / "procedures" / "l1.yml").read_text("utf-8")
    calling = steps.replace("通过: 公开", "通过: 密采流程图")
    calling = calling.replace("  - 步骤: 公开\n", f"  - {{子流程: {written}}}\n  - 步骤: 公开\n")
    result = release_site(site, {"procedures/l1.yml": calling, "procedures/l2.yml": SUB})
    shown = result.public.entries["l1"].record
    assert isinstance(shown, Procedure)
    assert graph_of(shown).faults == ()
    assert "密采" not in repr(shown)
    assert "'l2'" not in repr(shown)


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ("公开: 党内\n", 1),
        ("公开: {从: 2027-01-01}\n", 0),
        ("公开: {至: 2026-01-01}\n", 0),
        ("状态: 草稿\n", 0),
    ],
)
def test_only_what_has_a_closer_scope_counts_as_lawfully_withheld(
    site: MakeSite, more: str, count: int
) -> None:
    counts = release_site(site, {"powers/p2.yml": BASE + more}).public.unreleased_counts
    assert counts.get("power", 0) == count
