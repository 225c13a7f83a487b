"""权力事项、责任事项、风险点."""

from __future__ import annotations

from shaiquan.kinds.descriptor import (
    BackLink,
    Column,
    Count,
    InCompilation,
    Kind,
    ListPlace,
    Printed,
    Said,
    Search,
)
from shaiquan.kinds.page_parts import (
    CHART,
    COUNTED,
    HANDLING_TITLE,
    BackLinks,
    Custom,
    Particulars,
    Text,
)
from shaiquan.kinds.sections import DUTIES, POWERS, RISKS
from shaiquan.model.powers import HANDLING, Duty, Power, Risk

#: what powers that are parts of another are called where they are counted
SUB_ITEMS = "子项"

POWER = Kind(
    name="power",
    label="权力事项",
    model=Power,
    order=50,
    folder="powers",
    section=POWERS,
    index=(
        "number",
        "category",
        "main_item",
        "sub_item",
        "area",
        "decider",
        "joint_deciders",
        "handlers",
        "oversight_forms",
        "promised_limit",
        "tells_handling",
    ),
    columns=(
        Column("id", minor=True),
        Column("name"),
        Column("decider"),
        Column("handlers"),
        Column("bases_of_power", minor=True),
        Column("procedures_of_power", minor=True),
        Column("risks_of_power"),
    ),
    lists=(ListPlace(grouping="category"),),
    page=(
        Custom("amounts", ("按金额由谁决定",)),
        Custom("handling", (HANDLING_TITLE,)),
        Particulars(("tiers", *HANDLING), ("leaders",)),
        Text(),
        BackLinks(("power",)),
        Custom("charts_of_power", (CHART,)),
    ),
    back_links=(
        BackLink(on="power", fields=("main_item",), title=f"子项{COUNTED}", anchor="sub-items"),
        BackLink(
            on="body",
            fields=("decider", "joint_deciders"),
            title=f"决定的权力事项{COUNTED}",
            anchor="decides",
            count="决定",
        ),
        BackLink(
            on="body",
            fields=("tiers",),
            unless=("decider", "joint_deciders", "escalates"),
            title=f"一定金额内决定的权力事项{COUNTED}",
            anchor="approves",
            count="按金额决定",
        ),
        BackLink(
            on="body",
            fields=("escalates",),
            title=f"提级审议的权力事项{COUNTED}",
            anchor="raised",
            count="提级审议",
        ),
        BackLink(
            on="body",
            fields=("handlers",),
            title=f"承办的权力事项{COUNTED}",
            anchor="handles",
            count="承办",
        ),
        BackLink(
            on="body",
            fields=("partners",),
            title=f"配合的权力事项{COUNTED}",
            anchor="assists",
            count="配合",
        ),
        BackLink(
            on="body",
            fields=("unit",),
            title=f"本单位的权力事项{COUNTED}",
            anchor="powers",
            count="本单位",
            by="category",
        ),
        BackLink(
            on="category",
            fields=("category",),
            title=f"权力事项{COUNTED}",
            anchor="powers",
        ),
    ),
    counts=(Count("权力事项", "sub_item", (False,)), Count(SUB_ITEMS, "sub_item")),
    summary=(
        Said("decider", "由{}决定"),
        Said("handlers", "{}承办"),
        Said("basis", "依据{}"),
        Said("founding_basis", "由{}设定"),
        Said("limits", "{}"),
    ),
    search=Search(
        bodies=("decider", "joint_deciders", "handlers", "partners"), category="category"
    ),
    home_figure="权力事项",
    printed=Printed.FIELDS,
    compilation=InCompilation.RECORDS,
)

DUTY = Kind(
    name="duty",
    label="责任事项",
    model=Duty,
    order=60,
    folder="duties",
    section=DUTIES,
    index=("powers", "holders"),
    columns=(
        Column("name"),
        Column("content", minor=True),
        Column("situations", minor=True),
        Column("holders"),
        Column("powers", "对应权力"),
    ),
    lists=(ListPlace(title="责任事项", grouping="counted_unit"),),
    page=(Particulars(), Text()),
    back_links=(BackLink(on="power", fields=("powers",), title="责任事项", anchor="duties"),),
    summary=(
        Said("holders", "{}负责"),
        Said("content", "{}"),
        Said("powers", "对应的权力是{}"),
    ),
    search=Search(bodies=("holders",)),
    home_figure="责任事项",
    printed=Printed.FIELDS,
    compilation=InCompilation.CITATIONS,
)

RISK = Kind(
    name="risk",
    label="风险点",
    model=Risk,
    order=70,
    folder="risks",
    section=RISKS,
    index=("domain", "powers", "holders", "found_by"),
    columns=(
        Column("name"),
        Column("domain", minor=True),
        Column("level"),
        Column("signs", minor=True),
        Column("controls", minor=True),
        Column("holders"),
    ),
    lists=(ListPlace(grouping="domain"),),
    page=(Particulars(), Custom("steps_with_risk", ("在哪些步骤",)), Text()),
    back_links=(
        BackLink(on="power", fields=("powers",), title="风险点", anchor="risks"),
        BackLink(on="post", fields=("holders",), title="负责防控的风险点", anchor="risks"),
    ),
    summary=(
        Said("level", "{}风险"),
        Said("signs", "{}"),
        Said("controls", "怎样防：{}"),
        Said("holders", "{}防控"),
    ),
    search=Search(bodies=("holders",), level="level"),
    home_figure="风险点",
    printed=Printed.FIELDS,
    compilation=InCompilation.CITATIONS,
)
