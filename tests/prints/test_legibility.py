"""A sheet that cannot be read from the wall is reported, with the paper on which it can."""

from __future__ import annotations

from pathlib import Path

from shaiquan.build.options import Options
from shaiquan.build.site_build import check_site
from shaiquan.cli import ROOT
from shaiquan.prints.papers import A3, LEAST_TYPE
from shaiquan.prints.sheets import fit_whole_sheet
from shaiquan.problems import Problem
from tests.build.sites import ignore_progress
from tests.conftest import MakeSite
from tests.printed import DAY, WALLED, long, sheet_of
from tests.support import lines_of

CODES = tuple(f"[{code}]" for code in ("sheet-cut", "sheet-small"))


def check(content: Path) -> tuple[Problem, ...]:
    options = Options(content, content, ROOT / "layouts", ROOT / "assets", DAY)
    return check_site(options, ignore_progress)


def report(content: Path) -> list[str]:
    return [line for line in lines_of(check(content), content) if line.endswith(CODES)]


def test_a_sheet_that_is_large_enough_is_not_reported(site: MakeSite) -> None:
    assert report(site({"procedures/l1.yml": WALLED})) == []


def test_a_chart_that_is_not_for_the_wall_is_not_reported(site: MakeSite) -> None:
    assert report(site({"procedures/l1.yml": long(70).replace("上墙: 是\n", "")})) == []


def test_a_cut_is_reported_at_its_line_with_the_paper_for_one_sheet(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": long(70)})
    (line,) = report(content)
    assert line.startswith(
        "content/procedures/l1.yml:4:5: info: “重大事项流程图”印在一张 A3 上，最小的字"
    )
    assert line.endswith("[sheet-cut]")
    assert "已分成 2 张连图" in line
    (problem,) = (p for p in check(content) if p.code.code == "sheet-cut")
    assert "A2 纸" in problem.mend() or "A1 纸" in problem.mend()
    assert "A2" in problem.mend("en") or "A1" in problem.mend("en")


def test_type_under_three_millimetres_is_a_warning(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": long(3, act="审查" * 1500)})
    (line,) = report(content)
    assert ": warning: " in line
    assert line.endswith("[sheet-small]")
    text = (content / "site.yml").read_text("utf-8")
    for weight, shown in (("错误", [": error: "]), ("不报", [])):
        site({"site.yml": text + f"严重程度: {{sheet-small: {weight}}}\n"})
        assert [word for word in shown if word in report(content)[0]] == shown
    assert report(content) == []


def test_small_text_is_reported_where_the_acts_alone_could_be_read(site: MakeSite) -> None:
    """40 steps in their lanes: acts of 3.5 mm, the limits below them of 2.7 mm."""
    text = long(40).replace("步骤:\n", "泳道: [申请人, 办公室, 党委]\n步骤:\n", 1)
    content = site({"procedures/l1.yml": text})
    single = fit_whole_sheet(sheet_of(content), A3)
    assert single.least < LEAST_TYPE < single.type
    (line,) = report(content)
    assert "最小的字（小字、分支上的字）只有 2." in line
    acts_alone = text.replace(", 时限: 5个工作日", "")
    assert report(site({"procedures/l1.yml": acts_alone})) == []


def test_named_lanes_that_make_the_type_small_are_to_be_left_out(site: MakeSite) -> None:
    actors = tuple(f"主体{n}" for n in range(14))
    bodies = "角色:\n" + "".join(f"  - {{编号: j{n}, 名称: 主体{n}}}\n" for n in range(14))
    steps = long(22, actors).replace("主体: 申请人", "主体: 主体0")
    lanes = f"泳道: [{', '.join(actors)}]\n步骤:\n"
    files = {"bodies/more.yml": bodies, "procedures/l1.yml": steps.replace("步骤:\n", lanes, 1)}
    (problem,) = (p for p in check(site(files)) if p.code.code in ("sheet-cut", "sheet-small"))
    assert problem.mend().startswith("改成 泳道: 否，一张 A3 就够")
    files["procedures/l1.yml"] = steps.replace("步骤:\n", "泳道: 否\n步骤:\n", 1)
    assert report(site(files)) == []


def test_more_text_than_a_sheet_holds_is_reported(site: MakeSite) -> None:
    """The text round a chart gets smaller than can be read, and nothing of it is lost."""
    chart = long(5).replace("时限: 5个工作日", f"时限: 5个工作日, 不计入: {'专家评审' * 900}", 1)
    content = site({"procedures/l1.yml": chart})
    layout = fit_whole_sheet(sheet_of(content), A3)
    assert layout.words < LEAST_TYPE
    assert all(panel.chart[3] > 0 for panel in layout.panels)
    (line,) = report(content)
    assert line.endswith("[sheet-small]")
