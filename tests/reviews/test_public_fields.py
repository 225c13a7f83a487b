"""The digests cover what is public of a record, and nothing else."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from shaiquan.disclosure.release import release
from shaiquan.kinds.registry import KINDS
from shaiquan.model.review_lines import parse_review_line
from shaiquan.reviews.comparing import digest_entry, write_fields
from tests.conftest import MakeSite
from tests.support import load_catalog

POWER = """\
编号: p1
名称: 重大事项决定
类别: 重大事项
决定主体: 党委
承办: [办公室]
依据: [《议事规则》第二条]
"""


def read_digests(content: Path, id: str = "p1") -> dict[str, str]:
    public = release(load_catalog(content), datetime.date(2026, 11, 24)).public
    return digest_entry(public, id)


def change_power(site: MakeSite, old: str, new: str) -> dict[str, str]:
    assert old in POWER
    return read_digests(site({"powers/p1.yml": POWER.replace(old, new)}))


def list_changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {label for label, _ in before.items() ^ after.items()}


def test_the_fields_of_a_record_are_told_apart_by_their_labels(site: MakeSite) -> None:
    digests = read_digests(site({}))
    assert list(digests)[:3] == ["名称", "单位", "公开"]
    assert {"类别", "决定主体", "承办", "依据", "监督"} <= digests.keys()
    assert not {"编号", "审查", "状态", "简称"} & digests.keys()
    assert all(len(digest) == 8 for digest in digests.values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("编号: p1\n名称: 重大事项决定\n", "名称: 重大事项决定 # 注\n\n编号: P1\n"),
        ("名称: 重大事项决定\n", "name: '重大事项决定'\n"),
        ("承办: [办公室]", "承办:\n  - bgs"),
        ("决定主体: 党委", "决定主体: 小镇党委"),
        ("编号: p1", "编号: p1\n审查: {人: 书记, 日期: 2026-03-05}"),
        ("编号: p1", "编号: p1\n状态: 发布"),
        ("\n", "\r\n"),
    ],
)
def test_what_says_the_same_is_no_change(site: MakeSite, old: str, new: str) -> None:
    assert change_power(site, old, new) == read_digests(site({"powers/p1.yml": POWER}))


@pytest.mark.parametrize(
    ("old", "new", "labels"),
    [
        ("重大事项决定", "重大事项的决定", {"名称"}),
        ("编号: p1", "编号: p1\n简称: 决定", {"简称"}),
        ("承办: [办公室]\n", "", {"承办"}),
        ("第二条", "第一条", {"依据"}),
        ("编号: p1", "编号: p1\n公开: {从: 2026-01-01}", {"公开"}),
        (
            "编号: p1",
            "编号: p1\n不公开字段: [{字段: 承办, 依据: 第十六条}]",
            {"承办", "不公开字段"},
        ),
    ],
)
def test_what_says_something_else_is_one(
    site: MakeSite, old: str, new: str, labels: set[str]
) -> None:
    before = read_digests(site({"powers/p1.yml": POWER}))
    assert list_changed(before, change_power(site, old, new)) == labels


def test_a_withheld_value_is_in_no_digest(site: MakeSite) -> None:
    """Also where it stands in a step, and where it is the record that is mentioned."""
    hidden = "承办: [办公室]\n不公开字段: [{字段: 承办, 依据: 第十六条}]"
    before = change_power(site, "承办: [办公室]", hidden)
    assert "承办" not in before
    assert change_power(site, "承办: [办公室]", hidden.replace("[办公室]", "[副书记]")) == before

    steps = (site({}) / "procedures" / "l1.yml").read_text("utf-8")
    veil = "时限: 5个工作日\n    不公开字段: [{字段: 时限, 依据: 第十六条}]"
    veiled = steps.replace("时限: 5个工作日", veil)
    before = read_digests(site({"procedures/l1.yml": veiled}), "l1")
    other = veiled.replace("时限: 5个工作日", "时限: 6个工作日")
    assert read_digests(site({"procedures/l1.yml": other}), "l1") == before

    body = "机构:\n  - {编号: jg, 名称: 内部的组, 公开: 不公开}\n"
    content = site({"bodies/z.yml": body, "powers/p1.yml": POWER})
    before = read_digests(content)
    both = {"powers/p1.yml": POWER.replace("[办公室]", "[办公室, 内部的组]")}
    assert read_digests(site(both)) == before
    assert read_digests(site({"bodies/z.yml": body.replace(", 公开: 不公开", "")})) != before


def test_the_line_ends_of_a_text_do_not_count(site: MakeSite) -> None:
    rule = (site({}) / "rules" / "gz.md").read_text("utf-8")
    before = read_digests(site({}), "gz")
    content = site({})
    (content / "rules" / "gz.md").write_bytes(rule.replace("\n", "\r\n").encode())
    assert read_digests(content, "gz") == before


def test_every_label_can_stand_in_a_line() -> None:
    for kind in KINDS:
        for _, label in kind.model.field_labels():
            assert parse_review_line(f"2026-01-05 张三 {label}=aaaaaaaa").fields


def test_digests_hold_over_versions_of_the_program(site: MakeSite) -> None:
    """They are kept in files of editors: a change here makes every review a warning."""
    assert write_fields(read_digests(site({}), "l1")) == (
        "名称=4drjqrr6 单位=br4cyadk 公开=b33pjxuv 投诉=xfuxq2al 机制=jv5i54o4 事项=qfijn63e "
        "类型=o5tfeqpe 承诺时限=ftwe5qlz 步骤=5mmmtq5l"
    )
