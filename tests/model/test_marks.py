"""The mark of a sheet: the same for the same words, another for any other word."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from shaiquan.model.marks import mark_of, mark_slug, parse_mark
from tests.conftest import MakeSite
from tests.ledgers import WALLED, register, sheet
from tests.support import list_text_files, load_catalog

LINES = ("名称：重大事项流程图", "步骤：审查，主体 办公室，时限 5个工作日")


def test_the_mark_of_these_words_is_this_mark_for_ever() -> None:
    """Printed on paper: a change of the digest would outdate every wall at once."""
    assert mark_of(LINES) == "W4NW-A6KQ"


@pytest.mark.parametrize(
    "lines",
    [
        (" 名称：重大事项流程图 ", LINES[1]),
        (LINES[0], "步骤：审查，主体  办公室，时限\u30005个工作日"),
        (LINES[0], "步骤：审查，主体 办公室，时限\n5个工作日"),
    ],
)
def test_runs_of_blanks_and_line_breaks_do_not_count(lines: tuple[str, ...]) -> None:
    assert mark_of(lines) == mark_of(LINES)


def test_characters_written_in_two_ways_are_one() -> None:
    assert mark_of(["Cafe\u0301"]) == mark_of(["Caf\u00e9"])


@pytest.mark.parametrize(
    "lines",
    [
        LINES[:1],
        LINES[::-1],
        (*LINES, ""),
        ("".join(LINES),),
        (LINES[0], LINES[1].replace("5", "3")),
    ],
)
def test_other_words_another_order_or_other_lines_have_another_mark(lines: tuple[str, ...]) -> None:
    assert mark_of(lines) != mark_of(LINES)


def test_a_mark_reads_back_from_paper_and_from_an_address() -> None:
    mark = mark_of(LINES)
    spaced = (mark.replace("-", " "), f" {mark} ")
    for written in (mark, mark.lower(), mark_slug(mark), *spaced, "Ｗ４ＮＷ－Ａ６ＫＱ"):
        assert parse_mark(written) == mark
    assert parse_mark("7OIl-abcd") == "7011-ABCD", (
        "letters that look like digits are read as digits"
    )


@pytest.mark.parametrize(
    "written", ["", "K7QF", "K7QF-3M2P9", "K7QF-3M2U", "第三版", "K7QF/3M2P!?x"]
)
def test_a_text_that_is_no_mark_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        parse_mark(written)


#: words that stand on the sheet, and other words; replaced wherever the content has them
WORDS = [
    ("名称: 重大事项流程图", "名称: 重要事项流程图"),
    ("步骤: 审查", "步骤: 审核"),
    ("时限: 5个工作日", "时限: 6个工作日"),
    ("主体: 办公室\n    时限: 3", "主体: 党委\n    时限: 3"),
    ("    时限: 3个工作日\n", "    时限: 3个工作日\n    文书: [公告]\n"),
    ("承诺时限: 20个工作日", "承诺时限: 21个工作日"),
    ("《议事规则》第二条]\n步骤", "《议事规则》第一条]\n步骤"),
    ("通过: 公开, 不", "同意: 公开, 不"),
    ("归档", "归档备查"),
    ("名称: 重大事项决定", "名称: 重大事项的决定"),
    ("权限: [决定重大事项]", "权限: [决定重大的事项]"),
    ("监督: [参与式]", "监督: [轨迹化]"),
    ("名称: 论证走过场", "名称: 论证走形式"),
    ("等级: 高", "等级: 低"),
    ("材料不全不上会", "材料不全一律不上会"),
    ("责任岗位: [书记]", "责任岗位: [副书记]"),
    ("名称: 小镇党委,", "名称: 中共小镇委员会,"),
    ("申请人", "申请单位"),
    ("名称: 小镇议事规则", "名称: 小镇党委议事规则"),
    ("0000-0000000", "0000-0000001"),
    ("名称: 举报电话", "名称: 监督电话"),
]


def replace_words(content: Path, old: str, new: str) -> None:
    """Write other words wherever the content has these."""
    count = 0
    for path in list_text_files(content):
        text = path.read_text("utf-8")
        count += text.count(old)
        path.write_text(text.replace(old, new), "utf-8")
    assert count, old


@pytest.mark.parametrize(("old", "new"), WORDS, ids=[new for _, new in WORDS])
def test_any_word_of_the_sheet_changes_its_mark(site: MakeSite, old: str, new: str) -> None:
    based = WALLED.replace("步骤:\n", "依据: [《议事规则》第二条]\n步骤:\n", 1)
    anchored = based.replace("不通过: 审查", "不通过: sc").replace(
        ": 审查\n", ": 审查\n    标识: sc\n"
    )
    content = site({"procedures/l1.yml": anchored})
    before = sheet(content).mark
    replace_words(content, old, new)
    assert sheet(content).mark != before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("名称: 小站", "名称: 大站"),
        ("示例: 是", "示例: 否"),
        ("日期: 2026-01-05", "日期: 2026-02-06"),
        ("类型: 重大决策\n", "类型: 重大决策\n核对日期: 2026-05-01\n"),
        ("  - 步骤: 公开\n", "  - 步骤: 公开\n    标识: gk\n"),
        ("名称: 重大事项,", "简称: 重大事项, 名称: 重大的事项,"),
        ("名称: 如实记录", "名称: 如实地记录"),
    ],
)
def test_a_word_that_is_not_on_the_sheet_does_not_change_its_mark(
    site: MakeSite, old: str, new: str
) -> None:
    content = site({"procedures/l1.yml": WALLED})
    before = sheet(content).mark
    replace_words(content, old, new)
    assert sheet(content).mark == before


def test_the_day_and_the_ledger_do_not_change_the_mark(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    before = sheet(content).mark
    register(content, datetime.date(2026, 3, 2))
    assert sheet(content).mark == before
    assert register(content, datetime.date(2026, 11, 24)) == ()


def test_with_a_key_nobody_can_guess_a_line_from_the_mark() -> None:
    keyed = mark_of(LINES, "k3Vq8mZ1xT7rR4pW9")
    assert keyed == "R9VF-8HMG", "printed on paper as well"
    assert keyed != mark_of(LINES) != mark_of(LINES, "another-key-of-one")


def test_a_sheet_keeps_its_mark_when_the_site_gets_a_key(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    register(content)
    before = sheet(content).mark
    text = (content / "site.yml").read_text("utf-8")
    site({"site.yml": f"标记密钥: k3Vq8mZ1xT7rR4pW9\n{text}"})
    assert (sheet(content).mark, sheet(content).edition is not None) == (before, True)
    site({"procedures/l1.yml": WALLED.replace("3个工作日", "2个工作日")})
    assert sheet(content).mark == mark_of(sheet(content).lines, "k3Vq8mZ1xT7rR4pW9")
    register(content)
    assert len(load_catalog(content).ids_of("edition")) == 2, "both pass the check of marks"
