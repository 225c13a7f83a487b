"""Twelve streets adopt one chart: an edit of the reference changes twelve pages and sheets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.cli import ROOT
from shaiquan.ledger.sheet_status import list_current_sheets
from shaiquan.views.flowcharts import draw_procedures
from tests.conftest import MakeSite
from tests.ledgers import SPRING, TODAY, WALLED, public, register
from tests.streets import STREETS, make_streets
from tests.support import read_tree

CHARTS = tuple(f"{street}-l1" for street in STREETS)
EDITED = WALLED.replace("时限: 5个工作日", "时限: 6个工作日")
#: what is made of one chart, and the page of the power that shows it
ONE = re.compile(r"^(?:charts|print|procedures|v)/(?:jd\d\d-)?l1\b|^powers/(?:jd\d\d-)?p1/")
#: what tells of all of them
LISTS = {
    *("index.html", "manifest.json", "search/table.js"),
    *("procedures/index.html", "procedures/wall/index.html"),
    *("data/datapackage.json", "data/procedure.csv", "data/procedure.json"),
    *(f"data/tables/{name}.csv" for name in ("file", "procedure", "procedure_steps")),
}


def list_marks(content: Path) -> dict[str, str]:
    released = public(content)
    sheets = list_current_sheets(released, draw_procedures(released))
    return {id: sheet.mark for id, sheet in sheets.items()}


def build(content: Path, site: Path, store: Path | None) -> tuple[dict[str, bytes], list[str]]:
    """The files of a site, and what is outdated in it."""
    options = Options(
        content=content,
        site=site,
        layouts=ROOT / "layouts",
        assets=ROOT / "assets",
        as_of=TODAY,
        printing=False,
        cache=store,
        jobs=1,
    )
    outcome = build_site(options, lambda *_: None)
    found = [p for p in outcome.problems if p.code.code == "poster-outdated"]
    return read_tree(site), [dict(p.words)["procedure"] for p in found]


@pytest.fixture
def walled(site: MakeSite) -> Path:
    """The streets, whose charts hang since spring."""
    content = make_streets(site)
    register(content, SPRING)
    rows = "".join(
        f"  - {{编号: {id}-zt, 流程: {id}, 标记: {mark}, 地点: {id}大厅, 从: 2026-03-05}}\n"
        for id, mark in list_marks(content).items()
    )
    return site({"ledger/zt.yml": f"张贴:\n{rows}"})


def test_one_edit_changes_twelve_pages_and_sheets_and_nothing_else(
    walled: Path, site: MakeSite, tmp_path: Path
) -> None:
    target, store = tmp_path / "site", tmp_path / "store"
    before, outdated = build(walled, target, store)
    marks = list_marks(walled)
    assert outdated == []
    assert len(set(marks.values())) == 13
    site({"procedures/l1.yml": EDITED})
    after, outdated = build(walled, target, store)
    assert sorted(outdated) == sorted(("l1", *CHARTS))
    now = list_marks(walled)
    assert not set(now.values()) & set(marks.values())
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {path for path in changed if not ONE.search(path)} <= LISTS
    for id in ("l1", *CHARTS):
        assert {f"procedures/{id}/index.html", f"print/{id}-a3.pdf", f"charts/{id}.svg"} <= changed
    cold, _ = build(walled, tmp_path / "cold", None)
    assert cold == after
