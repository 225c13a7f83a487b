"""Records say what was written: nothing is guessed, and keys may be Chinese or English."""

from __future__ import annotations

import gc

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.content import raw_records
from shaiquan.content.raw_types import FileRecords, RawRecord
from shaiquan.content.sources import Source
from shaiquan.kinds.descriptor import Kind
from shaiquan.limits import YAML_DEPTH, YAML_VALUES
from shaiquan.model.base import define_field
from shaiquan.model.common import Record
from shaiquan.model.powers import Power, Risk
from shaiquan.problem_texts import as_text
from tests.conftest import SMALL, MakeSite
from tests.support import lines, load_catalog


def test_chinese_and_english_keys_and_values_mean_the_same(site: MakeSite) -> None:
    chinese = load_catalog(
        site({"powers/p2.yml": "编号: p2\n名称: 乙\n决定主体: 党委\n状态: 草稿\n"})
    )
    english = load_catalog(
        site({"powers/p2.yml": "id: p2\nname: 乙\ndecider: 党委\nstate: draft\n"})
    )
    assert chinese.entries["p2"].record == english.entries["p2"].record


@pytest.mark.parametrize(
    "word", ["0012", "NO", "1_000", "1e3", "2026-05-07", "0x10", "~x", "null值"]
)
def test_a_text_stays_as_it_was_written(site: MakeSite, word: str) -> None:
    records = load_catalog(
        site({"powers/p2.yml": f"编号: p2\n名称: {word}\n决定主体: 党委\n状态: 草稿\n"})
    )
    assert records.entries["p2"].record.name == word


def test_an_empty_field_counts_as_left_out(site: MakeSite) -> None:
    text = "编号: p2\n名称: 乙\n决定主体: 党委\n状态: 草稿\n承办:\n依据: []\n权限: [~]\n"
    record = load_catalog(site({"powers/p2.yml": text})).entries["p2"].record
    assert isinstance(record, Power)
    assert (record.handlers, record.basis, record.limits) == ((), (), ())


def test_a_list_of_one_may_be_written_as_a_text(site: MakeSite) -> None:
    text = "编号: p2\n名称: 乙\n决定主体: 党委\n状态: 草稿\n承办: 办公室\n"
    record = load_catalog(site({"powers/p2.yml": text})).entries["p2"].record
    assert isinstance(record, Power)
    assert [ref.id for ref in record.handlers] == ["bgs"]


@pytest.mark.parametrize(("file", "told"), [("powers/p1.yml", True), ("site.yml", False)])
def test_a_column_without_a_field_may_stand_under_extra_columns(
    site: MakeSite, file: str, told: bool
) -> None:
    text = (SMALL / file).read_text("utf-8")
    (one,) = check_content(site({file: f"{text}实施对象: 个人\n"})).problems
    assert one.code.code == "unknown-key"
    assert ("写在 其他要素 里" in as_text(one)) is told


def test_a_citation_with_a_quote_may_be_written_as_a_mapping(site: MakeSite) -> None:
    head = "编号: p2\n名称: 乙\n决定主体: 党委\n状态: 草稿\n"
    ways = (
        "依据: {《议事规则》第二条: 重大事项由党委决定。}\n",
        "依据:\n  - 《议事规则》第二条: 重大事项由党委决定。\n",
        "依据: [《议事规则》第二条：重大事项由党委决定。]\n",
        "依据: 《议事规则》第二条“重大事项由党委决定。”\n",
    )
    for way in ways:
        record = load_catalog(site({"powers/p2.yml": head + way})).entries["p2"].record
        assert isinstance(record, Power)
        assert [(cited.article, cited.quote) for cited in record.basis] == [
            ("2", "重大事项由党委决定。")
        ]
    content = site({"powers/p2.yml": head + "依据: [{《议事规则》第二条: 甲, 依据: 乙}]\n"})
    (problem,) = lines(check_content(content), content)
    assert problem.startswith("content/powers/p2.yml:5:6: error: ")


def test_defaults_of_a_file_go_before_those_of_the_site_and_after_the_record(
    site: MakeSite,
) -> None:
    text = """\
默认:
  状态: 草稿
  决定主体: 党委
  公开: {依据: 甲}
权力事项:
  - {编号: p2, 名称: 乙}
  - {编号: p3, 名称: 丙, 状态: 撤回, 原因: 无, 撤回日期: 2026-01-06, 公开: {依据: 乙}}
"""
    entries = load_catalog(site({"powers/p2.yml": text})).entries
    assert [entries[id].record.state.label for id in ("p1", "p2", "p3")] == ["发布", "草稿", "撤回"]
    assert [entries[id].record.disclosure.basis for id in ("p1", "p2", "p3")] == ["", "甲", "乙"]
    assert all(entries[id].record.disclosure.scope for id in ("p1", "p2", "p3"))


def test_a_default_that_no_record_in_the_file_may_have_is_unknown(site: MakeSite) -> None:
    content = site({"powers/p2.yml": "默认: {等级: 高}\n权力事项: []\n"})
    assert lines(check_content(content), content)[0].startswith(
        "content/powers/p2.yml:1:6: error: 默认没有“等级”这一项"
    )


class Meeting(Record):
    """会议: its 日期 is also an alias of 撤回日期, which every record has."""

    date: str = define_field("日期", "哪天开的", "")


