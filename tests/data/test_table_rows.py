"""Tables for programs: every value comes back as what it was, every reference as an id."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from shaiquan.cli import main
from shaiquan.data.open_data import count_table_cells, fields_of
from shaiquan.data.table_rows import read_rows, sum_uses
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KINDS
from shaiquan.views.data_tables import RECORDS, narrow_table, table_named, tables_of, used_fields
from tests.build.content_folders import ContentFolder
from tests.conftest import MakeSite
from tests.warm.harness import BASE


@pytest.fixture
def public(tmp_path: Path) -> PublicCatalog:
    """Of a small site with everything that a site may have."""
    public, _ = ContentFolder(shutil.copytree(BASE, tmp_path / "content")).read().release()
    return public


def test_every_cell_has_a_column(public: PublicCatalog) -> None:
    for entry in public.entries.values():
        for table, row in read_rows(public, entry, "page", lambda e: e.record.text):
            assert row.keys() <= {column.name for column in table_named(table).columns}
            assert all(row.values()), "a row has only cells in which something stands"


def test_no_table_has_two_columns_of_one_name_and_each_has_its_keys() -> None:
    tables = [table for kind in KINDS for table in tables_of(kind.name)]
    assert len({table.name for table in tables}) == len(tables)
    for table in tables:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert {*table.keys} <= {*names}
        for here, target, there in table.links:
            assert {*here} <= {*names}
            assert {*there} <= {column.name for column in table_named(target).columns}


def test_counts_of_groups_sum_up_to_those_of_the_whole(public: PublicCatalog) -> None:
    ids = [*public.entries]
    tables = (RECORDS, *(table for kind in KINDS for table in tables_of(kind.name)))
    halves = (ids[::2], ids[1::2])
    counts = (count for half in halves for count in count_table_cells(public, half))
    whole = sum_uses(count_table_cells(public, ids), tables)
    assert sum_uses(counts, tables) == whole
    assert {use.rows for use in whole if use.table == "record"} == {len(ids)}
    for use in whole:
        assert tuple(column.name for column in narrow_table(use).columns) == use.columns


def test_used_fields_are_those_that_say_something(public: PublicCatalog) -> None:
    tables = [table for kind in KINDS for table in tables_of(kind.name)]
    uses = sum_uses(count_table_cells(public, public.entries), tables)
    for kind in KINDS:
        used = used_fields(kind.name, uses)
        for name, _ in fields_of(kind.name):
            values = [getattr(e.record, name, None) for e in public.entries_of(kind.name)]
            if name not in ("disclosure", "longest_time", "portfolio", "declared"):
                assert (name in used) == any(v not in (None, "", (), {}) for v in values), name


def read_table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_values_come_back_as_they_were(site: MakeSite, tmp_path: Path) -> None:
    power = (site({}) / "powers" / "p1.yml").read_text("utf-8")
    more = (
        "序号: 1\n审批档次:\n  - {金额: 不满50万元, 审批: 办公室}\n"
        "  - {金额: 50万元以上, 审批: 党委, 集体: 是}\n"
        "  - {适用: 股权, 金额: 净资产的1.5%以上, 审批: 党委, 集体: 是}\n"
        "  - {适用: 股权, 金额: 特别重大, 审批: 党委, 集体: 是}\n"
    )
    text = (site({}) / "procedures" / "l1.yml").read_text("utf-8")
    text = text.replace("时限: 5个工作日", "时限: 3至5个工作日")
    files: dict[str, str | None] = {"powers/p1.yml": power + more, "procedures/l1.yml": text}
    target = tmp_path / "site"
    assert main(["--content", str(site(files)), "--site", str(target)]) == 0
    folder = target / "data"
    (row,) = read_table(folder, "power")
    (told,) = json.loads((folder / "power.json").read_text("utf-8"))
    assert int(row["number"]) == told["number"] == 1
    assert row["decider"] == told["decider"]["id"]
    assert row["review_at"] == told["review"]["at"] == "2026-01-05"
    assert json.loads(row["limits"]) == told["limits"]
    tiers = read_table(folder, "power_tiers")
    assert [(t["amount_from"], t.get("amount_to"), t["collective"]) for t in tiers] == [
        ("0", "500000", "false"),
        ("500000", "", "true"),
        ("1.5", "", "true"),
        ("", "", "true"),
    ]
    assert [(t["amount_unit"], t["amount_of"]) for t in tiers[1:]] == [
        ("元", ""),
        ("%", "净资产"),
        ("", ""),
    ]
    of_json = [(tier["amount"]["from"], tier["amount"]["unit"]) for tier in told["tiers"]]
    assert of_json == [(0, "元"), (500000, "元"), (1.5, "%"), (None, None)]
    assert [t["approver"] for t in tiers] == [t["approver"]["id"] for t in told["tiers"]]
    steps = {step["id"]: step for step in read_table(folder, "procedure_steps")}
    (limit,) = (s for s in steps.values() if s["limit_least"])
    assert (limit["limit_least"], limit["limit_amount"], limit["limit_unit"]) == (
        "3",
        "5",
        "workday",
    )
    edges = read_table(folder, "procedure_edges")
    assert {e["source"] for e in edges} | {e["target"] for e in edges} == steps.keys()
    assert "true" in {edge["return"] for edge in edges}


def test_the_page_of_a_record_is_told(site: MakeSite, tmp_path: Path) -> None:
    target = tmp_path / "site"
    content = site({})
    assert main(["--content", str(content), "--site", str(target)]) == 0
    rows = {row["id"]: row["page"] for row in read_table(target / "data", "record")}
    assert rows["p1"] == "../powers/p1/index.html"
    assert all(
        (target / "data" / page.partition("#")[0]).exists() for page in rows.values() if page
    )
    page = (content / "site.yml").read_text("utf-8")
    site({"site.yml": page + "网址: https://example.com/xz/\n"})
    assert main(["--content", str(content), "--site", str(target)]) == 0
    rows = {row["id"]: row["page"] for row in read_table(target / "data", "record")}
    assert rows["p1"] == "https://example.com/xz/powers/p1/"
