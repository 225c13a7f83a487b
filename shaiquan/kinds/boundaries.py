"""职责边界."""

from __future__ import annotations

from shaiquan.kinds.descriptor import (
    BackLink,
    Column,
    InCompilation,
    Kind,
    ListPlace,
    Printed,
    Said,
    Section,
)
from shaiquan.kinds.page_parts import Custom, Particulars, Text
from shaiquan.kinds.search_fields import Search
from shaiquan.model.boundaries import Boundary
from shaiquan.model.terms import Mechanism

BOUNDARY = Kind(
    name="boundary",
    label="职责边界",
    model=Boundary,
    order=65,
    folder="boundaries",
    section=Section(
        name="boundaries",
        title="职责边界",
        lead="几个部门都管的事，各管到哪里。",
        order=25,
        mechanisms=(Mechanism.DIVISION,),
    ),
    columns=(
        Column("name", "管理事项"),
        Column("area", minor=True),
        Column("shares_of_boundary"),
        Column("basis", minor=True),
    ),
    lists=(ListPlace(title="职责边界", grouping="counted_unit"),),
    page=(Custom("shares", (Boundary.label_of("shares"),)), Particulars(("shares",)), Text()),
    back_links=(
        BackLink(
            on="body",
            fields=("shares",),
            title="职责边界",
            anchor="boundaries",
            columns=(Column("name", "管理事项"), Column("shares_of_boundary")),
        ),
        BackLink(on="area", fields=("area",), title="职责边界", anchor="boundaries"),
    ),
    summary=(Said("shares", "{}"), Said("basis", "依据{}")),
    search=Search(bodies=("shares",)),
    home_figure="职责边界",
    printed=Printed.FIELDS,
    compilation=InCompilation.CITATIONS,
)
