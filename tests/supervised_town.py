"""A small town and a village with two years of obligations, entries and meetings, with gaps."""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan.disclosure.release import PublicCatalog
from tests.conftest import MakeSite
from tests.town_meetings import TOWN, release_town

ENTRY_TYPES = """\
记事类型:
  述职: {监督形式: 轨迹化}
  督查: {监督形式: 同步化, 数量: [问题, 整改到位]}
  测评: {监督形式: 社会化, 测评: 是, 方面: [决策, 执行], 满分: 100}
  群众意见: {监督形式: 社会化, 意见: 是, 办结期限: 至多15日}
  问责: {数量: [人次]}
"""
BODIES = """\
机构:
  - {编号: xc, 名称: 小村党支部, 简称: 村支部, 类型: 党委, 上级: 党委}
  - {编号: jw, 名称: 小镇纪委, 简称: 镇纪委, 类型: 纪委, 上级: 党委}
"""
OBLIGATIONS = """\
默认: {单位: 党委}
应办:
  - {编号: sz, 名称: 半年述职, 做什么: 述职, 班子成员: 党委, 向谁: [党代会], 周期: 每半年1次, 期限: 至多20日, 从: 2025-07-01}
  - {编号: dc, 名称: 每月督查, 做什么: 督查, 谁: [办公室], 周期: 每月1次, 从: 2026-08-01}
  - {编号: cun, 名称: 村里述职, 单位: 村支部, 做什么: 述职, 谁: [村支部], 向谁: [党委], 周期: 每年1次, 从: 2025-01-01}
"""
ENTRIES = """\
默认: {单位: 党委}
记事:
  - {编号: e1, 名称: 书记述职, 类型: 述职, 日期: 2025-12-30, 主体: [书记], 向谁: [党代会], 结果: 优秀}
  - {编号: e2, 名称: 副书记述职, 类型: 述职, 日期: 2026-02-10, 所属期: 2025年下半年, 主体: [副书记], 向谁: [党代会]}
  - {编号: e3, 名称: 书记上半年述职, 类型: 述职, 日期: 2026-07-05, 所属期: 2026年上半年, 主体: [书记], 向谁: [党代会]}
  - 编号: e4
    名称: 八月督查
    类型: 督查
    日期: 2026-08-20
    主体: [办公室]
    数量: {问题: 4, 整改到位: 3}
    整改: [{任务: 补台账, 责任单位: 办公室, 时限: 2026-09-30}, {任务: 换公示栏, 完成日期: 2026-09-01}]
  - {编号: e5, 名称: 十月督查, 类型: 督查, 日期: 2026-10-20, 主体: [办公室], 数量: {问题: 2, 整改到位: 2}}
  - 编号: e6
    名称: 年度测评
    类型: 测评
    日期: 2026-09-01
    主体: [办公室]
    对象: [p2]
    评分:
      - {指标: 程序, 方面: 决策, 权重: 60, 得分: 50.5}
      - {指标: 时限, 方面: 执行, 权重: 40, 得分: 38}
    排名: [{谁: 书记, 得分: 90, 名次: 1}, {谁: 副书记, 得分: 88, 名次: 2}]
  - {编号: e7, 名称: 路灯不亮, 类型: 群众意见, 日期: 2026-08-03, 办结: 2026-08-10}
  - {编号: e8, 名称: 修水渠, 类型: 群众意见, 日期: 2026-09-03, 办结: 2026-09-30}
  - {编号: e9, 名称: 垃圾清运, 类型: 群众意见, 日期: 2026-10-10}
  - {编号: e10, 名称: 公交改线, 类型: 群众意见, 日期: 2026-10-28}
  - {编号: e11, 名称: 问责情况, 类型: 问责, 日期: 2026-10-30, 数量: {人次: 3}}
  - {编号: e12, 名称: 将来的督查, 类型: 督查, 日期: 2027-01-03, 主体: [办公室], 数量: {问题: 9, 整改到位: 0}}
"""
SUPERVISED = TOWN | {
    "site.yml": TOWN["site.yml"]
    .replace("会议类型:\n", f"{ENTRY_TYPES}会议类型:\n", 1)
    .replace("公布期限: 至多5日}", "频次: 每季度1次, 公布期限: 至多5日, 纪要期限: 至多3日}"),
    "bodies/village.yml": BODIES,
    "obligations/all.yml": OBLIGATIONS,
    "entries/all.yml": ENTRIES,
}


def release_supervised(site: MakeSite, files: Mapping[str, str] | None = None) -> PublicCatalog:
    """What the town shows to the public on a day in November, with some files replaced."""
    return release_town(site, SUPERVISED | dict(files or {}))
