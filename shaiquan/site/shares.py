"""How complete and how timely the site is, in a few shares with the lists that they are of."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import MATRIX, TIMELINESS, WALL
from shaiquan.ledger.sheet_status import list_hanging_sheets
from shaiquan.model.terms import SheetStatus
from shaiquan.queries.powers import list_used_powers
from shaiquan.queries.relations import group_by_unit
from shaiquan.site.tasks import Facts, PlainValues
from shaiquan.site.timeliness import (
    PROMISED,
    REVIEWED,
    Reviews,
    find_due_reviews,
    list_promising,
)
from shaiquan.site.wall_list import list_current_marks


def plan_shares(public: PublicCatalog, facts: Facts, reviews: Reviews) -> tuple[PlainValues, ...]:
    """(label, part, whole, address) of each share that the site can tell."""
    rows = (
        *_share_complete(public, facts),
        *_share_timely(public, reviews),
        *_share_walls(public, facts),
    )
    return tuple(row for row in rows if row[2])


def _share_complete(public: PublicCatalog, facts: Facts) -> Iterator[PlainValues]:
    """Of each unit the powers that have all of 五有一化."""
    units = group_by_unit(public, list_used_powers(public))
    for unit, powers in units.items():
        complete = sum(all(facts[power.id]) for power in powers)
        name = f"五有一化齐全的权力（{unit}）" if len(units) > 1 else "五有一化齐全的权力"
        yield name, complete, len(powers), f"{MATRIX.page.address}#shares"


def _share_timely(public: PublicCatalog, reviews: Reviews) -> Iterator[PlainValues]:
    if not reviews:  # then there is no such page
        return
    timely = len(reviews) - len(find_due_reviews(public, reviews))
    yield REVIEWED, timely, len(reviews), f"{TIMELINESS.page.address}#reviews"
    used, promising = list_promising(public)
    yield PROMISED, len(promising), len(used), f"{TIMELINESS.page.address}#promises"


def _share_walls(public: PublicCatalog, facts: Facts) -> Iterator[PlainValues]:
    """Of the sheets that hang, those that are in force."""
    hanging = list_hanging_sheets(public, list_current_marks(public, facts), public.as_of)
    current = sum(sheet.status is SheetStatus.IN_FORCE for sheet in hanging)
    yield "墙上的图是现行的", current, len(hanging), f"{WALL.page.address}#places"
