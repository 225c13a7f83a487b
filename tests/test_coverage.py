"""``docs/coverage.md``: every row of the sources has its page in the sample and its codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shaiquan.cli import ROOT
from tests import coverage_page

#: texts whose list has every row of the sources
COMPLETE = coverage_page.TEXTS
ROWS = [row for text in coverage_page.TEXTS for row in coverage_page.read_rows(text)]
PAGES = sorted({page for row in ROWS for page in row.pages})


@pytest.mark.parametrize("text", COMPLETE)
def test_each_row_of_the_sources_is_there_once_in_its_order(text: str) -> None:
    sources = (ROOT / "docs" / "sources.md").read_text("utf-8")
    rows = re.findall(rf'^\| <a id="[^"]+"></a>({text.upper()}-\d\d) ', sources, re.MULTILINE)
    assert [row.row for row in coverage_page.read_rows(text)] == rows


def test_the_page_and_the_lists_are_up_to_date() -> None:
    for text in coverage_page.TEXTS:
        path = coverage_page.find_list(text)
        if path.exists():
            written = path.read_text("utf-8")
            assert written == coverage_page.fill_guards(written), "run: make docs"
    assert coverage_page.COVERAGE.read_text("utf-8") == coverage_page.render_coverage()


def test_a_row_without_problems_says_why_and_has_a_page() -> None:
    unguarded = [row for row in ROWS if not coverage_page.find_guards(row.row)]
    assert [
        row.row for row in unguarded if not (row.pages and row.guards.startswith("信息："))
    ] == []


def test_only_rows_of_the_sources_are_listed() -> None:
    sources = (ROOT / "docs" / "sources.md").read_text("utf-8")
    rows = [row.row for row in ROWS]
    assert len(rows) == len(set(rows))
    assert [row for row in rows if f'<a id="{row.lower()}"></a>' not in sources] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_build_of_the_sample_makes_each_page_with_its_part(page: str, built: Path) -> None:
    address, _, anchor = page.partition("#")
    text = (built / address.lstrip("/") / "index.html").read_text("utf-8")
    assert not anchor or f'id="{anchor}"' in text
