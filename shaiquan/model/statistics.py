"""统计: a published figure, period by period, with where it comes from (S3-25, S3-37)."""

from __future__ import annotations

from typing import Annotated

from shaiquan.model.base import Part, PeriodField, define_field
from shaiquan.model.common import Record
from shaiquan.model.parsed_texts import ParsedText
from shaiquan.model.quantities import Quantity, parse_quantity
from shaiquan.model.terms import Term

QuantityField = Annotated[Quantity, ParsedText("bad-quantity", parse_quantity)]


class Direction(Term):
    """方向: which way a figure should go."""

    UP = ("up", "越高越好", "越多越好")
    DOWN = ("down", "越低越好", "越少越好")


class Figure(Part):
    """数据 的一行: the figure of one period."""

    period: PeriodField = define_field(
        "期间", "例如 2026年、2026年上半年、2026年第1季度、截至 2026-11-24"
    )
    value: QuantityField = define_field("数值", "例如 89.03、400余；单位写在 计量单位")
    total: QuantityField | None = define_field("总数", "在多少里面，例如 205 件里的 145 件", None)
    parts: dict[str, QuantityField] = define_field(
        "其中", "分成哪几部分，加起来等于数值，例如 {单独派驻: 4, 综合派驻: 16}", {}
    )
    note: str = define_field("说明", "读这个数要知道什么", "")


class Statistic(Record):
    """统计: one figure in one unit, with its source and how it is counted."""

    measure: str = define_field("计量单位", "例如 件、名、分、%", "")
    source: str = define_field("来源", "谁统计的、哪份材料里的")
    definition: str = define_field("口径", "怎样算的，包括什么、不包括什么", "")
    direction: Direction | None = define_field("方向", "越高越好、越低越好", None)
    figures: tuple[Figure, ...] = define_field("数据", "一段时间一行，早的在前")

    @property
    def values_by_period(self) -> tuple[tuple[str, str, str, str], ...]:
        """Of each figure the first and the last day, the number, and the period as written."""
        return tuple(
            (
                figure.period.first.isoformat(),
                figure.period.last.isoformat(),
                str(figure.value),
                str(figure.period),
            )
            for figure in self.figures
        )
