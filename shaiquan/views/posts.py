"""What a post answers for, as screen and paper show it (S3-03)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.bodies import Portfolio, Post
from shaiquan.queries.relations import answered, powers_of
from shaiquan.views import tables
from shaiquan.views.cells import cell, named
from shaiquan.views.values import Columns, Row, Table, TableRow, plain


def show_areas(public: PublicCatalog, post: Post) -> tuple[Row, ...]:
    """The areas of a post, by the verb of its responsibility."""
    return tuple(
        Row(label, found)
        for name, label in Portfolio.known()
        if (found := cell(public, getattr(post.portfolio, name)))
    )


def show_two_lists(public: PublicCatalog, entry: Entry) -> Columns:
    """两张清单 (seed 000): what the post may do beside what it must do."""
    parts = _parts_in(public, entry.id)
    powers = powers_of(public, entry.id)
    governed = [id for id in answered(public, entry.id) if id not in parts]
    ways = [*((id, "、".join(parts[id])) for id in powers), *((id, "分管领域") for id in governed)]
    duties = public.linked(entry.id, "duty", "holders")
    held = tables.rows_of(
        ways, lambda each: TableRow((named(public.entries[each[0]]), plain(each[1])))
    )
    owed = tables.rows_of(duties, lambda key: _owed(public, public.entries[key]))
    left = Table(("权力事项", "方式"), held, f"权力清单（{len(held)} 项）", "power-list")
    right = Table(("责任事项", "对应权力"), owed, f"责任清单（{len(owed)} 项）", "duty-list")
    return Columns((left, right), "两张清单", "lists")


def _owed(public: PublicCatalog, duty: Entry) -> TableRow:
    return TableRow((named(duty), tables.field(public, duty, "powers")))


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
