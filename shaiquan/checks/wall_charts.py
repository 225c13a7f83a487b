"""What a chart that hangs on a wall must say: whose power it is, where to complain.

A chart that is only on the website has pages around it; a sheet stands alone (S0-10).
"""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import INFO, PUBLISHED, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Procedure
from shaiquan.queries.chart_units import list_powers_of_chart
from shaiquan.queries.relations import find_channels


def _list_published_powers(catalog: Catalog, procedure: Procedure) -> list[Power]:
    """The powers that its sheet can name."""
    powers = list_powers_of_chart(catalog, procedure.powers)
    return [power for _, power in powers if power.state in PUBLISHED]


@check(
    "chart-without-power",
    WARNING,
    "S0-10",
    subject=Procedure,
    states=PUBLISHED,
    zh="“{name}”要上墙，图上却没有权力事项：{why}",
    en="'{name}' is for a wall, but names no power: {why}",
    mend="补写 事项:，写上权力事项的编号，权力事项要已经发布；不上墙的，去掉 上墙: 是",
    mend_en="name a published power in 事项, or drop 上墙",
    example="{编号: zdsx, 名称: 重大事项流程图, 上墙: 是}（没有 事项）",
)
def find_wall_charts_without_power(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    if procedure.wall and not _list_published_powers(catalog, procedure):
        field = "powers" if procedure.powers else "wall"
        words = "写的事项都没有发布" if procedure.powers else "没有写 事项"
        yield entry.location(field), {"name": procedure.name, "why": words}


@check(
    "chart-without-channel",
    WARNING,
    "S0-10, X-08",
    subject=Procedure,
    states=PUBLISHED,
    zh="“{name}”要上墙，图上却没有投诉举报渠道",
    en="'{name}' is for a wall, but has no complaint channel",
    mend="在 site.yml 的 渠道 里写一个渠道，再写 投诉: 它的编号；可写在单位或者 默认 里",
    mend_en="declare a channel in site.yml and name it in 投诉",
    example="{编号: zdsx, 名称: 重大事项流程图, 上墙: 是}（流程、单位都没有 投诉）",
)
def find_wall_charts_without_channel(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    powers = _list_published_powers(catalog, procedure)
    told = any(not find_channels(catalog, power) for power in powers)  # at the powers
    if procedure.wall and not told and not find_channels(catalog, procedure):
        yield entry.location("wall"), {"name": procedure.name}


@check(
    "chart-of-another-unit",
    INFO,
    "S0-10",
    subject=Procedure,
    states=PUBLISHED,
    zh="“{name}”的单位是{own}，它的权力事项却是{unit}的；图上印{unit}",
    en="'{name}' belongs to {own}, but its powers to {unit}, whose name the sheet bears",
    mend="单位 改成{unit}；确实是{own}的流程，改 事项",
    mend_en="set 单位 to {unit}, or name other powers",
    example="{单位: 县委, 上墙: 是, 事项: [dw-01]}（dw-01 的单位是镇党委）",
)
def find_wall_charts_of_another_unit(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    units = {power.unit_id for power in _list_published_powers(catalog, procedure)}
    if procedure.wall and procedure.unit and len(units) == 1 and procedure.unit_id not in units:
        (unit,) = units
        if unit:
            own, other = (catalog.heads[id].short_name for id in (procedure.unit_id, unit))
            words = {"name": procedure.name, "own": own, "unit": other}
            yield entry.location("unit"), words
