"""The words of a sheet, from which its mark and its changes are computed."""

from __future__ import annotations

from shaiquan.disclosure.release import release
from shaiquan.ledger.sheet_words import (
    SheetLine,
    SheetWords,
    describe_course,
    find_basis_of_powers,
    make_sheet_words,
    say_time,
)
from shaiquan.site.timeliness import list_promising
from shaiquan.views.flowcharts import draw_procedures
from shaiquan.views.values import words_of
from tests.conftest import SMALL, MakeSite
from tests.printed import DAY, WALLED
from tests.site.made_pages import make_page
from tests.support import load_catalog


def words(site: MakeSite, text: str) -> SheetWords:
    public = release(load_catalog(site({"procedures/l1.yml": text})), DAY).public
    return make_sheet_words(public, draw_procedures(public)["l1"])


def test_the_five_elements_are_there_in_words(site: MakeSite) -> None:
    sheet = words(site, WALLED)
    elements = {line.label: line.text for line in sheet.elements}
    assert elements["权力事项"] == "重大事项决定"
    assert elements["行使主体"] == "申请人、办公室、党委"
    assert (
        elements["行使要素"] == "权限：决定重大事项。关口：合法性审查。集体决定：党委。表决：记名"
    )
    assert sheet.complaint == (SheetLine("举报电话", "0000-0000000"),)
    assert [line.label for line in sheet.steps] == ["步骤"] * 5


TOWN = "  - {编号: zf, 名称: 示例镇人民政府, 简称: 镇政府, 类型: 政府, 上级: 党委}\n"
VILLAGE = (
    "  - {编号: cun, 名称: 示例村, 类型: 村, 上级: 镇政府}\n"
    "  - {编号: cwh, 名称: 示例村村民委员会, 简称: 村委会, 类型: 村, 上级: 示例村}\n"
)
POWER = (SMALL / "powers" / "p1.yml").read_text("utf-8")
BODIES = (SMALL / "bodies" / "all.yml").read_text("utf-8")
CATEGORIES = (SMALL / "catalogues" / "all.yml").read_text("utf-8")


def bodies(more: str) -> str:
    return BODIES.replace("机构:\n", f"机构:\n{more}", 1)


def without_unit(text: str) -> str:
    return text.replace("    单位: 党委\n", "")


SETTINGS = (SMALL / "site.yml").read_text("utf-8")


def test_the_chart_of_a_power_bears_the_unit_of_the_power_not_of_the_site(site: MakeSite) -> None:
    site(
        {
            "bodies/all.yml": bodies(TOWN),
            "site.yml": without_unit(SETTINGS),
            "powers/p1.yml": POWER + "单位: 镇政府\n",
        }
    )
    assert words(site, WALLED).unit == "示例镇人民政府"


def test_a_power_without_a_unit_has_that_of_who_decides_it(site: MakeSite) -> None:
    text = bodies(TOWN.replace("}", ", 单位: zf}")).replace("上级: 党委, ", "")
    power = POWER.replace("决定主体: 党委", "决定主体: 镇政府")
    site({"bodies/all.yml": text, "site.yml": without_unit(SETTINGS), "powers/p1.yml": power})
    chart = WALLED.replace("主体: 党委, 表决", "主体: 镇政府, 表决")
    assert words(site, chart).unit == "示例镇人民政府"


def test_a_chart_of_the_village_bears_the_village_whatever_unit_is_inherited(
    site: MakeSite,
) -> None:
    power = POWER.replace("决定主体: 党委", "决定主体: 村委会")
    site({"bodies/all.yml": bodies(TOWN + VILLAGE), "powers/p1.yml": power})
    chart = WALLED.replace("主体: 党委, 表决", "主体: 村委会, 表决")
    assert words(site, chart).unit == "示例村"


def test_a_chart_of_no_power_bears_its_own_unit_else_that_of_the_site(site: MakeSite) -> None:
    text = WALLED.replace("事项: [p1]\n", "")
    power = {"powers/p1.yml": POWER + "不设流程: 由会议直接决定\n"}
    site({"risks/r1.yml": None, **power})
    text = text.replace(", 风险: [r1]", "")
    site({"powers/p1.yml": POWER + "不设流程: 由会议直接决定\n无风险: 已评估\n"})
    assert words(site, text).unit == "小镇党委"
    site({"site.yml": without_unit(SETTINGS)})
    assert words(site, text).unit == "小镇"


