"""Open data says what the page says, and can be read by others."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from shaiquan.cli import main
from tests.conftest import MakeSite


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def built(site: MakeSite, tmp_path: Path, changes: dict[str, str | None]) -> Path:
    target = tmp_path / "site"
    assert main(["--content", str(site(changes)), "--site", str(target)]) == 0
    return target / "data"


def test_a_list_is_a_table_with_chinese_titles(site: MakeSite, tmp_path: Path) -> None:
    (row,) = table(built(site, tmp_path, {}) / "power.csv")
    assert (row["编号"], row["名称"], row["决定主体"]) == ("p1", "重大事项决定", "党委")
    assert row["依据"] == "《小镇议事规则》第二条"


def test_the_package_describes_every_table(site: MakeSite, tmp_path: Path) -> None:
    folder = built(site, tmp_path, {})
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert {r["path"] for r in package["resources"]} == {p.name for p in folder.glob("*.csv")}
    for resource in package["resources"]:
        titles = [field["title"] for field in resource["schema"]["fields"]]
        assert list(table(folder / resource["path"])[0]) == titles
        assert resource["schema"]["primaryKey"] == ["id"]


def test_a_withheld_field_is_withheld_here_too(site: MakeSite, tmp_path: Path) -> None:
    power = (site({}) / "powers" / "p1.yml").read_text("utf-8")
    more = "不公开字段: [{字段: 承办, 依据: 条例第十六条}]\n"
    folder = built(site, tmp_path, {"powers/p1.yml": power + more})
    assert table(folder / "power.csv")[0]["承办"] == "依法不予公开"
    assert json.loads((folder / "power.json").read_text("utf-8"))[0]["handlers"] == "依法不予公开"


def test_what_a_spreadsheet_would_run_is_kept_as_text(site: MakeSite, tmp_path: Path) -> None:
    body = "编号: zd\n名称: =cmd|' /C calc'!A1\n"
    rows = table(built(site, tmp_path, {"bodies/more.yml": body}) / "body.csv")
    assert rows[-1]["名称"].startswith("'=")
