"""A small site with two meetings and three topics, and the papers that are printed of them."""

from __future__ import annotations

from shaiquan.cli import ROOT
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.layouts import Templates
from shaiquan.prints.paper_files import make_paper
from shaiquan.prints.sheet_jobs import make_pdf
from tests.conftest import SMALL

_TYPES = """\
会议类型:
  党委会会议:
    机构: 党委
    成员: [书记, 副书记]
    必须列席: [办公室]
    法定人数: 半数以上
    多数基数: 应到会
    开放: 是
    纪要承办: 办公室
"""
#: what these meetings lack is not what is printed of them
_SILENCED = (
    *("topic-gate-missing", "presenter-not-there", "presenter-not-in-charge"),
    *("ballot-of-another", "passed-without-majority", "votes-more-than-present"),
    *("vote-method-wrong",),
)
MEETINGS = """\
默认: {类型: 党委会会议, 地点: 第一会议室, 主持: 书记}
会议:
  - 编号: hy-1
    名称: 党委会第1次会议
    通知: 2026-07-10
    材料送达: 2026-07-10
    日期: 2026-07-13
    开始: "9:00"
    结束: "11:40"
    出席: [书记]
    缺席: [{谁: 副书记, 原因: 出差}]
    列席: [办公室, {类别: 党代表, 人数: 2}]
    旁听: [{类别: 群众代表, 人数: 3}]
    纪要: {号: 小镇党纪〔2026〕1号, 日期: 2026-07-16, 承办: 办公室, 抄送: [县委办, 县纪委]}
  - 编号: hy-2
    名称: 党委会第2次会议
    通知: 2026-11-20
    材料送达: 2026-11-21
    日期: 2026-12-21
    开始: "14:30"
"""
TOPICS = """\
议题:
  - 编号: yt-1
    名称: 全镇产业发展规划
    类型: 重大决策
    事项: [p1]
    提出: {单位: 办公室, 日期: 2026-03-10}
    审议:
      - 会议: hy-1
        顺序: 1
        汇报: 副书记
        代汇报: 分管成员出差
        表决: {方式: 记名, 赞成: [书记], 弃权: [副书记]}
        结果: 通过
    决定: 原则同意甲方案，分三年实施
    依据: [《议事规则》第二条]
    分解:
      - {任务: 完成第一个园区的选址, 责任领导: 副书记, 责任单位: 办公室, 标准: 报告经专家评审, 时限: 2026-12-31}
      - {任务: 公布规划, 责任领导: 书记, 责任单位: 办公室, 时限: 2026-08-31}
    公开环节: {决策: 2026-07-17}
  - 编号: yt-2
    名称: 集镇改造
    类型: 重大决策
    事项: [p1]
    方案: [先修路, 先修管网]
    关口:
      - {关口: 合法性审查, 日期: 2026-06-28, 承办: 办公室, 文书: 审查意见书}
    审议:
      - {会议: hy-1, 顺序: 2, 汇报: 书记, 结果: 缓议, 说明: 资金没有落实}
      - {会议: hy-2, 顺序: 1, 汇报: 书记}
  - 编号: yt-3
    名称: 干部轮训安排
    类型: 重大决策
    事项: [p1]
    审议:
      - {会议: hy-1, 顺序: 3, 表决: {方式: 无记名, 赞成票: 2, 反对票: 0}, 结果: 通过}
    决定: 分两批轮训。
    不公布依据: 党务公开条例规定可以只在党内公开
"""


def decided(**changes: str | None) -> dict[str, str | None]:
    """The files to add to the small site; ``meetings`` and ``topics`` may be others."""
    settings = (SMALL / "site.yml").read_text("utf-8")
    settings += "严重程度:\n" + "".join(f"  {code}: 不报\n" for code in _SILENCED)
    return {
        "site.yml": settings.replace(
            "参数:\n", f"{_TYPES}网址: https://example.com/qlgk/\n参数:\n"
        ),
        "meetings/all.yml": changes.get("meetings", MEETINGS),
        "topics/all.yml": changes.get("topics", TOPICS),
    }


def paper(public: PublicCatalog, id: str, form: str) -> bytes:
    """The PDF of a paper."""
    made = make_paper(public, id, form)
    assert made is not None
    return make_pdf(made, Templates(ROOT / "layouts"))[0]
