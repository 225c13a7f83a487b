"""Tables of pages as tables of booklets, and how wide their columns are."""

from __future__ import annotations

from shaiquan.prints.blocks import (
    TableCell,
    convert_cell,
    convert_table,
    make_cell,
    make_runs,
    size_columns,
)
from shaiquan.views.values import Inline, Table, TableRow
from shaiquan.views.values import plain as cell


def test_a_badge_stands_in_brackets() -> None:
    assert convert_cell(((Inline("走过场"), Inline("高", tone="high")),))[0][1].text == "（高）"


def test_a_short_column_is_as_wide_as_its_text_and_a_long_one_shares_the_rest() -> None:
    number, name, text = size_columns(
        ((make_cell("序号"), make_cell("事项"), make_cell("甲" * 30)),)
    )
    assert (number.flexible, name.flexible, text.flexible) == (False, False, True)
    assert number.ems == name.ems > 2


def test_some_column_always_takes_the_rest() -> None:
    assert any(column.flexible for column in size_columns(((make_cell("甲"), make_cell("乙")),)))
    assert size_columns(()) == ()


def test_what_says_more_is_given_more_but_not_all() -> None:
    few, many = size_columns(
        ((TableCell((make_runs("甲" * 12),)), TableCell((make_runs("甲" * 25),) * 6)),)
    )
    assert few.ems < many.ems < 4 * few.ems


def test_a_cell_over_two_columns_asks_for_nothing() -> None:
    columns = size_columns(
        ((TableCell((make_runs("甲" * 40),), across=2),), (make_cell("乙"), make_cell("丙")))
    )
    assert [column.ems < 4 for column in columns] == [True, True]


def test_a_table_of_a_page_keeps_its_words() -> None:
    grid = convert_table(Table(("名称", "依据"), (TableRow((cell("甲"), ())),)))
    assert [cell.lines for cell in grid.rows[0]] == [(make_runs("甲"),), ()]
