"""Is this sheet in force: the pages that answer it, the wall list, the order of work."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.cli import ROOT
from shaiquan.model.marks import mark_slug
from tests.conftest import MakeSite
from tests.ledgers import TODAY, WALLED, make_outdated_site, posting, register, sheet

LIMIT = ("3个工作日", "2个工作日")


def built(content: Path, preview: bool = False) -> Path:
    target = content.parent / ("preview" if preview else "site")
    layouts, assets = ROOT / "layouts", ROOT / "assets"
    build_site(Options(content, target, layouts, assets, TODAY, preview=preview), lambda *_: None)
    return target


def text(page: Path) -> str:
    return re.sub(r"<[^>]+>|\s", "", page.read_text("utf-8"))


def answer(target: Path, mark: str) -> Path:
    return target / "v" / "l1" / mark_slug(mark) / "index.html"


def test_the_page_of_a_sheet_in_force_says_so_and_links_to_the_procedure(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    mark = sheet(content).mark
    register(content)
    page = answer(built(content), mark)
    assert "现行这张图就是现行的图" in text(page)
    assert mark in text(page)
    html = page.read_text("utf-8")
    assert 'class="status in-force"' in html
    assert 'href="../../../procedures/l1/index.html"' in html
    assert 'href="../../../print/l1-a3.pdf"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_the_page_of_a_sheet_that_was_never_registered_says_not_to_hang_it(
    site: MakeSite,
) -> None:
    content = site({"procedures/l1.yml": WALLED})
    page = answer(built(content), sheet(content).mark)
    assert "未登记图上的字和网站上现行的流程一致，但是这一版还没有登记，请不要张贴" in text(page)
    assert 'class="status replaced"' in page.read_text("utf-8")
    procedure = content.parent / "site" / "procedures" / "l1" / "index.html"
    assert f"当前标记{sheet(content).mark}（还没有登记）" in text(procedure)


def test_the_page_of_an_old_sheet_says_what_changed_and_links_to_the_new_one(
    site: MakeSite,
) -> None:
    content, old = make_outdated_site(site, *LIMIT)
    register(content, datetime.date(2026, 5, 7))
    new = sheet(content).mark
    target = built(content)
    words = text(answer(target, old))
    assert "已被取代2026年5月7日起这张图已被新图取代" in words
    assert "步骤“公开”时限3个工作日改为2个工作日" in words
    assert "审查" not in words.partition("哪里变了")[2], "what did not change is not listed"
    assert f'href="../{mark_slug(new)}/index.html"' in answer(target, old).read_text("utf-8")
    assert "新图还没有登记" not in words
    assert "现行" in text(answer(target, new))


def test_before_the_new_sheet_is_registered_the_page_says_so(site: MakeSite) -> None:
    content, old = make_outdated_site(site, *LIMIT)
    words = text(answer(built(content), old))
    assert "内容已经更改，这张图已被新图取代" in words
    assert "新图还没有登记" in words


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("", "这张图不再上墙张贴。办事请看网站上的流程。"),
        (
            "状态: 撤回\n原因: 职权取消。\n撤回日期: 2026-09-30\n",
            "这个流程已于2026年9月30日撤回。原因：职权取消。",
        ),
        ("公开: 党内\n", "这张图已经停用，内容不再公开。"),
    ],
)
def test_the_page_of_a_sheet_that_ended_says_why(site: MakeSite, more: str, sentence: str) -> None:
    content = site({"procedures/l1.yml": WALLED})
    mark = sheet(content).mark
    register(content)
    power = (content / "powers" / "p1.yml").read_text("utf-8")
    risk = (content / "risks" / "r1.yml").read_text("utf-8")
    site(
        {
            "procedures/l1.yml": WALLED + more if more else WALLED.replace("上墙: 是\n", ""),
            "powers/p1.yml": power + ("不设流程: 已取消\n" if "撤回" in more else ""),
            "risks/r1.yml": risk.replace("等级: 高\n", "等级: 中\n"),
        }
    )
    words = text(answer(built(content), mark))
    assert f"已停用{sentence}" in words
    assert "哪里变了" not in words


def test_the_page_of_a_sheet_whose_words_were_taken_back_says_so(site: MakeSite) -> None:
    content, old = make_outdated_site(site, *LIMIT)
    (path,) = (file for file in (content / "ledger").iterdir() if file.name != "zt.yml")
    head = path.read_text("utf-8").partition("  正文行:")[0]
    gone = "状态: 撤回\n  原因: 误录\n  撤回日期: 2026-06-01"
    path.write_text(head.replace("状态: 发布", gone), "utf-8")
    words = text(answer(built(content), old))
    assert "已被取代" in words
    assert "原内容依法不再公开" in words


def test_the_page_of_a_procedure_names_its_mark_and_where_it_hangs(site: MakeSite) -> None:
    content, _ = make_outdated_site(site, *LIMIT)
    mark = sheet(content).mark
    page = built(content) / "procedures" / "l1" / "index.html"
    assert f"当前标记{mark}" in text(page)
    assert f'href="../../v/l1/{mark_slug(mark)}/index.html"' in page.read_text("utf-8")
    assert "张贴在办事大厅北墙（A3）待更换" in text(page)


def test_the_wall_list_says_what_hangs_where_since_when_and_whether_it_is_in_force(
    site: MakeSite,
) -> None:
    content, old = make_outdated_site(site, *LIMIT)
    new = sheet(content).mark
    target = built(content)
    words = text(target / "procedures" / "wall" / "index.html")
    assert "张贴着1张：待更换1张。" in words
    assert f"办事大厅北墙重大事项流程图A32026年3月5日{old}待更换" in words
    assert f"重大事项流程图{new}还没有登记{old}1处" in words
    assert "wall/index.html" in (target / "index.html").read_text("utf-8")
    assert "wall/index.html" in (target / "procedures" / "index.html").read_text("utf-8")
    assert "wall/index.html" in (target / "about" / "index.html").read_text("utf-8")


def test_the_order_of_work_is_for_those_inside_and_names_internal_places(site: MakeSite) -> None:
    content, old = make_outdated_site(site, *LIMIT)
    site({"ledger/zt.yml": posting(old, ", 公开: 本单位")})
    public = built(content)
    assert not (public / "procedures" / "wall" / "work").exists()
    assert "办事大厅北墙" not in "".join(
        p.read_text("utf-8") for p in public.rglob("*") if p.suffix in (".html", ".json", ".csv")
    )
    preview = built(content, preview=True)
    words = text(preview / "procedures" / "wall" / "work" / "index.html")
    assert "更换（1张）" in words
    assert f"□办事大厅北墙重大事项流程图A3{old}{sheet(content).mark}" in words
    assert "work/index.html" in (preview / "procedures/wall/index.html").read_text("utf-8")


def test_a_site_that_has_nothing_for_walls_has_no_wall_list(site: MakeSite) -> None:
    target = built(site({}))
    assert not (target / "procedures" / "wall").exists()
    assert not (target / "v").exists()
    built(site({}), preview=True)


def test_every_link_of_these_pages_leads_somewhere(site: MakeSite) -> None:
    content, _ = make_outdated_site(site, *LIMIT)
    for preview in (False, True):
        target = built(content, preview=preview)
        pages = [*(target / "v").rglob("*.html"), *(target / "procedures/wall").rglob("*.html")]
        assert len(pages) == 4 if preview else 3
        for page in pages:
            for link in re.findall(r'href="([^"#]+)', page.read_text("utf-8")):
                assert (page.parent / link).resolve().exists(), (page, link)


def test_the_ledger_is_open_data(site: MakeSite) -> None:
    content, old = make_outdated_site(site, *LIMIT)
    data = built(content) / "data"
    assert "办事大厅北墙,A3,2026年3月5日" in (data / "posting.csv").read_text("utf-8")
    assert old in (data / "edition.json").read_text("utf-8")
