"""``docs/coverage.md``: every row of the decisions has its page in the sample and its codes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from shaiquan.checks.runner import CODES
from shaiquan.cli import ROOT
from tests.test_reference import address_patterns

#: text -> its rows on topics, meetings and votes
MATTERS = {
    "S0": (16, 18, 25, 26, 27, 38),
    "S1": (6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 21, 22, 23, 25, 28, 29, 31, 32, 36),
    "S2": (7, 12, 13, 14, 15, 16),
    "S3": (8, 9, 10, 12, 27),
    "S4": (10, 11, 12),
    "X": (1, 2, 7),
}
#: text -> its rows on what is made public
OPENNESS = {
    "S1": (26, 30),
    "S2": (9, 22, 29),
    "S3": (13, 14, 15, 16, 35),
    "S4": (17, 21, 22),
}
#: text -> its rows on programmes and figures
EXECUTION = {"S0": (31,), "S3": (25, 26, 29, 30, 31, 37), "S4": (23, 24, 32)}


class CoverageRow(NamedTuple):
    row: str
    says: str
    pages: tuple[str, ...]
    guards: str


def read_rows() -> list[CoverageRow]:
    text = (ROOT / "docs" / "coverage.md").read_text("utf-8")
    lines = re.findall(r"^\| \[([\w-]+)\]\([^)]*\) \| (.+) \| (.+) \| (.+) \|$", text, re.MULTILINE)
    return [
        CoverageRow(row, says, tuple(re.findall(r"`(/[^`]+)`", pages)), guards)
        for row, says, pages, guards in lines
    ]


ROWS = read_rows()
PAGES = sorted({page for row in ROWS for page in row.pages})


def test_each_row_is_there_once_in_its_order() -> None:
    rows = [
        f"{text}-{number:02}"
        for group in (MATTERS, OPENNESS, EXECUTION)
        for text, numbers in group.items()
        for number in numbers
    ]
    assert [row.row for row in ROWS] == rows


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.row)
def test_the_codes_of_a_row_are_those_that_name_it(row: CoverageRow) -> None:
    named = [code.code for code in CODES if row.row in re.findall(r"\w+-\d\d", code.source)]
    assert re.findall(r"\[([\w-]+)\]\(problems\.md#", row.guards) == named
    assert named or row.guards.startswith("信息: ")


@pytest.mark.parametrize("page", PAGES)
def test_the_build_of_the_sample_makes_each_page_with_its_part(page: str, built: Path) -> None:
    if page.startswith("/print/"):  # made by print: the address is one, and its record is there
        assert any(pattern.fullmatch(page) for pattern in address_patterns().values())
        id = re.sub(r"^/print/(?:register-)?|-[a-z]+\.pdf$|-\d{4}\.pdf$", "", page)
        assert len(list(built.glob(f"*/{id}/index.html"))) == 1
        return
    address, _, anchor = page.partition("#")
    text = (built / address.lstrip("/") / "index.html").read_text("utf-8")
    assert not anchor or f'id="{anchor}"' in text
