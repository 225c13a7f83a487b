"""What pages say of themselves to machines: tags of a government site, JSON-LD."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from shaiquan.cli import ROOT, main
from shaiquan.files.layouts import Templates
from shaiquan.site.data_page import make_data_page, plan_data_page
from shaiquan.site.frame import make_frame
from shaiquan.site.page import Page
from shaiquan.site.render import Layouts, render_page
from shaiquan.site.structured_data import write_structured_data
from shaiquan.site.tags import list_tags
from tests.conftest import SMALL, MakeSite
from tests.ledgers import WALLED, public, register, sheet
from tests.site.made_pages import make_page

URL = '网址: https://xz.gov.cn/quanli/\n标识码: "3201020001"\n发布时刻: 9:00\n'
SITE = (SMALL / "site.yml").read_text("utf-8")
POWER = (SMALL / "powers" / "p1.yml").read_text("utf-8")


def page_at(site: MakeSite, address: str, files: dict[str, str] | None = None) -> Page:
    content = site({"site.yml": SITE + URL} | (files or {}))
    return make_page(public(content), address)


def test_a_column_says_what_it_is(site: MakeSite) -> None:
    tags = dict(list_tags(page_at(site, "/powers/")))
    assert tags["ColumnName"] == "权力清单"
    assert tags["ColumnType"] == "信息公开"
    assert tags["ColumnDescription"] == tags["description"]
    assert tags["ColumnKeywords"] == "权力清单,权力事项,小镇"
    assert "ArticleTitle" not in tags
    assert dict(list_tags(page_at(site, "/rules/")))["ColumnType"] == "政策文件"


@pytest.mark.parametrize("address", ["/powers/register/", "/matrix/", "/about/", "/sitemap/"])
def test_every_page_of_the_whole_is_a_column(site: MakeSite, address: str) -> None:
    page = page_at(site, address)
    assert dict(list_tags(page))["ColumnName"] == page.title


def test_the_page_of_a_record_is_an_article_of_its_column(site: MakeSite) -> None:
    tags = dict(list_tags(page_at(site, "/powers/p1/")))
    assert tags["ColumnName"] == "权力清单"
    assert tags["ArticleTitle"] == "重大事项决定"
    assert tags["PubDate"] == "2026-01-05 09:00"
    assert tags["ContentSource"] == tags["Author"] == "小镇党委"
    assert tags["Keywords"].startswith("重大事项决定,")
    assert tags["Url"] == "https://xz.gov.cn/quanli/powers/p1/"
    assert "由党委决定" in tags["Description"]
    assert "description" not in tags, "HTML reads both as one name"


def test_it_was_published_when_its_disclosure_began_not_when_it_was_last_reviewed(
    site: MakeSite,
) -> None:
    since = {"powers/p1.yml": POWER + "公开: {范围: 社会, 从: 2025-12-01}\n"}
    assert dict(list_tags(page_at(site, "/powers/p1/", since)))["PubDate"] == "2025-12-01 09:00"


def test_what_is_withheld_is_in_no_tag(site: MakeSite) -> None:
    hidden = {"powers/p1.yml": POWER + "不公开字段: [{字段: 决定主体, 依据: 条例第十六条}]\n"}
    page = page_at(site, "/powers/p1/", hidden)
    said = json.dumps([list_tags(page), str(write_structured_data(page))], ensure_ascii=False)
    assert "党委决定" not in said
    assert "依法不予公开" not in said


def test_the_page_of_a_mark_was_published_when_its_sheet_was_registered(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED, "site.yml": SITE + URL})
    mark = sheet(content).mark
    register(content)
    page = make_page(public(content), f"/v/l1/{mark.replace('-', '').lower()}/")
    tags = dict(list_tags(page))
    assert tags["PubDate"] == "2026-11-24 09:00"
    assert tags["ColumnName"] == "流程图张贴清单"
    assert tags["Image"] == "https://xz.gov.cn/quanli/charts/l1.png"


def read_data(page: Page) -> list[Any]:
    graph: list[Any] = json.loads(write_structured_data(page))["@graph"]
    return graph


def test_json_ld_says_where_a_page_stands_and_what_it_shows(site: MakeSite) -> None:
    path, power = read_data(page_at(site, "/powers/p1/"))
    assert path["@type"] == "BreadcrumbList"
    assert path["itemListElement"][-1] == {
        "@type": "ListItem",
        "position": 3,
        "name": "重大事项决定",
        "item": "https://xz.gov.cn/quanli/powers/p1/",
    }
    assert power["@type"] == ["GovernmentService", "cpsv:PublicService"]
    _, unit = read_data(page_at(site, "/about/"))
    assert unit["@type"] == "GovernmentOrganization"
    assert unit["contactPoint"] == [
        {
            "@type": "ContactPoint",
            "contactType": "投诉举报",
            "name": "举报电话",
            "telephone": "0000-0000000",
        }
    ]


def test_the_page_of_the_data_says_what_data_there_are(site: MakeSite) -> None:
    shown = public(site({"site.yml": SITE + URL}))
    task = plan_data_page(shown, (), has_workbooks=False, has_files=False)
    _, data = read_data(make_data_page(shown, make_frame(shown), {}, task))
    assert data["@type"] == "DataCatalog"
    assert data["dataset"][0]["name"] == "小镇机构"


def test_no_text_ends_the_data_block(site: MakeSite) -> None:
    evil = POWER.replace("名称: 重大事项决定", "名称: '</script><!--<b>&\u2028'")
    page = page_at(site, "/powers/p1/", {"powers/p1.yml": evil})
    text = str(write_structured_data(page))
    assert not re.search("[<>&\u2028]", text)
    assert "</script><!--<b>&" in json.dumps(json.loads(text), ensure_ascii=False)
    html = render_page(page, Layouts.of(Templates(ROOT / "layouts")))
    assert len(re.findall("<script[^>]*>[^<]*</script>", html)) == html.count("</script>") == 2


def test_without_an_address_nothing_is_said_that_needs_one(site: MakeSite, tmp_path: Path) -> None:
    content = site({})
    assert not write_structured_data(make_page(public(content), "/powers/p1/"))
    target = tmp_path / "out" / "site"
    arguments = ["build", "--content", str(content), "--site", str(target)]
    assert main([*arguments, "--as-of", "2026-11-24"]) == 0
    for name in ("sitemap.xml", "robots.txt", "feed.xml", "404.html", "_headers"):
        assert not (target / name).exists()
    text = (target / "powers" / "p1" / "index.html").read_text("utf-8")
    for word in ("SiteDomain", "canonical", "og:", "ld+json", "feed.xml"):
        assert word not in text
    assert 'name="PubDate" content="2026-01-05 00:00"' in text
