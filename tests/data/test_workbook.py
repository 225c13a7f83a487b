"""A workbook has the cells of the CSV, and the same bytes for the same cells."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from shaiquan.cli import main
from shaiquan.data.workbook import write_workbook
from tests.conftest import MakeSite

#: openpyxl asks for the time in a way that Python no longer likes
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def read_cells(content: bytes) -> list[list[str]]:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_a_workbook_has_the_cells_of_the_csv(site: MakeSite, tmp_path: Path) -> None:
    more = 'parts: []\n编号: zd\n名称: "=1+1"\n'.removeprefix("parts: []\n")
    content, target = site({"bodies/more.yml": more}), tmp_path / "site"
    assert main(["--xlsx", "--content", str(content), "--site", str(target)]) == 0
    lists = sorted((target / "data").glob("*.csv"))
    assert lists
    for path in lists:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [[cell.removeprefix("'") for cell in row] for row in csv.reader(file)]
        assert read_cells(path.with_suffix(".xlsx").read_bytes()) == rows


def test_without_being_asked_no_workbook_is_made(site: MakeSite, tmp_path: Path) -> None:
    content, target = site({}), tmp_path / "site"
    assert main(["--xlsx", "--content", str(content), "--site", str(target)]) == 0
    assert main(["--content", str(content), "--site", str(target)]) == 0
    assert not list((target / "data").glob("*.xlsx"))
    assert ".xlsx" not in (target / "data" / "datapackage.json").read_text("utf-8")


def test_the_same_cells_give_the_same_bytes() -> None:
    cells = [["甲", "=1+1"], ["乙", "第一行\n第二行"]]
    first = write_workbook("清单", ["编号", "名称"], cells)
    assert first == write_workbook("清单", ["编号", "名称"], cells)
    assert read_cells(first) == [["编号", "名称"], *cells], "a formula is text"


def test_what_the_format_cannot_hold_is_left_out_or_cut_and_said() -> None:
    content = write_workbook("清单", ["正文"], [["甲\x07乙"], ["字" * 40000]])
    _, (short,), (long,) = read_cells(content)
    assert short == "甲乙"
    assert len(long) == 32767
    assert long.endswith("……（太长，全文见网页）")
