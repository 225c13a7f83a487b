"""The editions of a site: the same pages with other characters, each leading to its own."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from shaiquan.cli import main
from shaiquan.content.traditional import EXCEPTIONS, to_traditional
from shaiquan.files.layouts import Templates
from shaiquan.site.alternates import editions_of_page, list_alternates
from shaiquan.site.edition_html import convert_words
from shaiquan.site.edition_words import read_edition_words
from shaiquan.site.editions import SIMPLIFIED, SiteEdition
from shaiquan.site.page import PageFrame
from tests.conftest import MakeSite

TRADITIONAL = SiteEdition("zh-Hant", "繁體", "zh-hant/")


def to_page(html: str) -> str:
    return convert_words(html, to_traditional, "zh-Hant")


def test_texts_and_spoken_attributes_are_converted_and_nothing_else() -> None:
    html = (
        '<html lang="zh-CN"><p id="后" class="后" title="后" data-value="后">后<b aria-label="后">'
        '</b><a href="后/index.html">后</a><input name="后" value="后" placeholder="后"></p>'
    )
    assert to_page(html) == (
        '<html lang="zh-Hant"><p id="后" class="后" title="後" data-value="后">後'
        '<b aria-label="後"></b><a href="后/index.html">後</a>'
        '<input name="后" value="后" placeholder="後"></p>'
    )


@pytest.mark.parametrize(
    "kept",
    [
        "<code>编号</code>",
        '<pre class="x">编号\n<b>编号</b></pre>',
        '<script src="a.js">"编号"</script>',
        "<style>/* 编号 */</style>",
        '<a lang="zh-Hans" hreflang="zh-Hans" translate="no">简体</a>',
    ],
)
def test_code_and_what_says_so_is_not_converted(kept: str) -> None:
    assert to_page(f"<p>编号{kept}编号</p>") == f"<p>編號{kept}編號</p>"


def test_words_of_linked_data_are_converted() -> None:
    html = '<script type="application/ld+json">{"name": "干部", "url": "https://a.cn/"}</script>'
    assert to_page(html) == html.replace("干部", "幹部")


def test_a_page_names_itself_in_each_edition() -> None:
    both = (SIMPLIFIED, TRADITIONAL)
    frame = PageFrame("站", "单位", False, (), (), url="https://a.cn/q", editions=both)
    here, there = list_alternates(frame, "/powers/", SIMPLIFIED)
    assert (here.lang, here.href, here.current) == ("zh-Hans", "index.html", True)
    assert (there.lang, there.href, there.current) == (
        "zh-Hant",
        "../zh-hant/powers/index.html",
        False,
    )
    assert there.address == "https://a.cn/q/zh-hant/powers/"
    (back, _) = list_alternates(frame, "/powers/", TRADITIONAL)
    assert back.href == "../../powers/index.html"


def test_a_page_that_is_no_folder_is_there_once() -> None:
    frame = PageFrame("站", "单位", False, (), (), editions=(SIMPLIFIED, TRADITIONAL))
    assert editions_of_page(frame, "/404.html") == (SIMPLIFIED,)
    assert list_alternates(frame, "/404.html", SIMPLIFIED) == ()


def test_a_site_of_one_edition_names_no_other(tmp_path: Path, site: MakeSite) -> None:
    target = build(tmp_path, site({}))
    assert not (target / "zh-hant").exists()
    assert "hreflang" not in (target / "index.html").read_text("utf-8")


def build(tmp_path: Path, content: Path) -> Path:
    target = tmp_path / "site"
    assert main(["build", "--content", str(content), "--site", str(target)]) == 0
    return target


def with_editions(content: Path) -> Path:
    file = content / "site.yml"
    file.write_text(
        file.read_text("utf-8") + "\n版本: [繁体, 英文]\n繁体用字: {党委: 黨委會}\n", "utf-8"
    )
    return content


def test_each_edition_has_each_page_and_its_links_stay_in_it(
    tmp_path: Path, site: MakeSite
) -> None:
    target = build(tmp_path, with_editions(site({})))
    files = {file.relative_to(target).as_posix() for file in target.rglob("*")}
    pages = {file for file in files if file.endswith(".html")}
    plain = {file for file in pages if not file.startswith(("zh-hant/", "en/"))}
    assert pages == plain | {f"{folder}/{file}" for folder in ("zh-hant", "en") for file in plain}
    for page in pages:
        folder = page[: page.index("/") + 1] if page not in plain else ""
        for link in list_links(target / page):
            path = unquote(urldefrag(link).url)
            file = (target / page).parent / path if path else target / page
            assert file.is_file(), (page, link)
            led_to = file.resolve().relative_to(target.resolve()).as_posix()
            assert led_to not in pages or led_to.startswith(folder), (page, link)
            of_page = led_to in pages or led_to.startswith("zh-hant/search/")  # its own index
            assert of_page or not led_to.startswith("zh-hant/"), (page, link)


def list_links(page: Path) -> list[str]:
    """The links of a page within the site, but for those of the switch and to other sites."""
    html = re.sub(r"<[^<>]*hreflang[^<>]*>", "", page.read_text("utf-8"))
    links = re.findall(r'\b(?:href|src|action)="([^"]*)"', html)
    return [link for link in links if not re.match(r"[a-z]+:", link)]


def test_words_of_the_site_are_used_in_its_traditional_edition(
    tmp_path: Path, site: MakeSite
) -> None:
    target = build(tmp_path, with_editions(site({})))
    assert "黨委會" in (target / "zh-hant" / "powers" / "index.html").read_text("utf-8")
    search = target / "zh-hant" / "search"
    assert "黨委會" in (search / "names.js").read_text("utf-8")
    table = (search / "table.js").read_text("utf-8")
    assert '["党委","黨委會"]' in table, "who types the word as it was finds it too"
    assert '["党委","黨委會"]' not in (target / "search" / "table.js").read_text("utf-8")


def test_what_a_page_says_to_its_script_is_converted_too(tmp_path: Path) -> None:
    (tmp_path / "words.yml").write_text("none: 没有找到\n", "utf-8")
    assert read_edition_words(Templates(tmp_path), TRADITIONAL).none == "沒有找到"


def test_the_traditional_sample_has_no_simplified_character(built: Path) -> None:
    """None that OpenCC would still write otherwise, but for those that we write on purpose."""
    kept = set("".join(EXCEPTIONS.values())) | set("简体干")  # 干预
    for page in (built / "zh-hant").rglob("*.html"):
        html = re.sub(r"<pre>.*?</pre>", "", page.read_text("utf-8"), flags=re.DOTALL)  # code
        text = re.sub(r"<[^<>]*>", "\n", html)
        left = {sign for sign in text if to_traditional(sign) != sign} - kept
        assert not left, page
    for name in ("names.js", "text-1.js"):
        text = (built / "zh-hant" / "search" / name).read_text("utf-8")
        left = {sign for sign in text if to_traditional(sign) != sign} - kept
        assert not left, name
        simplified = (built / "search" / name).read_text("utf-8")
        assert re.sub("[^\x00-\x7f]", "", text) == re.sub("[^\x00-\x7f]", "", simplified), (
            "ids stay"
        )
