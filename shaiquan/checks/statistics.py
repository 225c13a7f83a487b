"""Statistics: figures that add up, in order, not too old, and the same wherever they stand (S3-25).

That each has a period and a source is asked by the fields themselves.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from shaiquan.checks.check_types import ERROR, INFO, PUBLISHED, WARNING, HeadTable, Violation, check
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.kinds.registry import require_index
from shaiquan.model.quantities import Quantity
from shaiquan.model.statistics import Figure, Statistic
from shaiquan.queries.relations import parameters_of

require_index("statistic", "measure", "values_by_period")

#: where no parameter says so, a figure is old after so many months
_MONTHS = 24
#: what can only be counted one by one: ranks, people, things
_COUNTED = frozenset(("名次", "位次", *"名位人个件条项次户家份起宗场处所支部张篇"))


@check(
    "figure-parts-differ",
    ERROR,
    "S3-31",
    subject=Statistic,
    zh="“{name}”{period}是 {value}，其中各项加起来是 {sum}",
    en="'{name}' is {value} for {period}, but its parts add up to {sum}",
    mend="改正 数值，或者改正、补齐 其中 的各项",
    mend_en="correct 数值 or the parts",
    example="{期间: 2026年, 数值: 20, 其中: {单独派驻: 4, 综合派驻: 15}}",
)
def find_figures_unlike_their_parts(
    catalog: Catalog, entry: Entry, statistic: Statistic
) -> Iterator[Violation]:
    for index, figure in enumerate(statistic.figures):
        total = sum((part.number for part in figure.parts.values()), Decimal(0))
        if figure.parts and _must_differ(figure, total):
            words = {"name": statistic.name, "period": figure.period, "value": figure.value}
            yield entry.location("figures", index, "value"), {**words, "sum": f"{total:f}"}


def _must_differ(figure: Figure, total: Decimal) -> bool:
    """Whether the parts cannot add up to the figure: 400余 is any number from 400 on."""
    value, about = figure.value, any(part.more for part in figure.parts.values())
    too_few = total < value.number and not about
    too_many = total > value.number and not value.more
    return too_few or too_many


@check(
    "figure-beyond-total",
    ERROR,
    "S3-30, S3-44",
    subject=Statistic,
    zh="“{name}”{period}是 {value}，比总数 {total} 还多",
    en="'{name}' is {value} for {period}, more than its total {total}",
    mend="改正 数值 或者 总数",
    mend_en="correct 数值 or 总数",
    example="{期间: 2026年, 数值: 205, 总数: 145}",
)
def find_figures_beyond_their_total(
    catalog: Catalog, entry: Entry, statistic: Statistic
) -> Iterator[Violation]:
    for index, figure in enumerate(statistic.figures):
        total = figure.total
        if total and not total.more and figure.value.number > total.number:
            words = {"name": statistic.name, "period": figure.period, "value": figure.value}
            yield entry.location("figures", index, "value"), {**words, "total": total}


@check(
    "figure-period-twice",
    ERROR,
    "S3-25",
    subject=Statistic,
    zh="“{name}”的期间“{period}”写了两次",
    en="'{name}' has the period '{period}' twice",
    mend="删去一行，或者改正期间",
    mend_en="drop one, or correct the period",
    example="数据: [{期间: 2026年5月, 数值: 3}, {期间: 2026-05, 数值: 4}]",
)
def find_periods_written_twice(
    catalog: Catalog, entry: Entry, statistic: Statistic
) -> Iterator[Violation]:
    known = set()
    for index, figure in enumerate(statistic.figures):
        if figure.period.days in known:
            words = {"name": statistic.name, "period": figure.period}
            yield entry.location("figures", index, "period"), words
        known.add(figure.period.days)


@check(
    "figures-out-of-order",
    WARNING,
    "S3-25",
    subject=Statistic,
    zh="“{name}”的“{period}”写在“{before}”后面，时间却在它前面",
    en="'{name}' has '{period}' after '{before}', though it is earlier",
    mend="数据按时间先后写，早的在前",
    mend_en="write the figures in the order of their periods",
    example="数据: [{期间: 2026年, 数值: 3}, {期间: 2025年, 数值: 4}]",
)
def find_figures_out_of_order(
    catalog: Catalog, entry: Entry, statistic: Statistic
) -> Iterator[Violation]:
    for index, (before, figure) in enumerate(itertools.pairwise(statistic.figures), 1):
        if figure.period.last < before.period.last:
            words = {"name": statistic.name, "period": figure.period, "before": before.period}
            yield entry.location("figures", index, "period"), words


@check(
    "figure-ahead",
    WARNING,
    "S3-25",
    subject=Statistic,
    zh="“{name}”的期间“{period}”还没有开始，不会有数",
    en="'{name}' has a figure for '{period}', which has not begun",
    mend="改正期间；是目标的，不写在统计里",
    mend_en="correct the period; a target is no statistic",
    example="数据: [{期间: 2099年, 数值: 3}]",
)
def find_figures_ahead(catalog: Catalog, entry: Entry, statistic: Statistic) -> Iterator[Violation]:
    for index, figure in enumerate(statistic.figures):
        if figure.period.first > catalog.as_of:
            words = {"name": statistic.name, "period": figure.period}
            yield entry.location("figures", index, "period"), words


@check(
    "statistic-outdated",
    INFO,
    "S3-25",
    subject=Statistic,
    states=PUBLISHED,
    zh="“{name}”最新的数是“{period}”的，过去 {months} 个月了",
    en="the latest figure of '{name}' is for '{period}', {months} months ago",
    mend="补上新的数；不再统计的，撤回或者在 说明 里写明（期限写在 参数 的 统计过期月数）",
    mend_en="add a newer figure, or withdraw it (参数: 统计过期月数)",
    example="数据: [{期间: 2017年, 数值: 89.03}]",
)
def find_outdated_statistics(
    catalog: Catalog, entry: Entry, statistic: Statistic
) -> Iterator[Violation]:
    if not statistic.figures:
        return
    days = [figure.period.last for figure in statistic.figures]
    last, today = max(days), catalog.as_of
    months = (today.year - last.year) * 12 + today.month - last.month
    most = parameters_of(catalog, statistic.unit_id).figure_months
    if months > (_MONTHS if most is None else most):
        index = days.index(last)
        words = {"name": statistic.name, "period": statistic.figures[index].period}
        yield entry.location("figures", index, "period"), {**words, "months": months}


@check(
    "figure-not-whole",
    WARNING,
    "S3-37",
    subject=Statistic,
    zh="“{name}”用“{measure}”计数，{value} 不是整数",
    en="'{name}' counts in '{measure}', and {value} is no whole number",
    mend="改正数；名次、人数、件数都是整数，比率和得分换一个 计量单位",
    mend_en="correct the figure, or 计量单位",
    example="计量单位: 名次\n数据: [{期间: 2026年, 数值: 21.5}]",
)
def find_broken_counts(catalog: Catalog, entry: Entry, statistic: Statistic) -> Iterator[Violation]:
    if statistic.measure not in _COUNTED:
        return
    for index, figure in enumerate(statistic.figures):
        for name in ("value", "total"):
            value: Quantity | None = getattr(figure, name)
            if value and not value.is_whole:
                words = {"name": statistic.name, "measure": statistic.measure, "value": value}
                yield entry.location("figures", index, name), words


# -- the same figure in two places --------------------------------------------------------------


#: id of the record, first and last day, number and period of a figure
_Row = tuple[str, str, str, str, str]


def _list_earlier(records: Records) -> Mapping[str, tuple[_Row, ...]]:
    """Id -> the figures of records before it that count the same: of one unit, with one name but
    for remarks in brackets, and one unit of measure."""
    earlier: dict[str, tuple[_Row, ...]] = {}
    known: defaultdict[tuple[str, ...], list[_Row]] = defaultdict(list)
    for head in records.heads_of("statistic"):
        if head.in_use:
            name = re.sub(r"\s|（[^（）]*）|\([^()]*\)", "", head.name)
            rows = known[head.unit_id, name, head.index["measure"]]
            earlier[head.id] = tuple(rows)
            rows += [(head.id, *values) for values in head.index["values_by_period"]]
    return earlier


_EARLIER = HeadTable("earlier figures", _list_earlier)


@check(
    "statistics-differ",
    WARNING,
    "S3-25",
    subject=Statistic,
    zh="“{name}”{period}这里是 {value}，“{other}”里是 {said}",
    en="'{name}' is {value} here for {period}, and {said} in '{other}'",
    mend="同一个数只写在一处；是两回事的，名称、计量单位要分得清",
    mend_en="write a figure once; where they are two, give them different names or units",
    example="两条统计都叫 廉情监督员，2025年的数一处 496、一处 469",
)
def find_statistics_that_differ(
    catalog: Catalog, entry: Entry, statistic: Statistic
) -> Iterator[Violation]:
    known = {row[1:3]: (row[0], row[3]) for row in _EARLIER.row(catalog, entry.id) or ()}
    for index, (first, last, value, period) in enumerate(statistic.values_by_period):
        other, said = known.get((first, last), ("", value))
        if said != value:
            words = {"name": statistic.name, "period": period, "value": value}
            location = entry.location("figures", index, "value")
            yield location, {**words, "other": catalog.heads[other].name, "said": said}
