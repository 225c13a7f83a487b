"""The texts that no file of the site may say."""

from __future__ import annotations

import datetime

from shaiquan.disclosure.release import release
from tests.conftest import MakeSite
from tests.support import load_catalog

DRAFT = "编号: p2\n名称: 采购办公用品的决定\n决定主体: 党委\n状态: 草稿\n"


def withheld_texts(site: MakeSite, files: dict[str, str | None]) -> tuple[str, ...]:
    return release(load_catalog(site(files)), datetime.date(2026, 11, 24)).withheld_texts


def test_a_site_that_shows_everything_withholds_no_text(site: MakeSite) -> None:
    assert withheld_texts(site, {}) == ()


def test_every_line_of_a_draft_is_withheld_but_short_ones(site: MakeSite) -> None:
    more = "正文: |\n  先由办公室提出需求\n  再报批\n"
    assert withheld_texts(site, {"powers/p2.yml": DRAFT + more}) == (
        "采购办公用品的决定",
        "先由办公室提出需求",
    )


def test_what_a_public_record_says_too_is_not_withheld(site: MakeSite) -> None:
    rule = (site({}) / "rules" / "gz.md").read_text("utf-8") + "\n采购办公用品的决定由党委作出。\n"
    assert withheld_texts(site, {"powers/p2.yml": DRAFT, "rules/gz.md": rule}) == ()
