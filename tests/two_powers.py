"""A small town with two powers, two leaders and a party congress."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from shaiquan.disclosure.release import PublicCatalog, release
from tests.conftest import SMALL, MakeSite
from tests.support import load_catalog

DAY = datetime.date(2026, 11, 1)
BODIES = """\
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
SMALL_SPENDING = """\
编号: p2
名称: 小额支出
决定主体: 党委
提级: 党代会
承办: [办公室]
监督: []
公开: {范围: 社会, 方式: [网站]}
"""
FILES = {
    "site.yml": (SMALL / "site.yml").read_text("utf-8").replace("声明: {权力事项: 1}\n", ""),
    "bodies/all.yml": BODIES,
    "powers/p2.yml": SMALL_SPENDING,
}


def release_two_powers(site: MakeSite, files: Mapping[str, str] | None = None) -> PublicCatalog:
    """What the town shows to the public, with some files replaced."""
    return release(load_catalog(site(FILES | dict(files or {}))), DAY).public
