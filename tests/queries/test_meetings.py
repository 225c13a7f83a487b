"""Which powers come before which meeting."""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan.queries.meetings import find_entries_of_meetings, find_meetings, find_powers_before
from tests.conftest import MakeSite
from tests.two_powers import BODIES, SMALL_SPENDING, release_two_powers


def meetings(site: MakeSite, files: Mapping[str, str] | None = None) -> list[str]:
    (found,) = find_entries_of_meetings(release_two_powers(site, files)).values()
    return [entry.id for entry in found]


def test_the_highest_meeting_comes_first(site: MakeSite) -> None:
    assert meetings(site) == ["ddh", "dw"]


def test_a_meeting_with_nothing_before_it_is_left_out(site: MakeSite) -> None:
    assert meetings(site, {"powers/p2.yml": SMALL_SPENDING.replace("提级: 党代会\n", "")}) == ["dw"]


def test_a_committee_to_which_powers_are_only_raised_is_no_meeting(site: MakeSite) -> None:
    bodies = BODIES.replace("类型: 党代会", "类型: 党委")
    assert meetings(site, {"bodies/all.yml": bodies}) == ["dw"]


def test_powers_before_a_meeting_are_those_that_name_it_in_a_field(site: MakeSite) -> None:
    public = release_two_powers(site)
    assert find_powers_before(public, "dw", "decider") == ("p1", "p2")
    assert find_powers_before(public, "ddh", "decider") == ()
    assert find_powers_before(public, "ddh", "decider", "escalates") == ("p2",)
    assert list(find_meetings(public)) == ["小镇党委"]
