"""流程 and 流程集."""

from __future__ import annotations

from shaiquan.kinds.descriptor import (
    Column,
    Count,
    InCompilation,
    Kind,
    ListPlace,
    Printed,
    Said,
    link_adopters,
)
from shaiquan.kinds.page_parts import CHART, Custom, Particulars, Text
from shaiquan.kinds.search_fields import Search
from shaiquan.kinds.sections import PROCEDURES
from shaiquan.model.procedures import Procedure, ProcedureSet

PROCEDURE = Kind(
    name="procedure",
    label="流程",
    model=Procedure,
    order=80,
    folder="procedures",
    section=PROCEDURES,
    index=("powers", "wall", "card", "type", "mechanism", "promised"),
    columns=(
        Column("name"),
        Column("unit_of_adopted"),
        Column("type", minor=True),
        Column("count_of_steps"),
        Column("longest_time"),
        Column("promised"),
        Column("powers", "对应权力"),
        Column("on_wall"),
    ),
    lists=(ListPlace(grouping="wall", order=10),),
    page=(
        Particulars(
            ("adopts", "steps", "declared", "layout"),
            ("reference_elements", "longest_time", "sheet", "adopted"),
        ),
        Custom("chart_with_steps", (CHART, Procedure.label_of("steps"), "风险点")),
        Text(),
    ),
    back_links=(link_adopters("procedure"),),
    search=Search(bodies=("steps",)),
    counts=(Count("流程"), Count("流程图"), Count("上墙流程图", "wall")),
    summary=(
        Said("powers", "用来行使{}"),
        Said("type", "{}流程"),
        Said("promised", "承诺{}办结"),
        Said("window", "到{}办理"),
        Said("materials", "材料：{}"),
        Said("basis", "依据{}"),
    ),
    home_figure="运行流程",
    card_remark="流程图",
    printed=Printed.FIELDS,
    compilation=InCompilation.RECORDS,
)

PROCEDURE_SET = Kind(
    name="procedure_set",
    label="流程集",
    model=ProcedureSet,
    order=90,
    folder="procedures",
    section=PROCEDURES,
    index=("type",),
    columns=(Column("name"), Column("members"), Column("count_of_members")),
    keep_empty=True,
    lists=(ListPlace(title="流程集", anchor="sets", grouping="whole", order=20),),
    page=(
        Particulars(("adopts", "members", "declared"), ("adopted",)),
        Text(),
        Custom("charts_of_set", ("流程", CHART)),
    ),
    back_links=(link_adopters("procedure_set"),),
)
