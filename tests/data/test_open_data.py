"""Open data says what the page says, and can be read by others."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

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


def test_a_withheld_field_is_withheld_here_too(site: MakeSite, tmp_path: Path) -> None:
    power = (site({}) / "powers" / "p1.yml").read_text("utf-8")
    more = "不公开字段: [{字段: 承办, 依据: 条例第十六条}]\n"
    folder = built(site, tmp_path, {"powers/p1.yml": power + more})
    assert table(folder / "power.csv")[0]["承办"] == "依法不予公开"
    (row,) = json.loads((folder / "power.json").read_text("utf-8"))
    assert (row["handlers"], row["withheld"]) == (None, ["handlers"])
    (plain,) = table(folder / "tables" / "power.csv")
    assert json.loads(plain["withheld"]) == ["handlers"]
    assert not (folder / "tables" / "power_handlers.csv").exists()


def test_columns_of_ones_own_are_columns_of_the_list(site: MakeSite, tmp_path: Path) -> None:
    power = (site({}) / "powers" / "p1.yml").read_text("utf-8")
    more = "其他要素: {联办机构: 小镇民政办公室, 编码: '007', 计算: =1+1}\n"
    rest = "{编号: p2, 名称: 公章使用, 主项: p1, 决定主体: 党委, 其他要素: {=窗口: 三号}}\n"
    hidden = "不公开字段: [{字段: 联办机构, 依据: 条例第十六条}]\n"
    files = {"powers/p1.yml": power + more + hidden, "powers/p2.yml": rest}
    folder = built(site, tmp_path, {**files})
    one, two = table(folder / "power.csv")
    assert [*one][-4:] == ["联办机构", "编码", "计算", "'=窗口"]
    assert [*one.values()][-4:] == ["依法不予公开", "007", "'=1+1", ""]
    assert (two["'=窗口"], two["编码"], "其他要素" in two) == ("三号", "", False)
    first, _ = json.loads((folder / "power.json").read_text("utf-8"))
    assert first["extras"] == {"联办机构": None, "编码": "007", "计算": "=1+1"}
    plain, _ = table(folder / "tables" / "power.csv")
    assert json.loads(plain["extras"]) == first["extras"]
    assert json.loads(plain["withheld"]) == ["extras.联办机构"]
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    (csv_list,) = (one for one in package["resources"] if one["path"] == "power.csv")
    assert [field["name"] for field in csv_list["schema"]["fields"]] == [*one]
    page = (folder.parent / "powers" / "p1" / "index.html").read_text("utf-8")
    assert re.search(r"联办机构</dt>\s*<dd>.*依法不予公开.*条例第十六条", page)
    assert "民政办公室" not in "".join(p.read_text("utf-8") for p in folder.parent.rglob("*.*s*"))


def test_columns_of_ones_own_may_be_withheld_as_a_whole(site: MakeSite, tmp_path: Path) -> None:
    power = (site({}) / "powers" / "p1.yml").read_text("utf-8")
    more = "其他要素: {联办机构: 小镇民政办公室}\n不公开字段: [{字段: 其他要素, 依据: 条例}]\n"
    folder = built(site, tmp_path, {"powers/p1.yml": power + more})
    (row,) = table(folder / "power.csv")
    assert (row["其他要素"], "联办机构" in row) == ("依法不予公开", False)
    page = (folder.parent / "powers" / "p1" / "index.html").read_text("utf-8")
    assert "其他要素" in page
    assert "联办机构" not in page


def test_what_a_step_looks_at_and_its_own_columns_are_in_the_data(
    site: MakeSite, tmp_path: Path
) -> None:
    text = (site({}) / "procedures" / "l1.yml").read_text("utf-8")
    more = "    审查标准: [材料齐全, 签了字]\n    办理结果: 通知书\n    其他要素: {地点: 二楼}\n"
    old = "    时限: 5个工作日\n"
    folder = built(site, tmp_path, {"procedures/l1.yml": text.replace(old, old + more)})
    (row,) = json.loads((folder / "procedure.json").read_text("utf-8"))
    assert row["steps"][1]["criteria"] == ["材料齐全", "签了字"]
    assert (row["steps"][1]["result"], row["steps"][1]["extras"]) == ("通知书", {"地点": "二楼"})
    plain = table(folder / "tables" / "procedure_steps.csv")[1]
    assert json.loads(plain["criteria"]) == ["材料齐全", "签了字"]
    assert (plain["result"], json.loads(plain["extras"])) == ("通知书", {"地点": "二楼"})
    assert "审查标准：材料齐全、签了字" in table(folder / "procedure.csv")[0]["步骤"]


def test_a_withheld_field_of_a_part_is_null_and_named(site: MakeSite, tmp_path: Path) -> None:
    text = (site({}) / "procedures" / "l1.yml").read_text("utf-8")
    more = "    时限: 3个工作日\n    不公开字段: [{字段: 主体, 依据: 条例第十六条}, {字段: 时限, 依据: 条例第十六条}]\n"
    text = text.replace("    时限: 3个工作日\n", more)
    folder = built(site, tmp_path, {"procedures/l1.yml": text})
    (row,) = json.loads((folder / "procedure.json").read_text("utf-8"))
    (step,) = (step for step in row["steps"] if "withheld" in step)
    assert (step["actor"], step["limit"], step["withheld"]) == (None, None, ["actor", "limit"])
    (plain,) = (row for row in table(folder / "tables/procedure_steps.csv") if row["withheld"])
    assert (plain["actor"], plain["limit"]) == ("", "")
    assert json.loads(plain["withheld"]) == ["actor", "limit"]


def test_the_longest_time_has_one_name_in_the_tables_too(site: MakeSite, tmp_path: Path) -> None:
    text = (site({}) / "procedures" / "l1.yml").read_text("utf-8")
    text = text.replace(
        "    时限: 3个工作日\n", "    时限: 3个工作日\n  - {步骤: 立卷, 主体: 办公室}\n"
    )
    folder = built(site, tmp_path, {"procedures/l1.yml": text})
    shown = "写明时限的各步合计 13个工作日，其余各步未定时限"
    assert table(folder / "procedure.csv")[0]["各步最长合计"] == shown
    assert json.loads((folder / "procedure.json").read_text("utf-8"))[0]["longest_time"] == {
        "text": shown,
        "amounts": [{"amount": 13, "unit": "workday"}],
        "least": [],
        "left_out": [],
        "whole": False,
    }


def test_a_limit_has_both_ends(site: MakeSite, tmp_path: Path) -> None:
    text = (site({}) / "procedures" / "l1.yml").read_text("utf-8")
    text = text.replace("时限: 5个工作日", "时限: 3至5个工作日").replace(
        "时限: 3个工作日", "时限: 不少于3日"
    )
    folder = built(site, tmp_path, {"procedures/l1.yml": text})
    steps = json.loads((folder / "procedure.json").read_text("utf-8"))[0]["steps"]
    assert [step["limit"] for step in steps if "limit" in step] == [
        {"text": "3至5个工作日", "least": 3, "amount": 5, "unit": "workday"},
        {"text": "不少于3日", "least": 3, "amount": None, "unit": "day"},
    ]


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A1", "＝1+1", "－2+3", "＠SUM(A1)"])
def test_what_a_spreadsheet_would_run_is_kept_as_text(
    site: MakeSite, tmp_path: Path, name: str
) -> None:
    body = f'编号: zd\n名称: "{name}"\n'
    folder = built(site, tmp_path, {"bodies/more.yml": body})
    told = json.loads((folder / "body.json").read_text("utf-8"))[-1]["name"]
    assert table(folder / "body.csv")[-1]["名称"] == f"'{told}"


#: in Markdown, what no page shows: the words 看不见 in each
UNSEEN = [
    "<!-- 看不见 -->",
    "前 <!-- 看不见 --> 后",
    "[//]: # (看不见)",
    '[x]: https://example.cn/ "看不见"',
    "<script>看不见</script>",
    "<style>看不见</style>",
    "<p data-x='看不见' onclick='看不见()'>后</p>",
    "<img src='看不见.png' alt='看不见'>",
    "<?看不见 ?>",
    "<![CDATA[看不见]]>",
    "<!DOCTYPE 看不见>",
    "![后][x]\n\n[x]: https://example.cn/看不见.png",
    "| 一 | 二 |\n| --- | --- |\n| 三 | 四 | 看不见 |",
]


def test_what_no_page_shows_of_a_text_is_published_nowhere(site: MakeSite, tmp_path: Path) -> None:
    small = site({})
    rule, page = ((small / name).read_text("utf-8") for name in ("rules/gz.md", "site.yml"))
    files: dict[str, str | None] = {}
    for number, text in enumerate(UNSEEN):
        marked = text.replace("看不见", f"看不见{number}号")
        named = re.sub("(编号: |称: )", rf"\g<1>r{number}", rule)
        files[f"rules/r{number}.md"] = f"{named}\n{marked}\n"
    about = json.dumps("\n\n".join(UNSEEN), ensure_ascii=False)
    folder = built(site, tmp_path, {**files, "site.yml": f"{page}简介: {about}\n"}).parent
    texts = {path: path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in _TEXTS}
    assert len([path for path in texts if path.match("rules/r*/index.html")]) == len(UNSEEN)
    seen = {path.name: re.findall(r"看不见\d*", text) for path, text in texts.items()}
    assert {name: words for name, words in seen.items() if words} == {}


_TEXTS = (".html", ".json", ".csv", ".svg", ".gv")


def test_a_text_is_what_the_page_shows_of_it(site: MakeSite, tmp_path: Path) -> None:
    rule = (site({}) / "rules" / "gz.md").read_text("utf-8")
    text = "第五条　见[重大事项](p1.md)和[第二条](#art-2)，共 {{ 数量.权力事项 }} 项。\n"
    folder = built(site, tmp_path, {"rules/gz.md": f"{rule}\n\n{text}"})
    (row,) = json.loads((folder / "rule.json").read_text("utf-8"))
    html = row["text"].splitlines()[-1]
    assert html.startswith(
        '<p id="art-5" class="article"><b class="article-no">第五条</b>见<a href="'
    )
    assert "共 1 项" in html
    links = re.findall(r'href="([^"]+)"', html)
    assert links == ["../powers/p1/index.html", "../rules/gz/index.html#art-2"]
    assert all((folder / link.partition("#")[0]).exists() for link in links)
    assert table(folder / "rule.csv")[0]["正文"].endswith("第五条见重大事项和第二条，共 1 项。")
