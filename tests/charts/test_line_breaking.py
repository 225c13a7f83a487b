"""Chinese lines: nothing too wide, nothing at the wrong end, numbers whole."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from shaiquan.charts.line_breaking import wrap_text
from shaiquan.charts.text_width import width_of as ems
from tests.conftest import FULL, ROOT


def test_a_short_text_is_one_line() -> None:
    assert wrap_text("民主推荐", 12) == ("民主推荐",)
    assert wrap_text("", 12) == ("",)


def test_lines_end_at_pauses_where_they_can() -> None:
    assert wrap_text("集体讨论，书记末位发言", 8) == ("集体讨论，", "书记末位发言")


@pytest.mark.parametrize(
    "text", ["公示不少于5个工作日后办理", "金额在20000元以上不满50000元", "限3 个工作日办结"]
)
@pytest.mark.parametrize("width", [7, 8, 9, 10])
def test_a_number_stays_with_its_unit(text: str, width: int) -> None:
    joined = "|".join(wrap_text(text, width))
    for piece in ("5个工作日", "20000元", "50000元"):
        if piece in text:
            assert piece in joined


def test_no_line_begins_or_ends_as_it_should_not() -> None:
    seed = 20261124
    rng = random.Random(seed)
    characters = "组织考察集体讨论决定公示（）《》，。；：、“”0123个工作日元A4"
    for _ in range(20000 if FULL else 1000):
        text = "".join(rng.choice(characters) for _ in range(rng.randrange(1, 79)))
        for line in (lines := wrap_text(text, 12)):
            assert line[:1] not in "，。；：、）》”" or lines[0] == line, f"seed {seed}: {lines}"
            assert line[-1:] not in "（《“" or lines[-1] == line, f"seed {seed}: {lines}"
        assert "".join(lines) == "".join(text.split()), f"seed {seed}"
    print(f"seed {seed}")


def test_no_line_is_too_wide() -> None:
    text = "受理申请并当场出具受理通知书，材料不全的一次告知需要补正的全部内容，逾期不告知的自收到材料之日起即为受理"
    lines = wrap_text(text, 12)
    assert max(map(ems, lines)) <= 12
    assert len(lines) <= 6


#: texts of real charts whose lines broke within words, and boxes in which they broke
WORDS = (
    "入户核实困难情况", "村民代表会议评议", "分管领导审查材料", "到会委员是否过半数",
    "举报是否成立", "表决是否通过", "行政处罚决定", "由村民小组长", "核对预算和票据",
)  # fmt: skip
WHOLE = (
    "核实", "代表", "领导", "委员", "是否", "处罚", "小组长", "预算", "困难", "会议", "过半数",
    "票据", "审查", "材料", "成立", "通过", "决定", "村民", "评议", "情况",
)  # fmt: skip


@pytest.mark.parametrize("width", [4, 5, 6, 6.8, 8, 9])
@pytest.mark.parametrize("text", WORDS)
def test_no_line_ends_within_a_word(text: str, width: float) -> None:
    joined = "|".join(wrap_text(text, width))
    for word in WHOLE:
        assert word in joined or word not in text, joined


def test_a_small_word_stays_with_the_word_on_which_it_leans() -> None:
    assert wrap_text("征求意见后报县纪委审核", 7) == ("征求意见后", "报县纪委审核")
    assert wrap_text("纪检监察组的审查", 6) == ("纪检监察组的", "审查")


def test_a_name_is_broken_only_where_it_is_longer_than_a_line() -> None:
    text, name = "由党政办公室主任签发文件", ("党政办公室主任",)
    assert wrap_text(text, 8) == ("由党政办公室", "主任签发文件")
    assert wrap_text(text, 8, 400, name) == ("由党政办公室主任", "签发文件")
    assert wrap_text(text, 6, 400, name) == ("由党政办公室", "主任签发文件")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("GB/T41371-2022-A-0001", 7, ("GB/T41371-", "2022-A-0001")),
        (
            "见 www.zwfw.shizhongqu-example.gov.cn",
            9,
            ("见 www.zwfw.", "shizhongqu-", "example.gov.cn"),
        ),
        ("abcdefghijklmnopqrst@ex.cn", 6, ("abcdefghijk", "lmnopqrst@", "ex.cn")),
        ("2026-2027年度", 12, ("2026-2027年度",)),
    ],
)
def test_a_latin_run_breaks_after_its_signs_and_else_anywhere(
    text: str, width: float, lines: tuple[str, ...]
) -> None:
    assert wrap_text(text, width) == lines


def test_no_line_of_any_text_is_too_wide() -> None:
    seed = 20261130
    rng = random.Random(seed)
    parts = (
        "行政处罚决定书", "（", "）", "《", "》", "，", "。", "www.example.gov.cn", "A-1", "5个工作日",
        "a@b.cn", "WWWWWWWWWWWW", "100000000.00万元", "——", "……", " ", "\U00020bb7", "３", "的", "由",
    )  # fmt: skip
    for _ in range(20000 if FULL else 1000):
        text = "".join(rng.choice(parts) for _ in range(rng.randrange(1, 12)))
        for width in (3, 4, 6.8, 9):
            lines = wrap_text(text, width)
            assert max(map(ems, lines)) <= width + 1e-9, f"seed {seed}: {lines}"
            assert "".join("".join(lines).split()) == "".join(text.split()), f"seed {seed}"


def test_the_word_list_is_loaded_only_for_a_text_that_must_be_broken() -> None:
    code = (
        "import sys; from shaiquan.charts.line_breaking import wrap_text; "
        "wrap_text('民主推荐', 9); assert 'rjieba' not in sys.modules; "
        "wrap_text('民主推荐考察对象', 6); assert 'rjieba' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
