"""Columns of tables that no single field gives: counts, links from other records, marks.

A descriptor names them (``kinds.descriptor.Column``); each function makes the cell of a record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Column, Kind
from shaiquan.kinds.registry import KIND, KINDS, check_functions
from shaiquan.model.bodies import GOVERNING_VERBS, Portfolio, Post, Tenure
from shaiquan.model.boundaries import Boundary
from shaiquan.model.lists import ListEntry, Listing
from shaiquan.model.obligations import Obligation
from shaiquan.model.powers import Duty, Power, Risk
from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import TotalTimeLabel
from shaiquan.queries.linked import list_counted_links, list_linked, list_linked_at
from shaiquan.queries.power_lists import find_power_list, list_duties_of
from shaiquan.queries.relations import find_governing_posts
from shaiquan.queries.tagged import list_tagged
from shaiquan.views.addresses import entry_address
from shaiquan.views.adoption_cells import show_unit_of_adopted
from shaiquan.views.bases import show_bases
from shaiquan.views.cells import field_cell, join_runs, make_cell
from shaiquan.views.due_cells import show_holders, show_state
from shaiquan.views.figure_cells import show_latest_figure, show_share
from shaiquan.views.list_tables import list_texts_of_entries
from shaiquan.views.meeting_cells import (
    count_topics,
    link_meeting_body,
    show_meeting_state,
    show_minutes,
)
from shaiquan.views.power_cells import (
    link_procedures,
    link_risks,
    list_holders,
    list_shares,
    list_situations,
)
from shaiquan.views.procedure_cells import (
    count_members,
    mark_wall,
    show_longest_time,
    show_step_count,
)
from shaiquan.views.programme_cells import show_programme_progress
from shaiquan.views.record_links import (
    first_few,
    link_item,
    link_lines,
    link_short_names,
    link_with_state,
)
from shaiquan.views.topic_cells import link_topic_body, show_topic_date, show_topic_state
from shaiquan.views.values import Cell, Inline, plain

MakeCell = Callable[[PublicCatalog, Entry], Cell]


@dataclass(frozen=True, slots=True)
class ComputedColumn:
    """A heading, and how the cell of a record is made."""

    heading: str
    make: MakeCell


# -- bodies, posts, roles, areas ----------------------------------------------------------------


def _mark_post(public: PublicCatalog, entry: Entry) -> Cell:
    """A post, marked as that of the head or as vacant."""
    post = entry.record
    assert isinstance(post, Post)
    marks = [word for word, flag in (("正职", post.head), ("空缺", post.vacant)) if flag]
    badge = plain("　".join(marks), tone="mark") if marks else ()
    name = link_with_state(entry)
    return ((*name[0], *badge[0]),) if badge else name


def show_holder(public: PublicCatalog, entry: Entry) -> Cell:
    """Who is meant by a tenure; where the name is not given, that."""
    return field_cell(public, entry, "person") or plain("姓名未公布", tone="muted")


#: what a post may do for an area that it does not govern
_OTHER_VERBS = ("liaison", "assists", "coordinates")


def _join_labels(*verbs: str) -> str:
    return "、".join(Portfolio.label_of(verb) for verb in verbs)


def _portfolio_of(entry: Entry) -> Portfolio:
    return entry.record.portfolio if isinstance(entry.record, Post) else Portfolio()


def _list_governed_areas(public: PublicCatalog, entry: Entry) -> Cell:
    return make_cell(public, _portfolio_of(entry).governed_areas())


def _list_other_areas(public: PublicCatalog, entry: Entry) -> Cell:
    portfolio = _portfolio_of(entry)
    refs = (ref for verb in _OTHER_VERBS for ref in getattr(portfolio, verb))
    return make_cell(public, tuple(dict.fromkeys(refs)))


def _show_count(entry: Entry, number: int, anchor: str, unit: str = "项") -> Cell:
    """A number, as a link to the section of the record's page that lists just so many.

    None of a withdrawn record: its page has no sections.
    """
    if not entry.record.state.in_use:
        return ()
    return plain(f"{number} {unit}", f"{entry_address(entry)}#{anchor}" if number else "")


def _count_links(public: PublicCatalog, entry: Entry) -> Cell:
    """How many records name this one in which way, each number linked to their table."""
    if not entry.record.state.in_use:
        return ()
    counts = (
        (link, len(list_linked(public, entry.id, kind, link)))
        for kind, link in list_counted_links(entry.kind.name)
    )
    address = entry_address(entry)
    runs = [
        Inline(f"{link.count} {number} 项", f"{address}#{link.anchor}")
        for link, number in counts
        if number
    ]
    return (join_runs(runs),) if runs else ()


def _count_powers(public: PublicCatalog, entry: Entry) -> Cell:
    return _show_count(entry, len(find_power_list(public, entry.id)), "power-list")


def _count_duties(public: PublicCatalog, entry: Entry) -> Cell:
    return _show_count(entry, len(list_duties_of(public, entry.id)), "duty-list")


def _link_posts(public: PublicCatalog, entry: Entry) -> Cell:
    return link_short_names(public.entries_naming(entry.id, "post", "body"))


def _link_procedures_of_role(public: PublicCatalog, entry: Entry) -> Cell:
    ids = public.ids_naming(entry.id, "procedure", "steps")
    few = first_few(ids)
    lines = link_lines(public.entries[id] for id in few)
    if len(few) < len(ids):
        page = Inline("角色的网页", entry_address(entry))
        lines += ((Inline("全部见"), page),)
    return lines


def _link_governing_posts(public: PublicCatalog, entry: Entry) -> Cell:
    return link_short_names(find_governing_posts(public, entry.id))


def _column_of_verb(verb: str) -> ComputedColumn:
    """The posts that have an area under one verb of their portfolios."""

    def make(public: PublicCatalog, entry: Entry) -> Cell:
        return link_short_names(public.entries_naming_at(entry.id, "post", "portfolio", verb))

    return ComputedColumn(Portfolio.label_of(verb), make)


# -- rules, catalogues --------------------------------------------------------------------------


def _count_citations(public: PublicCatalog, entry: Entry) -> Cell:
    return _show_count(entry, len(public.mentions_of.get(entry.id, ())), "cited", "处")


def _count_powers_of_category(public: PublicCatalog, entry: Entry) -> Cell:
    return _show_count(entry, len(list_linked_at(public, entry.id, "powers")), "powers")


def _count_entries(public: PublicCatalog, entry: Entry) -> Cell:
    assert isinstance(entry.record, Listing)
    return _show_count(entry, len(entry.record.entries), "entries")


def _count_tagged(public: PublicCatalog, entry: Entry) -> Cell:
    return plain(f"{sum(map(len, list_tagged(public, entry.id).values()))} 项")


COMPUTED: dict[str, ComputedColumn] = {
    "unit_of_adopted": ComputedColumn(Power.label_of("unit"), show_unit_of_adopted),
    "bases_of_power": ComputedColumn(Power.label_of("basis"), show_bases),
    "procedures_of_power": ComputedColumn(KIND["procedure"].label, link_procedures),
    "risks_of_power": ComputedColumn(KIND["risk"].label, link_risks),
    "situations": ComputedColumn(Duty.label_of("accountability"), list_situations),
    "shares_of_boundary": ComputedColumn(Boundary.label_of("shares"), list_shares),
    "duty_holders": ComputedColumn(Duty.label_of("holders"), list_holders),
    "risk_holders": ComputedColumn(Risk.label_of("holders"), list_holders),
    "count_of_steps": ComputedColumn(Procedure.label_of("steps"), show_step_count),
    "longest_time": ComputedColumn(TotalTimeLabel.LONGEST.label, show_longest_time),
    "on_wall": ComputedColumn("公示", mark_wall),
    "count_of_members": ComputedColumn("图", count_members),
    "marked_name": ComputedColumn(KIND["post"].label, _mark_post),
    "holder": ComputedColumn(Tenure.label_of("person"), show_holder),
    "governed_areas": ComputedColumn(_join_labels(*GOVERNING_VERBS), _list_governed_areas),
    "other_areas": ComputedColumn(_join_labels(*_OTHER_VERBS), _list_other_areas),
    "linked_counts": ComputedColumn(KIND["power"].label, _count_links),
    "count_of_powers": ComputedColumn("权力清单", _count_powers),
    "count_of_duties": ComputedColumn("责任清单", _count_duties),
    "posts_of_body": ComputedColumn(KIND["post"].label, _link_posts),
    "procedures_of_role": ComputedColumn("参与的流程", _link_procedures_of_role),
    "governing_posts": ComputedColumn(_join_labels(*GOVERNING_VERBS), _link_governing_posts),
    "posts_in_liaison": _column_of_verb("liaison"),
    "posts_that_assist": _column_of_verb("assists"),
    "posts_that_coordinate": _column_of_verb("coordinates"),
    "count_of_citations": ComputedColumn("引用", _count_citations),
    "powers_of_category": ComputedColumn(KIND["power"].label, _count_powers_of_category),
    "texts_of_entries": ComputedColumn(ListEntry.label_of("text"), list_texts_of_entries),
    "body_of_topic": ComputedColumn("议定机构", link_topic_body),
    "date_of_topic": ComputedColumn("日期", show_topic_date),
    "topic_state": ComputedColumn("进展", show_topic_state),
    "progress_of_programme": ComputedColumn("进展", show_programme_progress),
    "latest_figure": ComputedColumn("最新", show_latest_figure),
    "share_of_total": ComputedColumn("占比", show_share),
    "body_of_meeting": ComputedColumn(KIND["body"].label, link_meeting_body),
    "meeting_state": ComputedColumn("状态", show_meeting_state),
    "topics_of_meeting": ComputedColumn(KIND["topic"].label, count_topics),
    "minutes_of_meeting": ComputedColumn("纪要", show_minutes),
    "holders_of_obligation": ComputedColumn(Obligation.label_of("by"), show_holders),
    "state_of_obligation": ComputedColumn("做了没有", show_state),
    "count_of_tagged": ComputedColumn("记录", _count_tagged),
    "count_of_entries": ComputedColumn(Listing.label_of("entries"), _count_entries),
}


def heading_of(kind: Kind, column: Column) -> str:
    """What stands above a column: as given, else the field's; for ``name`` the kind's label."""
    if column.heading:
        return column.heading
    if column.value in COMPUTED:
        return COMPUTED[column.value].heading
    return kind.label if column.value == "name" else kind.model.label_of(column.value)


def headings_of(kind: Kind, *values: str) -> tuple[str, ...]:
    """What stands above columns of a kind that a page arranges itself."""
    return tuple(heading_of(kind, Column(value)) for value in values)


def cell_maker(column: Column) -> MakeCell:
    """How the cells of a column are made."""
    if column.value in COMPUTED:
        return COMPUTED[column.value].make
    if column.value == "name":
        return lambda _, entry: link_item(entry)
    if column.value == "id":
        return lambda _, entry: plain(entry.id.upper())
    return lambda public, entry: field_cell(public, entry, column.value)


def _list_computed() -> Iterator[tuple[Kind, str]]:
    """The columns of all descriptors that are no fields."""
    for kind in KINDS:
        linked = (column for link in kind.back_links for column in link.columns)
        for column in (*kind.columns, *linked):
            if column.value not in kind.model.model_fields:
                yield kind, column.value


check_functions("column", _list_computed(), COMPUTED)
