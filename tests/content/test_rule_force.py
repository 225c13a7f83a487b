"""效力 follows the dates and the day, and every surface says the same."""

from __future__ import annotations

import csv
import datetime
import json
import re
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.cli import main
from shaiquan.disclosure.release import release
from shaiquan.model.rules import Rule
from shaiquan.model.terms import Force
from shaiquan.prints.booklet_units import list_rules_in_force
from shaiquan.queries.counting import count_records
from tests.conftest import MakeSite

#: a rule with a text, of which only the dates vary
RULE = "---\n编号: lao\n名称: 老规则\n{dates}\n---\n第一条　老规则的第一条。\n"
NEW = "{编号: xin, 名称: 新规则, 施行日期: 2026-06-01, 代替: [lao]%s}"


def force_on(content: Path, day: str) -> Force | None:
    catalog = check_content(content, as_of=datetime.date.fromisoformat(day)).catalog
    assert catalog is not None
    rule = catalog.entries["lao"].record
    assert isinstance(rule, Rule)
    return rule.force


@pytest.mark.parametrize(
    ("dates", "day", "force"),
    [
        ("施行日期: 2026-06-01", "2026-05-31", Force.FUTURE),
        ("施行日期: 2026-06-01", "2026-06-01", Force.IN_FORCE),
        ("废止日期: 2026-06-01", "2026-05-31", Force.IN_FORCE),
        ("废止日期: 2026-06-01", "2026-06-01", Force.REPEALED),
        ("施行日期: 2026年", "2026-03-01", Force.IN_FORCE),
        ("施行日期: 2027年", "2026-12-31", Force.FUTURE),
        ("效力: 废止", "2026-06-01", Force.REPEALED),
        ("效力: 尚未施行", "2026-06-01", Force.FUTURE),
        ("效力: 废止\n施行日期: 2010-01-01", "2026-06-01", Force.REPEALED),
        ("效力: 废止\n废止日期: 2030-01-01", "2026-06-01", Force.IN_FORCE),
        ("效力: 现行\n废止日期: 2020-01-01", "2026-06-01", Force.REPEALED),
        ("效力: 尚未施行\n施行日期: 2020-01-01", "2026-06-01", Force.IN_FORCE),
        ("", "2026-06-01", Force.IN_FORCE),
    ],
)
def test_the_force_of_a_rule_follows_its_dates(
    dates: str, day: str, force: Force, site: MakeSite
) -> None:
    assert force_on(site({"rules/lao.md": RULE.format(dates=dates)}), day) is force


@pytest.mark.parametrize(
    ("state", "day", "force"),
    [
        ("", "2026-05-31", Force.IN_FORCE),
        ("", "2026-06-01", Force.REPEALED),
        (", 状态: 草稿", "2026-06-01", Force.IN_FORCE),
        (", 废止日期: 2026-07-01", "2026-08-01", Force.REPEALED),
    ],
)
def test_a_rule_is_repealed_once_a_published_one_replaces_it(
    state: str, day: str, force: Force, site: MakeSite
) -> None:
    rules = {"rules/lao.md": RULE.format(dates="施行日期: 2010-01-01"), "rules/x.yml": NEW % state}
    assert force_on(site(rules), day) is force


@pytest.mark.parametrize(
    ("dates", "word", "notice"),
    [
        ("废止日期: 2026-09-01", "废止", "本制度已废止，自2026年9月1日起"),
        ("施行日期: 2027-01-01", "尚未施行", "本制度尚未施行，自2027年1月1日起施行"),
        ("施行日期: 2010-01-01", "废止", "本制度已废止，由《新规则》代替"),
        ("施行日期: 2010-01-02", "现行", ""),
    ],
)
def test_page_list_open_data_booklet_and_counts_agree(
    dates: str, word: str, notice: str, site: MakeSite, tmp_path: Path
) -> None:
    files: dict[str, str | None] = {"rules/lao.md": RULE.format(dates=dates)}
    if "由《新规则》" in notice:
        files["rules/x.yml"] = NEW % ""
    content, built = site(files), tmp_path / "site"
    arguments = ["--content", str(content), "--site", str(built), "--as-of", "2026-11-24"]
    assert main(["build", *arguments]) == 0
    page = (built / "rules" / "lao" / "index.html").read_text("utf-8")
    assert notice in page
    assert ("本制度" in page) == bool(notice)
    listed = (built / "rules" / "index.html").read_text("utf-8")
    row = next(row for row in re.findall(r"<tr.*?</tr>", listed, re.DOTALL) if "老规则" in row)
    assert word in row
    with (built / "data" / "rule.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["编号"]: row["效力"] for row in csv.DictReader(file)}
    assert rows["lao"] == word
    labels = {force.value: force.label for force in Force}
    data = json.loads((built / "data" / "rule.json").read_text("utf-8"))
    assert [labels[row["force"]] for row in data if row["id"] == "lao"] == [word]
    catalog = check_content(content).catalog
    assert catalog is not None
    public = release(catalog, catalog.as_of).public
    in_force = word == "现行"
    assert ("lao" in {entry.id for entry in list_rules_in_force(public)}) is in_force
    assert count_records(catalog)["制度"] == 1 + in_force


def test_a_day_that_comes_changes_what_was_built_before(site: MakeSite, tmp_path: Path) -> None:
    content = site({"rules/lao.md": RULE.format(dates="废止日期: 2026-11-25")})
    built = tmp_path / "site"
    arguments = ["build", "--content", str(content), "--site", str(built), "--as-of"]
    pages = []
    for day in ("2026-11-24", "2026-11-25"):
        assert main([*arguments, day]) == 0
        pages.append((built / "rules" / "lao" / "index.html").read_text("utf-8"))
    assert ["已废止" in page for page in pages] == [False, True]


def test_a_day_that_comes_asks_for_no_new_review(site: MakeSite, tmp_path: Path) -> None:
    content = site({"rules/lao.md": RULE.format(dates="废止日期: 2026-11-25")})
    common = ["--content", str(content), "--site", str(tmp_path / "site"), "--strict"]
    assert main(["review", *common[:2], "--as-of", "2026-11-24", "--by", "张三"]) == 0
    assert main(["check", *common, "--as-of", "2026-11-25"]) == 0
