"""What the rest of the program asks of a kind of records, as plain data.

A kind is its class in ``model`` and one :class:`Kind` in a module of this room. Lists, pages,
back-links, counts, the home page, open data, booklets and checks are queries over it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shaiquan.kinds.page_parts import COUNTED, PagePart, Particulars, Text
from shaiquan.kinds.search_fields import NAMES_ALONE, Search
from shaiquan.model.common import Record
from shaiquan.model.terms import Mechanism


class KindError(Exception):
    """A descriptor lacks a part or names something that does not exist: our own mistake."""


# -- lists ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListPage:
    """What all pages of a list have in common.

    ``section`` is the entry of the navigation that is current there, ``parent`` the section
    that stands in the breadcrumb, ``sheet`` how the page is printed (``landscape`` or upright).
    """

    name: str
    address: str
    title: str
    lead: str
    section: str
    parent: str = ""
    sheet: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of the site: its list, its entry in the navigation, the pages of its records.

    ``mechanisms``: on which cards of the home page the list stands, the one that it serves
    most first. ``files``: the kind whose CSV and JSON the list offers; else its first kind.
    ``type``: ColumnType of 网页标签规范. ``group``: the overview that stands in the navigation for
    this section and others; empty: it has an entry of its own.
    """

    name: str
    title: str
    lead: str
    order: int
    mechanisms: tuple[Mechanism, ...] = ()
    files: str = ""
    type: str = "信息公开"
    group: str = ""

    @property
    def address(self) -> str:
        return f"/{self.name}/"

    @property
    def page(self) -> ListPage:
        return ListPage(
            self.name, self.address, self.title, self.lead, self.name, parent=self.group
        )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of records.

    ``value`` is a field of the record, or the name of a function of ``views.columns``. The
    heading is the field's label, or what the function says, unless one is given. A ``minor``
    column is left out on a phone: the page of the record says it.
    """

    value: str
    heading: str = ""
    minor: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ListPlace:
    """The records of a kind as a part of the list of a section.

    ``grouping`` names the function of ``site.record_groupings`` that makes the parts; ``unit``
    makes one for each unit. ``order`` is the place among the parts of the section.
    """

    section: str = ""
    title: str = ""
    anchor: str = ""
    grouping: str = "unit"
    order: int = 0


# -- pages ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class BackLink:
    """What the page of a record says of records of this kind that name it: a table of them.

    ``on`` is the kind of that page, ``fields`` are those in which it is named, one of parts written
    ``deliberations.presenter``; a record that names it in one of ``unless`` too is not in the
    table. The title may say ``{count}``. The columns are those of the kind's list unless others are
    given. ``count`` is what their number is called in a list of the kind ``on`` with the column
    ``linked_counts``; empty: it is not there.
    ``among`` and ``not_among`` are fields of the index with ends of entrustments: only those are
    there in which the one of the page is among those in force, or is among none.
    ``by`` is a field of the index with a reference: the table says how many there are of each.
    ``order`` is a name of ``queries.linked.ORDERS``; empty: they stand as in the content.
    """

    on: str
    fields: tuple[str, ...]
    title: str
    anchor: str
    columns: tuple[Column, ...] = ()
    unless: tuple[str, ...] = ()
    among: str = ""
    not_among: str = ""
    count: str = ""
    by: str = ""
    order: str = ""


def link_adopters(kind: str) -> BackLink:
    """On the page of a record, those of its kind that adopt it, each with its unit."""
    columns = (Column("name"), Column("unit"))
    title = f"沿用它的{COUNTED}"
    return BackLink(on=kind, fields=("adopts",), title=title, anchor="adopters", columns=columns)


@dataclass(frozen=True, slots=True)
class Beside:
    """Records may also stand in the files of another ``kind``, beside its records.

    Where such a file has one record of that kind, it is meant by a ``field`` that is left out in
    the ``parts`` of a record beside it.
    """

    kind: str
    parts: str
    field: str


# -- counts, dates, summaries, booklets -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Count:
    """A name under which records count in 声明: of all of the kind, or only of those whose
    ``field`` (of the index) has one of the ``values``."""

    name: str
    field: str = ""
    values: tuple[object, ...] = (True,)

    def includes(self, index: Mapping[str, Any]) -> bool:
        return not self.field or index[self.field] in self.values


@dataclass(frozen=True, slots=True)
class Dated:
    """A change that a field tells: a date, or a list of parts with 日期. ``what`` happened then.

    ``subject``: a field that names the record to which it happened, where that is not this one.
    """

    field: str
    what: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A clause of the sentence about a record: the words of a field in a pattern, 由{}决定."""

    field: str
    pattern: str


