"""The texts that no file of the site may say."""

from __future__ import annotations

import datetime

import pytest

from shaiquan.disclosure.release import release
from shaiquan.disclosure.word_forms import WithheldText
from tests.conftest import MakeSite
from tests.support import list_withheld, load_catalog

DRAFT = "编号: p2\n名称: 采购办公用品的决定\n决定主体: 党委\n状态: 草稿\n"


def withheld_texts(site: MakeSite, files: dict[str, str | None]) -> list[str]:
    return list_withheld(release(load_catalog(site(files)), datetime.date(2026, 11, 24)))


def test_a_site_that_shows_everything_withholds_no_text(site: MakeSite) -> None:
    assert withheld_texts(site, {}) == []


def test_every_line_of_a_draft_is_withheld_but_short_ones(site: MakeSite) -> None:
    more = "正文: |\n  先由办公室提出需求\n  再报批\n"
    assert withheld_texts(site, {"powers/p2.yml": DRAFT + more}) == [
        "采购办公用品的决定",
        "先由办公室提出需求",
    ]


def test_what_a_public_record_says_too_is_not_withheld(site: MakeSite) -> None:
    rule = (site({}) / "rules" / "gz.md").read_text("utf-8") + "\n采购办公用品的决定由党委作出。\n"
    assert withheld_texts(site, {"powers/p2.yml": DRAFT, "rules/gz.md": rule}) == []


def withheld(site: MakeSite, files: dict[str, str | None]) -> tuple[WithheldText, ...]:
    return release(load_catalog(site(files)), datetime.date(2026, 11, 24)).withheld_texts


def test_a_short_name_and_an_id_of_a_draft_are_withheld_and_say_where_they_stand(
    site: MakeSite,
) -> None:
    draft = DRAFT.replace("采购办公用品的决定", "采办")
    id, name = withheld(site, {"powers/p2.yml": draft})
    assert (id.type, id.text, name.type, name.text) == ("id", "p2", "name", "采办")
    assert name.origin.endswith("powers/p2.yml 权力事项 p2 名称")


@pytest.mark.parametrize("word", ["权力事项", "举报电话", "流程图", "参与式", "议事规则"])
def test_a_word_that_is_common_elsewhere_is_no_secret(site: MakeSite, word: str) -> None:
    assert withheld_texts(site, {"powers/p2.yml": DRAFT.replace("采购办公用品的决定", word)}) == []


def test_a_sum_and_a_limit_that_a_public_record_states_are_no_secrets(site: MakeSite) -> None:
    draft = DRAFT + "正文: |\n  20 个 工作日\n"
    assert withheld_texts(site, {"powers/p2.yml": draft}) == ["采购办公用品的决定"]
