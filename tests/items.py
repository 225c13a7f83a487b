"""The power of the small site as an item that citizens apply for."""

from __future__ import annotations

from shaiquan.disclosure.release import PublicCatalog, release
from tests.conftest import SMALL, MakeSite
from tests.printed import DAY
from tests.support import load_catalog

LAW = "编号: fl\n名称: 中华人民共和国某某法\n简称: 某某法\n制定机关: 国务院\n网址: https://example.com/fa\n"
ITEM = (SMALL / "powers" / "p1.yml").read_text("utf-8").replace(
    "依据: [《议事规则》第二条]\n",
    """\
依据:
  - 《议事规则》第二条：重大事项由党委决定。
  - 《议事规则》第二条
设定依据:
  《某某法》第十二条第一款: 从事某某活动，应当经批准。
  《某某法》第三条: 审批应当公开。
监督依据: [《某某法》第四十条]
法定时限: 60日
承诺时限: 30日
条件: [年满十八周岁, 在本镇居住]
材料:
  - {名称: 申请表, 形式: 原件, 份数: 2, 说明: 到窗口领取}
  - 身份证
收费: [{标准: 每件10元, 依据: [《某某法》第五十八条]}, 减免的不收]
结果: [{名称: 某某许可证, 有效期: 五年}]
救济:
  - {途径: 行政复议, 机关: 示例县人民政府, 期限: 60日}
  - {途径: 行政诉讼, 期限: 6个月}
""",
)  # fmt: skip


def release_item(site: MakeSite, more: str = "") -> PublicCatalog:
    """What is released of the small site with the item."""
    content = site({"powers/p1.yml": ITEM + more, "rules/fl.yml": LAW})
    return release(load_catalog(content), DAY).public
