"""The built site: links, anchors, other hosts, valid HTML."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urldefrag

import html5lib
import pytest
import yaml

from shaiquan.cli import ROOT
from shaiquan.views.addresses import folder_of
from tests.conftest import FULL
from tests.support import ParsedPage, choose_files

VNU = ROOT / "tests" / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[Path, ParsedPage]:
    return {path: ParsedPage(path.read_text("utf-8")) for path in sorted(built.rglob("*.html"))}


def test_every_link_leads_to_a_file_and_an_anchor_that_exist(
    built: Path, pages: dict[Path, ParsedPage]
) -> None:
    checked, files = 0, {path for path in built.rglob("*") if path.is_file()}
    site = yaml.safe_load((ROOT / "content" / "site.yml").read_text("utf-8"))
    below = folder_of(site.get("网址", ""))
    for path, page in pages.items():
        for link in page.links + page.loads:
            if re.match(r"(https?|mailto|tel):", link):
                continue
            file, anchor = urldefrag(link)
            if path.name == "404.html" and file:  # shown at any address
                assert file.startswith(below), link
                file = file.removeprefix(below)
            assert not file.startswith("/"), f"{path}: {link} works at one address only"
            target = Path(os.path.normpath(path.parent / unquote(file))) if file else path
            assert target in files, f"{path}: {link}"
            if anchor and target.suffix == ".html":
                assert unquote(anchor) in pages[target].ids, f"{path}: {link}"
            checked += 1
    print(f"{checked} links on {len(pages)} pages")
    assert checked > len(pages) * 10


def test_the_links_of_chart_files_lead_to_files_and_anchors_that_exist(
    built: Path, pages: dict[Path, ParsedPage]
) -> None:
    for path in built.glob("charts/*.svg"):
        for link in re.findall(r'href="([^"]+)"', path.read_text("utf-8")):
            file, anchor = urldefrag(link)
            target = (path.parent / file).resolve()
            assert target.is_file(), link
            assert not anchor or anchor in pages[target].ids, link


def test_no_page_loads_from_another_host_or_has_a_script_or_a_style_in_itself(
    pages: dict[Path, ParsedPage],
) -> None:
    for path, page in pages.items():
        assert not [address for address in page.loads if re.match(r"(\w+:)?//", address)], path
        text = path.read_text("utf-8")
        scripts = re.findall(r"<script(?! src=\")([^>]*)>", text)
        assert set(scripts) <= {' type="application/ld+json"'}, path
        assert "style" not in page.tags, path
        assert not re.search(r"<[^>]*\s(style|on\w+)=", text), path


def test_the_style_sheets_load_nothing(built: Path) -> None:
    for path in (built / "assets").glob("*.css"):
        assert not re.search(r"url\(|@import|https?:", path.read_text("utf-8")), path


def test_ids_are_unique_headings_ordered_and_each_page_has_one_title(
    pages: dict[Path, ParsedPage],
) -> None:
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(lower - upper <= 1 for upper, lower in itertools.pairwise(levels)), path


def test_every_page_has_the_tags_of_a_government_site(pages: dict[Path, ParsedPage]) -> None:
    columns = articles = 0
    for path in pages:
        text = path.read_text("utf-8")
        found = re.findall(r'<meta name="([^"]+)" content="([^"]*)">', text)
        tags = dict(found)
        assert len({name.lower() for name, _ in found}) == len(found), f"{path}: a tag twice"
        assert {"SiteName", "SiteDomain", "SiteIDCode"} <= {*tags}, path
        if "ArticleTitle" in tags:
            articles += 1
            assert {"ColumnName", "ColumnType", "ContentSource", "Keywords", "Url"} <= {*tags}
            assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", tags["PubDate"]), path
            assert tags["Description"].endswith(("。", "…")), path
        elif "ColumnName" in tags:
            columns += 1
            assert tags["ColumnDescription"], path
            assert tags["ColumnKeywords"].startswith(tags["ColumnName"]), path
        else:
            assert re.search("首页|首頁|Home", text) or path.name == "404.html"
    assert columns >= 15
    assert articles > 300


def test_every_page_parses_as_html_without_an_error(
    built: Path, pages: dict[Path, ParsedPage]
) -> None:
    """In a quick run a part of them: the validator reads all, and in a tenth of the time."""
    parser = html5lib.HTMLParser(strict=True)
    for path in choose_files(built, pages)[:: 1 if FULL else 8]:
        parser.parse(path.read_text("utf-8"))


def test_an_html_validator_finds_no_error(built: Path, pages: dict[Path, ParsedPage]) -> None:
    if shutil.which("java") is None or not VNU.exists():
        pytest.skip(
            "没有 java 或 vnu.jar：HTML 校验没有运行（apt-get install default-jre-headless；npm）"
        )
    files = map(str, choose_files(built, pages))
    java = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss8m", "-jar", str(VNU)]
    command = [*java, "--errors-only", "--format", "json", *files]  # half as dear as by default
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(process.stderr)["messages"]
    errors = [message for message in messages if message["type"] == "error"]
    assert [(Path(error["url"]).parent.name, error["message"]) for error in errors] == []
    print(f"{len(pages)} pages")


def test_the_site_says_on_every_page_that_it_is_an_example_if_it_is_one(
    built: Path, pages: dict[Path, ParsedPage]
) -> None:
    example = "示例: 是" in (ROOT / "content" / "site.yml").read_text("utf-8")
    for path in pages:
        assert ('<p class="example"' in path.read_text("utf-8")) is example, path
