"""Published lists written as content: every row is there, and what it lacks is reported."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.cli import main
from shaiquan.importing.table_files import clean_text
from shaiquan.model.lists import Listing
from tests import real_lists
from tests.published import built, codes, rows, table, text, written
from tests.real_lists import Files, Row
from tests.support import lines, load_catalog


class Published(NamedTuple):
    """A published list: how it becomes content, its kind, the codes of what is missing."""

    files: Callable[[Sequence[Row]], Files]
    kind: str
    codes: set[str]
    #: the start of the ids that the rows get before they are imported; empty: the files have them
    prefix: str = ""


#: no list of powers says any of this
POWER = {
    "power-unwatched",
    "power-without-channel",
    "power-without-duty",
    "power-without-procedure",
    "power-without-risk-assessment",
}
LISTS = {
    "dianjiang_power_list": Published(
        real_lists.power_list,
        "power",
        POWER | {"outside-rule-without-url", "power-without-limits", "power-without-remedy"},
    ),
    "archive_power_catalogue": Published(
        real_lists.level_list, "power", POWER | {"power-without-basis", "power-without-limits"}
    ),
    "guangan_service_items": Published(
        lambda _: real_lists.bare_site("某区政务服务事项", "某区", "政府"),
        "power",
        POWER | {"power-without-basis", "power-without-limits"},
        "fw",
    ),
    "beijing_ip_responsibility": Published(
        real_lists.duty_list,
        "duty",
        {
            "duty-without-accountability",
            "mechanism-missing",
            "power-unwatched",
            "power-without-basis",
            "power-without-channel",
            "power-without-limits",
            "power-without-risk-assessment",
        },
    ),
    "bozhou_risk_points": Published(
        lambda _: real_lists.bare_site("某市廉政风险点", "某市", "政府"),
        "risk",
        {"risk-without-control", "risk-without-power"},
        "fx",
    ),
}


def import_rows(name: str, content: Path) -> None:
    """Import the table of a list, whose rows get ids by their number; bodies come with it."""
    table = content.parent / f"{name}.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("编号", *rows(name)[0]))
        writer.writeheader()
        for number, row in enumerate(rows(name), 1):
            writer.writerow({"编号": f"{LISTS[name].prefix}-{number}", **row})
    words = ["import", LISTS[name].kind, str(table), "--with-bodies", "--content", str(content)]
    assert main(words) == 0


@pytest.fixture(scope="module")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A function that gives the built site of a published list; its content is beside it."""
    sites: dict[str, Path] = {}

    def site(name: str) -> Path:
        if name not in sites:
            folder = tmp_path_factory.mktemp(name)
            content = written(LISTS[name].files(rows(name)), folder)
            if LISTS[name].prefix:
                import_rows(name, content)
            sites[name] = built(content, folder / "site")
        return sites[name]

    return site


@pytest.mark.parametrize("name", LISTS)
def test_a_published_list_becomes_a_record_a_row_without_an_error(
    name: str, site_of: Callable[[str], Path]
) -> None:
    site = site_of(name)
    content, kind = site.parent / "content", LISTS[name].kind
    assert codes(content) == LISTS[name].codes
    listed = [entry.id for entry in load_catalog(content).entries_of(kind)]
    items = [id for id in listed if not re.match("da-z|power-", id)]  # main items are no rows
    assert len(items) == len(rows(name))
    assert len(json.loads((site / "data" / f"{kind}.json").read_text("utf-8"))) == len(listed)
    assert "测试材料" in (site / "index.html").read_text("utf-8")


def test_the_page_of_a_law_lists_the_powers_that_cite_it_by_article(
    site_of: Callable[[str], Path],
) -> None:
    site = site_of("dianjiang_power_list")
    facilities, vehicles = "市政设施建设类审批", "特殊车辆在城市道路上行驶(包括经过城市桥梁)审批"
    cited = [
        (row[0], row[1]) for row in table(site / "rules" / "fl-3" / "index.html", "谁引用了它")
    ]
    assert cited == [
        ("第二十八条", vehicles),
        ("第二十九条", facilities),
        ("第三十条", facilities),
        ("第三十一条", facilities),
        ("第三十三条", facilities),
    ]
    listed = table(site / "rules" / "index.html", "法律法规")
    assert [row[-1] for row in listed] == ["2处", "1处", "5处", "1处", "1处", "1处"]
    assert [row[1] for row in listed][:3] == ["财政部令第80号", "", "国务院令第198号"]


