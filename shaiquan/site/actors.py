"""Pages about who acts: bodies, posts, roles, and the areas that they answer for."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.bodies import Portfolio, Post
from shaiquan.queries.meetings import before
from shaiquan.site.comparison import MANY
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import Section
from shaiquan.site.parts import acting, particulars, text
from shaiquan.views import tables
from shaiquan.views.cells import cell, fields, links
from shaiquan.views.posts import division, two_lists
from shaiquan.views.values import Fields, Row, Table, TableRow


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
