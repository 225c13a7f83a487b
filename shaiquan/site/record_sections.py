"""Sections of record pages that a descriptor names as ``Custom``.

Another module whose name ends with ``_sections`` may have some in its own ``CUSTOM_SECTIONS``: it
is found by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from shaiquan.content.catalog import Entry, Mention
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.page_parts import UNRELEASED_TOPICS
from shaiquan.kinds.registry import KIND
from shaiquan.model.articles import article_title
from shaiquan.model.bodies import Post
from shaiquan.model.lists import Listing
from shaiquan.model.procedures import ProcedureSet
from shaiquan.model.rules import Rule
from shaiquan.procedures.graph_questions import count_steps
from shaiquan.site.basis_texts import show_official_text
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import PageSection
from shaiquan.site.record_parts import show_particulars
from shaiquan.views import list_tables, tables
from shaiquan.views.addresses import entry_address
from shaiquan.views.cells import make_fields, make_prose
from shaiquan.views.columns import headings_of
from shaiquan.views.deciding import make_amount_table
from shaiquan.views.flowcharts import ProcedureGraph, make_procedure_graph
from shaiquan.views.handling import show_handling, show_main_handling
from shaiquan.views.posts import show_areas, show_two_lists
from shaiquan.views.record_links import link_record, link_with_state
from shaiquan.views.step_cells import number_risks
from shaiquan.views.unreleased_topics import describe_unreleased_topics
from shaiquan.views.values import Fields, Inline, Table, TableRow, plain

Sections = Iterator[PageSection | None]
MakeSections = Callable[[PublicCatalog, Entry, Drawings], Sections]
_STEP_COLUMNS = headings_of(KIND["procedure"], "name", "steps")


# -- boundaries ---------------------------------------------------------------------------------


def _list_shares(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """Which department answers for what: what a boundary is about, before everything else."""
    yield tables.make_part_table(public, entry, "shares")


# -- bodies, posts, roles -----------------------------------------------------------------------


def _list_acts(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """The steps that a body, a post or a role carries out."""
    rows = []
    for procedure in _find_procedures_with(public, entry):
        steps = [
            node
            for node in procedure.graph.nodes
            if node.step and entry.id in {ref.id for ref in node.step.actors}
        ]
        if steps:
            address = entry_address(procedure.entry)
            acts = tuple((Inline(node.act, f"{address}#{node.id}"),) for node in steps)
            rows.append(TableRow((link_record(procedure.entry), acts)))
    yield Table(_STEP_COLUMNS, tuple(rows), "参与的流程步骤", "acting") if rows else None


def _find_procedures_with(public: PublicCatalog, entry: Entry) -> list[ProcedureGraph]:
    """The procedures whose steps name a record."""
    graphs = map(make_procedure_graph, public.entries_naming(entry.id, "procedure", "steps"))
    return [graph for graph in graphs if graph]


def _show_portfolio(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    assert isinstance(entry.record, Post)
    areas = show_areas(public, entry.record)
    yield Fields(areas, Post.label_of("portfolio"), "portfolio") if areas else None


#: what a position description says beyond the particulars (S3-03)
_DESCRIPTION = ("functions", "tasks", "by_kind", "limits", "commitments")


def _describe_post(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    yield make_fields(public, entry, _DESCRIPTION, "职位说明", "tasks")


def _show_two_lists(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    yield show_two_lists(public, entry)


# -- powers, risks ------------------------------------------------------------------------------


def _list_amounts(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    yield make_amount_table(public, entry)


def _show_handling(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    yield show_handling(public, entry)
    yield show_main_handling(public, entry)


def _show_charts_of_power(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    for procedure in public.entries_naming(entry.id, "procedure", "powers"):
        if procedure.id in charts:
            yield charts[procedure.id].chart


def _list_steps_with_risk(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    rows = tuple(
        TableRow(
            (
                link_record(procedure.entry),
                plain(node.act, f"{entry_address(procedure.entry)}#{node.id}"),
            )
        )
        for procedure in _find_procedures_with(public, entry)
        for node in procedure.graph.nodes
        if node.step and entry.id in {ref.id for ref in node.step.risks}
    )
    yield Table(_STEP_COLUMNS, rows, "在哪些步骤", "steps", look="list") if rows else None


# -- procedures ---------------------------------------------------------------------------------


def _show_chart_with_steps(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    if drawing := charts.get(entry.id):
        yield drawing.chart
        yield drawing.table
        yield tables.make_record_table(
            public, KIND["risk"], tuple(number_risks(drawing.graph)), KIND["risk"].label, "risks"
        )


def _show_charts_of_set(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """The charts in their order, and how many steps they have in all (S0-13)."""
    group = entry.record
    assert isinstance(group, ProcedureSet)
    members = [ref.id for ref in group.members if ref.id in charts]
    kind = KIND["procedure"]
    if table := tables.make_record_table(public, kind, members, kind.label, "members"):
        steps = sum(count_steps(charts[id].graph) for id in members)
        yield replace(table, note=f"{len(members)} 张图，共 {steps} 步。")
    for id in members:
        yield charts[id].chart


# -- rules and lists ----------------------------------------------------------------------------


def _show_rule_particulars(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """The particulars; whether it is a core rule only where it is one."""
    assert isinstance(entry.record, Rule)
    yield from show_particulars(public, entry, () if entry.record.core else ("core",))


def _show_rule_text(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    rule = entry.record
    assert isinstance(rule, Rule)
    if rule.text:
        yield make_prose(public, rule.text, "全文", "text", official=True)
    elif rule.outside:
        yield show_official_text(rule)


def _list_citations(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    rule = entry.record
    assert isinstance(rule, Rule)
    mentions = _sort_by_article(public.mentions_of.get(entry.id, ()))
    here = "" if rule.outside else entry_address(entry)  # no text of an outside law, no anchors
    rows = tables.make_rows(mentions, lambda mention: _make_citation(public, mention, here))
    columns, title = ("条款", "引用它的", "用在"), "谁引用了它"
    yield Table(columns, rows, title, "cited", lead=1, look="list") if rows else None


def _sort_by_article(mentions: tuple[Mention, ...]) -> list[Mention]:
    def order(mention: Mention) -> tuple[int, ...]:
        return tuple(int(part) for part in mention.article.split("-") if part)

    return sorted(mentions, key=order)


def _make_citation(public: PublicCatalog, mention: Mention, rule: str) -> TableRow:
    source = public.entries[mention.source]
    where = (article_title(mention.article) if mention.article else "") + mention.tail
    anchor = f"{rule}#art-{mention.article}" if mention.article and rule else ""
    use = f"{source.kind.label}的{type(source.record).label_of(str(mention.field[0]))}"
    return TableRow((plain(where, anchor), link_with_state(source), plain(use)))


def _list_entries(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    assert isinstance(entry.record, Listing)
    yield list_tables.make_entry_table(public, entry)


# -- meetings -----------------------------------------------------------------------------------


def _mention_unreleased_topics(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    if sentence := describe_unreleased_topics(public, entry.id):
        yield make_prose(public, sentence, UNRELEASED_TOPICS, "unreleased")


CUSTOM_SECTIONS: dict[str, MakeSections] = {
    "shares": _list_shares,
    "acting": _list_acts,
    "portfolio": _show_portfolio,
    "description": _describe_post,
    "two_lists": _show_two_lists,
    "amounts": _list_amounts,
    "handling": _show_handling,
    "charts_of_power": _show_charts_of_power,
    "steps_with_risk": _list_steps_with_risk,
    "chart_with_steps": _show_chart_with_steps,
    "charts_of_set": _show_charts_of_set,
    "rule_particulars": _show_rule_particulars,
    "rule_text": _show_rule_text,
    "citations": _list_citations,
    "list_entries": _list_entries,
    "unreleased_topics": _mention_unreleased_topics,
}
