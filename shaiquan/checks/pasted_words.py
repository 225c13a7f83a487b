"""Signs that came with a paste and are shown to readers."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import WARNING, Violation, check
from shaiquan.checks.procedure_graphs import UsedGraph
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.common import Record
from shaiquan.model.quotes import drop_quotes


@check(
    "name-in-quotes",
    WARNING,
    "S4-08",
    subject=Record,
    zh="名称连同引号会印在图上、网页上：{name}",
    en="the quotes of the name are shown on sheets and pages: {name}",
    mend="删去前后的引号",
    mend_en="drop the quotes",
    example="名称: “行政处罚流程图”",
)
def find_names_in_quotes(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    for field in ("name", "short"):
        if drop_quotes(name := getattr(record, field)) != name:
            yield entry.location(field), {"name": name}


@find_names_in_quotes.for_subject(UsedGraph)
def find_acts_in_quotes(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        if drop_quotes(node.act) != node.act:
            yield entry.location(*node.path, node.type), {"name": node.act}
