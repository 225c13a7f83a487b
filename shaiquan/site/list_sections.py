"""The sections of the lists, made of the records that a page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.bodies import Portfolio, Post
from shaiquan.model.lists import Listing
from shaiquan.model.procedures import ProcedureSet
from shaiquan.queries.relations import governing, powers_of
from shaiquan.site.organisation import organisation
from shaiquan.site.page import Section
from shaiquan.site.tasks import ListPart
from shaiquan.views import tables
from shaiquan.views.addresses import of_entry
from shaiquan.views.cells import cell, links, short_links
from shaiquan.views.flowcharts import Drawing, told
from shaiquan.views.values import Cell, Fields, Inline, Row, Table, TableRow, plain

Drawings = Mapping[str, Drawing]
SectionMaker = Callable[[PublicCatalog, Drawings, ListPart], Section | None]
#: a cell with more links than this shows the first few and says where all are
_MANY, _FIRST = 40, 12


def shown(public: PublicCatalog, part: ListPart) -> tuple[Entry, ...]:
    """The records of a part whose rows are ids."""
    return tuple(public.entries[id] for id in part.rows)


def _powers(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section | None:
    return tables.powers(public, part.rows, part.title, part.id, part.cut)


def _duties(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section | None:
    return tables.duties(public, part.rows, part.title, part.id, part.cut)


def _risks(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section | None:
    return tables.risks(public, part.rows, part.title, part.id, part.cut)


def _procedures(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section | None:
    found = (told(public.entries[id]) for id in part.rows)
    drawn = [each for each in found if each]
    return tables.procedures(public, drawn, part.title, part.id, part.cut)


def _fields(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section:
    """Ways to other pages: (label, text, address)."""
    rows = tuple(Row(label, plain(text, address)) for label, text, address in part.more)
    return Fields(rows, part.title, part.id)


def _sets(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section:
    return _table(public, part, ("流程集", "流程", "图"), _set)


RowMaker = Callable[[PublicCatalog, Entry], TableRow]


def _table(public: PublicCatalog, part: ListPart, columns: tuple[str, ...], row: RowMaker) -> Table:
    rows = tuple(row(public, each) for each in shown(public, part))
    return Table(columns, rows, part.title, part.id)


def _set(public: PublicCatalog, entry: Entry) -> TableRow:
    members = entry.record.members if isinstance(entry.record, ProcedureSet) else ()
    return TableRow((tables.named(entry), cell(public, members), plain(f"{len(members)} 张")))


def _posts(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section:
    columns = ("岗位", "机构", "主管、分管", "负责、联系、协助、协调", "权力", "责任")
    return _table(public, part, columns, _post)


def _post(public: PublicCatalog, entry: Entry) -> TableRow:
    post = entry.record
    assert isinstance(post, Post)
    marks = [word for word, flag in (("正职", post.head), ("空缺", post.vacant)) if flag]
    cells = (
        _beside(tables.named(entry), plain("　".join(marks), tone="mark") if marks else ()),
        tables.field(public, entry, "body"),
        cell(public, post.portfolio.governed()),
        _others(public, post.portfolio),
        plain(str(len(powers_of(public, entry.id)))),
        plain(str(len(public.linked(entry.id, "duty", "holders")))),
    )
    return TableRow(cells, entry.id)


def _beside(first: Cell, second: Cell) -> Cell:
    return ((*first[0], *second[0]),) if second else first


def _others(public: PublicCatalog, portfolio: Portfolio) -> Cell:
    refs = (
        *portfolio.leads, *portfolio.liaison, *portfolio.assists, *portfolio.coordinates,
    )  # fmt: skip
    return cell(public, tuple(dict.fromkeys(refs)))


def _areas(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section:
    columns = ("领域", "主管、分管", "负责", "联系", "协助", "协调")
    return _table(public, part, columns, _area)


def _area(public: PublicCatalog, entry: Entry) -> TableRow:
    others = (
        short_links(public.linking_in(entry.id, "post", "portfolio", verb))
        for verb in ("leads", "liaison", "assists", "coordinates")
    )
    return TableRow((tables.named(entry), short_links(governing(public, entry.id)), *others))


def _tree(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section:
    return organisation(part.more)


def _bodies(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section:
    columns = ("机构", "类型", "上级", "岗位", "权力")
    return _table(public, part, columns, _body)


def _body(public: PublicCatalog, entry: Entry) -> TableRow:
    cells = (
        tables.named(entry),
        tables.field(public, entry, "type"),
        tables.field(public, entry, "parent"),
        short_links(public.linking(entry.id, "post", "body")),
        plain(str(len(powers_of(public, entry.id)))),
    )
    return TableRow(cells)


def _roles(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section:
    return _table(public, part, ("角色", "参与的流程"), _role)


def _role(public: PublicCatalog, entry: Entry) -> TableRow:
    found = public.linked(entry.id, "procedure", "steps")
    some = found[:_FIRST] if len(found) > _MANY else found
    named = links(public.entries[id] for id in some)
    if len(found) > len(some):
        named += ((Inline(f"共 {len(found)} 个，全部见"), Inline("角色的网页", of_entry(entry))),)
    return TableRow((tables.named(entry), named))


def _rules(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section:
    columns = ("名称", "文号", "制定机关", "施行日期", "效力", "引用")
    return _table(public, part, columns, _rule)


def _rule(public: PublicCatalog, entry: Entry) -> TableRow:
    names = ("number", "issuer", "effective", "force")
    cells = (tables.field(public, entry, name) for name in names)
    number = len(public.back.get(entry.id, ()))
    return TableRow((tables.named(entry), *cells, plain(f"{number} 处")))


def _lists(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section:
    return _table(public, part, ("清单", "条目"), _list)


def _list(public: PublicCatalog, entry: Entry) -> TableRow:
    entries = entry.record.entries if isinstance(entry.record, Listing) else ()
    return TableRow((tables.named(entry), plain(f"{len(entries)} 项")))


def _categories(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section:
    return _table(public, part, ("权力类别", "权力事项"), _category)


def _category(public: PublicCatalog, entry: Entry) -> TableRow:
    number = len(public.linked(entry.id, "power", "category"))
    return TableRow((tables.named(entry), plain(f"{number} 项")))


def _counts(public: PublicCatalog, charts: Drawings, part: ListPart) -> Section:
    """Figures worked out of the whole: rows of an id or nothing, then texts.

    With an id the record's name goes before the texts. ``more`` is the columns and a note.
    """
    columns, note = part.more
    rows = tuple(
        TableRow(((tables.named(public.entries[id]),) if id else ()) + tuple(map(plain, texts)))
        for id, *texts in part.rows
    )
    return Table(columns, rows, part.title, part.id, note)


MAKERS: dict[str, SectionMaker] = {
    "powers": _powers,
    "duties": _duties,
    "risks": _risks,
    "procedures": _procedures,
    "fields": _fields,
    "sets": _sets,
    "posts": _posts,
    "areas": _areas,
    "tree": _tree,
    "bodies": _bodies,
    "roles": _roles,
    "rules": _rules,
    "lists": _lists,
    "categories": _categories,
    "counts": _counts,
}
