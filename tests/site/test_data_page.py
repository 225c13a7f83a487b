"""The page about the open data: its example runs, and every column is explained."""

from __future__ import annotations

import csv
import html
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from shaiquan.cli import main
from tests.conftest import IS_SAMPLE, MakeSite

PAGE = "data/index.html"


def read_example(site: Path) -> str:
    page = (site / PAGE).read_text("utf-8")
    (code,) = re.findall(r"<pre><code>(.*?)</code></pre>", page, re.DOTALL)
    return html.unescape(code)


def run_example(site: Path) -> list[str]:
    command = [sys.executable, "-I", "-X", "utf8", "-c", read_example(site)]
    run = subprocess.run(command, cwd=site, capture_output=True, encoding="utf-8", check=True)
    return run.stdout.splitlines()


@pytest.mark.skipif(not IS_SAMPLE, reason="content/ is somebody's own")
def test_the_example_runs_as_written(built: Path) -> None:
    told = run_example(built)
    with (built / "data" / "power.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [line.partition("：")[0] for line in told] == [row["名称"] for row in rows]
    assert all(line.partition("：")[2] for line in told)


def test_the_example_runs_where_the_decider_is_withheld(site: MakeSite, tmp_path: Path) -> None:
    power = (site({}) / "powers" / "p1.yml").read_text("utf-8")
    more = "不公开字段: [{字段: 决定主体, 依据: 条例第十六条}]\n"
    content, target = site({"powers/p1.yml": power + more}), tmp_path / "site"
    assert main(["--content", str(content), "--site", str(target)]) == 0
    assert run_example(target) == ["重大事项决定：不公开"]


def test_every_column_is_on_the_page_and_every_link_of_it_leads_to_a_file(
    site: MakeSite, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    assert main(["--xlsx", "--content", str(site({})), "--site", str(target)]) == 0
    page = (target / PAGE).read_text("utf-8")
    package = json.loads((target / "data" / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        assert f'href="{resource["path"]}"' in page, resource["path"]
        if resource["path"].startswith("tables/") and resource["name"] != "file":
            keys = resource["schema"]["primaryKey"]
            for field in resource["schema"]["fields"]:
                words = f"{field['name']} {field['title']}（"
                is_common = f">{field['name']}<" in page
                is_told = field["name"] in {*keys, "article", "detail", "withheld"}
                assert words in page or is_common or is_told, resource["name"]
    links = re.findall(r'href="([^"#:]+)', page)
    assert all((target / "data" / link).exists() for link in links)


def test_the_page_about_the_site_and_every_footer_lead_there(
    site: MakeSite, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    assert main(["--content", str(site({})), "--site", str(target)]) == 0
    about = (target / "about" / "index.html").read_text("utf-8")
    assert 'id="data"' in about
    assert about.count('href="../data/index.html"') == 2, "in its section and in the footer"


def test_no_table_of_files_and_no_channels_are_promised_where_there_are_none(
    site: MakeSite, tmp_path: Path
) -> None:
    target, settings = tmp_path / "site", (site({}) / "site.yml").read_text("utf-8")
    settings = settings.replace("渠道:\n  - {编号: dh, 名称: 举报电话, 值: 0000-0000000}\n", "")
    files = {"site.yml": settings.replace("    投诉: [dh]\n", ""), "procedures/l1.yml": None}
    assert main(["--content", str(site(files)), "--site", str(target)]) == 0
    assert not (target / "data" / "tables" / "file.csv").exists()
    assert "file.csv" not in (target / PAGE).read_text("utf-8")
    assert 'id="channels"' not in (target / "about" / "index.html").read_text("utf-8")
    assert "#channels" not in (target / "sitemap" / "index.html").read_text("utf-8")
