"""What a record's page says so that a reader can rely on it, and whom he tells of a mistake."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.site.page import Neighbours, Page
from shaiquan.views.values import Fields, words_of
from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_page
from tests.two_powers import BODIES, FILES, SMALL_SPENDING, release_two_powers

RULES = """\
- {编号: gz-1, 名称: 支出办法, 简称: 办法, 制定机关: 党委, 正文: "第一条　总则。\\n\\n第二条　一万元以下由**书记**审批。"}
- {编号: fl-1, 名称: 预算法, 制定机关: 全国人大}
- {编号: fl-2, 名称: 会计法, 制定机关: 全国人大, 网址: "https://flk.npc.gov.cn/"}
"""
BASIS = "依据: [《支出办法》第二条, 《支出办法》, 《预算法》第三条, 《会计法》]\n"
LISTS = """\
清单:
  - {编号: qd-8, 名称: 三不准, 声明项数: 3, 适用: [书记, p2], 条目: [不准一言堂, 不准先表态, 不准临时提名]}
"""
REVIEWED = "审查: {人: 专班, 日期: 2026-10-20}\n"


def fields_of(page: Page, id: str) -> dict[str, str]:
    (section,) = (section for section in page.sections if section.id == id)
    assert isinstance(section, Fields)
    return {row.label: words_of(row.cell) for row in section.rows}


@pytest.fixture
def town(site: MakeSite) -> PublicCatalog:
    return release_two_powers(
        site,
        {
            "powers/p2.yml": SMALL_SPENDING + BASIS + REVIEWED,
            "rules/more.yml": RULES,
            "catalogues/lists.yml": LISTS,
        },
    )


def test_a_basis_is_quoted_or_leads_to_the_official_text(town: PublicCatalog) -> None:
    page = make_page(town, "/powers/p2/")
    assert fields_of(page, "_basis") == {
        "《办法》第二条": "一万元以下由书记审批。\n看全文里的第二条",
        "《预算法》第三条": "本站没有收录全文。",
        "《会计法》": "本站没有收录全文。官方全文",
    }
    (section,) = (section for section in page.sections if section.id == "_basis")
    assert "https://flk.npc.gov.cn/" in repr(section)
    assert "/#art-2'" in repr(section), "the article is a step away"


def test_the_page_of_an_outside_law_is_no_dead_end(town: PublicCatalog) -> None:
    known = fields_of(make_page(town, "/rules/fl-2/"), "text")
    unknown = fields_of(make_page(town, "/rules/fl-1/"), "text")
    assert known == {"在哪里": "本站没有收录全文，请看官方全文：https://flk.npc.gov.cn/"}
    assert unknown["在哪里"].endswith("国家法律法规数据库查：https://flk.npc.gov.cn/")


def test_a_withheld_basis_is_not_quoted(site: MakeSite) -> None:
    hidden = SMALL_SPENDING + BASIS + "不公开字段: [{字段: 依据, 依据: 条例}]\n"
    page = make_page(
        release_two_powers(site, {"powers/p2.yml": hidden, "rules/more.yml": RULES}), "/powers/p2/"
    )
    assert not [section for section in page.sections if section.id == "_basis"]
    assert WITHHELD in repr(page.sections)
    assert "一万元以下" not in repr(page.sections)


@pytest.mark.parametrize("address", ["/posts/sj/", "/powers/p2/"])
def test_a_list_stands_with_all_its_words_where_it_applies(
    town: PublicCatalog, address: str
) -> None:
    ((name, texts, *_),) = find_table(make_page(town, address), "_binding")
    assert name == "三不准"
    assert texts.splitlines() == ["不准一言堂", "不准先表态", "不准临时提名"]


def test_a_page_says_its_state_and_when_it_is_reviewed_next(
    site: MakeSite, town: PublicCatalog
) -> None:
    facts = dict(make_page(town, "/powers/p2/").facts)
    assert facts["状态"] == "发布"
    assert facts["公开审查"] == "2026年10月20日"
    assert facts["下次审查"] == "2031年10月20日前"


def test_a_site_where_reviews_hold_for_ever_names_no_next_one(site: MakeSite) -> None:
    endless = FILES["site.yml"] + "审查有效期: 0\n"
    files = {"site.yml": endless, "powers/p2.yml": SMALL_SPENDING + REVIEWED}
    assert "下次审查" not in dict(make_page(release_two_powers(site, files), "/powers/p2/").facts)


TENURES = """\
任职:
  - {编号: rz-1, 岗位: 书记, 从: 2020-01-01, 至: 2025-01-01, 姓名: 甲某}
  - {编号: rz-2, 岗位: 书记, 从: 2025-01-02}
  - {编号: rz-3, 岗位: 副书记, 从: 2025-01-02, 姓名: 乙某, 不公开字段: [{字段: 姓名, 依据: 条例}]}
"""


def test_a_post_says_who_holds_it_even_where_the_name_is_not_given(site: MakeSite) -> None:
    public = release_two_powers(site, {"bodies/all.yml": BODIES + TENURES})
    page = make_page(public, "/posts/sj/")
    assert fields_of(page, "particulars")["现任"] == "姓名未公布，自2025年1月2日起"
    assert find_table(page, "tenures") == [
        ["甲某", "2020年1月1日", "2025年1月1日"],
        ["姓名未公布", "2025年1月2日", ""],
    ]
    other = fields_of(make_page(public, "/posts/fsj/"), "particulars")["现任"]
    assert re.fullmatch(rf"{WITHHELD}（依据：条例），自2025年1月2日起", other)


# -- mistakes -----------------------------------------------------------------------------------

CHANNELS = """\
渠道:
  - {编号: qd-1, 名称: 电话, 值: 0000-0000001}
  - {编号: qd-2, 名称: 信箱, 类型: 电子邮件, 值: yijian@example.com}
"""


def release_with_channels(site: MakeSite, named: str) -> PublicCatalog:
    settings = re.sub(r"渠道:\n(  .*\n)*", CHANNELS, FILES["site.yml"])
    return release_two_powers(site, {"site.yml": settings.replace("[dh]", f"[{named}]")})


def test_a_mistake_is_told_by_a_letter_that_names_the_page(site: MakeSite) -> None:
    public = release_with_channels(site, "qd-1, qd-2")
    link = unquote(make_page(public, "/powers/p2/").mistake_link)
    assert link.startswith("mailto:yijian@example.com?subject=纠错：P2 小额支出&body=")
    assert "/powers/p2/" in link
    assert unquote(make_page(public, "/about/").mistake_link).startswith("mailto:yijian@")


def test_a_unit_without_mail_is_told_by_its_own_channel(site: MakeSite) -> None:
    public = release_with_channels(site, "qd-1")
    assert make_page(public, "/powers/p2/").mistake_link == "/about/#channel-qd-1"


def test_the_records_beside_one_are_those_of_its_part_of_the_list(site: MakeSite) -> None:
    public = release_two_powers(site)
    middle = make_page(public, "/bodies/ddh/").neighbours
    assert middle == Neighbours(("小镇党委", "/bodies/dw/"), ("办公室", "/bodies/bgs/"))
    first, role = (make_page(public, f"/bodies/{id}/").neighbours for id in ("dw", "sqr"))
    assert first == Neighbours(("", ""), ("党代会", "/bodies/ddh/"))
    assert role == Neighbours()  # the only one of its kind