def test_no_column_of_a_list_of_licences_is_lost(site_of: Callable[[str], Path]) -> None:
    site = site_of("dianjiang_power_list")
    for row in rows("dianjiang_power_list"):
        page = text((site / "powers" / f"xk-{row['序号']}" / "index.html").read_text("utf-8"))
        assert f"承诺时限{row['承诺时限']}个工作日法定时限{row['法定时限']}个工作日" in page
        parts = (
            re.split("》(?:[(（][^)）]*号[)）])?", one)
            for one in real_lists.numbered(row["设定依据"])
        )
        cited = (part for title, where in parts for part in (f"{title}》", where))
        wanted = (row["序号"], row["实施主体"], row["事项名称"], row["事项类型"], *cited)
        assert [cell for cell in wanted if cell.replace(" ", "") not in page] == []
    table = (site / "data" / "tables" / "power_founding_basis.csv").read_text("utf-8")
    assert "附件第109项" in table
    assert "第(二)项" in table


def test_an_item_held_at_two_levels_says_so(site_of: Callable[[str], Path]) -> None:
    site = site_of("archive_power_catalogue")
    one = text((site / "powers" / "da-3" / "index.html").read_text("utf-8"))
    assert "行使层级市级、县级" in one
    county = text((site / "bodies" / "jg-2" / "index.html").read_text("utf-8"))
    county_rows = [row for row in rows("archive_power_catalogue") if row["行使层级"] == "县"]
    assert all(row["子项名称"] in county for row in county_rows)
    assert len(county_rows) == 3


def test_a_main_item_lists_its_sub_items_and_lists_set_them_below_it(
    site_of: Callable[[str], Path],
) -> None:
    site = site_of("archive_power_catalogue")
    first, second = rows("archive_power_catalogue")[:2]
    below = table(site / "powers" / "da-z1" / "index.html", "子项（2 项）")
    assert [row[1] for row in below] == [f"子项{row['子项名称']}" for row in (first, second)]
    listed = [
        row[1]
        for row in table(site / "powers" / "index.html", "其他行政权力-其他（3 项，子项 5 项）")
    ]
    assert listed[:3] == [first["主项名称"], *(f"子项{row['子项名称']}" for row in (first, second))]
    home = text((site / "index.html").read_text("utf-8"))
    subs = sum(bool(row["子项名称"]) for row in rows("archive_power_catalogue"))
    mains = len({row["主项名称"] for row in rows("archive_power_catalogue")})
    assert f"{mains}权力事项{subs}子项" in home


@pytest.mark.parametrize(
    ("name", "id"),
    [("archive_power_catalogue", "da-{序号}"), ("guangan_service_items", "fw-{number}")],
)
def test_no_cell_of_a_published_list_is_lost(
    name: str, id: str, site_of: Callable[[str], Path]
) -> None:
    site = site_of(name)
    csv_text = text((site / "data" / "power.csv").read_text("utf-8"))
    records = json.loads((site / "data" / "power.json").read_text("utf-8"))
    data = {record["id"]: text(json.dumps(record, ensure_ascii=False)) for record in records}
    for number, row in enumerate(rows(name), 1):
        key = id.format(number=number, **row)
        page = text((site / "powers" / key / "index.html").read_text("utf-8"))
        for column, cell in row.items():
            if cell == "未分类":  # no main item
                continue
            for part in cell.split("、") if column == "行使层级" else [cell]:
                said = text(clean_text(part))
                assert said in page, f"{key} {column}"
                assert said in csv_text, f"{key} {column}"
                assert column == "行使层级" or said in data[key], f"{key} {column}"


def test_the_duties_of_a_penalty_follow_the_stages_of_its_chart(
    site_of: Callable[[str], Path],
) -> None:
    site = site_of("beijing_ip_responsibility")
    power = site / "powers" / "cf" / "index.html"
    duties = [row[0].partition("：")[0] for row in table(power, "责任事项")]
    assert duties == [row["运行环节"] for row in rows("beijing_ip_responsibility")]
    steps = table(site / "procedures" / "cf-lc" / "index.html", "步骤")
    assert [row[0] for row in steps] == ["1", "2", "3", "4", "5", "6"]
    assert list(dict.fromkeys(duties)) == [row[1].removesuffix("结束") for row in steps]


