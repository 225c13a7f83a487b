"""One number, one meaning: each count on a page has as many rows where it leads to."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from bench.make_content import main as make_content
from shaiquan.cli import main
from tests.conftest import FULL
from tests.site.counted_links import BuiltSite, CountedLink

#: more than a list in numbered pages has, so that lists are divided by their parts
POWERS = 740


def is_chosen(page: str) -> bool:
    """In a quick run all lists, but of the many records, which are alike, only each eighth."""
    is_record = page.count("/") == 2
    return FULL or not is_record or zlib.crc32(page.encode()) % 8 == 0


def find_wrong_counts(root: Path) -> tuple[int, list[tuple[CountedLink, int]]]:
    """How many numbers are links, and those that differ from what they lead to."""
    site = BuiltSite(root, is_chosen)
    links = [*site.find_counted_links()]
    found = ((link, site.count_target(link)) for link in dict.fromkeys(links))
    return len(links), [(link, rows) for link, rows in found if rows != link.number]


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with hundreds of powers."""
    folder = tmp_path_factory.mktemp("counted")
    assert make_content(["W2", str(folder / "content"), "--items", str(POWERS)]) == 0
    target = folder / "site"
    assert main(["build", "--content", str(folder / "content"), "--site", str(target)]) == 0
    return target


def test_each_number_of_the_sample_has_as_many_rows_where_it_leads_to(built: Path) -> None:
    number, wrong = find_wrong_counts(built)
    assert wrong == []
    print(f"{number} numbers")
    assert number > 150


def test_each_number_of_a_long_site_has_as_many_rows_where_it_leads_to(long: Path) -> None:
    number, wrong = find_wrong_counts(long)
    assert wrong == []
    print(f"{number} numbers")
    assert number > 150
