"""Every mistake gives a problem at its place, in the expected words."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.checks.runner import CODES
from shaiquan.problems import Code
from tests.conftest import MakeSite
from tests.support import BAD_SITES, add_wall_findings, lines, read_bad_site

#: the day on which sheets on walls are checked
DAY = datetime.date(2026, 11, 24)


@pytest.mark.parametrize("case", BAD_SITES, ids=lambda path: path.stem)
def test_a_bad_site_has_just_these_problems_and_in_english_no_words_but_those_of_the_content(
    case: Path, site: MakeSite
) -> None:
    files, expected = read_bad_site(case)
    content, text = site(files), case.read_text("utf-8")
    loaded = add_wall_findings(check_content(content), DAY)
    assert lines(loaded, content) == expected
    for problem in loaded.problems:
        message = problem.message("en")
        for chinese in ("是不是", "应当", "没有", "不对", "可以", "配对", "缩进", "删", "补"):
            assert chinese not in message or chinese in text, message


def test_every_code_has_a_bad_site_or_a_test_of_its_own() -> None:
    """Where text alone cannot spoil a site, a test names the code."""
    with_site = {path.stem.rpartition("-")[0] for path in BAD_SITES}
    codes = {code.code for code in CODES}
    assert with_site <= codes
    tests = [path.read_text("utf-8") for path in Path(__file__).parent.rglob("test_*.py")]
    for code in codes - with_site:
        assert any(f'"{code}"' in text for text in tests), f"no test of {code}"


def test_the_small_site_that_the_others_spoil_is_good(site: MakeSite) -> None:
    content = site({})
    assert lines(check_content(content), content) == []


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_every_code_says_what_is_wrong_and_how_to_mend_it_in_two_languages(code: Code) -> None:
    assert code.zh
    assert code.en
    assert code.mend_zh
    assert code.mend_en
    assert code.example
    assert any("\u4e00" <= char <= "\u9fff" for char in code.zh)
