"""What a sheet on a wall is worth on a day, and what is to be done about it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.sheet_status import (
    MarkStatus,
    find_mark_status,
    list_current_sheets,
    list_hanging_sheets,
    list_marks,
)
from shaiquan.ledger.walls import WallSurvey, survey_walls
from shaiquan.views.flowcharts import draw_procedures
from tests.conftest import MakeSite
from tests.ledgers import SPRING, TODAY, WALLED, entered, outdated, posting, public, sheet
from tests.support import catalog, surveyed

LIMIT = ("3个工作日", "2个工作日")


def answered(content: Path) -> dict[str, MarkStatus]:
    return {each.mark: each for each in answers(public(content))}


def answers(shown: PublicCatalog) -> tuple[MarkStatus, ...]:
    """What is said of each mark, once."""
    current = list_current_sheets(shown, draw_procedures(shown))
    return tuple(
        find_mark_status(shown, chart, mark, current) for chart, mark in list_marks(shown, current)
    )


def walls(content: Path) -> WallSurvey:
    shown = public(content)
    return survey_walls(catalog(content), shown, draw_procedures(shown))


def tasks(content: Path) -> list[tuple[str, str, str]]:
    return [(t.posting.id, t.new, str(t.why)) for t in walls(content).tasks]


def test_a_sheet_with_todays_words_is_in_force_registered_or_not(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    mark = sheet(content).mark
    assert answered(content)[mark].standing.label == "现行"
    assert answered(content)[mark].edition is None
    entered(content)
    (answer,) = answered(content).values()
    assert (answer.standing.label, bool(answer.edition)) == ("现行", True)


def test_a_sheet_is_replaced_when_its_words_change_and_back_when_they_return(
    site: MakeSite,
) -> None:
    content, old = outdated(site, *LIMIT)
    assert answered(content)[old].standing.label == "已被取代"
    assert answered(content)[old].replaced is None, "the new sheet is not registered yet"
    entered(content, datetime.date(2026, 5, 7))
    found = answered(content)[old]
    assert found.replaced
    assert found.replaced.iso == "2026-05-07"
    site({"procedures/l1.yml": WALLED})
    assert answered(content)[old].standing.label == "现行"


def test_a_sheet_is_replaced_since_the_first_edition_after_it(site: MakeSite) -> None:
    content, old = outdated(site, *LIMIT)
    entered(content, datetime.date(2026, 5, 7))
    middle = sheet(content).mark
    site({"procedures/l1.yml": WALLED.replace("3个工作日", "1个工作日")})
    entered(content, datetime.date(2026, 8, 1))
    since = {mark: each.replaced for mark, each in answered(content).items()}
    assert (str(since[old]), str(since[middle])) == ("2026年5月7日", "2026年8月1日")


@pytest.mark.parametrize(
    "more",
    ["", "状态: 撤回\n原因: 职权取消\n撤回日期: 2026-09-30\n", "公开: 党内\n"],
)
def test_a_sheet_ends_with_its_wall_its_procedure_or_its_being_public(
    site: MakeSite, more: str
) -> None:
    content = site({"procedures/l1.yml": WALLED})
    mark = sheet(content).mark
    entered(content, SPRING)
    text = WALLED + more if more else WALLED.replace("上墙: 是\n", "")
    found = check_content(site({"procedures/l1.yml": text})).catalog
    assert found
    (answer,) = answered_of(content)
    assert (answer.mark, answer.standing.label) == (mark, "已停用")


def answered_of(content: Path) -> tuple[MarkStatus, ...]:
    """The answers of content whose checks need not pass."""
    from shaiquan.disclosure.release import release

    found = check_content(content).catalog
    assert found
    shown = release(found, TODAY).public
    return answers(shown)


@pytest.mark.parametrize(
    ("day", "hangs"),
    [("2026-03-04", False), ("2026-03-05", True), ("2026-05-31", True), ("2026-06-01", False)],
)
def test_a_sheet_hangs_from_one_day_to_another(site: MakeSite, day: str, hangs: bool) -> None:
    content, mark = outdated(site, *LIMIT)
    site({"ledger/zt.yml": posting(mark, ", 撤下日期: 2026-06-01")})
    shown = public(content)
    found = list_hanging_sheets(
        shown, list_current_sheets(shown, draw_procedures(shown)), datetime.date.fromisoformat(day)
    )
    assert bool(found) is hangs


def test_the_survey_says_what_to_replace_what_to_take_down_and_what_is_missing(
    site: MakeSite,
) -> None:
    content, _ = outdated(site, *LIMIT)
    new = sheet(content).mark
    assert tasks(content) == [("zt-01", new, "图上的内容已经改了")]
    site({"procedures/l1.yml": WALLED.replace("上墙: 是\n", "")})
    assert tasks(content) == [("zt-01", "", "流程不再上墙")]
    second = WALLED.replace("编号: l1", "编号: l2").replace("名称: 重大", "名称: 一般")
    site({"procedures/l2.yml": second})
    assert [each.entry.id for each in walls(content).missing] == ["l2"]


def test_an_internal_posting_is_surveyed_too(site: MakeSite) -> None:
    content, mark = outdated(site, *LIMIT)
    site({"ledger/zt.yml": posting(mark, ", 公开: 本单位")})
    assert len(tasks(content)) == 1
    assert not public(content).of("posting")


def test_a_survey_is_no_fault_even_of_a_strict_check(site: MakeSite) -> None:
    content, _ = outdated(site, *LIMIT)
    found = surveyed(check_content(content, strict=True), TODAY, strict=True)
    assert found.sound
    assert [each.code.code for each in found.problems] == ["poster-outdated"]


def test_a_site_may_weigh_it_as_it_likes(site: MakeSite) -> None:
    content, _ = outdated(site, *LIMIT)
    settings = (content / "site.yml").read_text("utf-8")
    site({"site.yml": settings + "严重程度: {poster-outdated: 错误}\n"})
    assert not surveyed(check_content(content), TODAY).sound
    site({"site.yml": settings + "严重程度: {poster-outdated: 不报}\n"})
    assert surveyed(check_content(content), TODAY).problems == ()
