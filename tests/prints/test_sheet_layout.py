"""How a chart lies on paper: as large as fits, readable, over as few sheets as it takes."""

from __future__ import annotations

import random

import pytest

from shaiquan.prints.papers import A1, A2, A3, LEAST_TYPE, PAPERS, Paper
from shaiquan.prints.sheet_layout import find_best_layout, fit_on_one_sheet
from shaiquan.prints.sheets import SheetContent, fit_sheet, lay_out_sheet
from tests.conftest import FULL, MakeSite
from tests.printed import WALL, WALLED, long, sheet_of

ACTORS = ("申请人", "办公室", "党委", "监督组", "代表团")
BODIES = {
    "bodies/more.yml": "角色:\n  - {编号: jdz, 名称: 监督组}\n  - {编号: dbt, 名称: 代表团}\n",
}
ACT = "审查材料是否齐全并提出初步的意见"


def twelve(seed: int) -> str:
    """Twelve steps, five lanes, acts of sixteen characters, two decisions with returns."""
    chance = random.Random(seed)
    actors = [chance.choice(ACTORS) for _ in range(12)]
    actors[1:6] = ACTORS
    rows = [f"  - {{开始: 提出申请, 主体: {actors[0]}}}"]
    for n in range(1, 11):
        act = f"{ACT[:14]}{n:02}"
        if n in (4, 8):
            ways = f"{{通过: {ACT[:14]}{n + 1:02}, 不通过: {ACT[:14]}{n - 2:02}}}"
            rows.append(f"  - {{判断: 是否符合要求{n}, 主体: {actors[n]}, 分支: {ways}}}")
        else:
            rows.append(f"  - {{步骤: {act}, 主体: {actors[n]}, 时限: 5个工作日, 风险: [r1]}}")
    return WALL + "\n".join([*rows, "  - {结束: 归档}"]) + "\n"


@pytest.mark.parametrize("seed", range(40 if FULL else 4))
def test_twelve_steps_in_five_lanes_have_type_of_five_millimetres_on_one_a3(
    site: MakeSite, seed: int
) -> None:
    sheet = sheet_of(site({**BODIES, "procedures/l1.yml": twelve(seed)}))
    fit = fit_sheet(sheet, A3)
    print(f"seed {seed}: {fit.type:.1f} pt, {'turned' if fit.landscape else 'upright'}")
    assert len(sheet.chart.plan.lanes) == 5
    assert len(fit.panels) == 1
    assert fit.type >= 14


@pytest.mark.parametrize("steps", [5, 12, 40])
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_chart_fills_its_panel_and_stays_in_it(site: MakeSite, paper: Paper, steps: int) -> None:
    sheet = sheet_of(site({"procedures/l1.yml": long(steps)}))
    fit = fit_sheet(sheet, paper)
    filled = 0.0
    for panel, page in zip(fit.panels, lay_out_sheet(sheet, paper).pages, strict=True):
        x, y, width, height = page.figure.area
        left, top, across, down = panel.chart
        assert left - 0.01 <= x
        assert x + width <= left + across + 0.01
        assert top - 0.01 <= y
        assert y + height <= top + down + 0.01
        filled = max(filled, width / across, height / down)
    assert filled >= 0.85


def test_the_orientation_is_that_which_fits_larger(site: MakeSite) -> None:
    sheet = sheet_of(site({"procedures/l1.yml": WALLED}))
    best = fit_on_one_sheet(sheet.items, A3, sheet.chart)
    assert best.width > best.height or not best.landscape
    assert fit_sheet(sheet, A3).landscape == best.landscape


def test_words_and_chart_do_not_meet(site: MakeSite) -> None:
    sheet = sheet_of(site({"procedures/l1.yml": long(8)}))
    for paper in PAPERS:
        for panel in fit_sheet(sheet, paper).panels:
            x, y, width, height = panel.chart
            if panel.words:
                left, top, _, _ = panel.words
                assert left >= x + width or top >= y + height


def test_a_long_procedure_is_cut_into_readable_sheets(site: MakeSite) -> None:
    sheet = sheet_of(site({"procedures/l1.yml": long(70)}))
    fit = fit_sheet(sheet, A3)
    assert len(fit.panels) >= 2
    assert fit.type >= LEAST_TYPE
    assert [panel.words is not None for panel in fit.panels] == [False] * (len(fit.panels) - 1) + [
        True
    ]
    for (_, below), (above, _) in zip(fit.pieces, fit.pieces[1:], strict=False):
        assert below == above, "one sheet goes on where the other ends"
    larger = [fit_sheet(sheet, paper) for paper in (A2, A1)]
    assert len(larger[1].panels) <= len(larger[0].panels) <= len(fit.panels)


def test_type_grows_with_the_paper(site: MakeSite) -> None:
    sheet: SheetContent = sheet_of(site({"procedures/l1.yml": long(10)}))
    layouts = [find_best_layout(sheet.items, paper, sheet.chart) for paper in PAPERS]
    sizes = [layout.type / len(layout.panels) for layout in layouts]
    assert sizes == sorted(sizes)
