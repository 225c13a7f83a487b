"""Tables of pages as tables of booklets, and how wide their columns are."""

from __future__ import annotations

from shaiquan.prints.blocks import TableBox, box, columns, grid_of, lines_of, plain
from shaiquan.views.values import Inline, Table, TableRow
from shaiquan.views.values import plain as cell


def test_a_badge_stands_in_brackets() -> None:
    assert lines_of(((Inline("走过场"), Inline("高", tone="high")),))[0][1].text == "（高）"


def test_a_short_column_is_as_wide_as_its_text_and_a_long_one_shares_the_rest() -> None:
    number, name, text = columns(((box("序号"), box("事项"), box("甲" * 30)),))
    assert (number.flexible, name.flexible, text.flexible) == (False, False, True)
    assert number.ems == name.ems > 2


def test_some_column_always_takes_the_rest() -> None:
    assert any(each.flexible for each in columns(((box("甲"), box("乙")),)))
    assert columns(()) == ()


def test_what_says_more_is_given_more_but_not_all() -> None:
    few, many = columns(((TableBox((plain("甲" * 12),)), TableBox((plain("甲" * 25),) * 6)),))
    assert few.ems < many.ems < 4 * few.ems


def test_a_cell_over_two_columns_asks_for_nothing() -> None:
    found = columns(((TableBox((plain("甲" * 40),), across=2),), (box("乙"), box("丙"))))
    assert [each.ems < 4 for each in found] == [True, True]


def test_a_table_of_a_page_keeps_its_words() -> None:
    grid = grid_of(Table(("名称", "依据"), (TableRow((cell("甲"), ())),)))
    assert [each.lines for each in grid.rows[0]] == [(plain("甲"),), ()]