def test_without_a_basis_of_its_own_a_chart_has_that_of_its_power(site: MakeSite) -> None:
    text = WALLED.replace("依据: [《议事规则》第二条]\n", "")
    assert words(site, text).basis == ("《小镇议事规则》第二条",)
    own = WALLED.replace("《议事规则》第二条", "《议事规则》第一条")
    assert words(site, own).basis == ("《小镇议事规则》第一条",)


def test_without_a_time_of_its_own_a_chart_has_that_of_its_power(site: MakeSite) -> None:
    text = WALLED.replace("承诺时限: 900个工作日\n", "")
    more = (
        "法定时限: 60日\n承诺时限: 30个工作日\n材料: [{名称: 身份证, 份数: 2, 说明: 到期的先换}]\n"
    )
    site({"powers/p1.yml": POWER + more})
    sheet = words(site, text)
    times = {line.label: line.text for line in sheet.times}
    assert (times["承诺时限"], times["法定时限"]) == ("30个工作日", "60日")
    assert SheetLine("材料", "身份证（2份）") in sheet.elements
    public = release(load_catalog(site({})), DAY).public
    used, promising = list_promising(public)
    assert promising == used, "and the page of what is timely counts it"
    page = make_page(public, "/procedures/l1/")
    assert "30个工作日" in str(page.sections[0]), "as the page of the procedure shows it"


def test_the_limits_of_several_powers_are_left_to_the_list_of_powers(site: MakeSite) -> None:
    other = POWER.replace("p1", "p2").replace("重大事项决定", "一般事项决定")
    settings = SETTINGS.replace("权力事项: 1}", "权力事项: 2}")
    categories = CATEGORIES.replace("声明事项数: 1", "声明事项数: 2")
    site({"powers/p2.yml": other, "site.yml": settings, "catalogues/all.yml": categories})
    text = WALLED.replace("[p1]", "[p1, p2]")
    shared = words(site, text).elements[2].text
    assert shared.startswith("权限：决定重大事项。"), "one text says it of both"
    site({"powers/p2.yml": other + "权限: [决定一般事项]\n"})
    different = words(site, text).elements[2].text
    assert different == "权限：见权力清单各项。关口：合法性审查。集体决定：党委。表决：记名"
    assert words(site, text).powers == ("重大事项决定", "一般事项决定")


def test_a_return_is_marked_apart_from_where_it_leads(site: MakeSite) -> None:
    text = WALLED.replace("不通过: 审查", "不通过: 退回, 补正: 审查") + "  - 结束: 退回\n"
    (question,) = [
        line for line in words(site, text).canonical_lines() if line.startswith("步骤：是否通过")
    ]
    assert question.endswith("下一步 通过：公开；不通过：退回；补正：审查（退回）")


def test_the_canonical_text_has_every_line_that_says_something(site: MakeSite) -> None:
    lines = words(site, WALLED).canonical_lines()
    assert lines[:2] == ("名称：重大事项流程图", "单位：小镇党委")
    assert lines[-1] == "投诉举报：举报电话 0000-0000000"
    assert all(line.partition("：")[2] for line in lines)


def test_an_extension_stands_beside_the_limit_that_it_extends(site: MakeSite) -> None:
    legal = "法定时限: 1000个工作日\n延长: {时限: 10个工作日, 批准: 党委}\n步骤:\n"
    text = WALLED.replace("步骤:\n", legal, 1)
    assert [f"{line.label} {line.text}" for line in words(site, text).times] == [
        "法定时限 1000个工作日",
        "延长 经党委批准可延长10个工作日",
        "承诺时限 900个工作日",
        "各步最长合计 13个工作日",
    ]


def test_in_a_run_of_text_an_extension_needs_no_label() -> None:
    approved = SheetLine("延长", "经党委批准可延长10日")
    assert describe_course([SheetLine("法定时限", "90日"), approved], 3) == (
        "见图，共 3 步；法定时限 90日；经党委批准可延长10日"
    )
    assert say_time(SheetLine("延长", "依法不予公开")) == "延长 依法不予公开"


def test_the_page_finds_the_bases_of_the_powers_as_links_each_once(site: MakeSite) -> None:
    public = release(load_catalog(site({"procedures/l1.yml": WALLED})), DAY).public
    basis = find_basis_of_powers(public, draw_procedures(public)["l1"])
    assert [words_of((line,)) for line in basis] == list(words(site, WALLED).basis)
    assert all(line[0].href for line in basis)
