"""Every mistake is met with a problem at its place, in the words that are promised."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.checks.runner import CODES
from tests.conftest import MakeSite
from tests.support import lines, sections, surveyed

#: sheets on walls are looked at as of a day
DAY = datetime.date(2026, 11, 24)
BAD = sorted((Path(__file__).parent / "sites" / "bad").glob("*.txt"))


@pytest.mark.parametrize("case", BAD, ids=lambda path: path.stem)
def test_a_bad_site_is_met_with_just_these_problems(case: Path, site: MakeSite) -> None:
    changes = sections(case.read_text("utf-8"))
    wanted = changes.pop("问题")
    assert wanted is not None
    content = site(changes)
    assert lines(surveyed(check_content(content), DAY), content) == wanted.splitlines()


def test_english_is_english_but_for_the_words_of_the_content(site: MakeSite) -> None:
    for case in BAD:
        text = case.read_text("utf-8")
        changes = sections(text)
        changes.pop("问题")
        fresh = site(changes)
        for each in surveyed(check_content(fresh), DAY).problems:
            said = each.message("en")
            for chinese in ("是否为", "应当", "没有", "不对", "可以", "配对", "缩进", "删", "补"):
                assert chinese not in said or chinese in text, (case.stem, said)
        shutil.rmtree(fresh)


def test_every_code_has_a_bad_site_or_a_test_of_its_own() -> None:
    """Where text alone cannot spoil a site, a test names the code."""
    shown = {path.stem.rpartition("-")[0] for path in BAD}
    codes = {code.code for code in CODES}
    assert shown <= codes
    tests = [path.read_text("utf-8") for path in Path(__file__).parent.rglob("test_*.py")]
    for code in codes - shown:
        assert any(f'"{code}"' in text for text in tests), f"no test of {code}"


def test_the_small_site_that_the_others_spoil_is_good(site: MakeSite) -> None:
    content = site({})
    assert lines(check_content(content), content) == []


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_every_code_says_what_is_wrong_and_how_to_mend_it_in_two_languages(code: object) -> None:
    from shaiquan.problems import Code

    assert isinstance(code, Code)
    assert code.zh
    assert code.en
    assert code.mend_zh
    assert code.mend_en
    assert code.example
    assert any("\u4e00" <= c <= "\u9fff" for c in code.zh)
