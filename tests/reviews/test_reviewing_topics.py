"""Candidates are reviewed before they are shown, so that nothing is asked on the day they are."""

from __future__ import annotations

import datetime
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.content.catalog import Catalog
from shaiquan.disclosure.release import release
from shaiquan.model.review_lines import ReviewLine
from shaiquan.reviews.comparing import find_change
from shaiquan.reviews.surveying import survey_reviews
from tests.checks.decided_site import FILES
from tests.conftest import MakeSite

BEFORE, BEGUN = datetime.date(2026, 11, 24), datetime.date(2026, 12, 1)
TOPIC = "t5"


def load(content: Path, as_of: datetime.date) -> Catalog:
    catalog = check_content(content, as_of=as_of).catalog
    assert catalog is not None
    return catalog


def review(content: Path, day: datetime.date, *ids: str) -> dict[str, ReviewLine]:
    """The lines that a review on a day records."""
    made = survey_reviews(load(content, day), {}, day).make_lines(ids or (TOPIC,), "纪委", day)
    return {id: line for id, line in made.items() if line}


def list_changed(content: Path, day: datetime.date, lines: dict[str, ReviewLine]) -> list[str]:
    """What is told to have changed since, by ``check`` and by ``review``: both the same."""
    catalog = load(content, day)
    told = []
    for id, line in lines.items():
        found = find_change(release(catalog, day).public, catalog, id, line)
        told.append(dict(found.words)["fields"] if found else "")
    survey = survey_reviews(catalog, lines, day)
    asked = ["、".join(c.label for c in survey.describe_fields(id)) for id in lines]
    assert told == asked
    return told


def change(site: MakeSite, old: str, new: str) -> None:
    assert old in FILES["topics/t.yml"]
    site({"topics/t.yml": FILES["topics/t.yml"].replace(old, new)})


def test_the_beginning_of_the_notice_asks_for_no_new_review(site: MakeSite) -> None:
    content = site(FILES)
    lines = review(content, BEFORE)
    assert "人选=" in lines[TOPIC].fields
    assert "不公开字段=" not in lines[TOPIC].fields
    assert list_changed(content, BEFORE, lines) == [""]
    assert list_changed(content, BEGUN, lines) == [""]
    assert list_changed(content, BEFORE, review(content, BEGUN)) == [""]


def test_the_reviewer_is_shown_the_candidates(site: MakeSite) -> None:
    survey = survey_reviews(load(site(FILES), BEFORE), {}, BEFORE)
    shown = {field.label: field.new for field in survey.describe_fields(TOPIC)}
    assert "孙小圣" in shown["人选"]


def test_another_candidate_is_reviewed_before_the_notice_begins(site: MakeSite) -> None:
    content = site(FILES)
    lines = review(content, BEFORE)
    change(site, "孙小圣", "朱小能")
    assert list_changed(content, BEFORE, lines) == ["人选"]
    assert list_changed(content, BEGUN, lines) == ["人选"]


def test_a_field_that_is_withheld_for_good_may_change(site: MakeSite) -> None:
    content = site(FILES)
    hidden = "    不公开字段: [{字段: 人选, 依据: 个人信息}]\n    人选: [{姓名: 孙小圣"
    change(site, "    人选: [{姓名: 孙小圣", hidden)
    lines = review(content, BEFORE)
    assert "人选=" not in lines[TOPIC].fields
    change(site, "    人选: [{姓名: 孙小圣", hidden.replace("孙小圣", "朱小能"))
    assert list_changed(content, BEFORE, lines) == [""]


def test_a_topic_that_is_numbered_anew_since_another_became_public_is_as_reviewed(
    site: MakeSite,
) -> None:
    closed = "公开: {范围: 党内, 依据: 党务公开条例第八条}"
    content = site(FILES)
    change(site, "名称: 调整环镇公路", f"名称: 调整环镇公路\n    {closed}")
    lines = review(content, BEFORE, "t4", TOPIC)
    site(FILES)  # now t2 is first on the agenda
    assert list_changed(content, BEFORE, lines) == ["", ""]


def test_nobody_is_asked_to_review_a_topic_for_a_closer_scope(site: MakeSite) -> None:
    closed = "公开: {范围: 党内, 依据: 党务公开条例第八条}"
    content = site(FILES)
    change(site, "名称: 调整环镇公路", f"名称: 调整环镇公路\n    {closed}")
    survey = survey_reviews(load(content, BEFORE), {}, BEFORE)
    assert "t2" not in {*survey.new, *survey.changed, *survey.public.entries}
