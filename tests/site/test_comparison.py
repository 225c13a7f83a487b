"""The pages that show power as a whole, on small sites whose figures are known."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from shaiquan.cli import main
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.queries.powers import group_by_department
from shaiquan.site.comparison import load_of
from shaiquan.site.matrix import find_aspects, percent
from tests.conftest import MakeSite
from tests.support import catalog

DAY = datetime.date(2026, 11, 1)
POSTS = """\
机构:
  - {编号: dw, 名称: 小镇党委, 简称: 党委, 类型: 党委}
  - {编号: ddh, 名称: 党代会, 类型: 党代会, 上级: 党委}
  - {编号: bgs, 名称: 办公室, 上级: 党委}
岗位:
  - {编号: sj, 名称: 书记, 机构: 党委, 正职: 是, 班子成员: 是}
  - {编号: fsj, 名称: 副书记, 机构: 党委, 班子成员: 是, 分工: {分管: [财务]}}
角色:
  - {编号: sqr, 名称: 申请人}
"""
POWER = """\
编号: p2
名称: 小额支出
决定主体: 党委
提级: 党代会
承办: [办公室]
监督: []
公开: {范围: 社会, 方式: [网站]}
"""


def public(content: Path) -> PublicCatalog:
    return release(catalog(content), DAY, preview=False).public


def text(page: Path) -> str:
    return re.sub(r"<[^>]+>|\s", "", page.read_text("utf-8"))


def test_the_matrix_says_what_a_power_has_and_names_the_gaps(site: MakeSite) -> None:
    shown = public(site({"powers/p2.yml": POWER} | _undeclared()))
    whole = {name: bool(cell) for name, cell in find_aspects(shown, shown.entries["p1"]).items()}
    assert [name for name, has in whole.items() if not has] == ["公开化"]
    small = find_aspects(shown, shown.entries["p2"])
    assert [name for name, cell in small.items() if cell] == ["有测评", "公开化"]


def test_the_built_matrix_counts_per_cent_and_lists_each_gap(
    site: MakeSite, tmp_path: Path
) -> None:
    content = site({"bodies/all.yml": POSTS, "powers/p2.yml": POWER})
    site_yml = content / "site.yml"
    site_yml.write_text(site_yml.read_text("utf-8").replace("权力事项: 1}", "权力事项: 2}"))
    target = tmp_path / "out"
    assert main(["build", "--content", str(content), "--site", str(target)]) == 0
    matrix = text(target / "matrix" / "index.html")
    assert "2项权力中，六项齐全的0项" in matrix
    assert "50%（1）50%（1）50%（1）100%（2）50%（1）50%（1）" in matrix
    assert "小额支出有规则、有程序、有监督、有追究" in matrix
    division = text(target / "division" / "index.html")
    assert "办公室（2项）" in division
    assert "小额支出党委副书记缺缺" in division
    compare = text(target / "bodies" / "compare" / "index.html")
    assert compare.index("党代会决定0项，提级审议1项") < compare.index("小镇党委决定2项")


def test_a_withheld_field_is_no_gap_and_says_so(site: MakeSite) -> None:
    withheld = (
        POWER.replace("监督: []\n", "监督: [参与式]\n") + "不公开字段: [{字段: 监督, 依据: 条例}]\n"
    )
    shown = public(site({"powers/p2.yml": withheld, "site.yml": None} | _undeclared()))
    assert find_aspects(shown, shown.entries["p2"])["有监督"][0][0].text == "依法不予公开"


def _undeclared() -> dict[str, str]:
    small = Path(__file__).parent.parent / "sites" / "small" / "site.yml"
    return {
        "site.yml": small.read_text("utf-8").replace("声明: {权力事项: 1}\n", ""),
        "bodies/all.yml": POSTS,
    }


def test_departments_hold_the_powers_that_they_handle(site: MakeSite) -> None:
    shown = public(site({"powers/p2.yml": POWER} | _undeclared()))
    held = {name: [each.id for each in found] for name, found in group_by_department(shown).items()}
    assert held == {"办公室": ["p1", "p2"]}


def test_the_work_of_a_leader_is_areas_powers_duties_and_risks(site: MakeSite) -> None:
    shown = public(site({"powers/p2.yml": POWER} | _undeclared()))
    assert load_of(shown, shown.heads["fsj"]) == (1, 2, 0, 0)
    assert load_of(shown, shown.heads["sj"]) == (0, 0, 0, 1)


def test_a_share_is_rounded_down_so_that_100_per_cent_means_all() -> None:
    assert [percent(0, 3), percent(199, 200), percent(3, 3)] == ["0%", "99%", "100%"]


def test_each_tier_of_a_money_ladder_stands_in_one_line(site: MakeSite, tmp_path: Path) -> None:
    small = (site({}) / "powers" / "p1.yml").read_text("utf-8")
    tiers = """\
审批档次:
  - {金额: 不满5万元, 审批: 分管领导}
  - {金额: 5万元以上, 审批: 党委, 集体: 是}
"""
    content = site({"powers/p1.yml": small + tiers})
    assert main(["--content", str(content), "--site", str(tmp_path / "site")]) == 0
    page = re.sub(r"<[^>]*>", "|", (tmp_path / "site/powers/p1/index.html").read_text("utf-8"))
    assert "|金额：不满5万元；审批：分管领导；集体：否|" in page
    assert "|金额：5万元以上；审批：党委；集体：是|" in page
