"""What a post is responsible for, as screen and paper show it (S3-03)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.bodies import Portfolio, Post
from shaiquan.queries.relations import find_answered_powers, find_powers_of
from shaiquan.views import tables
from shaiquan.views.cells import field_cell, link_with_state, make_cell
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
    parts = _list_parts(public, entry.id)
    powers = [(id, "、".join(parts[id])) for id in find_powers_of(public, entry.id)]
    powers += [(id, "分管领域") for id in find_answered_powers(public, entry.id) if id not in parts]
    duties = public.ids_naming(entry.id, "duty", "holders")
    power_rows = tables.make_rows(
        powers, lambda pair: TableRow((link_with_state(public.entries[pair[0]]), plain(pair[1])))
    )
    duty_rows = tables.make_rows(duties, lambda duty: _make_duty_row(public, public.entries[duty]))
    power_title = f"权力清单（{len(power_rows)} 项）"
    duty_title = f"责任清单（{len(duty_rows)} 项）"
    left = Table(("权力事项", "方式"), power_rows, power_title, "power-list")
    right = Table(("责任事项", "对应权力"), duty_rows, duty_title, "duty-list")
    return Columns((left, right), "两张清单", "lists")


def _make_duty_row(public: PublicCatalog, duty: Entry) -> TableRow:
    return TableRow((link_with_state(duty), field_cell(public, duty, "powers")))


_PART_NAMES = {
    "decider": "决定",
    "joint_deciders": "共同决定",
    "handlers": "承办",
    "partners": "配合",
}


def _list_parts(public: PublicCatalog, id: str) -> Mapping[str, list[str]]:
    """Id of a power that names a post or a body -> its parts in the power.

    Powers for which a leader is responsible only through an area are left out.
    """
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for mention in public.mentions_of.get(id, ()):
        if mention.field[0] in _PART_NAMES:
            parts[mention.source].append(_PART_NAMES[str(mention.field[0])])
    return parts
