"""What a post is responsible for, as screen and paper show it (S3-03)."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.bodies import Portfolio, Post
from shaiquan.queries.power_lists import find_power_parts, list_duties_of
from shaiquan.views import tables
from shaiquan.views.cells import field_cell, make_cell
from shaiquan.views.record_links import link_with_state
from shaiquan.views.values import Columns, Row, Table, TableRow, plain


def show_areas(public: PublicCatalog, post: Post) -> tuple[Row, ...]:
    """The areas of a post, by the verb of its responsibility."""
    return tuple(
        Row(label, content)
        for name, label in Portfolio.field_labels()
        if (content := make_cell(public, getattr(post.portfolio, name)))
    )


def show_two_lists(public: PublicCatalog, entry: Entry) -> Columns:
    """两张清单 (seed 000): what the post may do, beside what it must do."""
    powers = tuple(find_power_parts(public, entry.id).items())
    duties = list_duties_of(public, entry.id)
    power_rows = tables.make_rows(
        powers,
        lambda pair: TableRow(
            (link_with_state(public.entries[pair[0]]), plain("、".join(pair[1])))
        ),
    )
    duty_rows = tables.make_rows(duties, lambda duty: _make_duty_row(public, public.entries[duty]))
    power_title = f"权力清单（{len(power_rows)} 项）"
    duty_title = f"责任清单（{len(duty_rows)} 项）"
    left = Table(("权力事项", "方式"), power_rows, power_title, "power-list", look="list")
    right = Table(("责任事项", "对应权力"), duty_rows, duty_title, "duty-list", look="list")
    return Columns((left, right), "两张清单", "lists")


def _make_duty_row(public: PublicCatalog, duty: Entry) -> TableRow:
    return TableRow((link_with_state(duty), field_cell(public, duty, "powers")))
