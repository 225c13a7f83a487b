"""Where a step leads, as the table of steps and the card say it."""

from __future__ import annotations

from shaiquan.ledger.sheet_words import make_sheet_words
from shaiquan.views.flowcharts import draw_procedure
from shaiquan.views.step_exits import say_exits
from shaiquan.views.step_rows import NEXT_HEADING
from shaiquan.views.values import words_of
from tests.conftest import MakeSite
from tests.ledgers import public as public_of
from tests.support import STEPS

REVIEW = """\
  - {开始: 受理, 主体: 申请人}
  - {步骤: 登记, 主体: 办公室}
  - 并行:
      - - {步骤: 主办审核, 主体: 办公室}
        - 判断: 是否同意
          主体: 办公室
          分支: {同意: 汇总, 补正: 登记, 不同意: 不予许可}
      - - {步骤: 协办核查, 主体: 党委}
  - {步骤: 汇总, 主体: 办公室}
  - {结束: 办结}
  - {结束: 不予许可}
"""


def exits_of(
    site: MakeSite, steps: str = REVIEW
) -> tuple[dict[str, list[str]], dict[str, list[str]], str]:
    """The act of each step -> its exits in the table, on a card; the lines of the sheet."""
    public = public_of(site({"procedures/l1.yml": STEPS + steps}))
    drawing = draw_procedure(public, public.entries["l1"])
    assert drawing
    column = drawing.table.columns.index(NEXT_HEADING)
    cells = {row.cells[1][0][0].text: row.cells[column] for row in drawing.table.rows}
    sheet = "\n".join(line.text for line in make_sheet_words(public, drawing).steps)
    return (
        {act: words_of(cell).splitlines() for act, cell in cells.items()},
        {act: [*say_exits(cell)] for act, cell in cells.items()},
        sheet,
    )


def test_the_table_says_the_number_of_the_step_and_what_ends(site: MakeSite) -> None:
    table, _, _ = exits_of(site)
    assert table["受理"] == ["第 1 步 登记"]
    assert table["登记"] == ["同时办第 2 步 主办审核", "同时办第 3 步 协办核查"]
    assert table["协办核查"] == ["第 4 步 汇总（各支路办完后）"]
    assert table["是否同意"] == [
        "同意：第 4 步 汇总各支路办完后",
        "补正：第 1 步 登记退回（其他支路不再办）",
        "不同意：结束：不予许可（其他支路不再办）",
    ]
    assert table["汇总"] == ["结束：办结"]


def test_a_card_says_it_with_the_number_alone(site: MakeSite) -> None:
    _, card, _ = exits_of(site)
    assert card["登记"] == ["同时办第 2、3 步"]
    assert card["主办审核"] == ["转“是否同意”"]
    assert card["协办核查"] == ["各支路办完后转第 4 步"]
    assert card["是否同意"] == [
        "同意：各支路办完后转第 4 步",
        "补正：退回第 1 步（其他支路不再办）",
        "不同意：不予许可（结束，其他支路不再办）",
    ]


def test_back_to_the_bar_all_branches_begin_again(site: MakeSite) -> None:
    """It ends none of them, and a card does not say the answer once for every branch."""
    again = REVIEW.replace("- 并行:\n", "- 标识: shencha\n    并行:\n").replace(
        "补正: 登记", "材料变了: shencha"
    )
    table, card, _ = exits_of(site, again)
    assert table["是否同意"][1:3] == [
        "材料变了：同时办第 2 步 主办审核退回",
        "材料变了：同时办第 3 步 协办核查退回",
    ]
    assert card["是否同意"][1] == "材料变了：退回，重新同时办第 2、3 步"


def test_a_card_says_once_where_an_answer_leads_to_parallel_steps(site: MakeSite) -> None:
    asked = REVIEW.replace(
        "{步骤: 登记, 主体: 办公室}",
        "{步骤: 登记, 主体: 办公室}\n  - 判断: 齐全\n    主体: 办公室\n    分支: {齐全: shencha, 不齐全: 不予许可}",
    ).replace("- 并行:\n", "- 标识: shencha\n    并行:\n")
    _, card, _ = exits_of(site, asked)
    assert card["齐全"] == ["齐全：同时办第 2、3 步", "不齐全：不予许可（结束）"]


def test_the_mark_of_a_sheet_knows_that_a_branch_waits_but_no_numbers(site: MakeSite) -> None:
    """Posters of before, drawn round the join, are replaced; a new step renames no other."""
    _, _, sheet = exits_of(site)
    assert "下一步 同意：汇总（各支路办完后）；补正：登记（退回）；不同意：不予许可" in sheet
    assert "下一步 主办审核；协办核查" in sheet
    assert "第" not in sheet
