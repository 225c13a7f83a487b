"""A meeting with its topics, made by chance and without fault, in the site of ``decisions``.

Everything is as an editor writes it: values are texts and lists under Chinese keys.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

Values = dict[str, Any]
HEAD, DEPUTY = "书记", "副书记"
MEMBERS = (HEAD, "县长", DEPUTY, "纪委书记", "组织部长", "宣传部长", "县委办主任")
#: type of a topic -> its power, the leader of the area, the department, methods of the vote
TYPES = {
    "重大决策": ("规划的决定", "宣传部长", "发改局", ("记名",)),
    "干部任免": ("干部的任免", "组织部长", "组织部", ("无记名",)),
    "资金使用": ("资金的使用", "县长", "发改局", ("举手", "口头")),
}
#: methods of which nobody is named
COUNTED = ("举手", "无记名")
OUTCOMES = ("通过", "通过", "通过", "通过", "否决", "缓议", "退回")


@dataclass
class MadeMeeting:
    """A meeting and its topics; ``voters`` of a topic are those present that did not withdraw."""

    rng: Random
    day: datetime.date
    meeting: Values
    topics: list[Values]

    def date(self, days: int) -> str:
        """A day so many days after the meeting."""
        return (self.day + datetime.timedelta(days)).isoformat()

    @property
    def present(self) -> list[str]:
        return list(self.meeting["出席"])

    @property
    def absent(self) -> list[str]:
        return [item["谁"] for item in self.meeting.get("缺席", [])]

    @property
    def head(self) -> str:
        return HEAD if HEAD in self.present else str(self.meeting["主持"])

    def voters(self, topic: Values) -> list[str]:
        withdrew = topic["审议"][0].get("回避", [])
        return [post for post in self.present if post not in withdrew]

    def write(self, content: Path) -> None:
        """Write it over what the site has."""
        for name, label, records in (
            ("meetings", "会议", [self.meeting]),
            ("topics", "议题", self.topics),
        ):
            text = yaml.dump({label: records}, Dumper=yaml.CSafeDumper, allow_unicode=True)
            (content / name / "all.yml").write_text(text, "utf-8")


def make_meeting(rng: Random) -> MadeMeeting:
    """A meeting of the standing committee in 2026, before the today of the tests."""
    day = datetime.date(2026, 3, 2) + datetime.timedelta(rng.randrange(230))
    made = MadeMeeting(rng, day, {}, [])
    made.meeting = _make_meeting(made)
    types = rng.choices((*TYPES, "重大事件"), k=rng.randint(1, 4))
    made.topics = [_make_topic(made, type, number) for number, type in enumerate(types, 1)]
    return made


def _make_meeting(made: MadeMeeting) -> Values:
    rng, year = made.rng, made.day.year
    absent = rng.sample(MEMBERS, rng.randint(0, 2))
    present = [post for post in MEMBERS if post not in absent]
    called = made.date(-rng.randint(2, 5))
    meeting: Values = {"编号": "hy-01", "名称": "常委会第1次会议", "类型": "常委会会议"}
    meeting |= {"通知": called, "材料送达": called, "日期": made.date(0), "出席": present}
    if absent:
        meeting["缺席"] = [{"谁": post, "原因": "出差"} for post in absent]
    if rng.random() < 0.3:
        meeting |= {"临时": "防汛紧急", "通知": made.date(0), "材料送达": made.date(0)}
    if rng.random() < 0.3:
        meeting["应到"] = str(len(MEMBERS))
    meeting["列席"] = ["发改局", {"类别": "党代表", "人数": "2"}]
    chairs = [post for post in (HEAD, DEPUTY) if post in present] or present
    meeting["主持"] = chairs[0]
    meeting["纪要"] = {
        "号": f"常纪〔{year}〕1号",
        "日期": made.date(rng.randint(0, 3)),
        "承办": "县委办",
    }
    meeting["记录"] = {"号": f"常记〔{year}〕1号", "承办": "县委办"}
    return meeting


def _make_topic(made: MadeMeeting, type: str, number: int) -> Values:
    topic: Values = {"编号": f"yt-{number:02}", "名称": f"第{number}件事", "类型": type}
    topic["提出"] = {"单位": "县委办", "日期": made.date(-100)}
    if type == "重大事件":
        return topic | _make_emergency(made, number)
    power, leader, department, methods = TYPES[type]
    topic |= {"事项": [power], "提出": {"单位": department, "日期": made.date(-100)}}
    topic |= {
        "重大决策": _prepare_decision,
        "干部任免": _prepare_appointment,
        "资金使用": _prepare_spending,
    }[type](made)
    item = _make_deliberation(made, leader, "不首先" if type == "资金使用" else "末位", number)
    outcome = made.rng.choice(OUTCOMES)
    if outcome in ("通过", "否决"):
        base = len(made.present) if type == "资金使用" else len(MEMBERS)
        voters = [post for post in made.present if post not in item.get("回避", [])]
        item["表决"] = _make_vote(made, made.rng.choice(methods), voters, base, outcome)
    else:
        item["说明"] = "再核一次。"
    item["结果"] = outcome
    topic["审议"] = [item]
    if outcome == "通过":
        topic |= _follow_up(made, type, leader, department)
    return topic


def _make_emergency(made: MadeMeeting, number: int) -> Values:
    actor = made.rng.choice((HEAD, DEPUTY))
    acted = {"事件": "洪水", "处置": actor, "日期": made.date(-3), "报告": "hy-01"}
    item = {"会议": "hy-01", "顺序": str(number), "汇报": made.rng.choice(made.present)}
    topic = {"临机处置": acted, "审议": [item | {"结果": "听取"}], "无需分解": "已经办完"}
    return topic | {"提出": {"单位": "县委办", "日期": made.date(-3)}}


def _prepare_decision(made: MadeMeeting) -> Values:
    rng = made.rng
    every = ("涉及全局", "涉及群众利益", "专业性强", "民生")
    topic: Values = {"属性": rng.sample(every, rng.randint(0, 4))}
    gates = {
        "调查研究": {"日期": made.date(-90)},
        "风险评估": {"日期": made.date(-80), "结论": "可控"},
        "合法性审查": {"收到": made.date(-70), "日期": made.date(-40), "结论": "合法"},
    }
    if "专业性强" in topic["属性"]:
        gates["专家论证"] = {"日期": made.date(-85)}
    for gate in gates:
        if rng.random() < 0.15:
            gates[gate] = {"不适用": "这件事用不着"}
    topic["关口"] = [{"关口": gate, **values} for gate, values in gates.items()]
    if "涉及全局" in topic["属性"] or rng.random() < 0.3:
        topic["方案"] = ["甲方案", "乙方案"]
        topic["征求意见"] = [{"对象": "县政协", "日期": made.date(-60), "采纳": "采纳"}]
    if "涉及群众利益" in topic["属性"]:
        notice = {"形式": "公开征求意见", "从": made.date(-85), "至": made.date(-50)}
        topic["公示"] = [{**notice, "结果": "没有意见"}]
    if "民生" in topic["属性"]:
        topic["来源"] = {"形式": "下到基层找议题", "地点": "小村", "日期": made.date(-110)}
    return topic | _sign(made)


def _sign(made: MadeMeeting) -> Values:
    route = made.rng.choice(("协调审定", "协调审定", "委托审定", "直接确定"))
    roles = [("提出单位", "发改局"), ("分管常委", "宣传部长"), ("书记", HEAD)]
    if route == "委托审定":
        roles[2] = ("受托副书记", DEPUTY)
    chosen = roles[2:] if route == "直接确定" else roles
    rows = [
        {"角色": role, "签字": post, "日期": made.date(index - 20)}
        for index, (role, post) in enumerate(chosen)
    ]
    return {"路径": route, "签批": rows}


def _prepare_appointment(made: MadeMeeting) -> Values:
    stages = {"动议": -101, "民主推荐": -80, "考察": -50, "讨论决定": 0}
    return {
        "提名": {"单位": "组织部", "日期": made.date(-101)},
        "人选": [{"姓名": "某甲", "拟任": "局长"}],
        "征求意见": [{"对象": "县纪委", "日期": made.date(-30), "采纳": "没有意见"}],
        "关口": [{"关口": "组织考察", "日期": made.date(-50)}],
        "纪实": [{"环节": stage, "日期": made.date(day)} for stage, day in stages.items()],
    }


def _prepare_spending(made: MadeMeeting) -> Values:
    return {"关口": [{"关口": "预算审核", "日期": made.date(-30), "结论": "有预算"}]}


def _make_deliberation(made: MadeMeeting, leader: str, speaking: str, number: int) -> Values:
    rng, present, head = made.rng, made.present, made.head
    item: Values = {"会议": "hy-01", "顺序": str(number), "汇报": leader}
    if leader not in present:
        item |= {"汇报": rng.choice(present), "代汇报": "分管的出差"}
    others = [post for post in present if post not in (item["汇报"], head)]
    withdrew = rng.sample(others, 1) if rng.random() < 0.3 else []
    if withdrew:
        item["回避"] = withdrew
    order = [post for post in present if post not in (*withdrew, head)]
    rng.shuffle(order)
    place = len(order) if speaking == "末位" else rng.randint(1, len(order))
    item["发言"] = [*order[:place], head, *order[place:]]
    if rng.random() < 0.5:
        item["讨论分钟"] = str(rng.randint(5, 90))
    return item


def _make_vote(
    made: MadeMeeting, method: str, voters: list[str], base: int, outcome: str
) -> Values:
    """A vote of all voters with the majority, or without it."""
    rng, half = made.rng, base // 2
    number = rng.randint(half + 1, len(voters)) if outcome == "通过" else rng.randint(0, half)
    number = min(number, len(voters))
    against = rng.randint(0, len(voters) - number)
    vote: Values = {"方式": method, "宣布": made.date(0)}
    if method == "记名":
        order = rng.sample(voters, len(voters))
        names = (order[:number], order[number : number + against], order[number + against :])
        return vote | dict(zip(("赞成", "反对", "弃权"), names, strict=True))
    if method == "口头":
        return vote
    rest = len(voters) - number - against
    invalid = rng.randint(0, rest) if method == "无记名" else 0
    numbers = {"赞成票": number, "反对票": against, "弃权票": rest - invalid, "无效票": invalid}
    return vote | {key: str(value) for key, value in numbers.items()}


def _follow_up(made: MadeMeeting, type: str, leader: str, department: str) -> Values:
    rng = made.rng
    after: Values = {"决定": "同意。", "公开环节": {"决策": made.date(rng.randint(0, 7))}}
    if type == "干部任免":
        notice = {"形式": "任前公示", "从": made.date(2), "至": made.date(16), "结果": "没有意见"}
        return after | {"公示": [notice], "无需分解": "没有要落实的"}
    task: Values = {"任务": "落实", "责任领导": leader, "责任单位": department, "标准": "做完"}
    task |= {"时限": "2027-06-30"}
    if rng.random() < 0.5:
        task["进度"] = [{"日期": made.date(9), "完成": "20"}, {"日期": made.date(20), "完成": "60"}]
    return after | {"分解": [task]}
