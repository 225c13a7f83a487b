"""The statements to which the foot of every page leads: access for everybody, and privacy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.fixed_pages import ACCESSIBILITY, CHANNELS, PRIVACY, PageLink
from shaiquan.site.frame import SiteFrame
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import Page, PageSection
from shaiquan.site.tasks import PageTask
from shaiquan.views.values import Fields, Inline, Prose, Row

_ACCESSIBILITY = """
本站照着《网页内容无障碍指南》（WCAG 2.2）AA 级制作，也参照国家标准《信息技术 互联网内容无障碍\
可访问性技术要求与测试方法》（GB/T 37668—2019）。

# 做到了什么

- 不用鼠标也能用：每个链接、表单和流程图里的每一步都可以用键盘走到，走到哪里有边框标出。
- 读屏软件可以读：网页有语言、标题、地标和表头；流程图旁边都有同样内容的步骤表。
- 不只靠颜色：风险等级、图是不是现行的，都有文字或者形状。
- 可以放大：文字放大到两倍、网页放大到四倍，内容不丢，正文不用左右滚动；手机上表格一行变一块。
- 跟着您的设置：深色和打印各有样式；没有动画，没有自动播放，没有限时。
- 不开脚本也能读：除了搜索，没有一页需要脚本；没有脚本时，从清单里一样找得到。

# 还有什么不足

- 很宽的流程图在手机上要左右滑动，看不方便的请看步骤表。
- 挂图和汇编是 PDF，带有标签，但图里的先后只能顺着读；请看网页上的步骤表。
- 本单位另外放进网站的附件，不一定都做到以上各条。
"""
_PRIVACY = """
- **不放 Cookie。** 本站不在您的设备上存放用来认出您的东西。
- **不跟踪。** 没有统计代码，没有广告，不向别的网站要图片、字体或者脚本：\
您看本站，别的网站不会知道。
- **显示的选择只留在您这里。** 如果您选过大字、高对比等显示方式，选择只记在您自己的浏览器里，\
不发给任何人，清除浏览数据就没有了。
- **搜索在您的浏览器里进行。** 搜的词写在网址里，方便转给别人。
- **不收集个人信息。** 本站没有要填姓名、电话的表单。您写信、打电话反映问题，由受理单位按规定处理。

本站是一些静态的文件，由放置它的服务器发给您。服务器可能照惯例记录访问的时间、IP 地址和网址\
（搜的词也在网址里），由管理服务器的单位保管，不在本站管理的范围里。
"""


class _Statement(NamedTuple):
    link: PageLink
    text: str
    description: str


_STATEMENTS: Mapping[str, _Statement] = {
    "accessibility": _Statement(
        ACCESSIBILITY, _ACCESSIBILITY, "本站在无障碍方面做到了什么，还有什么不足，不方便时找谁。"
    ),
    "privacy": _Statement(
        PRIVACY, _PRIVACY, "本站不放 Cookie，不跟踪，不收集个人信息；服务器可能记录什么。"
    ),
}


def plan_statements() -> tuple[PageTask, ...]:
    """A page for each statement."""
    return tuple(
        PageTask(statement.link.address, "statement", (name,))
        for name, statement in _STATEMENTS.items()
    )


def make_statement(
    public: PublicCatalog, frame: SiteFrame, charts: Drawings, task: PageTask
) -> Page:
    (name,) = task.args
    link, text, description = _STATEMENTS[name]
    sections: list[PageSection] = [Prose(text, id="statement")]
    if frame.page_frame.mistakes_to:
        ways = (Inline("告诉我们，或者看全部渠道："), Inline(CHANNELS.title, CHANNELS.address))
        sections.append(Fields((Row("不方便、不放心", (ways,)),), "联系我们", "contact"))
    return Page(
        address=task.address,
        layout="page.html",
        title=link.title,
        frame=frame.page_frame,
        sections=tuple(sections),
        breadcrumb=frame.breadcrumb(),
        description=description,
    )
