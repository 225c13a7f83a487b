"""Parts of record pages that many kinds have: particulars, text, back-links, the withdrawal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import BackLink, Kind
from shaiquan.kinds.fixed_pages import CHANNELS
from shaiquan.kinds.page_parts import PARTICULARS, Particulars
from shaiquan.kinds.registry import KIND, KINDS, check_functions
from shaiquan.ledger.sheet_words import (
    COURSE_LABEL,
    ELEMENTS_LABEL,
    FIELDS_OF_POWERS,
    describe_course,
    describe_exercise,
    find_basis_of_powers,
    find_in_powers,
    say_actors,
)
from shaiquan.model.adoption import AdoptableRecord
from shaiquan.model.bodies import Portfolio, Tenure
from shaiquan.model.common import Record
from shaiquan.model.ledger import ACTORS_LABEL
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.durations import compute_duration
from shaiquan.queries.linked import list_linked
from shaiquan.queries.relations import find_leaders_of
from shaiquan.site.list_sections import Drawings
from shaiquan.site.wall_list import list_sheet_rows
from shaiquan.views import tables
from shaiquan.views.adoption_cells import find_reference, show_own_changes
from shaiquan.views.cells import field_cell, make_fields, make_prose, own_fields_of
from shaiquan.views.columns import show_holder
from shaiquan.views.complaints import complaint_channels
from shaiquan.views.contacts import show_contact
from shaiquan.views.evaluation_cells import show_evaluation
from shaiquan.views.extras import make_extra_rows
from shaiquan.views.record_links import link_lines, link_short_names
from shaiquan.views.values import Fields, Inline, Prose, Row, Table, plain

#: label of the leaders who answer for a power
LEADERS_LABEL = "责任领导"
MakeRows = Callable[[PublicCatalog, Entry, Drawings], Iterator[Row]]


def show_particulars(
    public: PublicCatalog,
    entry: Entry,
    leave_out: tuple[str, ...] = (),
    also: Iterable[Row] = (),
) -> Iterator[Fields | Table]:
    """The fields of a record in the order of its model, more rows, its 其他要素, then where to
    complain.

    After them a small table for each field that has parts, such as 监督 with 形式, 主体 and 做法.
    """
    names = [name for name in own_fields_of(entry.record) if name not in leave_out]
    made = {name: tables.make_part_table(public, entry, name) for name in names}
    own = make_fields(public, entry, (name for name in names if not made[name]))
    extras = make_extra_rows(public, entry)
    rows = (*(own.rows if own else ()), *also, *extras, *_list_channels(public, entry))
    if rows:
        yield Fields(rows, PARTICULARS, "particulars")
    yield from (table for table in made.values() if table)


def _list_channels(public: PublicCatalog, entry: Entry) -> Iterator[Row]:
    """Complaint channels with their numbers, each on a line."""
    channels = complaint_channels(public, entry.record)
    if channels:
        lines = tuple(
            (channel.name, Inline("　"), *show_contact(channel.type, channel.value))
            for channel in channels
        )
        yield Row(CHANNELS.title, lines)


def describe_withdrawal(record: Record) -> str:
    """When and why a record was withdrawn: a phrase that follows the record's name."""
    when = f"于{record.withdrawn}" if record.withdrawn else ""
    return f"已{when}撤回。原因：{record.reason.rstrip('。')}。"


def show_text(public: PublicCatalog, entry: Entry, title: str) -> Prose | None:
    text = entry.record.text
    return make_prose(public, text, title, "text") if text.strip() else None


def show_back_links(public: PublicCatalog, entry: Entry, kinds: Iterable[str]) -> Iterator[Table]:
    """What records of these kinds say of a record: a table for each field that names it."""
    for kind in map(KIND.__getitem__, kinds):
        for link in kind.back_links:
            if link.on == entry.kind.name and (table := _make_back_link(public, entry, kind, link)):
                yield table


