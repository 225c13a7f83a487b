"""The figures of a statistic: the latest in words, all as bars and as a table (S3-25, S3-37)."""

from __future__ import annotations

from dataclasses import replace

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.quantities import Quantity
from shaiquan.model.statistics import Figure, Statistic
from shaiquan.site.list_sections import Drawings
from shaiquan.site.record_sections import MakeSections, Sections
from shaiquan.views import tables
from shaiquan.views.bar_pictures import BarColumn, draw_bars
from shaiquan.views.figure_cells import (
    make_figure_table,
    say_change,
    say_measure,
    say_share_and_rest,
    show_latest_figure,
    statistic_of,
)
from shaiquan.views.values import BarPicture, Fields, Row, Table, plain

#: so many periods have room on a phone
_PERIODS = 5
_SHORT = 2
_TITLE, _ID = Statistic.label_of("figures"), "figures"


def _show_figures(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """What the latest figure is, and how it compares; then all of them.

    That they are withheld is said among the particulars.
    """
    if not statistic_of(entry).figures:
        return
    latest = (
        ("最新", show_latest_figure(public, entry)),
        ("占总数的", plain(say_share_and_rest(public, entry))),
        ("和上期比", plain(say_change(public, entry))),
    )
    rows = tuple(Row(label, cell) for label, cell in latest if cell)
    yield Fields(rows, "最新数据", "latest") if rows else None
    table = tables.drop_empty_columns(make_figure_table(public, entry))
    if table.rows:
        yield _draw(public, entry, table) or replace(table, title=_TITLE, id=_ID)


def _draw(public: PublicCatalog, entry: Entry, table: Table) -> BarPicture | None:
    """The last figures as bars, beside each the total; nothing where a bar would say nothing."""
    figures = statistic_of(entry).figures[-_PERIODS:]
    has_totals = all(figure.total for figure in figures)
    names = ("value", "total") if has_totals else ("value",)
    measure = say_measure(public, entry)
    columns = [_make_column(figure, names, measure) for figure in figures]
    numbers = [number for column in columns for number in column.numbers]
    if len(numbers) < 2 or min(numbers) < 0:
        return None
    headings = tuple(Figure.label_of(name) for name in ("period", *names))
    return draw_bars(columns, headings, _TITLE, _ID, table=table)


def _make_column(figure: Figure, names: tuple[str, ...], measure: str) -> BarColumn:
    """The numbers of a period; a short unit stands after each."""
    values: list[Quantity] = [getattr(figure, name) for name in names]
    unit = measure if len(measure) <= _SHORT else ""
    said = tuple(f"{value}{unit}" for value in values)
    return BarColumn(_break(str(figure.period)), [value.number for value in values], said=said)


def _break(period: str) -> str:
    """A label of short lines: 2026年 上半年."""
    year, mark, rest = period.partition("年")
    return f"{year}{mark} {rest.replace('至', ' 至')}" if rest and mark else period


CUSTOM_SECTIONS: dict[str, MakeSections] = {"statistic_figures": _show_figures}
