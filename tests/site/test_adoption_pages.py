"""What pages say of 沿用: the reference, what is not as it says, who adopts it, units of a level."""

from __future__ import annotations

import datetime
from pathlib import Path

from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.site.page import Page
from shaiquan.views.values import Fields, words_of
from tests.conftest import SMALL, MakeSite
from tests.site.made_pages import find_table, make_page
from tests.streets import make_streets
from tests.support import load_catalog

DAY = datetime.date(2026, 11, 24)
TWO = ("jd01", "jd02")


def public_of(content: Path, preview: bool = False) -> PublicCatalog:
    return release(load_catalog(content), DAY, preview).public


def fields_of(page: Page, id: str = "particulars") -> dict[str, str]:
    (section,) = (section for section in page.sections if section.id == id)
    assert isinstance(section, Fields)
    return {label: words_of(cell) for label, cell in section.rows}


def test_an_adopter_says_what_it_adopts_and_what_is_its_own(site: MakeSite) -> None:
    content = make_streets(site, TWO)
    chart = "procedures/jd01-l1.yml"
    own = "承诺时限: 15个工作日\n各步时限: {审查: 4个工作日}\n"
    public = public_of(site({chart: (content / chart).read_text("utf-8") + own}))
    page = make_page(public, "/procedures/jd01-l1/")
    assert page.facts[0] == ("单位", "第1街道")
    rows = fields_of(page)
    assert rows["沿用"] == "重大事项流程图，党委"
    assert rows["同参考不一样的"].split("\n") == [
        "名称：党工委（参考：党委）",
        "时限：审查 4个工作日（参考：5个工作日）",
        "另写：承诺时限",
    ]
    other = fields_of(make_page(public, "/procedures/jd02-l1/"))
    assert "同参考不一样的" not in other
    # the reference lists them; lists say whose each is
    reference = make_page(public, "/procedures/l1/")
    assert find_table(reference, "adopters") == [
        ["重大事项流程图", "第1街道"],
        ["重大事项流程图", "第2街道"],
    ]
    charts = find_table(make_page(public, "/procedures/"), "wall")
    assert sorted(row[1] for row in charts) == ["党委", "第1街道", "第2街道"]
    levels = fields_of(make_page(public, "/bodies/"), "_levels")
    assert levels == {"乡级": "第1街道、第2街道"}


def test_what_adopts_something_that_is_not_shown_is_not_shown(site: MakeSite) -> None:
    make_streets(site, TWO)
    duty = (SMALL / "duties" / "d1.yml").read_text("utf-8")
    content = site({"duties/d1.yml": duty + "公开: 党内\n"})
    assert not {"d1", "jd01-d1", "jd02-d1"} & public_of(content).entries.keys()
    # of a draft, a preview shows the adopters too
    content = site({"duties/d1.yml": duty + "状态: 草稿\n"})
    assert not {"d1", "jd01-d1"} & public_of(content).entries.keys()
    preview = public_of(content, preview=True)
    assert {"d1", "jd01-d1", "jd02-d1"} <= preview.previewed.keys()