def test_a_default_means_the_field_with_that_label_before_one_with_that_alias(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kinds = (
        Kind(name="role", label="角色", model=Record, order=1, folder="mixed"),
        Kind(name="meeting", label="会议", model=Meeting, order=2, folder="mixed"),
    )
    monkeypatch.setattr(raw_records, "FOLDERS", {"mixed": kinds})
    text = "默认: {日期: 周一}\n会议: [{名称: 例会}]\n角色: [{名称: 申请人}]\n"
    records = raw_records.read_records(Source("a.yml", "mixed", text, "")).records
    assert [raw.values for raw in records] == [
        {"date": "周一", "name": "例会"},
        {"name": "申请人"},
    ]


def test_a_name_means_the_record_of_the_own_unit_first(site: MakeSite) -> None:
    bodies = """\
机构:
  - {编号: dw, 名称: 小镇党委, 简称: 党委, 类型: 党委}
  - {编号: bgs, 名称: 办公室, 上级: 党委}
  - {编号: xz, 名称: 邻镇党委, 单位: 邻镇党委}
  - {编号: xzb, 名称: 办公室, 单位: 邻镇党委}
岗位:
  - {编号: sj, 名称: 书记, 机构: 党委, 正职: 是}
  - {编号: fsj, 名称: 副书记, 机构: 党委, 分工: {分管: [财务]}}
角色:
  - {编号: sqr, 名称: 申请人}
"""
    record = load_catalog(site({"bodies/all.yml": bodies})).entries["p1"].record
    assert isinstance(record, Power)
    assert [ref.id for ref in record.handlers] == ["bgs"]


def test_markdown_is_the_text_of_the_record_above_it(site: MakeSite) -> None:
    text = "---\n编号: p2\n名称: 乙\n决定主体: 党委\n状态: 草稿\n---\n\n说明 **重点**。\n"
    record = load_catalog(site({"powers/p2.md": text})).entries["p2"].record
    assert record.text == "说明 **重点**。"


@pytest.mark.parametrize(
    "text",
    [
        "编号: " + "[" * 100_000,
        "- " * 30_000 + "甲",
        "# " + "]" * 40_000 + "\n编号: " + "[" * 40_000,
        "编号: " + "{a: " * 40_000,
        "? " * 40_000 + "甲",
        "\n".join(" " * level + "-" for level in range(1000)),
    ],
    ids=("brackets", "block", "hidden", "braces", "keys", "indented"),
)
def test_hostile_nesting_is_a_problem_not_a_crash(site: MakeSite, text: str) -> None:
    content = site({"powers/p2.yml": text})
    (line,) = lines(check_content(content), content)
    assert line.startswith("content/powers/p2.yml:")
    assert line.endswith(f"一层套一层的层数超过了上限 {YAML_DEPTH.most} [over-limit]")


def test_yaml_as_deep_as_the_limit_is_read(site: MakeSite) -> None:
    depth = YAML_DEPTH.most - 2  # below the record and its field
    content = site({"powers/p2.yml": f"编号: {'[' * depth}甲{']' * depth}"})
    assert "over-limit" not in "".join(lines(check_content(content), content))


def test_a_file_of_too_many_values_is_a_problem_where_they_are_too_many(site: MakeSite) -> None:
    content = site({"powers/p2.yml": "承办:\n" + "  - 甲\n" * YAML_VALUES.most})
    (line,) = lines(check_content(content), content)
    assert line.startswith("content/powers/p2.yml:2:3: error: 一个文件里字段和值的个数超过了上限")


def test_many_aliases_are_a_problem_not_a_bomb(site: MakeSite) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    content = site({"powers/p2.yml": bomb})
    assert check_content(content).problems


def test_no_mistake_in_any_byte_of_a_file_is_a_traceback(site: MakeSite) -> None:
    import random

    from tests.conftest import FULL

    seed = 20261124
    chance = random.Random(seed)
    content = site({})
    path = content / "procedures" / "l1.yml"
    good = path.read_text("utf-8")
    marks = "：:[]{}-#'\"&*!|>%@`,\t\n 是高甲。\u3000\x00\ufeff"
    for _ in range(2000 if FULL else 60):
        at = chance.randrange(len(good))
        cut = good[at + chance.randrange(3) :]
        path.write_text(good[:at] + chance.choice(marks) + cut, "utf-8")
        check_content(content)
    print(f"seed {seed}")


def test_raw_records_are_freed_without_the_garbage_collector(site: MakeSite) -> None:
    def count_raw_records() -> int:
        return sum(isinstance(obj, RawRecord | FileRecords) for obj in gc.get_objects())

    content = site({})
    gc.collect()
    gc.disable()
    try:
        before = count_raw_records()
        assert check_content(content).catalog is not None
        assert count_raw_records() == before
    finally:
        gc.enable()


def test_a_text_for_a_part_that_begins_with_a_list_is_its_only_item(site: MakeSite) -> None:
    risk = (site({}) / "risks" / "r1.yml").read_text("utf-8")
    catalog = load_catalog(site({"risks/r1.yml": f"{risk}责任人: 书记\n"}))
    record = catalog.entries["r1"].record
    assert isinstance(record, Risk)
    assert record.responsible is not None
    assert [ref.id for ref in record.responsible.direct] == ["sj"]