def _make_back_link(
    public: PublicCatalog, entry: Entry, kind: Kind, link: BackLink
) -> Table | None:
    ids = list_linked(public, entry.id, kind, link)
    if ids and link.by:
        return tables.make_number_table(public, kind, link, ids)
    title = link.title.format(count=len(ids))
    return tables.make_record_table(public, kind, ids, title, link.anchor, columns=link.columns)


# -- rows that no field gives -------------------------------------------------------------------


def _list_leaders(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Row]:
    assert isinstance(entry.record, Power)
    if leaders := link_short_names(find_leaders_of(public, entry.record)):
        yield Row(LEADERS_LABEL, leaders)


def _show_evaluation(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Row]:
    """What came of its latest evaluation."""
    if cell := show_evaluation(public, entry.id):
        yield Row("测评结果", cell)


def _list_elements(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Row]:
    """What a reference chart names, as on its sheet (S0-10): the power and the channels have rows
    of their own."""
    if drawing := charts.get(entry.id):
        if actors := say_actors(public, drawing, drawing.graph.nodes):
            yield Row(ACTORS_LABEL, plain(actors))
        if elements := describe_exercise(public, drawing):
            yield Row(ELEMENTS_LABEL, plain(elements))
        yield Row(COURSE_LABEL, plain(describe_course((), drawing.count)))
        if not field_cell(public, entry, "basis") and (
            basis := find_basis_of_powers(public, drawing)
        ):
            yield Row(Procedure.label_of("basis"), basis)
        for name in FIELDS_OF_POWERS:
            said = field_cell(public, entry, name)
            if not said and (cell := find_in_powers(public, drawing, name)):
                yield Row(Procedure.label_of(name), cell)


def _add_times(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Row]:
    if entry.id in charts and (time := compute_duration(public, entry.id)).says_something:
        yield Row(time.label, plain(str(time)))


def _describe_sheet(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Row]:
    """The mark of the sheet on the wall, and where it hangs."""
    if drawn := charts.get(entry.id):
        yield from list_sheet_rows(public, drawn)


def _list_posts(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Row]:
    """The posts that have the area, by the verb of their responsibility."""
    for name, label in Portfolio.field_labels():
        if posts := public.entries_naming_at(entry.id, "post", "portfolio", name):
            yield Row(label, link_lines(posts))


def _list_holders(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Row]:
    """Who holds a post, and since when."""
    lines = []
    for tenure in public.entries_naming(entry.id, "tenure", "post"):
        record = tenure.record
        assert isinstance(record, Tenure)
        hidden = ("until",) in public.withheld.get(tenure.id, {})
        ended = hidden or (record.until and record.until.first <= public.as_of)
        if not ended and record.in_use:
            since = field_cell(public, tenure, "since")
            lines.append((*show_holder(public, tenure)[0], Inline("，自"), *since[0], Inline("起")))
    if lines:
        yield Row("现任", tuple(lines))


def _describe_adoption(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Row]:
    """The reference, of which unit it is, and what is not as it says."""
    record = entry.record
    if isinstance(record, AdoptableRecord) and (reference := find_reference(public, record)):
        unit = public.entries.get(reference.record.unit_id)
        of = link_short_names((unit,))[0] if unit else ()
        line = (*link_short_names((reference,))[0], *((Inline("，"), *of) if of else ()))
        yield Row(record.label_of("adopts"), (line,))
        if changes := show_own_changes(public, record):
            yield Row("同参考不一样的", changes)


ROW_MAKERS: dict[str, MakeRows] = {
    "leaders": _list_leaders,
    "evaluation": _show_evaluation,
    "longest_time": _add_times,
    "reference_elements": _list_elements,
    "sheet": _describe_sheet,
    "posts_by_verb": _list_posts,
    "holders": _list_holders,
    "adopted": _describe_adoption,
}
check_functions(
    "row",
    (
        (kind, name)
        for kind in KINDS
        for part in kind.page
        if isinstance(part, Particulars)
        for name in part.rows
    ),
    ROW_MAKERS,
)
