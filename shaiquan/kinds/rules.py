"""制度."""

from __future__ import annotations

from shaiquan.kinds.descriptor import Column, Count, Dated, Kind, ListPlace, Printed, Said
from shaiquan.kinds.page_parts import PARTICULARS, Custom
from shaiquan.kinds.search_fields import Search
from shaiquan.kinds.sections import RULES
from shaiquan.model.rules import Rule

RULE = Kind(
    name="rule",
    label="制度",
    model=Rule,
    order=100,
    folder="rules",
    section=RULES,
    index=("mechanism", "core", "force", "outside", "standing"),
    columns=(
        Column("name", "名称"),
        Column("number"),
        Column("issuer", minor=True),
        Column("effective"),
        Column("force"),
        Column("count_of_citations"),
    ),
    keep_empty=True,
    lists=(ListPlace(grouping="outside"),),
    search=Search(codes=("number", "issuer"), state="force"),
    page=(
        Custom("rule_particulars", (PARTICULARS,)),
        Custom("rule_text", ("全文",)),
        Custom("citations", ("谁引用了它",)),
    ),
    counts=(Count("制度", "standing", ("own",)), Count("外部法规", "standing", ("outside",))),
    dates=(Dated("effective", "施行"), Dated("repealed", "废止"), Dated("revisions", "修订")),
    summary=(
        Said("force", "{}"),
        Said("number", "{}"),
        Said("issuer", "{}制定"),
        Said("adopted", "{}通过"),
        Said("effective", "{}起施行"),
        Said("repealed", "{}起废止"),
    ),
    home_figure="制度依据",
    card_remark="制度",
    printed=Printed.TEXT,
)
