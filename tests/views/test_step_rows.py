"""The row of a step: what is looked at, what comes out, and columns of its own."""

from __future__ import annotations

from shaiquan.ledger.sheet_changes import find_changes
from shaiquan.ledger.sheet_words import make_sheet_words
from shaiquan.views.flowcharts import draw_procedure
from shaiquan.views.step_rows import STEP_HEADING
from shaiquan.views.values import words_of
from tests.conftest import MakeSite
from tests.ledgers import public as public_of
from tests.support import STEPS

ASKED = "  - {步骤: 申请, 主体: 申请人}\n"
CHECKED = (
    "  - {步骤: 受理, 主体: 办公室, 办理时限: 5日, 审查标准: [材料齐全, 签了字],"
    " 办理结果: 受理通知书, 说明: 当面告知, 其他要素: {法定时限: 10日, 地点: 二楼}%s}\n"
)
END = "  - {结束: 完}\n"


def read(site: MakeSite, step: str) -> tuple[str, tuple[str, ...]]:
    """The cell of the second step, and the lines of the sheet."""
    public = public_of(site({"procedures/l1.yml": STEPS + ASKED + step + END}))
    drawing = draw_procedure(public, public.entries["l1"])
    assert drawing
    cell = drawing.table.rows[1].cells[drawing.table.columns.index(STEP_HEADING)]
    return words_of(cell), make_sheet_words(public, drawing).canonical_lines()


def test_a_row_says_what_is_looked_at_and_what_comes_out(site: MakeSite) -> None:
    cell, lines = read(site, CHECKED % "")
    assert cell.split("\n") == [
        "受理",
        "审查标准：材料齐全；签了字",
        "办理结果：受理通知书",
        "当面告知",
        "法定时限：10日",
        "地点：二楼",
    ]
    _, later = read(site, CHECKED.replace("签了字", "盖了章") % "")
    (change,) = find_changes(lines, later)
    assert change.where == "步骤“受理”"
    assert change.sentences == ("签了字 改为 盖了章",)


def test_what_is_withheld_of_a_row_says_so(site: MakeSite) -> None:
    hidden = ", ".join(
        f"{{字段: {word}, 依据: 甲}}" for word in ("审查标准", "办理结果", "其他要素")
    )
    cell, lines = read(site, CHECKED % f", 不公开字段: [{hidden}]")
    said = "依法不予公开（依据：甲）"
    for word in ("审查标准", "办理结果", "其他要素"):
        assert f"{word}：{said}" in cell
    for secret in ("材料齐全", "通知书", "二楼", "地点"):
        assert secret not in "".join((cell, *lines))
