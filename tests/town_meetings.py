"""A small town whose committee meets: topics that passed, were put off, and are still to come."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from shaiquan.checks.checking import check_content
from shaiquan.disclosure.release import PublicCatalog, release
from tests.conftest import MakeSite
from tests.two_powers import BODIES, FILES

DAY = datetime.date(2026, 11, 1)
TYPES = """\
  重大决策:
    关口: [合法性审查]
    条件关口: {涉及全局: [两个以上方案]}
    签批: [提出单位, 书记]
    表决: 记名
会议类型:
  党委会会议: {机构: 党委, 公布期限: 至多5日}
  党代会会议: {机构: 党代会, 应到: 35}
"""
MEETINGS = """\
默认: {类型: 党委会会议, 地点: 二楼会议室}
会议:
  - 编号: h1
    名称: 第一次会议
    日期: 2026-03-02
    开始: "9:00"
    结束: "10:30"
    主持: 书记
    出席: [书记, 副书记]
  - 编号: h2
    名称: 第二次会议
    日期: 2026-04-07
    主持: 书记
    出席: [书记, 副书记]
    纪要: {号: 镇纪〔2026〕2号, 日期: 2026-04-09}
  - {编号: h3, 名称: 第三次会议, 日期: 2026-11-05, 通知: 2026-10-30}
  - {编号: h0, 名称: 年终会议, 日期: 2025-12-08, 取消: 到会人数不够}
  - 编号: h4
    名称: 党代会会议
    类型: 党代会会议
    日期: 2026-05-11
    出席人数: 31
    旁听: [{类别: 群众代表, 人数: 3}]
"""
TOPICS = """\
- 编号: t1
  名称: 修路
  类型: 重大决策
  事项: [p1]
  属性: [涉及全局]
  提出: {单位: 办公室, 日期: 2026-01-10}
  方案: [先修东路, 先修西路]
  关口: [{关口: 合法性审查, 日期: 2026-02-10, 承办: 办公室, 文书: 审查意见书, 结论: 合法}]
  签批: [{角色: 提出单位, 签字: 办公室, 日期: 2026-02-20}]
  审议:
    - {会议: h1, 汇报: 副书记, 结果: 缓议, 说明: 钱没有落实}
    - 会议: h2
      汇报: 副书记
      表决: {方式: 记名, 赞成: [书记], 弃权: [副书记]}
      结果: 通过
  决定: 先修东路。
  分解:
    - {任务: 招标, 责任领导: 副书记, 责任单位: 办公室, 时限: 2026-06-30, 完成日期: 2026-06-20}
    - {任务: 开工, 责任领导: 副书记, 时限: 2026-09-30, 进度: [{日期: 2026-09-01, 完成: 40}]}
    - {任务: 完工, 责任领导: 副书记, 时限: 2027-09-30}
- {编号: t2, 名称: 用人, 类型: 重大决策, 审议: [{会议: h2, 表决: {方式: 无记名, 赞成票: 2}, 结果: 通过}]}
- {编号: t3, 名称: 再修路, 类型: 重大决策, 提出: {单位: 副书记, 日期: 2026-10-20}, 变更: [t1], 审议: [{会议: h3}]}
- {编号: t4, 名称: 年度报告, 类型: 重大决策, 提出: 书记, 确定: h2, 审议: [{会议: h4, 结果: 通过}]}
"""
TOWN = FILES | {
    "site.yml": FILES["site.yml"].replace("  重大决策: {关口: [合法性审查], 表决: 记名}\n", TYPES),
    "bodies/all.yml": BODIES,
    "meetings/all.yml": MEETINGS,
    "topics/all.yml": TOPICS,
}


def release_town(
    site: MakeSite, files: Mapping[str, str] | None = None, day: datetime.date = DAY
) -> PublicCatalog:
    """What the town shows to the public on a day, with some files replaced; whatever checks say."""
    catalog = check_content(site(TOWN | dict(files or {}))).catalog
    assert catalog is not None
    return release(catalog, day).public
