"""What tables and pages say of a statistic: its latest figure, its share, its change (S3-25)."""

from __future__ import annotations

from decimal import Decimal

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.decimals import say_decimal
from shaiquan.model.statistics import Direction, Figure, Statistic
from shaiquan.views.cells import field_cell, make_cell
from shaiquan.views.values import Cell, Table, TableRow, plain

#: heading -> the columns of the table of figures that stand in every one
_PERIOD, _VALUE = Figure.label_of("period"), Figure.label_of("value")
_SHARE = "占比"
#: of these the lower one is better where a statistic says so: the first place is the best
_RANKS = ("名", "位")
#: units of what rises and falls; of what is counted there is more or less
_LEVELS = ("%", "‰", "分")


def statistic_of(entry: Entry) -> Statistic:
    assert isinstance(entry.record, Statistic)
    return entry.record


def find_latest(statistic: Statistic) -> Figure | None:
    """The figure of the period that ends last."""
    return max(statistic.figures, key=lambda figure: figure.period.last, default=None)


def show_latest_figure(public: PublicCatalog, entry: Entry) -> Cell:
    """145 件, and for which period; of what is withheld that it is."""
    figure = find_latest(statistic_of(entry))
    if figure is None:
        return field_cell(public, entry, "figures")
    return plain(f"{say_value(public, entry, str(figure.value))}（{figure.period}）")


def say_value(public: PublicCatalog, entry: Entry, text: str) -> str:
    """A figure with its unit: 145 件, 400余件, 70.7%."""
    measure = say_measure(public, entry)
    space = " " if text[-1:].isascii() and not measure.startswith(("%", "‰")) else ""
    return f"{text}{space}{measure}" if measure else text


def say_measure(public: PublicCatalog, entry: Entry) -> str:
    """The unit of a figure; nothing where there is none, or it is withheld."""
    is_withheld = ("measure",) in public.withheld.get(entry.id, {})
    return "" if is_withheld else statistic_of(entry).measure


def show_share(_: PublicCatalog, entry: Entry) -> Cell:
    """Of the latest figure the part of its total, worked out."""
    figure = find_latest(statistic_of(entry))
    return plain(say_share(figure)) if figure else ()


def say_share_and_rest(public: PublicCatalog, entry: Entry) -> str:
    """70.7%，其余 60 件: the part of the total that the latest figure is, and what remains."""
    figure = find_latest(statistic_of(entry))
    if figure is None or figure.total is None or figure.value.more or figure.total.more:
        return say_share(figure) if figure else ""
    rest = say_decimal(figure.total.number - figure.value.number)
    return f"{say_share(figure)}，其余 {say_value(public, entry, rest)}"


def say_share(figure: Figure) -> str:
    """70.7%; nothing without a total."""
    if figure.total is None or figure.total.number <= 0:
        return ""
    share = f"{100 * figure.value.number / figure.total.number:.1f}"
    about = "约" if figure.value.more or figure.total.more else ""
    return f"{about}{say_decimal(Decimal(share))}%"


def say_change(public: PublicCatalog, entry: Entry) -> str:
    """How the latest figure differs from the one before: 比2025年上升 1.2 分，好于上期."""
    statistic = statistic_of(entry)
    figures = sorted(statistic.figures, key=lambda figure: figure.period.last)
    if len(figures) < 2 or any(figure.value.more for figure in figures[-2:]):
        return ""
    before, now = figures[-2:]
    change = now.value.number - before.value.number
    if not change:
        return f"和{before.period}一样"
    is_better = (change > 0) is (statistic.direction is Direction.UP)
    if statistic.direction is Direction.DOWN and say_measure(public, entry) in _RANKS:
        places = say_decimal(abs(change))
        return f"比{before.period}{'上升' if is_better else '下降'} {places} 位"
    said = f"比{before.period}{_say_difference(public, entry, change)}"
    if statistic.direction is None:
        return said
    return f"{said}，{'好于上期' if is_better else '不如上期'}"


def _say_difference(public: PublicCatalog, entry: Entry, change: Decimal) -> str:
    """增加 71 个, 下降 1.2 分; of shares in points, for 1.2% more is another number."""
    measure, by = say_measure(public, entry), say_decimal(abs(change))
    more, less = ("上升", "下降") if measure in _LEVELS else ("增加", "减少")
    told = f"{by} 个百分点" if measure == "%" else say_value(public, entry, by)
    return f"{more if change > 0 else less} {told}"


def make_figure_table(public: PublicCatalog, entry: Entry) -> Table:
    """All figures, a period a row; columns that say nothing are left out by the caller."""
    measure = say_measure(public, entry)
    unit = f"（{measure}）" if measure else ""
    total, parts, note = (Figure.label_of(name) for name in ("total", "parts", "note"))
    columns = (_PERIOD, f"{_VALUE}{unit}", f"{total}{unit}", _SHARE, f"{parts}{unit}", note)
    rows = tuple(
        TableRow(
            (
                plain(str(figure.period)),
                plain(str(figure.value)),
                make_cell(public, figure.total),
                plain(say_share(figure)),
                make_cell(public, figure.parts),
                make_cell(public, figure.note),
            )
        )
        for figure in statistic_of(entry).figures
    )
    return Table(columns, rows, look="numbers")
