"""The data package is what Frictionless says it is: types, references, digests."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shaiquan.cli import main
from tests.conftest import IS_SAMPLE, MakeSite
from tests.warm.harness import BASE

#: what the libraries of the validator warn of is not ours
pytestmark = pytest.mark.filterwarnings("ignore")


def find_faults(folder: Path) -> list[str]:
    """What Frictionless finds wrong with the package in a folder."""
    from frictionless import Package, system

    with system.use_context(trusted=False):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.tasks
    faults = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return [f"{error.type}: {error.message}" for error in faults]


def build(content: Path, target: Path, *more: str) -> Path:
    assert main(["--content", str(content), "--site", str(target), *more]) == 0
    return target / "data"


def read_package(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return package


def read_table(folder: Path, path: str) -> list[dict[str, str]]:
    with (folder / path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def tables_of(package: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(name, path, schema) of each table."""
    for resource in package["resources"]:
        if resource["format"] == "csv":
            yield resource["name"], resource["path"], resource["schema"]


@pytest.mark.skipif(not IS_SAMPLE, reason="content/ is somebody's own")
def test_the_package_of_the_sample_is_valid(built: Path) -> None:
    assert find_faults(built / "data") == []


def test_the_package_of_a_site_is_valid_with_its_workbooks(site: MakeSite, tmp_path: Path) -> None:
    folder = build(site({}), tmp_path / "site", "--xlsx")
    assert find_faults(folder) == []
    formats = {resource["format"] for resource in read_package(folder)["resources"]}
    assert formats == {"csv", "xlsx", "json", "jsonld"}


def test_the_package_of_a_site_with_walls_and_withdrawn_records_is_valid(tmp_path: Path) -> None:
    content = shutil.copytree(BASE, tmp_path / "content")
    assert find_faults(build(content, tmp_path / "site")) == []


WITHHELD = "不公开字段: [{{字段: {}, 依据: 条例第十六条}}]\n"


@pytest.mark.parametrize("field", ["决定主体", "依据", "名称"])
def test_the_package_of_a_site_with_a_withheld_field_is_valid(
    site: MakeSite, tmp_path: Path, field: str
) -> None:
    power = (site({}) / "powers" / "p1.yml").read_text("utf-8")
    folder = build(site({"powers/p1.yml": power + WITHHELD.format(field)}), tmp_path / "site")
    assert find_faults(folder) == []
    (row,) = read_table(folder, "tables/power.csv")
    assert len(json.loads(row["withheld"])) == 1


def test_the_validator_finds_a_wrong_reference(site: MakeSite, tmp_path: Path) -> None:
    folder = build(site({}), tmp_path / "site")
    table = folder / "tables" / "power_basis.csv"
    table.write_text(table.read_text("utf-8").replace(",gz,", ",gy,"), "utf-8")
    assert any(fault.startswith("foreign-key") for fault in find_faults(folder))


def test_no_column_is_empty_in_every_row(site: MakeSite, tmp_path: Path) -> None:
    for content in (site({}), shutil.copytree(BASE, tmp_path / "warm" / "content")):
        folder = build(content, content.parent / "site")
        for name, path, schema in tables_of(read_package(folder)):
            rows = read_table(folder, path)
            names = [field["name"] for field in schema["fields"]]
            assert list(rows[0]) == names
            empty = [name for name in names if not any(row[name] for row in rows)]
            assert not empty, name


def test_every_file_of_the_data_is_a_resource_with_its_digest(
    site: MakeSite, tmp_path: Path
) -> None:
    folder = build(site({}), tmp_path / "site")
    resources = {r["path"]: r for r in read_package(folder)["resources"]}
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    others = {"datapackage.json", "index.html"}
    assert resources.keys() == files.keys() - others
    for path, resource in resources.items():
        content = files[path].read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_pictures_are_told_with_their_digests(site: MakeSite, tmp_path: Path) -> None:
    folder = build(site({}), tmp_path / "site")
    rows = read_table(folder, "tables/file.csv")
    assert {row["procedure"] for row in rows} == {"l1"}
    assert "charts/l1.svg" in {row["path"] for row in rows}
    for row in rows:
        content = (folder.parent / row["path"]).read_bytes()
        assert row["sha256"] == hashlib.sha256(content).hexdigest()
        assert row["bytes"] == str(len(content))


def test_a_digest_follows_a_changed_record(site: MakeSite, tmp_path: Path) -> None:
    target = tmp_path / "site"
    before = read_package(build(site({}), target))
    power = (site({}) / "powers" / "p1.yml").read_text("utf-8")
    after = read_package(build(site({"powers/p1.yml": power + "序号: 1\n"}), target))
    changed = {
        new["path"]
        for new, old in zip(after["resources"], before["resources"], strict=True)
        if new["hash"] != old["hash"]
    }
    assert changed == {"power.csv", "power.json", "tables/power.csv"}


def test_types_are_real(site: MakeSite, tmp_path: Path) -> None:
    package = read_package(build(site({}), tmp_path / "site"))
    types = {
        (name, field["name"]): field
        for name, _, schema in tables_of(package)
        for field in schema["fields"]
    }
    assert types["power", "review_at"]["type"] == "date"
    assert types["procedure", "wall"]["type"] == "boolean"
    assert types["procedure_steps", "limit_amount"]["type"] == "number"
    assert types["procedure_steps", "number"]["type"] == "integer"
    assert types["risk", "controls"]["type"] == "array"
    assert "published" in types["power", "state"]["constraints"]["enum"]
    assert types["power", "name"]["constraints"] == {"required": True}
    assert types["power.csv", "编号"]["type"] == "string"


def test_a_date_that_is_not_known_to_the_day_is_text(site: MakeSite, tmp_path: Path) -> None:
    rule = (site({}) / "rules" / "gz.md").read_text("utf-8")
    vague = rule.replace("\n---\n", "\n通过日期: 二〇〇九年\n---\n", 1)
    folder = build(site({"rules/gz.md": vague}), tmp_path / "site")
    assert find_faults(folder) == []
    fields = {
        f["name"]: f["type"]
        for n, _, s in tables_of(read_package(folder))
        for f in s["fields"]
        if n == "rule"
    }
    assert (fields["adopted"], fields["review_at"]) == ("string", "date")


def test_the_package_says_who_publishes_it_and_what_others_may_do(
    site: MakeSite, tmp_path: Path
) -> None:
    page = (site({}) / "site.yml").read_text("utf-8")
    known = build(site({"site.yml": f"{page}数据许可: CC-BY-4.0\n"}), tmp_path / "site")
    package = read_package(known)
    (licence,) = package["licenses"]
    assert licence["name"] == "CC-BY-4.0"
    assert licence["path"].startswith("https://creativecommons.org/licenses/by/4.0/")
    assert package["version"] == "2026.11.24"
    assert package["created"].startswith("2026-11-24")
    assert package["contributors"][0]["roles"] == ["publisher"]
    assert find_faults(known) == []
    own = f"{page}数据许可: {{名称: 本县公共数据开放许可}}\n"
    (licence,) = read_package(build(site({"site.yml": own}), tmp_path / "site"))["licenses"]
    assert licence == {"title": "本县公共数据开放许可", "path": "index.html"}
