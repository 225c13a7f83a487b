"""方案."""

from __future__ import annotations

from shaiquan.kinds.descriptor import BackLink, Column, Dated, InCompilation, Kind, Said, Section
from shaiquan.kinds.page_parts import Custom, Particulars, Text
from shaiquan.kinds.search_fields import Search
from shaiquan.model.programmes import Programme
from shaiquan.model.terms import Mechanism

PROGRAMME = Kind(
    name="programme",
    label="方案",
    model=Programme,
    order=96,
    folder="programmes",
    section=Section(
        name="programmes",
        title="方案",
        lead="定了哪些行动，分几个阶段，谁牵头，办到哪一步。",
        order=46,
        group="supervision",
        mechanisms=(Mechanism.EXECUTION,),
    ),
    index=("issued",),
    columns=(
        Column("name"),
        Column("issued"),
        Column("lead"),
        Column("progress_of_programme"),
    ),
    keep_empty=True,
    page=(
        Custom("programme_summary", ("推进情况",)),
        Custom("programme_plan", ("推进表",)),
        Custom("programme_phases", (Programme.label_of("phases"),)),
        Particulars(("lead", "head", "phases", "tasks")),
        Text(),
    ),
    back_links=(
        BackLink(on="body", fields=("lead", "group"), title="牵头的方案", anchor="programmes"),
        BackLink(on="post", fields=("head",), title="任组长的方案", anchor="programmes"),
    ),
    dates=(Dated("issued", "印发"),),
    summary=(Said("lead", "{}牵头"), Said("issued", "{}印发"), Said("phases", "{}")),
    search=Search(bodies=("lead", "head", "group", "tasks")),
    home_figure="方案",
    compilation=InCompilation.CITATIONS,
)
