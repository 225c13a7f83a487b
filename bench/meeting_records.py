"""The meetings and topics of W3 as an editor writes them: values under Chinese keys."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from bench import words
from bench.meetings import AS_OF, COURSE, MEETING_TYPES, POST, WEIGHTY, PlainMeeting, PlainTopic
from bench.workload import Workload

Values = Mapping[str, object]
LEADERS = tuple(name for name, _ in words.LEADERS)
HEAD = LEADERS[0]
#: gate -> (days before the meeting that it is received, and passed), paper, finding
_GATES = {
    "调查研究": (90, 80, "调研报告", ""),
    "专家论证": (78, 70, "论证意见", ""),
    "风险评估": (68, 60, "评估报告", "可控"),
    "合法性审查": (50, 30, "审查意见书", "合法"),
}
_STAGES = {"动议": 60, "民主推荐": 50, "考察": 30, "讨论决定": 0, "任职": -14}


def site_values() -> Values:
    """What ``site.yml`` says of topics and meetings."""
    common = {"发言": "末位", "法定人数": "三分之二", "多数基数": "应到会"}
    types = {
        WEIGHTY: {
            "关口": list(_GATES),
            "条件关口": {"涉及全局": ["两个以上方案"], "涉及群众利益": ["征求意见"]},
            "签批": ["提出单位", "分管领导", "书记"],
            "表决": "记名",
            "期限": {"合法性审查": "至少7个工作日", "公示": "至少10日"},
            **common,
        },
        POST: {"阶段": list(_STAGES), "关口": ["组织考察"], "表决": "无记名", **common},
        COURSE: {"表决": ["举手", "口头"], **common},
    }
    meeting_types = {
        type: {
            "机构": body,
            "成员": list(LEADERS),
            "通知": "至少会前2日",
            "材料送达": "至少会前2日",
            "频次": "每月1至2次",
            "法定人数": "半数以上",
            "多数基数": "应到会",
            "纪要期限": "至多3个工作日",
            "纪要承办": "县纪委",
            "记录承办": "县委",
            "公布期限": "至多5个工作日",
            "开放": "是",
        }
        for type, body, _ in MEETING_TYPES
    }
    return {
        "类型表": types,
        "会议类型": meeting_types,
        "严重程度": {"type-without-procedure": "不报"},
    }


def meeting_values(meeting: PlainMeeting) -> Values:
    year = meeting.at.year
    papers = {
        label: {"号": f"{meeting.type}{sign}〔{year}〕{meeting.number}号", "承办": by}
        for label, sign, by in (("纪要", "纪", "县纪委"), ("记录", "记", "县委"))
    }
    papers["纪要"]["日期"] = _day(meeting, 2)
    return {
        "编号": meeting.id,
        "名称": meeting.name,
        "类型": meeting.type,
        "日期": _day(meeting, 0),
        "开始": '"9:00"',
        "结束": '"11:30"',
        "地点": "第一会议室",
        "通知": _day(meeting, -4),
        "材料送达": _day(meeting, -4),
        "主持": HEAD,
        "出席": _list_present(meeting),
        "缺席": [{"谁": LEADERS[meeting.absent], "原因": "参加市里会议"}],
        "列席": [{"类别": "党代表", "人数": 2}],
        "旁听": [{"类别": "群众代表", "人数": 3}],
        **papers,
    }


def topic_values(workload: Workload, topic: PlainTopic) -> Values:
    """A topic: what came before its meeting, the meetings, what followed."""
    last = workload.meetings[topic.meetings[-1]]
    first = workload.meetings[topic.meetings[0]]
    department = workload.departments[topic.department]
    return {
        "编号": topic.id,
        "名称": topic.name,
        "类型": topic.type,
        "事项": [topic.power],
        "提出": {"单位": department, "日期": _day(first, -100)},
        **_prepare(topic, first, department),
        "审议": [
            _deliberation_values(workload, topic, number, number == topic.meetings[-1])
            for number in topic.meetings
        ],
        "决定": topic.decision,
        **_follow_up(workload, topic, last),
    }


def _prepare(topic: PlainTopic, meeting: PlainMeeting, department: str) -> Values:
    if topic.type == WEIGHTY:
        return _prepare_decision(topic, meeting, department)
    return _prepare_appointment(topic, meeting) if topic.type == POST else {}


def _prepare_decision(topic: PlainTopic, meeting: PlainMeeting, department: str) -> Values:
    signed = (department, LEADERS[topic.category], HEAD)
    roles = ("提出单位", "分管领导", "书记")
    return {
        "属性": ["涉及全局", "涉及群众利益"],
        "来源": {"形式": "部门提出", "日期": _day(meeting, -110)},
        "路径": "协调审定",
        "方案": list(topic.alternatives),
        "征求意见": [
            {
                "对象": "有关部门",
                "类别": "部门",
                "日期": _day(meeting, -75),
                "采纳": "采纳",
                "说明": topic.opinion,
            }
        ],
        "公示": [
            {
                "形式": "公示",
                "从": _day(meeting, -28),
                "至": _day(meeting, -14),
                "地点": "公示栏",
                "结果": "没有收到意见",
            }
        ],
        "关口": [
            {
                "关口": gate,
                "收到": _day(meeting, -received),
                "日期": _day(meeting, -passed),
                "承办": department,
                "文书": paper,
                "结论": finding,
            }
            for gate, (received, passed, paper, finding) in _GATES.items()
        ],
        "签批": [
            {"角色": role, "签字": by, "日期": _day(meeting, -12 + n)}
            for n, (role, by) in enumerate(zip(roles, signed, strict=True))
        ],
    }


def _prepare_appointment(topic: PlainTopic, meeting: PlainMeeting) -> Values:
    notice: dict[str, object] = {
        "形式": "任前公示",
        "从": _day(meeting, 3),
        "至": _day(meeting, 10),
    }
    return {
        "公示": [{**notice, "地点": "公示栏", "结果": "没有收到反映"}],
        "关口": [
            {"关口": "组织考察", "日期": _day(meeting, -30), "承办": "组织部", "文书": "考察材料"}
        ],
        "提名": {"单位": "组织部", "日期": _day(meeting, -60)},
        "纪实": [{"环节": stage, "日期": _day(meeting, -days)} for stage, days in _STAGES.items()],
        "人选": [{"姓名": topic.person, "拟任": "副局长"}],
    }


def _deliberation_values(
    workload: Workload, topic: PlainTopic, number: int, is_last: bool
) -> Values:
    meeting = workload.meetings[number]
    present, presenter = _list_present(meeting), LEADERS[topic.category]
    values: dict[str, object] = {"会议": meeting.id, "顺序": topic.order, "汇报": presenter}
    others = [post for post in present if post not in (presenter, HEAD)]
    values["发言"] = [*([presenter] if presenter != HEAD else []), *others, HEAD]
    values["讨论分钟"] = 10 + topic.order
    if not is_last:
        return {**values, "结果": "缓议", "说明": "再核一次资金。", "顺序": 11}
    return {**values, "表决": _vote_values(topic, meeting), "结果": "通过"}


def _vote_values(topic: PlainTopic, meeting: PlainMeeting) -> Values:
    present = _list_present(meeting)
    told = {"宣布": _day(meeting, 0)}
    if topic.type == WEIGHTY:
        split = len(present) - topic.against
        return {"方式": "记名", "赞成": present[:split], "反对": present[split:], **told}
    method = "无记名" if topic.type == POST else "举手"
    votes = {"赞成票": len(present) - topic.against, "反对票": topic.against, "弃权票": 0}
    return {"方式": method, **votes, **told}


def _follow_up(workload: Workload, topic: PlainTopic, meeting: PlainMeeting) -> Values:
    """Tasks of half a year, done a week before; the results are told a week after."""
    if topic.type == POST:
        return {"无需分解": "按程序办理任免手续", "公开环节": {"决策": _day(meeting, 3)}}
    over = meeting.at + datetime.timedelta(200) < AS_OF
    stages = {"决策": _day(meeting, 3)}
    if over:
        stages |= {"执行": _day(meeting, 185), "反馈": _day(meeting, 190)}
    tasks = [_task_values(workload, topic, meeting, task, over) for task in topic.tasks]
    return {"分解": tasks, "公开环节": stages, "办结": _day(meeting, 200) if over else ""}


def _task_values(
    workload: Workload, topic: PlainTopic, meeting: PlainMeeting, task: str, over: bool
) -> Values:
    done = [{"日期": _day(meeting, 100), "完成": 60, "说明": "过半。"}]
    done += [{"日期": _day(meeting, 173), "完成": 100, "说明": "做完。"}]
    return {
        "任务": task,
        "责任领导": LEADERS[topic.category],
        "责任单位": workload.departments[topic.department],
        "标准": "逐项验收",
        "时限": _day(meeting, 210),
        "进度": done if over else [],
        "完成日期": _day(meeting, 173) if over else "",
    }


def _list_present(meeting: PlainMeeting) -> list[str]:
    return [post for number, post in enumerate(LEADERS) if number != meeting.absent]


def _day(meeting: PlainMeeting, days: int) -> str:
    return (meeting.at + datetime.timedelta(days)).isoformat()
