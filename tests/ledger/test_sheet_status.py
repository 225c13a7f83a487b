"""The status of a sheet on a wall on a day, and what to do about it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.registering import format_edition
from shaiquan.ledger.sheet_changes import find_changes
from shaiquan.ledger.sheet_status import (
    MarkStatus,
    find_mark_status,
    list_current_sheets,
    list_hanging_sheets,
    list_marks,
)
from shaiquan.ledger.walls import WallSurvey, survey_walls
from shaiquan.model.marks import mark_of, mark_slug
from shaiquan.problem_texts import as_text
from shaiquan.views.flowcharts import draw_procedures
from tests.conftest import MakeSite
from tests.ledgers import (
    SPRING,
    TODAY,
    WALLED,
    make_outdated_site,
    posting,
    public,
    register,
    sheet,
)
from tests.support import add_wall_findings, current_marks, load_catalog

LIMIT = ("3个工作日", "2个工作日")


def statuses_by_mark(content: Path) -> dict[str, MarkStatus]:
    return {status.mark: status for status in list_statuses(public(content))}


def list_statuses(public: PublicCatalog) -> tuple[MarkStatus, ...]:
    """The status of every mark."""
    current = list_current_sheets(public, draw_procedures(public))
    marks = {id: sheet.marks for id, sheet in current.items()}
    return tuple(
        find_mark_status(public, procedure, mark, current.get(procedure))
        for procedure, mark in list_marks(public, marks)
    )


def survey(content: Path) -> WallSurvey:
    released = public(content)
    return survey_walls(load_catalog(content), released, current_marks(released))


def tasks(content: Path) -> list[tuple[str, str, str]]:
    return [(task.posting.id, task.new, str(task.why)) for task in survey(content).tasks]


def test_a_sheet_with_todays_words_is_in_force_registered_or_not(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    mark = sheet(content).mark
    assert statuses_by_mark(content)[mark].status.label == "现行"
    assert statuses_by_mark(content)[mark].edition is None
    register(content)
    (status,) = statuses_by_mark(content).values()
    assert (status.status.label, bool(status.edition)) == ("现行", True)


def test_a_sheet_is_replaced_when_its_words_change_and_back_when_they_return(
    site: MakeSite,
) -> None:
    content, old = make_outdated_site(site, *LIMIT)
    assert statuses_by_mark(content)[old].status.label == "已被取代"
    assert statuses_by_mark(content)[old].replaced is None, "the new sheet is not registered yet"
    register(content, datetime.date(2026, 5, 7))
    status = statuses_by_mark(content)[old]
    assert status.replaced
    assert status.replaced.iso == "2026-05-07"
    site({"procedures/l1.yml": WALLED})
    assert statuses_by_mark(content)[old].status.label == "现行"


def test_a_sheet_in_the_form_of_before_stays_in_force_until_its_words_change(
    site: MakeSite,
) -> None:
    """What is printed today says more, and has a mark of its own."""
    content = site({"procedures/l1.yml": WALLED})
    today = sheet(content)
    assert today.earlier != today.lines
    old = mark_of(today.earlier)
    assert today.marks == (today.mark,), "it was never registered"
    edition = format_edition(replace(today, mark=old, lines=today.earlier), SPRING)
    site({f"ledger/l1-{mark_slug(old)}.yml": edition, "ledger/zt.yml": posting(old)})
    assert sheet(content).marks == (today.mark, old)
    assert tasks(content) == []
    assert statuses_by_mark(content)[old].status.label == "现行"
    register(content)
    assert tasks(content) == [], "registering what is printed today outdates no wall"
    site({"procedures/l1.yml": WALLED.replace(*LIMIT)})
    new = sheet(content).mark
    assert tasks(content) == [("zt-01", new, "图上的内容已经改了")]
    changes = find_changes(today.earlier, sheet(content).earlier)
    places = [change.where for change in changes]
    assert places == ["步骤“公开”", "各步最长合计"], "compared in its own form"


def test_a_sheet_is_replaced_since_the_first_edition_after_it(site: MakeSite) -> None:
    content, old = make_outdated_site(site, *LIMIT)
    register(content, datetime.date(2026, 5, 7))
    middle = sheet(content).mark
    site({"procedures/l1.yml": WALLED.replace("3个工作日", "1个工作日")})
    register(content, datetime.date(2026, 8, 1))
    since = {mark: status.replaced for mark, status in statuses_by_mark(content).items()}
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
    register(content, SPRING)
    text = WALLED + more if more else WALLED.replace("上墙: 是\n", "")
    loaded = check_content(site({"procedures/l1.yml": text})).catalog
    assert loaded
    (status,) = statuses_of(content)
    assert (status.mark, status.status.label) == (mark, "已停用")


def statuses_of(content: Path) -> tuple[MarkStatus, ...]:
    """The statuses of content whose checks need not pass."""
    from shaiquan.disclosure.release import release

    loaded = check_content(content).catalog
    assert loaded
    released = release(loaded, TODAY).public
    return list_statuses(released)


@pytest.mark.parametrize(
    ("day", "hangs"),
    [("2026-03-04", False), ("2026-03-05", True), ("2026-05-31", True), ("2026-06-01", False)],
)
def test_a_sheet_hangs_from_one_day_to_another(site: MakeSite, day: str, hangs: bool) -> None:
    content, mark = make_outdated_site(site, *LIMIT)
    site({"ledger/zt.yml": posting(mark, ", 撤下日期: 2026-06-01")})
    released = public(content)
    hanging = list_hanging_sheets(released, {}, datetime.date.fromisoformat(day))
    assert bool(hanging) is hangs


def test_the_survey_says_what_to_replace_what_to_take_down_and_what_is_missing(
    site: MakeSite,
) -> None:
    content, _ = make_outdated_site(site, *LIMIT)
    new = sheet(content).mark
    assert tasks(content) == [("zt-01", new, "图上的内容已经改了")]
    site({"procedures/l1.yml": WALLED.replace("上墙: 是\n", "")})
    assert tasks(content) == [("zt-01", "", "流程不再上墙")]
    second = WALLED.replace("编号: l1", "编号: l2").replace("名称: 重大", "名称: 一般")
    site({"procedures/l2.yml": second})
    assert [sheet.entry.id for sheet in survey(content).missing] == ["l2"]


def test_an_internal_posting_is_surveyed_too(site: MakeSite) -> None:
    content, mark = make_outdated_site(site, *LIMIT)
    site({"ledger/zt.yml": posting(mark, ", 公开: 本单位")})
    assert len(tasks(content)) == 1
    assert not public(content).entries_of("posting")


def test_a_wall_that_says_what_is_no_longer_true_is_a_warning_and_a_fault_of_a_strict_check(
    site: MakeSite,
) -> None:
    content, _ = make_outdated_site(site, *LIMIT)
    register(content)
    outcome = add_wall_findings(check_content(content), TODAY)
    assert outcome.sound
    assert [problem.code.code for problem in outcome.problems] == ["poster-outdated"]
    assert not add_wall_findings(check_content(content, strict=True), TODAY, strict=True).sound


def test_what_to_do_is_told_before_the_first_sheet_hangs_once_for_all(site: MakeSite) -> None:
    second = WALLED.replace("编号: l1", "编号: l2").replace("名称: 重大", "名称: 一般")
    content = site({"procedures/l1.yml": WALLED, "procedures/l2.yml": second})
    problems = add_wall_findings(check_content(content), TODAY).problems
    assert [problem.code.code for problem in problems] == ["poster-missing", "sheet-unregistered"]
    register(content)
    (missing,) = add_wall_findings(check_content(content), TODAY).problems
    assert missing.code.code == "poster-missing"
    assert "“重大事项流程图”、“一般事项流程图”" in as_text(missing)
    assert "python build.py post l1 --place 地点" in as_text(missing)


def test_a_site_may_weigh_it_as_it_likes(site: MakeSite) -> None:
    content, _ = make_outdated_site(site, *LIMIT)
    settings = (content / "site.yml").read_text("utf-8")
    site({"site.yml": settings + "严重程度: {poster-outdated: 错误}\n"})
    assert not add_wall_findings(check_content(content), TODAY).sound
    register(content)
    site({"site.yml": settings + "严重程度: {poster-outdated: 不报}\n"})
    assert add_wall_findings(check_content(content), TODAY).problems == ()