class Printed(enum.Enum):
    """What of a record is drawn or printed, and so must have glyphs."""

    NAMES = "names"
    FIELDS = "fields"
    TEXT = "fields and the Markdown text"


class InCompilation(enum.Enum):
    """What 制度汇编 has of a kind."""

    NOTHING = "nothing"
    CITATIONS = "the rules that its records cite stand in the appendix"
    RECORDS = "its records are printed"


# -- the descriptor -------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """A kind of records.

    name, label: the English name and the Chinese one.
    model: the class of its records.
    order: the place among all kinds, in open data and where a page goes through the kinds.
    folder: where its files lie below ``content/``; empty: in ``site.yml``.
    beside: in the files of which other kind its records may stand too.
    section: where its pages are; None: its records have no page of their own.
    address_without_page: where a record without a page is shown: ``/about/#channel-{id}``.
    index: the fields that lists know of a record without reading it whole.
    columns: of a table of its records; ``lead`` is the one that heads the row. ``anchors``:
        rows can be linked to by the record's id. ``keep_empty``: a column is shown even if it
        is empty in all rows.
    lists: the lists in which it stands; by default that of its section.
    page: the parts of a record's page, in order.
    back_links: what pages of other records say of records of this kind.
    counts: the names under which its records count in 声明; by default its label.
    dates: the changes that its records tell, beside their release and their withdrawal.
    events: a name of ``queries.changes.EVENTS``: changes that no single field tells.
    summary: the clauses of the sentence that describes a record to search engines; by default
        the columns that are fields.
    unreleased_at: the property with the records on whose pages the number of those that are not
        shown for their scope is told; empty: their list tells it.
    search: what readers find its records by, beside names; only those that a page shows are found.
    home_figure: what the figure on the home page is called; empty: it has none.
    has_history: what changes in its records from version to version is told; of what is decided and
        done the records themselves say what happened when.
    card_remark: what its records are called on the card of their mechanism; empty: not there.
    """

    name: str
    label: str
    model: type[Record]
    order: int
    folder: str = ""
    beside: Beside | None = None
    section: Section | None = None
    address_without_page: str = ""
    index: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    lead: str = "name"
    anchors: bool = False
    keep_empty: bool = False
    lists: tuple[ListPlace, ...] = ()
    page: tuple[PagePart, ...] = (Particulars(), Text())
    back_links: tuple[BackLink, ...] = ()
    search: Search = NAMES_ALONE
    unreleased_at: str = ""
    counts: tuple[Count, ...] | None = None
    dates: tuple[Dated, ...] = ()
    events: str = ""
    summary: tuple[Said, ...] = ()
    home_figure: str = ""
    card_remark: str = ""
    printed: Printed = Printed.NAMES
    compilation: InCompilation = field(default=InCompilation.NOTHING)
    has_history: bool = True

    def __post_init__(self) -> None:
        if self.counts is None:
            object.__setattr__(self, "counts", (Count(self.label),))
        if self.section and not self.lists:
            object.__setattr__(self, "lists", (ListPlace(),))

    @property
    def file_name(self) -> str:
        """The name of its files of open data, without the ending."""
        return self.name.replace("_", "-")

    @property
    def lead_index(self) -> int:
        """The index of the column that heads a row."""
        return [column.value for column in self.columns].index(self.lead)

    def places_in(self, section: Section) -> tuple[ListPlace, ...]:
        """Where the records of the kind stand in the list of a section."""
        own = self.section.name if self.section else ""
        return tuple(place for place in self.lists if (place.section or own) == section.name)

    def address(self, id: str) -> str:
        """Where a record is; empty where no page shows it."""
        return (
            f"/{self.section.name}/{id}/"
            if self.section
            else self.address_without_page.format(id=id)
        )
