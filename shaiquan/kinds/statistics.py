"""统计."""

from __future__ import annotations

from shaiquan.kinds.descriptor import Column, Kind, ListPlace, Said, Section
from shaiquan.kinds.page_parts import Custom, Particulars, Text
from shaiquan.model.statistics import Statistic
from shaiquan.model.terms import Mechanism

STATISTIC = Kind(
    name="statistic",
    label="统计",
    model=Statistic,
    order=98,
    has_history=False,
    folder="statistics",
    section=Section(
        name="statistics",
        title="统计",
        lead="公布过的数字：多少、哪一段时间、谁统计的、怎样算的。",
        order=49,
        group="supervision",
        mechanisms=(Mechanism.SUPERVISION, Mechanism.EXECUTION),
        type="数据发布",
    ),
    index=("measure", "values_by_period"),
    columns=(
        Column("name"),
        Column("latest_figure"),
        Column("share_of_total"),
        Column("direction", minor=True),
        Column("source", minor=True),
    ),
    lists=(ListPlace(grouping="counted_unit"),),
    page=(
        Custom("statistic_figures", ("最新数据", Statistic.label_of("figures"))),
        Particulars(("figures",)),
        Text(),
    ),
    summary=(Said("source", "来源：{}"), Said("definition", "{}")),
    home_figure="统计",
)
