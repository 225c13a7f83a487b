"""The editions of a sheet in the order in which they were registered."""

from __future__ import annotations

import datetime

from shaiquan.queries.editions import editions_of, list_registered_marks
from tests.conftest import MakeSite
from tests.ledgers import WALLED, public, register


def test_editions_are_ordered_by_the_day_of_registration_not_by_their_marks(
    site: MakeSite,
) -> None:
    days = [datetime.date(2026, month, 2) for month in (5, 3, 4)]
    for number, day in enumerate(days, 5):
        register(site({"procedures/l1.yml": WALLED.replace("3个工作日", f"{number}个工作日")}), day)
    released = public(site({}))
    editions = editions_of(released, "l1")
    assert [edition.registered.first for edition in editions] == sorted(days)
    assert sorted(list_registered_marks(released, "l1")) == sorted(
        edition.mark for edition in editions
    )
    assert list_registered_marks(released, "l1") != tuple(edition.mark for edition in editions)
