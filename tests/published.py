"""Helpers of the tests on published material: the tables, a site of them, what its pages say."""

from __future__ import annotations

import csv
import re
from html import unescape
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.cli import main
from shaiquan.problems import Severity
from tests.real_lists import Files

HERE = Path(__file__).resolve().parent
REAL = HERE / "data" / "real"


def rows(name: str) -> list[dict[str, str]]:
    with (REAL / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(files: Files, folder: Path) -> Path:
    """A content folder with these files."""
    content = folder / "content"
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return content


def built(content: Path, target: Path) -> Path:
    assert main(["build", "--content", str(content), "--site", str(target)]) == 0
    return target


def codes(content: Path) -> set[str]:
    """The codes of all problems, none of which is an error."""
    problems = check_content(content).problems
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    return {problem.code.code for problem in problems}


def text(part: str) -> str:
    """What a reader sees of HTML, without white space."""
    return re.sub(r"\s", "", unescape(re.sub(r"<[^>]+>", "", part)))


def table(page: Path, title: str) -> list[list[str]]:
    """The rows of the section of a page with this title, cell by cell."""
    section = page.read_text("utf-8").partition(f"<h2>{title}</h2>")[2].partition("</section>")[0]
    rows = re.findall(r"<tr[ >].*?</tr>", section, re.DOTALL)
    cells = [re.findall(r"<(?:td|th scope=\"row\").*?</t[dh]>", row, re.DOTALL) for row in rows]
    return [[text(cell) for cell in row] for row in cells if row]
