"""The matrix says what every power has, and names the gaps."""

from __future__ import annotations

from shaiquan.site.matrix import find_aspects, is_whole
from shaiquan.views.values import Fields, words_of
from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_page
from tests.supervised_town import ENTRIES, release_supervised
from tests.two_powers import SMALL_SPENDING, release_two_powers


def test_an_aspect_that_a_power_lacks_is_empty(site: MakeSite) -> None:
    public = release_two_powers(site)
    aspects = {id: find_aspects(public, public.entries[id]) for id in ("p1", "p2")}
    assert [name for name, cell in aspects["p1"].items() if not cell] == ["公开化"]
    assert [name for name, cell in aspects["p2"].items() if is_whole(cell)] == ["公开化"]


def test_a_chart_that_is_still_to_come_is_missing(site: MakeSite) -> None:
    found = {}
    for reason in ("一事一议", "还没有画图", "无", "待定"):
        power = f"{SMALL_SPENDING}不设流程: {reason}\n"
        public = release_two_powers(site, {"powers/p2.yml": power})
        found[reason] = bool(find_aspects(public, public.entries["p2"])["有程序"])
    assert found == {"一事一议": True, "还没有画图": False, "无": False, "待定": False}


def test_a_withheld_field_is_no_gap_and_says_so(site: MakeSite) -> None:
    power = (
        SMALL_SPENDING.replace("监督: []\n", "监督: [参与式]\n")
        + "不公开字段: [{字段: 监督, 依据: 条例}]\n"
    )
    public = release_two_powers(site, {"powers/p2.yml": power})
    assert find_aspects(public, public.entries["p2"])["有监督"][0][0].text == "依法不予公开"


def test_the_page_counts_the_shares_and_lists_the_gaps(site: MakeSite) -> None:
    page = make_page(release_two_powers(site), "/matrix/")
    assert [notice.text for notice in page.notices] == [
        "2 项权力中，六项齐全的 0 项。有测评办法、还没有结果的 2 项，不算齐全，也不列在缺口里。"
    ]
    half, none = "50%（1）", "0%（0）"
    assert find_table(page, "shares") == [["小镇党委", "2", half, half, half, none, half, half]]
    assert find_table(page, "gaps") == [
        ["重大事项决定", "公开化"],
        ["小额支出", "规则、程序、监督、追究"],
    ]


def test_an_evaluation_counts_where_it_has_a_result(site: MakeSite) -> None:
    public = release_supervised(site)
    method, result = (find_aspects(public, public.entries[id])["有测评"] for id in ("p1", "p2"))
    assert (words_of(method), is_whole(method)) == ("有办法，还没有结果", False)
    assert words_of(result) == "88.5 分（满分 100）\n2026年9月1日"
    assert result[1][0].href == "/entries/e6/"
    (particulars,) = (
        section
        for section in make_page(public, "/powers/p2/").sections
        if section.id == "particulars" and isinstance(section, Fields)
    )
    assert words_of(dict(particulars.rows)["测评结果"]) == words_of(result)
    later = ENTRIES.replace("日期: 2026-09-01\n", "日期: 2026-12-01\n")
    public = release_supervised(site, {"entries/all.yml": later})
    assert not is_whole(find_aspects(public, public.entries["p2"])["有测评"]), "it lies ahead"
