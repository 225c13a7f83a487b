"""What is due as parts of lists: plain rows in an outline, tables on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.model.obligation_terms import DueState
from shaiquan.model.obligations import Obligation
from shaiquan.model.scalars import PartialDate
from shaiquan.queries.unit_dues import UnitDue
from shaiquan.site.list_sections import Drawings, SectionMaker
from shaiquan.site.tasks import ListPart, PlainValues
from shaiquan.views.due_cells import link_done, link_shown, make_badge, say_deadline
from shaiquan.views.tables import make_rows
from shaiquan.views.values import Cell, Table, TableRow, plain

require_index("entry", "at")
require_index("meeting", "at")

#: on a public site nobody knows more than what was published
NOTE = (
    "这里只看公开了的记事和会议。“没有记录”是到期以后还没有公开的记录，"
    "可能没有做，也可能做了还没有公开。"
)
COLUMNS = (
    KIND["obligation"].label,
    Obligation.label_of("by"),
    "时期",
    "最晚",
    "做了没有",
)


def make_dues_part(
    public: PublicCatalog, title: str, id: str, dues: Iterable[UnitDue], group: str = ""
) -> ListPart:
    """A part with a row for each of what is due."""
    rows = tuple(plan_due(public, due) for due in dues)
    return ListPart("dues", title, id, rows, group=group, dated=True)


def plan_due(public: PublicCatalog, item: UnitDue) -> PlainValues:
    """The source and its name, who, about what, period, last day, state with words, what was done
    as (id, words)."""
    due, words = item.due, (item.source, item.name)
    last = say_deadline(due.deadline)
    done = plan_done(public, due.done, str)
    return (*words, due.holders, due.subject, due.name, last, *plan_state(public, item), done)


def plan_state(public: PublicCatalog, item: UnitDue) -> tuple[str, str]:
    """The state by its name, and what is said of it: 没有记录 1/2，过了 24 天."""
    due = item.due
    words = due.state.label
    if due.wanted > 1:
        words += f" {len(due.done)}/{due.wanted}"
    if due.state is DueState.MISSING:
        words += f"，过了 {(public.as_of - due.deadline).days} 天"
    return due.state.name, words


def plan_done(
    public: PublicCatalog, ids: Sequence[str], say: Callable[[PartialDate], str]
) -> PlainValues:
    """(id, day in words) of entries and meetings."""
    return tuple((id, say(public.heads[id].index["at"])) for id in ids)


def link_source(public: PublicCatalog, source: str, name: str) -> Cell:
    """The name of an obligation, or of a type of meeting, as a link to where it stands."""
    return plain(name, KIND[public.heads[source].kind].address(source))


def _make_dues(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    def row(values: PlainValues) -> TableRow:
        source, name, holders, subject, period, last, state, words, done = values
        about = link_shown(public, (subject,)) if subject and not _is_said(period, subject) else ()
        when = (*plain(period), *about)
        who = link_shown(public, holders)
        links = link_done(public, done)
        what = ((make_badge(DueState[state], words),), *((links,) if links else ()))
        cells = (link_source(public, source, name), who, when, plain(last), what)
        return TableRow(cells)

    def _is_said(period: str, subject: str) -> bool:
        return public.heads[subject].name == period

    return Table(COLUMNS, make_rows(part.rows, row), part.title, part.id, look="list")


SECTION_MAKERS: dict[str, SectionMaker] = {"dues": _make_dues}