def test_a_risk_keeps_its_level_its_signs_and_its_controls(site_of: Callable[[str], Path]) -> None:
    site = site_of("bozhou_risk_points")
    for row in rows("bozhou_risk_points"):
        page = text((site / "risks" / f"fx-{row['序号']}" / "index.html").read_text("utf-8"))
        assert f"等级{row['风险等级']}" in page
        for clause in re.split(r"[;。]|\d\.", row["表现形式"] + row["防控措施"]):
            assert clause in page
        assert row["风险类别"] in page


def test_a_list_in_traditional_characters_is_kept_as_it_is(tmp_path: Path) -> None:
    village = rows("village_disclosure")
    content = written(real_lists.village_list(village), tmp_path)
    assert codes(content) == set()
    ((_, listing),) = load_catalog(content).records_of(Listing)
    assert [item.text for item in listing.entries] == [row["公開事項"] for row in village]
    page = built(content, tmp_path / "site") / "rules" / "fl-1" / "index.html"
    assert "中華人民共和國村民委員會組織法" in page.read_text("utf-8")
    assert [row[1] for row in table(page, "谁引用了它")] == ["行政村公開事項目錄"] * 8


# -- declared numbers ---------------------------------------------------------------------------


def group_by_publisher() -> dict[str, list[dict[str, str]]]:
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows("declared_counts"):
        groups.setdefault(row["publisher"], []).append(row)
    return groups


DECLARED = group_by_publisher()
#: the publishers with few powers, for which a short test can make up all of them
SHORT = [name for name, group in DECLARED.items() if int(group[0]["declared_total"]) < 1000]


def declared_problems(content: Path) -> list[str]:
    return [line for line in lines(check_content(content), content) if "[declared-" in line]


def find_line(content: Path, file: str, start: str) -> int:
    text = (content / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(text, 1) if line.startswith(start))


@pytest.mark.parametrize("publisher", DECLARED)
def test_numbers_that_were_published_without_the_items_are_reported_as_incomplete(
    publisher: str, tmp_path: Path
) -> None:
    types = DECLARED[publisher]
    content = written(real_lists.declared_list(types, listed=False), tmp_path)
    assert codes(content) == {"declared-incomplete"}
    assert len(declared_problems(content)) == 1 + len(types)


@pytest.mark.parametrize("publisher", SHORT)
def test_a_published_total_is_the_sum_of_its_types(publisher: str, tmp_path: Path) -> None:
    content = written(real_lists.declared_list(DECLARED[publisher], listed=True), tmp_path)
    assert declared_problems(content) == []
    powers = load_catalog(content).entries_of("power")
    assert len(powers) == int(DECLARED[publisher][0]["declared_total"])


@pytest.mark.parametrize("publisher", SHORT)
def test_a_total_that_its_types_contradict_is_reported_at_its_line(
    publisher: str, tmp_path: Path
) -> None:
    first, *others = DECLARED[publisher]
    total = int(first["declared_total"])
    misprinted = [{**first, "count": str(int(first["count"]) - 1)}, *others]
    content = written(real_lists.declared_list(misprinted, listed=True), tmp_path)
    line = find_line(content, "site.yml", "    数: ")
    assert declared_problems(content) == [
        f"content/site.yml:{line}:8: error: "
        f"声明权力事项 {total} 项，实际有 {total - 1} 项 [declared-number]"
    ]


def test_a_type_that_its_items_contradict_is_reported_at_its_own_line(tmp_path: Path) -> None:
    files = real_lists.declared_list(DECLARED[SHORT[0]], listed=True)
    stated = "  声明事项数:\n    数: '7'\n"
    assert stated in files["catalogues/kinds.yml"]
    wrong = files["catalogues/kinds.yml"].replace(stated, stated.replace("7", "8"))
    content = written(files | {"catalogues/kinds.yml": wrong}, tmp_path)
    line = find_line(content, "catalogues/kinds.yml", "    数: '8'")
    assert declared_problems(content) == [
        f"content/catalogues/kinds.yml:{line}:8: error: "
        "声明“行政处罚”的权力事项 8 项，实际有 7 项 [declared-number]"
    ]
