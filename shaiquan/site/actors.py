"""Pages about who acts: bodies, posts, roles, and the areas that they answer for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.bodies import Portfolio, Post
from shaiquan.queries.relations import answered
from shaiquan.site.comparison import MANY, before
from shaiquan.site.list_sections import Drawings, powers_of
from shaiquan.site.parts import acting, particulars, text
from shaiquan.views import tables
from shaiquan.views.cells import cell, fields, links
from shaiquan.views.values import Columns, Fields, Row, Section, Table, TableRow, plain


def body(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section | None]:
    yield particulars(public, entry)
    yield text(public, entry)
    posts = tuple(
        TableRow((tables.named(each), cell(public, _portfolio(each).governed())))
        for each in public.linking(entry.id, "post", "body")
    )
    yield Table(("岗位", "主管、分管"), posts, "岗位", "posts") if posts else None
    below = public.linking(entry.id, "body", "parent")
    rows = tuple(
        TableRow((tables.named(each), tables.field(public, each, "type"))) for each in below
    )
    yield Table(("机构", "类型"), rows, "下属机构", "below") if rows else None
    yield tables.powers(
        public, public.linked(entry.id, "power", "decider"), "决定的权力事项", "decides"
    )
    yield tables.powers(
        public, public.linked(entry.id, "power", "handlers"), "承办的权力事项", "handles"
    )
    yield _raised(public, entry)
    yield acting(public, entry)


def _raised(public: PublicCatalog, body: Entry) -> Table | None:
    """What is raised to a body, where the comparison of the meetings cannot show it all."""
    raised = before(public, body.id, "escalates")
    if len(raised) + len(before(public, body.id, "decider")) <= MANY:
        return None
    return tables.powers(public, raised, "提级审议的权力事项", "raised")


def _portfolio(entry: Entry) -> Portfolio:
    return entry.record.portfolio if isinstance(entry.record, Post) else Portfolio()


#: what a position description says beyond the particulars (S3-03)
DESCRIBED = ("functions", "tasks", "by_kind", "limits", "commitments")


def post(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section | None]:
    post = entry.record
    assert isinstance(post, Post)
    areas = division(public, post)
    yield particulars(public, entry, "portfolio", *DESCRIBED, "order", "member", "declared")
    yield Fields(areas, "分工", "portfolio") if areas else None
    yield fields(public, entry, DESCRIBED, "职位说明", "tasks")
    yield two_lists(public, entry)
    yield tables.risks(
        public, public.linked(entry.id, "risk", "holders"), "负责防控的风险点", "risks"
    )
    yield acting(public, entry)
    yield _tenures(public, entry)
    yield text(public, entry)


def division(public: PublicCatalog, post: Post) -> tuple[Row, ...]:
    """The areas of a post, by the verb of its responsibility."""
    return tuple(
        Row(label, found)
        for name, label in Portfolio.known()
        if (found := cell(public, getattr(post.portfolio, name)))
    )


def two_lists(public: PublicCatalog, entry: Entry) -> Columns:
    """两张清单 (seed 000): what the post may do beside what it must do."""
    parts = _parts_in(public, entry.id)
    named = powers_of(public, entry.id)
    governed = [id for id in answered(public, entry.id) if id not in parts]
    ways = [*((id, "、".join(parts[id])) for id in named), *((id, "分管领域") for id in governed)]
    duties = public.linked(entry.id, "duty", "holders")
    held = tables.rows_of(
        ways, lambda each: TableRow((tables.named(public.entries[each[0]]), plain(each[1])))
    )
    owed = tables.rows_of(duties, lambda key: _owed(public, public.entries[key]))
    left = Table(("权力事项", "方式"), held, f"权力清单（{len(held)} 项）", "power-list")
    right = Table(("责任事项", "对应权力"), owed, f"责任清单（{len(owed)} 项）", "duty-list")
    return Columns((left, right), "两张清单", "lists")


def _owed(public: PublicCatalog, duty: Entry) -> TableRow:
    return TableRow((tables.named(duty), tables.field(public, duty, "powers")))


_PARTS = {"decider": "决定", "handlers": "承办", "partners": "配合"}


def _parts_in(public: PublicCatalog, who: str) -> Mapping[str, list[str]]:
    """Id of each power that names a post or a body -> the parts that it has in it.

    Powers that a leader answers for through an area alone are not among them.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for link in public.back.get(who, ()):
        if link.field[0] in _PARTS:
            found[link.source].append(_PARTS[str(link.field[0])])
    return found


def _tenures(public: PublicCatalog, entry: Entry) -> Table | None:
    names = ("since", "until", "person")
    rows = tuple(
        TableRow(tuple(tables.field(public, each, name) for name in names))
        for each in public.linking(entry.id, "tenure", "post")
    )
    table = Table(("任职", "免职", "姓名"), rows, "任职", "tenures")
    return tables.filled(table) if rows else None


def role(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section | None]:
    yield particulars(public, entry)
    yield text(public, entry)
    yield acting(public, entry)


def area(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section | None]:
    also = tuple(
        Row(label, links(held))
        for name, label in Portfolio.known()
        if (held := public.linking_in(entry.id, "post", "portfolio", name))
    )
    yield particulars(public, entry, also=also)
    yield text(public, entry)
