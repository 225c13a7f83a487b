"""Working days by the calendar, bounds in them, and what a year that nobody knows decides."""

from __future__ import annotations

import datetime

import pytest

from shaiquan.content.catalog import Records
from shaiquan.disclosure.release import release
from shaiquan.model.time_bounds import parse_time_bound
from shaiquan.queries.tenures import count_holders
from shaiquan.queries.workdays import count_workdays, keeps_bound, list_unknown_years
from tests.conftest import MakeSite
from tests.support import load_catalog

DAY = datetime.date.fromisoformat


@pytest.fixture
def records(site: MakeSite) -> Records:
    tenures = """\
任职:
  - {编号: rz2, 岗位: 副书记, 从: 2026-03-02, 至: 2026-05-06}
  - {编号: rz3, 岗位: 副书记, 从: 2026-05-06, 至: 2026-08}
"""
    return load_catalog(site({"bodies/more.yml": tenures}))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-09-10", "2026-09-15", 3),  # over a weekend
        ("2026-09-30", "2026-10-09", 2),  # over the holidays
        ("2026-09-15", "2026-09-10", -3),
        ("2026-12-31", "2027-01-05", None),
        ("2026-12-30", "2026-12-31", 1),
    ],
)
def test_working_days_follow_the_calendar(
    start: str, end: str, days: int | None, records: Records
) -> None:
    assert count_workdays(records, DAY(start), DAY(end)) == days


@pytest.mark.parametrize(
    ("bound", "start", "end", "kept"),
    [
        ("至少会前2日", "2026-09-08", "2026-09-10", True),
        ("至少会前2日", "2026-09-09", "2026-09-10", False),
        ("至少会前2个工作日", "2026-09-11", "2026-09-14", False),
        ("至少会前2个工作日", "2026-09-11", "2026-09-15", True),
        ("至多3个工作日", "2026-09-10", "2026-09-16", False),
        ("至多3个工作日", "2026-12-31", "2027-01-04", None),
        ("至多3个工作日", "2026-12-24", "2027-01-04", False),  # whatever January is
        ("至多3个工作日", "2026-12-31", "2027-01-03", True),
        ("至多3个工作日", "2026-12-24", "2099-01-04", False),
        ("至多当日", "2026-09-10", "2026-09-10", True),
        ("至多当日", "2026-09-10", "2026-09-11", False),
        ("至少1个月", "2026-01-31", "2026-02-28", False),
    ],
)
def test_a_bound_is_kept_broken_or_undecided(
    bound: str, start: str, end: str, kept: bool | None, records: Records
) -> None:
    assert keeps_bound(records, parse_time_bound(bound), DAY(start), DAY(end)) is kept


def test_only_a_year_that_would_decide_is_asked_for(records: Records) -> None:
    bound = parse_time_bound("至多3个工作日")
    assert list_unknown_years(records, bound, DAY("2026-12-31"), DAY("2027-01-04")) == (2027,)
    assert list_unknown_years(records, bound, DAY("2026-12-24"), DAY("2027-01-04")) == ()
    days = parse_time_bound("至多3日")
    assert list_unknown_years(records, days, DAY("2026-12-31"), DAY("2027-01-04")) == ()


@pytest.mark.parametrize(
    ("post", "day", "number"),
    [
        ("sj", "2026-03-01", (1, 1)),
        ("sj", "2025-12-01", (0, 0)),
        ("fsj", "2026-05-06", (1, 1)),  # one leaves, another comes
        ("fsj", "2026-03-02", (0, 1)),
        ("fsj", "2026-08-20", (0, 1)),  # the day on which it ended is not written
        ("fsj", "2026-09-01", (0, 0)),
    ],
)
def test_who_held_a_post_on_a_day(
    post: str, day: str, number: tuple[int, int], records: Records
) -> None:
    assert count_holders(records, post, DAY(day)) == number


def test_a_post_without_a_tenure_may_be_filled_or_not(site: MakeSite) -> None:
    assert count_holders(load_catalog(site({})), "fsj", DAY("2026-05-06")) is None


def test_a_tenure_whose_dates_are_not_shown_may_run_on_any_day(site: MakeSite) -> None:
    tenure = "{编号: rz2, 岗位: 副书记, 从: 2026-03-02, 不公开字段: [{字段: 从, 依据: 不公开}]}"
    catalog = load_catalog(site({"bodies/more.yml": f"任职: [{tenure}]"}))
    public = release(catalog, DAY("2026-11-24")).public
    assert count_holders(public, "fsj", DAY("2026-05-06")) == (0, 1)
