"""The home page answers what most readers come for, and tells what changed."""

from __future__ import annotations

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.site import pages
from shaiquan.site.frame import make_frame
from shaiquan.site.page import Card, Cards, Page, Shares
from shaiquan.site.site_dates import read_dates
from shaiquan.views.flowcharts import draw_procedures
from shaiquan.views.values import Fields, words_of
from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_facts, make_page
from tests.two_powers import BODIES, FILES, SMALL_SPENDING, release_two_powers

REVIEWED = "审查: {人: 专班, 日期: 2026-10-20}\n"
LONG_AGO = "审查: {人: 专班, 日期: 2021-10-31}\n"
PROCEDURES = """\
流程:
  - {编号: l2, 名称: 甲流程, 承诺时限: 3日, 步骤: [{开始: 申请, 主体: 办公室}, {结束: 归档}]}
  - {编号: l3, 名称: 乙流程, 步骤: [{开始: 申请, 主体: 办公室}, {结束: 归档}]}
"""


def make_dated(public: PublicCatalog, address: str) -> Page | None:
    """A page of a whole build: planned with the dates of all records."""
    charts = draw_procedures(public)
    tasks = pages.plan_pages(public, make_facts(public, charts), dates=read_dates(public))
    for task in tasks:
        if task.address == address:
            return pages.make_pages(public, make_frame(public), charts, task)[0]
    return None


def make_home(public: PublicCatalog) -> Page:
    page = make_dated(public, "/")
    assert page
    return page


def task_cards(page: Page) -> dict[str, Card]:
    (cards,) = (section for section in page.sections if section.id == "tasks")
    assert isinstance(cards, Cards)
    return {card.title: card for card in cards.cards}


def test_the_home_page_asks_only_what_the_site_can_answer(site: MakeSite) -> None:
    cards = task_cards(make_home(release_two_powers(site)))
    assert [*cards] == ["谁有权管", "怎么办", "到哪里投诉"]
    assert not any(card.asks_mark for card in cards.values())
    on_wall = PROCEDURES.replace("承诺时限", "上墙: 是, 承诺时限")
    more = task_cards(make_home(release_two_powers(site, {"procedures/l.yml": on_wall})))
    assert more["墙上的图还有效吗"].asks_mark
    assert more["怎么办"].items[0].text == "甲流程"


def test_a_code_to_scan_is_spoken_of_only_where_sheets_carry_one(site: MakeSite) -> None:
    files = {"procedures/l.yml": PROCEDURES.replace("承诺时限", "上墙: 是, 承诺时限")}
    settings = FILES["site.yml"] + "网址: https://quanli.example.com/\n"
    for text, spoken in ((FILES["site.yml"], False), (settings, True)):
        public = release_two_powers(site, files | {"site.yml": text})
        card = task_cards(make_home(public))["墙上的图还有效吗"]
        how = next(s for s in make_page(public, "/about/").sections if s.id == "how")
        assert ("二维码" in card.lead, "二维码" in str(how)) == (spoken, spoken)


def test_where_nothing_is_public_yet_no_box_is_empty(site: MakeSite) -> None:
    settings = FILES["site.yml"].replace("状态: 发布", "状态: 草稿")
    page = make_home(release_two_powers(site, {"site.yml": settings}))
    assert [section.id for section in page.sections] == ["mechanisms"]


def test_a_withdrawn_category_is_none_to_look_for_powers_in(site: MakeSite) -> None:
    gone = (
        "权力类别:\n  - {编号: lb, 名称: 重大事项, 状态: 撤回, 原因: 并了, 撤回日期: 2026-10-08}\n"
    )
    areas = "领域:\n  - {编号: cw, 名称: 财务}\n"
    public = release_two_powers(site, {"catalogues/all.yml": areas + gone})
    assert task_cards(make_home(public))["谁有权管"].items == ()
    (row,) = find_table(make_page(public, "/catalogues/"), "_withdrawn")
    assert row == ["重大事项已撤回", ""], "its page lists nothing, so no number leads there"
    assert find_table(make_page(public, "/bodies/dw/"), "powers")[0][1] == "1 项"


def test_channels_stand_under_the_first_unit_that_names_them(site: MakeSite) -> None:
    channels = "渠道:\n  - {编号: qd-9, 名称: 意见箱, 类型: 信件, 值: 一楼}\n  - {编号: dh"
    settings = FILES["site.yml"].replace("渠道:\n  - {编号: dh", channels)
    bodies = BODIES.replace("简称: 党委, 类型", "简称: 党委, 投诉: [qd-9], 类型")
    public = release_two_powers(site, {"site.yml": settings, "bodies/all.yml": bodies})
    items = task_cards(make_home(public))["到哪里投诉"].items
    assert [(item.text, item.href, item.remark) for item in items] == [
        ("意见箱", "/about/#channel-qd-9", "小镇党委"),
        ("举报电话", "/about/#channel-dh", "0000-0000000"),
    ]
    assert [item.number for item in items] == ["", "tel:00000000000"], "it can be tapped"
    about = make_page(public, "/about/")
    assert [row[0] for row in find_table(about, "channels")] == ["意见箱"]
    assert [row[0] for row in find_table(about, "_channels-1")] == ["举报电话"]


def test_what_changed_stands_by_day_the_last_first(site: MakeSite) -> None:
    gone = SMALL_SPENDING + REVIEWED + "状态: 撤回\n原因: 依据修改\n撤回日期: 2026-10-22\n"
    page = make_home(release_two_powers(site, {"powers/p2.yml": gone}))
    (section,) = (section for section in page.sections if section.id == "changes")
    assert isinstance(section, Fields)
    assert section.title == "最近的变动（截至2026年11月1日）"
    first, second = section.rows
    assert (first.label, words_of(first.cell)) == ("2026年10月22日", "撤回：小额支出")
    assert second.label == "2026年1月5日"


def test_each_share_leads_to_the_list_that_it_is_of(site: MakeSite) -> None:
    files = {"powers/p2.yml": SMALL_SPENDING + LONG_AGO, "procedures/l.yml": PROCEDURES}
    public = release_two_powers(site, files)
    (section,) = (section for section in make_home(public).sections if section.id == "shares")
    assert isinstance(section, Shares)
    shares = {share.label: share for share in section.shares}
    promised = shares["流程写明承诺时限"]
    assert (promised.part, promised.whole, promised.percent) == (2, 3, 66)
    reviewed = shares["公开审查在有效期内"]
    assert reviewed.whole - reviewed.part == 1
    assert reviewed.percent == 100 * reviewed.part // reviewed.whole < 100
    page = make_dated(public, "/timeliness/")
    assert page
    assert find_table(page, "due") == [["小额支出", "权力事项", "2021年10月31日"]]
    assert "乙流程" in {row[0] for row in find_table(page, "no-promise")}
    for share in section.shares:
        address, _, anchor = share.address.partition("#")
        target = make_dated(public, address)
        assert target
        assert anchor in {part.id for part in target.sections}
