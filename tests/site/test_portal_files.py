"""The files for those who visit by machine, and the headers that hosts are to send."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from shaiquan.cli import ROOT, main
from shaiquan.site import portal_files
from shaiquan.site.portal_files import HEADERS, POLICY, SPECIAL_HEADERS, list_text_files
from shaiquan.site.site_dates import NO_DATES
from shaiquan.site.tasks import PageTask
from tests.conftest import SMALL, MakeSite
from tests.ledgers import public
from tests.support import read_tree

URL = "网址: https://xz.gov.cn/quanli/\n发布时刻: 9:00\n"
SITE = (SMALL / "site.yml").read_text("utf-8") + URL
POWER = (SMALL / "powers" / "p1.yml").read_text("utf-8")
ATOM = "{http://www.w3.org/2005/Atom}"


def build(site: MakeSite, target: Path, files: Mapping[str, str] | None = None) -> Path:
    content = site({"site.yml": SITE, **(files or {})})
    arguments = ["build", "--content", str(content), "--site", str(target)]
    assert main([*arguments, "--as-of", "2026-11-24"]) == 0
    return target


def locations(file: Path) -> list[str]:
    root = ElementTree.fromstring(file.read_text("utf-8"))
    return [element.text or "" for element in root.iter() if element.tag.endswith("}loc")]


def test_the_sitemap_has_each_page_that_may_be_listed(site: MakeSite, tmp_path: Path) -> None:
    built = build(site, tmp_path / "site")
    found = locations(built / "sitemap.xml")
    listed = {
        "https://xz.gov.cn/quanli/" + path.removesuffix("index.html")
        for path, content in read_tree(built).items()
        if path.endswith(".html") and b'content="noindex"' not in content
    }
    assert {*found} == listed
    assert len(found) == len(listed)
    text = (built / "sitemap.xml").read_text("utf-8")
    assert "powers/p1/</loc><lastmod>2026-01-05</lastmod>" in text
    assert "Sitemap: https://xz.gov.cn/quanli/sitemap.xml" in (built / "robots.txt").read_text()


def test_a_sitemap_of_many_pages_is_an_index_of_several(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portal_files, "_MOST_ADDRESSES", 3)
    town = public(site({"site.yml": SITE}))
    tasks = [PageTask(f"/powers/p{number}/", "record", (f"p{number}",)) for number in range(7)]
    files = dict(list_text_files(town, tasks, NO_DATES))
    parts = [re.findall("<loc>(.*?)</loc>", files[f"sitemap-{n}.xml"]) for n in (1, 2, 3)]
    assert [len(part) for part in parts] == [3, 3, 1]
    assert re.findall("<loc>(.*?)</loc>", files["sitemap.xml"]) == [
        f"https://xz.gov.cn/quanli/sitemap-{number}.xml" for number in (1, 2, 3)
    ]


def test_the_feed_tells_what_changed_and_leads_there(site: MakeSite, tmp_path: Path) -> None:
    gone = POWER.replace("p1", "p2").replace("重大事项决定", "<旧>&事项")
    gone += "状态: 撤回\n原因: 依据修改\n撤回日期: 2026-05-07\n"
    built = build(site, tmp_path / "site", {"powers/p2.yml": gone})
    feed = ElementTree.fromstring((built / "feed.xml").read_text("utf-8"))
    entries = feed.findall(f"{ATOM}entry")
    first = entries[0]
    assert first.findtext(f"{ATOM}title") == "撤回：权力事项，<旧>&事项"
    assert first.findtext(f"{ATOM}updated") == "2026-05-07T09:00:00+08:00"
    assert feed.findtext(f"{ATOM}updated") == "2026-05-07T09:00:00+08:00"
    (link,) = first.findall(f"{ATOM}link")
    assert link.get("href") == "https://xz.gov.cn/quanli/powers/p2/"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids)) > 3


def test_a_name_that_is_withheld_is_not_in_the_feed(site: MakeSite, tmp_path: Path) -> None:
    hidden = POWER + "不公开字段: [{字段: 名称, 依据: 条例第十六条}]\n"
    built = build(site, tmp_path / "site", {"powers/p1.yml": hidden})
    for name in ("feed.xml", "sitemap.xml", "sitemap/index.html"):
        assert "重大事项决定" not in (built / name).read_text("utf-8")


def test_a_file_of_the_owner_stays_in_its_place(site: MakeSite, tmp_path: Path) -> None:
    target = build(site, tmp_path / "site")
    kept = {"site.yml": SITE + "保留文件: [robots.txt, 404.html]\n"}
    (target / "robots.txt").unlink()
    (target / "404.html").unlink()
    build(site, target, kept)
    (target / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    build(site, target, kept)
    assert (target / "robots.txt").read_text().endswith("Disallow: /\n")
    assert not (target / "404.html").exists()


def test_headers_are_written_where_they_are_asked_for(site: MakeSite, tmp_path: Path) -> None:
    assert not (build(site, tmp_path / "site") / "_headers").exists()
    asked = {"site.yml": SITE + "响应头: 是\n"}
    text = (build(site, tmp_path / "site", asked) / "_headers").read_text("utf-8")
    assert text.startswith("/*\n  Content-Security-Policy: default-src 'none'; ")
    assert "\n/data/*.csv\n  Content-Type: text/csv; charset=utf-8\n" in text


def test_the_configuration_for_nginx_sends_the_same_headers() -> None:
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    sent = dict(re.findall(r'^\s*add_header (\S+) "(.*)" always;$', text, re.MULTILINE))
    assert sent == HEADERS
    assert f'"{POLICY}"' in text
    charsets = re.search(r"charset_types ([^;]*);", text)
    assert charsets
    for headers in SPECIAL_HEADERS.values():
        assert headers["Content-Type"].partition(";")[0] in charsets[1].split()
    assert text.count("{") == text.count("}")
    for line in text.splitlines():
        statement = line.partition("#")[0].strip()
        assert not statement or statement.endswith((";", "{", "}")), line
