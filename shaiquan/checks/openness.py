"""How records are made public: in forms that people know (S2-08, 党务公开条例(试行))."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import INFO, PUBLISHED, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling, to_simplified
from shaiquan.model.common import Record
from shaiquan.problems import CauseTexts

# a table
# fmt: off
#: the forms of 党务公开条例(试行) and 政府信息公开条例 article 23, and those that the standard
#: catalogues of open government at the grass roots have columns for; one within a longer word is
#: meant by it: 县政府网站
FORMS = (
    "网站", "互联网", "局域网", "新媒体", "微信", "微博", "客户端", "两微一端", "公众号",
    "小程序", "短信", "平台", "推送", "公示栏", "公开栏", "公告栏", "宣传栏", "公示牌", "展板",
    "电子屏", "信息屏", "显示屏", "触摸屏", "一体机", "张贴", "会议", "大会", "通报", "听证会",
    "座谈会", "发布会", "文件", "公报", "简报", "通知", "公告", "报刊", "报纸", "广播", "电视",
    "媒体", "宣传册", "手册", "明白卡", "明白纸", "便民卡", "服务中心", "服务站", "大厅",
    "窗口", "查阅室", "查阅点", "索取点", "档案馆", "图书馆", "文化馆", "入户", "上门", "现场",
    "依申请公开", "信函", "电话",
)
# fmt: on


@check(
    "form-unknown",
    INFO,
    "S2-08, 党务公开条例(试行)",
    subject=Record,
    states=PUBLISHED,
    zh="没有听说过“{name}”的公开方式“{value}”{suggestion}",
    en="'{name}' is made public by '{value}', which is no known form{suggestion}",
    mend="改成大家知道的，例如 网站、公示栏、会议通报；确实有的，写进 site.yml 的 公开方式:",
    mend_en="write a known form; one of your own goes into 公开方式 of site.yml",
    example="公开: {范围: 社会, 方式: [网占, 公示栏]}",
    many=CauseTexts(
        "没有听说过公开方式“{value}”{suggestion}（{number} 条记录：{names}）",
        "'{value}' is no known form{suggestion} ({number} records: {names})",
        by=("value",),
    ),
)
def find_unknown_forms(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    known = (*FORMS, *catalog.site.forms)
    for index, form in enumerate(record.disclosure.forms):
        simplified = to_simplified(form)
        if not any(word in simplified for word in known):
            words = {"value": form, "suggestion": suggest_spelling(form, known)}
            location = entry.location("disclosure", "forms", index)
            yield location, {"name": record.name or entry.id, **words}
