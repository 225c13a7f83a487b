"""The index: the mentions in texts, and the order of the terms."""

from __future__ import annotations

from shaiquan.prints.blocks import Paragraph, Runs, TextRun, convert_table
from shaiquan.prints.index_terms import OTHERS, IndexTerm, TermFinder, list_mentions, sort_index
from shaiquan.views.values import Table, TableRow, plain

COUNTY = IndexTerm("xw", "县委", ("中共示例县委员会", "县委"))
OFFICE = IndexTerm("xwb", "县委办", ("县委办",))


def mark_text(text: str, passed_over: tuple[str, ...] = ()) -> Runs:
    return TermFinder.from_terms((COUNTY, OFFICE), passed_over).mark_runs(
        (TextRun(text, "strong"),)
    )


def test_a_run_is_divided_where_a_mention_begins_and_nothing_is_lost() -> None:
    runs = mark_text("报县委，由县委办印发")
    assert [(run.text, run.term) for run in runs] == [
        ("报", ""), ("县委，由", "xw"), ("县委办印发", "xwb"),
    ]  # fmt: skip
    assert {run.style for run in runs} == {"strong"}


def test_the_longest_name_is_meant() -> None:
    assert [run.term for run in mark_text("县委办")] == ["xwb"]


def test_a_name_that_holds_another_does_not_mean_it() -> None:
    assert [run.term for run in mark_text("县委书记和县委", ("县委书记",))] == ["", "xw"]


def test_a_text_without_a_mention_stays_whole() -> None:
    assert mark_text("镇党委") == (TextRun("镇党委", "strong"),)
    assert TermFinder.from_terms(()).mark_runs((TextRun("镇党委"),)) == (TextRun("镇党委"),)


def test_of_two_terms_with_one_name_the_first_is_meant() -> None:
    other = IndexTerm("zw", "县委", ("县委",))
    runs = TermFinder.from_terms((COUNTY, other)).mark_runs((TextRun("县委"),))
    assert [run.term for run in runs] == ["xw"]


def test_rows_of_a_table_are_searched_and_headings_are_not() -> None:
    table = convert_table(Table(("县委",), (TableRow((plain("县委办"),)),)))
    marked = TermFinder.from_terms((COUNTY, OFFICE)).mark_blocks(
        (table, Paragraph((TextRun("县委"),)))
    )
    assert {*list_mentions(marked)} - {""} == {"xw", "xwb"}
    assert {*list_mentions(marked[:1])} - {""} == {"xwb"}


def test_terms_stand_by_pinyin_and_what_has_none_at_the_end() -> None:
    names = ("组织部", "常委会", "《权力公开办法》", "阿里", "52项", "GB标准", "晒权", "鸘村")
    lines = sort_index(IndexTerm(name, name, ()) for name in names)
    assert [(line.letter, line.name) for line in lines] == [
        ("A", "阿里"), ("C", "常委会"), ("G", "GB标准"), ("Q", "《权力公开办法》"), ("S", "晒权"),
        ("Z", "组织部"), (OTHERS, "52项"), (OTHERS, "鸘村"),
    ]  # fmt: skip
