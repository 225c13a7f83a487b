"""The tables of figures have the last run of each workload."""

from __future__ import annotations

from pathlib import Path

from bench import report
from bench.measuring import ResourceUse


def test_a_table_has_the_median_the_ratio_and_the_target() -> None:
    ours = [ResourceUse(wall, 2 * wall, 100) for wall in (3.0, 1.0, 2.0)]
    results = {"Shaiquan": {"cold": ours}, "Hugo": {"cold": [ResourceUse(4.0, 5.0, 90)]}}
    rows = report.make_table("W1", results, frozenset({("Hugo", "cold")}), 3).splitlines()
    assert rows[-1].endswith("| 4.0 / 2.00 / 100 | 5.0 / 4.00 / 90†! | 0.50 | ≤ 2.00 of Hugo |")


def test_a_section_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    for section, text in (("W2", "stale"), ("W1", "one"), ("W2", "new\n\n| a |")):
        report.write_section(path, section, text)
    text = path.read_text("utf-8")
    assert "stale" not in text
    assert text.endswith("## W1\n\none\n\n## W2\n\nnew\n\n| a |\n")
