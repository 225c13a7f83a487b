"""Small sites with a sheet for the wall, registered on a day."""

from __future__ import annotations

import datetime
from pathlib import Path

from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.ledger.registering import write_editions
from shaiquan.ledger.sheet_status import CurrentSheet, list_current_sheets
from shaiquan.views.flowcharts import draw_procedures
from tests.conftest import SMALL, MakeSite
from tests.support import load_catalog

SPRING = datetime.date(2026, 3, 2)
TODAY = datetime.date(2026, 11, 24)
PROCEDURE = (SMALL / "procedures" / "l1.yml").read_text("utf-8")
#: the small site's procedure, meant for a wall
WALLED = PROCEDURE.replace("类型: 重大决策\n", "类型: 重大决策\n上墙: 是\n")


def public(content: Path, as_of: datetime.date = TODAY) -> PublicCatalog:
    return release(load_catalog(content), as_of).public


def sheet(content: Path) -> CurrentSheet:
    """Today's sheet of the one procedure."""
    released = public(content)
    return list_current_sheets(released, draw_procedures(released))["l1"]


def register(content: Path, as_of: datetime.date = TODAY) -> tuple[Path, ...]:
    """Register what the content has for walls."""
    released = public(content, as_of)
    return write_editions(content, released, draw_procedures(released), as_of).created


def make_outdated_site(site: MakeSite, old: str, new: str) -> tuple[Path, str]:
    """A site whose sheet was registered in spring, hung, and changed since; its old mark."""
    content = site({"procedures/l1.yml": WALLED})
    before = sheet(content).mark
    register(content, SPRING)
    assert old in WALLED
    site({"procedures/l1.yml": WALLED.replace(old, new), "ledger/zt.yml": posting(before)})
    return content, before


def posting(mark: str, more: str = "") -> str:
    row = f"编号: zt-01, 流程: l1, 标记: {mark}, 地点: 办事大厅北墙, 从: 2026-03-05"
    return f"张贴: [{{{row}{more}}}]\n"
