"""The sample county: what it must show, and what it must not."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from shaiquan.catalog import Catalog
from shaiquan.cli import ROOT
from shaiquan.loading import load
from shaiquan.model.procedures import Procedure, ProcedureSet
from shaiquan.problems import as_text
from shaiquan.procedures.graph import counted, graph_of
from shaiquan.rendering.search import leaks

WALL = {
    "党委重大事项决议事流程图",
    "人事类事项讨论决定流程图",
    "财政资金使用流程图",
    "建设工程联系单工程确认流程图",
}
#: texts that only internal records, drafts and withheld fields hold
HIDDEN = (
    "蓝色流转夹",
    "登记流转夹编号和经手时间",
    "历史遗留土地事项",
    "考察组名单在考察前一日",
    "密封保存",
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    loaded = load(ROOT / "content", strict=True)
    assert [as_text(each) for each in loaded.problems] == []
    assert loaded.catalog is not None
    return loaded.catalog


def test_the_four_charts_of_the_wall_are_there(catalog: Catalog, built: Path) -> None:
    walls = {e.id: p for e, p in catalog.records(Procedure) if p.wall}
    assert {each.name for each in walls.values()} == WALL
    for id, procedure in walls.items():
        assert 9 <= len(graph_of(procedure).nodes) <= 20
        svg = (built / "charts" / f"{id}.svg").read_text("utf-8")
        assert svg.count('class="node') == len(graph_of(procedure).nodes)
        assert (built / "charts" / f"{id}.png").stat().st_size > 10_000


def test_one_record_is_internal_one_a_draft_one_withholds_a_field(catalog: Catalog) -> None:
    states = [entry.record.state.label for entry in catalog.entries.values()]
    scopes = [entry.record.disclosure.scope for entry in catalog.entries.values()]
    assert states.count("草稿") == 1
    assert states.count("撤回") == 1
    assert [scope.label for scope in scopes if scope and scope.label != "社会"] == ["本单位"]


def test_nothing_that_was_kept_back_is_in_any_file(built: Path) -> None:
    source = "".join(p.read_text("utf-8") for p in (ROOT / "content").rglob("*.*"))
    searched = 0
    for path in built.rglob("*"):
        if path.is_file() and path.suffix != ".png":
            assert leaks(path.name, path.read_bytes(), HIDDEN) == (), path
            searched += 1
    assert all(text in source for text in HIDDEN), "the sample no longer has what is looked for"
    print(f"{searched} files searched")


def test_a_withheld_field_is_printed_as_withheld(built: Path) -> None:
    page = (built / "powers/rs-03/index.html").read_text("utf-8")
    assert re.search(r"<dt>配合</dt><dd>.*依法不予公开.*第十六条", page)


def test_a_withdrawn_record_keeps_its_page_and_says_why(built: Path) -> None:
    page = (built / "powers/dw-09/index.html").read_text("utf-8")
    assert "已于2026年9月30日撤回" in page
    assert "镇属企业已全部改制" in page


def test_nothing_in_it_looks_like_a_real_countys_record() -> None:
    text = "".join(p.read_text("utf-8") for p in (ROOT / "content").rglob("*.*"))
    for name in ("遂宁", "武侯", "花垣", "汤浦", "上虞", "成都"):
        assert name not in text
    for phone in re.findall(r"\d{4}-\d{7}", text):
        assert phone.startswith("0000-")


def test_references_are_told_both_ways(built: Path) -> None:
    rule = (built / "rules/gz-01/index.html").read_text("utf-8")
    cited = rule[rule.index('id="cited"') :]
    assert "第六条" in cited
    assert "全镇经济社会发展规划和年度计划的决定" in cited
    post = (built / "posts/gw-sj/index.html").read_text("utf-8")
    lists = post[post.index('id="lists"') :]
    assert lists.index("权力清单") < lists.index("责任清单")
    assert "一把手末位发言、不直接分管" in lists
    risk = (built / "risks/fx-03/index.html").read_text("utf-8")
    assert "集体讨论，书记末位发言" in risk[risk.index('id="steps"') :]


def test_the_personnel_procedures_are_five_charts_of_33_steps_in_the_legal_order(
    catalog: Catalog, built: Path
) -> None:
    (group,) = [each for _, each in catalog.records(ProcedureSet)]
    members = [catalog.entries[ref.id].record for ref in group.members]
    titles = [each.short for each in members]
    assert titles == ["动议", "民主推荐", "考察", "讨论决定", "任职"]
    assert sum(counted(graph_of(each)) for each in members if isinstance(each, Procedure)) == 33
    page = (built / "procedures/xrlc/index.html").read_text("utf-8")
    assert page.count("<figure") == 5
    assert [page.index(each.name) for each in members] == sorted(
        page.index(each.name) for each in members
    )


def test_taking_a_step_away_breaks_both_declared_numbers(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    path = content / "procedures" / "xuanren.yml"
    kept = [line for line in path.read_text("utf-8").splitlines() if "提出初步建议" not in line]
    path.write_text("\n".join(kept), "utf-8")
    told = [as_text(each).splitlines()[0] for each in load(content).problems]
    line = next(n for n, text in enumerate(kept, 1) if "步骤: 33" in text)
    assert next(each.partition("xuanren.yml:")[2].split(":")[0] for each in told) == str(line)
    assert "33 项，实际有 32 项" in told[0]
    assert "5 项，实际有 4 项" in told[1]


def test_taking_a_power_away_breaks_the_declared_number_at_its_line(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    path = content / "powers" / "dangwei.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("编号: gc-02\n", "编号: gc-02\n    状态: 草稿\n"), "utf-8")
    told = [as_text(each).splitlines()[0] for each in load(content).problems]
    (line,) = [each for each in told if "声明权力事项 12 项，实际有 11 项" in each]
    wanted = (content / "site.yml").read_text("utf-8").splitlines().index("  权力事项: 12") + 1
    assert f"site.yml:{wanted}:" in line
