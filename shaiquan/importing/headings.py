"""What tables call the fields of a meeting and of its topics: headings and their synonyms."""

from __future__ import annotations

import re

#: field of the meeting -> what tables call it, the first being the word of our own
MEETING_WORDS = {
    "name": ("会议名称", "名称"),
    "id": ("会议编号", "编号"),
    "type": ("会议类型", "会议类别", "类型"),
    "at": ("会议日期", "开会日期", "召开日期", "会议时间", "开会时间", "召开时间", "日期", "时间"),
    "place": ("会议地点", "开会地点", "地点"),
    "notified": ("通知日期", "通知时间", "发出通知", "会议通知", "通知"),
    "materials": ("材料送达", "材料送达日期", "送达材料", "材料"),
    "entitled": ("应到人数", "应到会人数", "应到"),
    "present": ("出席人员", "出席", "参会人员", "参加人员", "到会人员", "到会成员", "参会"),
    "present_count": ("出席人数", "实到人数", "实到会人数", "到会人数", "实到"),
    "absent": ("缺席人员", "缺席", "请假人员", "请假", "未到会"),
    "observers": ("列席人员", "列席单位", "列席"),
    "audience": ("旁听人员", "旁听"),
    "chair": ("主持人", "会议主持", "主持"),
    "minutes": ("纪要号", "纪要编号", "会议纪要", "纪要"),
    "minutes_at": ("纪要印发", "纪要印发日期", "纪要日期", "印发日期"),
    "record": ("记录号", "记录编号", "会议记录"),
}
#: field of a topic -> what tables call its column
TOPIC_WORDS = {
    "order": ("顺序", "序号", "次序", "议程", "编次", "序"),
    "name": ("议题", "议题名称", "议题内容", "题目", "审议事项", "议题题目", "会议议题"),
    "id": ("议题编号", "编号"),
    "type": ("类型", "议题类型", "议题类别", "类别", "事项类型"),
    "powers": ("事项", "权力事项", "对应事项", "对应权力", "权力", "行使的权力"),
    "attributes": ("属性", "议题属性"),
    "proposed": ("提出单位", "提请单位", "提出", "上报单位", "申报单位"),
    "presenter": ("汇报", "汇报人", "汇报单位", "汇报领导", "介绍人", "说明人"),
    "withdrew": ("回避", "回避人员"),
    "method": ("表决方式", "方式", "表决形式", "表决"),
    "favour": ("赞成", "同意", "赞成票", "同意票", "赞成票数", "同意人数", "赞成人数"),
    "against": ("反对", "不同意", "反对票", "不同意票", "反对票数", "反对人数", "不赞成"),
    "abstained": ("弃权", "弃权票", "弃权票数", "弃权人数"),
    "outcome": ("结果", "表决结果", "审议结果", "讨论结果", "决定结果"),
    "decision": ("决定", "议定事项", "会议决定", "决议", "决定内容", "审议意见", "议决事项"),
    "task": ("任务", "落实任务", "分解任务", "工作任务"),
    "leader": ("责任领导", "牵头领导", "分管领导", "责任人"),
    "department": ("责任单位", "落实单位", "牵头单位", "承办单位", "责任部门", "主办单位"),
    "standard": ("标准", "完成标准", "目标要求"),
    "deadline": ("时限", "完成时限", "办结时限", "完成时间", "期限", "办理时限"),
}


def tighten(text: str) -> str:
    """A heading or a name without the spaces and line breaks in it."""
    return re.sub(r"\s+", "", text)


def find_field(words: dict[str, tuple[str, ...]], heading: str) -> str:
    """The field that a heading means; empty where none is known.

    >>> find_field(TOPIC_WORDS, "赞 成\\n（票）"), find_field(TOPIC_WORDS, "备注")
    ('favour', '')
    """
    bare = re.sub(r"[（(【\[].*?[）)】\]]|[:：*＊]", "", tighten(heading))
    return next((field for field, said in words.items() if bare in said), "")


def _make_pattern() -> re.Pattern[str]:
    """A word of the meeting and a colon; between its characters may be spaces (时 间：)."""
    said = sorted((w for words in MEETING_WORDS.values() for w in words), key=len, reverse=True)
    words = "|".join(r"\s*".join(word) for word in said)
    return re.compile(rf"(?<![一-鿿])({words})\s*(?:[（(][^（()）]*[）)])?\s*[:：]")


_SAID = _make_pattern()


def split_said(text: str) -> dict[str, str]:
    """What a cell says in words with colons.

    >>> split_said("时 间：2026年7月13日 9:00  地点：第一会议室")
    {'at': '2026年7月13日 9:00', 'place': '第一会议室'}
    """
    found = list(_SAID.finditer(text))
    if not found:
        return {}
    ends = [match.start() for match in found[1:]] + [len(text)]
    return {
        find_field(MEETING_WORDS, match[1]): text[match.end() : end].strip(" ；;，,\n")
        for match, end in zip(found, ends, strict=True)
    }
